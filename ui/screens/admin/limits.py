"""How long things may take: the office's own times can be followed by a new value."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from caseworker.actions.admin import SetLimit
from caseworker.queries.admin import LimitRow, limits_in_force
from caseworker.queries.effects import moved_words
from caseworker.rules.words import long_date
from ui.screens.admin.rows import Row, RowsTable
from ui.screens.admin.tab import AdminPage, AdminTab
from ui.widgets.findings import SURE_WORDS

NOT_SET = "Not set"


class LimitsTab(AdminTab):
    """Every time limit; those that the office can change come first."""

    words = "Time limits"
    sentence = ("A new value holds for what starts on or after its first day. What started before "
                "keeps the value of its own day.")

    def __init__(self, page: AdminPage, parent: QWidget | None = None) -> None:
        super().__init__(page, RowsTable(
            "Time limits", ("Time limit", "In force", "Since", "Can change"), (40, 20, 22, 18)),
            "Time limit", parent)
        self.new = self.offer("New value", "plus", self.act, self._fixed, "primary")

    def refresh(self) -> None:
        """Ask for the limits of today."""
        self.host.jobs.ask(limits_in_force, self._show, for_=(self, "rows"),
                           day=self.host.office.today())

    def add(self) -> None:
        """The same as Enter."""
        self.act()

    def act(self) -> None:
        """Ask for a new value, and say what it would move."""
        row = self.table.about()
        if not self.allowed(self.new):
            return
        now = f"{row.now}, since {long_date(row.since)}" if row.since else NOT_SET
        self.ask_for(f"New value: {row.title}", SetLimit, ("number", "since", "because"),
                     {"key": row.key}, words="Keep new value", done=self._done, effect=True,
                     intro=f"In force: {now}. Enter a number of {row.unit}.")

    def show_row(self, about: Any) -> None:
        """Where it comes from, and what it was."""
        self.facts.clear()
        if about is None:
            return
        self.details.heading.setText(about.title)
        self.details.setAccessibleName(about.title)
        since = f"Since {long_date(about.since)}" if about.since else ""
        self.facts.add("In force", about.now or NOT_SET, since)
        for day, words in about.coming:
            self.facts.add("To come", f"{words}, from {long_date(day)}")
        source = about.source
        self.facts.add("Source", source.cite, SURE_WORDS.get(source.sure, "").strip(" ()"))
        if about.fixed:
            self.facts.add("Change", "Not here", about.fixed)
        self.kept("Set here", about.own)
        for day, words in about.shipped if about.own else ():
            self.facts.add("Before", f"{words}, from {long_date(day)}")

    def _done(self, change: Any) -> None:
        self.host.notice("The new value is kept", moved_words(change.result))

    def _show(self, found: Sequence[LimitRow]) -> None:
        self.table.set_rows([
            Row(row.key, (row.title, row.now or NOT_SET,
                          long_date(row.since) if row.since else "", _can_change(row)), row)
            for row in found
        ])

    def _fixed(self) -> str:
        row = self.table.about()
        return row.fixed if row is not None else "Choose a time limit in the list."


def _can_change(row: LimitRow) -> str:
    if row.fixed:
        return "No"
    return "Yes, set here" if row.own else "Yes"
