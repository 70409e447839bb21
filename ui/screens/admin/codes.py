"""The lists of codes: what is confirmed is read-only, the rest can grow and end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from caseworker.actions.admin import AddCode, EndCode
from caseworker.queries.admin import CodeListView, CodeRow, code_lists
from caseworker.rules.code_shape import Code
from caseworker.rules.words import long_date
from ui import theme
from ui.screens.admin.rows import Row, RowsTable
from ui.screens.admin.tab import AdminPage, AdminTab
from ui.widgets.fields import Combo
from ui.widgets.text import WrapLabel, label


class CodesTab(AdminTab):
    """One list at a time, with its source."""

    words = "Code lists"
    sentence = ("A code is never deleted: it ends on a day, and old cases keep its words. What was "
                "read in an official publication changes with the program.")

    def __init__(self, page: AdminPage, parent: QWidget | None = None) -> None:
        super().__init__(page, RowsTable(
            "Codes", ("Code", "Confirmed", "In use"), (56, 18, 26)), "Code", parent)
        self._lists: Sequence[CodeListView] = ()
        self._key = ""
        self.new = self.offer("Add a code", "plus", self.add, self._list_fixed, "primary")
        self.end = self.offer("End this code", "x", self.act, self._stays)
        self.which, self._note = Combo(), WrapLabel("", "small")
        self.which.setAccessibleName("List")
        self.which.setMinimumContentsLength(30)
        theme.limit_width(self.which, 420)
        self.which.currentIndexChanged.connect(self._choose)
        words = label("List", "strong")
        words.setBuddy(self.which)
        row = QHBoxLayout()
        theme.space(row, (0, 0, 0, 0), 10)
        row.addWidget(words)
        row.addWidget(self.which, 1)
        row.addStretch(1)
        self.above.addLayout(row)
        self.above.addWidget(self._note)

    @property
    def shown(self) -> CodeListView | None:
        """The list that is shown."""
        return next((one for one in self._lists if one.key == self._key), None)

    def refresh(self) -> None:
        """Ask for the lists as they are today."""
        self.host.jobs.ask(code_lists, self._show, for_=(self, "rows"),
                           day=self.host.office.today())

    def add(self) -> None:
        """Ask for a new code."""
        one = self.shown
        if self.allowed(self.new) and one is not None:
            self.ask_for(f"Add a code: {one.title}", AddCode,
                         ("code", "code_name", "since", "because"), {"list_key": one.key},
                         words="Add code", done=lambda _: self.host.notice("The code is added"))

    def act(self) -> None:
        """Ask for the last day of the code under the cursor."""
        row, one = self.table.about(), self.shown
        if self.allowed(self.end) and one is not None:
            self.ask_for(f"End this code: {row.code.words}", EndCode, ("last", "because"),
                         {"list_key": one.key, "code": row.code.code}, words="End code",
                         done=lambda _: self.host.notice("The code has its last day"))

    def show_row(self, about: Any) -> None:
        """What is known of the code."""
        self.facts.clear()
        if about is None:
            return
        code = about.code
        self.details.heading.setText(code.code)
        self.details.setAccessibleName(code.words)
        self.facts.add("Name", code.name, f"Below: {code.under}" if code.under else "")
        self.facts.add("Confirmed", "Yes" if code.confirmed else "No", about.stays)
        self.facts.add("In use", _in_use(code))
        self.kept("Set here", about.kept)

    def _show(self, found: Sequence[CodeListView]) -> None:
        self._lists = found
        if [self.which.itemText(at) for at in range(self.which.count())] != [
                one.title for one in found]:
            self.which.blockSignals(True)
            self.which.clear()
            self.which.addItems([one.title for one in found])
            self.which.blockSignals(False)
        keys = [one.key for one in found]
        self.which.setCurrentIndex(keys.index(self._key) if self._key in keys else 0)
        self._choose(self.which.currentIndex())

    def _choose(self, at: int) -> None:
        if not 0 <= at < len(self._lists):
            return
        one = self._lists[at]
        self._key = one.key
        self._note.setText(" ".join(
            part for part in (f"Source: {one.source.cite}.", one.note) if part))
        self.table.setAccessibleName(one.title)
        self.table.set_rows([Row((one.key, row.code.code), _cells(row), row) for row in one.codes])

    def _list_fixed(self) -> str:
        return self.shown.fixed if self.shown is not None else "Choose a list."

    def _stays(self) -> str:
        row = self.table.about()
        return row.stays if row is not None else "Choose a code in the list."


def _cells(row: CodeRow) -> tuple[str, ...]:
    code = row.code
    return (code.words, "Yes" if code.confirmed else "Not checked",
            "Yes" if row.in_use else _in_use(code))


def _in_use(code: Code) -> str:
    since = f"from {long_date(code.since)}" if code.since else ""
    until = f"until {long_date(code.until)}" if code.until else ""
    words = " ".join(part for part in (since, until) if part) or "first day not known"
    return words[:1].upper() + words[1:]
