"""Who is away and who covers: a list, one more, one less."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QListWidget, QVBoxLayout

from caseworker.actions.absences import RecordAbsence, RemoveAbsence
from caseworker.queries.absences import Absences, absences
from caseworker.rules.lifecycle import Role
from ui import theme
from ui.help.lookup import about
from ui.icons import Button
from ui.screen import Screen
from ui.widgets.action_dialog import ActionDialog
from ui.widgets.announce import announce
from ui.widgets.dialog import Dialog
from ui.widgets.form import Form
from ui.widgets.text import WrapLabel

NOBODY = "Nobody is away, now or later."
INTRO = ("Everybody here sees who is away and who covers, and never why. Who covers sees on Home "
         "what is due, and can work on these cases until the last day.")


class AbsencesDialog(Dialog):
    """Shows absences that are not over. Everybody records their own; a manager anybody's."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self._screen, self._found = screen, Absences((), (), ())
        self.setWindowTitle("Who is away")
        self.setAccessibleName("Who is away")
        self.setModal(True)
        about(self, "RecordAbsence.*")
        column, foot = QVBoxLayout(self), QHBoxLayout()
        theme.space(column, (24, 20, 24, 20), 12)
        self.list, self.nothing = QListWidget(), WrapLabel(NOBODY, "muted")
        self.list.setAccessibleName("Absences")
        self.list.setProperty("role", "roomy")
        self.list.setWordWrap(True)
        self.list.currentRowChanged.connect(lambda _: self._allow())
        for each in (WrapLabel("Who is away", "h1"), WrapLabel(INTRO, "muted"), self.nothing):
            column.addWidget(each)
        column.addWidget(self.list, 1)
        column.addStretch(0)
        self.add = Button("Record an absence", "plus", "primary")
        self.remove, self.back = Button("Remove"), Button("Close")
        self.add.clicked.connect(self.record)
        self.remove.clicked.connect(self._remove)
        self.back.clicked.connect(self.accept)
        for button in (self.add, self.remove, self.back):
            foot.addWidget(button)
        foot.addStretch(1)
        column.addLayout(foot)
        self.fit(theme.px(560), theme.px(420))
        self.list.hide()
        self._allow()
        self.refresh()

    def refresh(self) -> None:
        """Ask who is away now."""
        office = self._screen.host.office
        self._screen.jobs.ask(absences, self._show, for_=(self, "absences"),
                              otherwise=self._screen.host.trouble, me=office.actor,
                              roles=office.roles, today=office.today())

    def record(self) -> None:
        """Ask for one more: one's own, or for a manager anybody's."""
        office, found = self._screen.host.office, self._found
        form: Form[Any] = Form(RecordAbsence, today=office.today())
        form.set_choices("staff_id", found.may_record)
        form.set_choices("cover_id", ((None, "Nobody"), *found.covers))
        own = found.may_record[0][0] if Role.MANAGER not in office.roles else None
        form.fill({"staff_id": own, "first_day": office.today()})
        ActionDialog(self, "Record an absence", form, "Record", self._screen.jobs, {},
                     partial(self._done, "Absence recorded")).open()

    def _show(self, found: Absences) -> None:
        at = self.list.currentRow()
        self._found = found
        self.list.clear()
        self.list.addItems([each.line for each in found.listed])
        self.list.setCurrentRow(min(max(at, 0), len(found.listed) - 1))
        self.list.setVisible(bool(found.listed))
        self.nothing.setVisible(not found.listed)
        self._allow()

    def _allow(self) -> None:
        at, may = self.list.currentRow(), {number for number, _ in self._found.may_record}
        theirs = 0 <= at < len(self._found.listed) and self._found.listed[at].staff_id in may
        self.remove.setEnabled(theirs)
        self.remove.setToolTip("" if theirs else "Choose an absence that is yours to change")
        self.add.setEnabled(bool(may))

    def _remove(self) -> None:
        each = self._found.listed[self.list.currentRow()]
        self._screen.jobs.do(RemoveAbsence(absence_id=each.id),
                             partial(self._done, "Absence removed"), self._screen.host.trouble)

    def _done(self, words: str, change: Any) -> None:
        announce(self, words)
        self.refresh()
