"""Drafting a letter: the draft there is, a new one, or what is missing for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject, Signal

from caseworker.actions.letters import DraftLetter
from caseworker.letters.catalogue import CATALOGUE
from caseworker.office import Refused
from caseworker.queries.case import CaseView, case_view
from ui.screen import Host
from ui.screens.letter.missing import MissingPanel


class Start(QObject):
    """``opened`` sends the id of the draft, ``stopped`` words that say why there is none,
    ``asked`` that the panel now says what is missing, ``named`` the case's reference.
    """

    opened = Signal(object)  # the id of a letter: Qt cuts an int off at 32 bits
    stopped = Signal(str)
    asked = Signal()
    named = Signal(str)

    def __init__(self, host: Host, panel: MissingPanel, parent: QObject) -> None:
        super().__init__(parent)
        self._host, self._panel = host, panel
        self._case_id, self._code, self._version = 0, "", 0
        self._given: Mapping[str, Any] = {}
        panel.ready.connect(self._again)

    def begin(self, case_id: int, code: str) -> None:
        """Open the draft of this kind, or make one."""
        self._case_id, self._code, self._given = case_id, code, {}
        self._ask_case(self._look)

    def _again(self, given: Mapping[str, Any]) -> None:
        """Draft with what was given; the case may have changed meanwhile."""
        self._given = given
        self._ask_case(lambda view: self._draft())

    def _ask_case(self, then: Callable[[CaseView], None]) -> None:
        office = self._host.office

        def seen(view: CaseView | None) -> None:
            if view is None or self._code not in CATALOGUE:
                self.stopped.emit("There is no such letter.")
                return
            self._version = view.row.version
            self.named.emit(view.row.reference)
            then(view)

        self._host.jobs.ask(case_view, seen, for_=(self, "case"), case_id=self._case_id,
                            today=office.today(), calendar=office.calendar, roles=office.roles)

    def _look(self, view: CaseView) -> None:
        found = [each for each in view.letters
                 if each.code == self._code and each.state == "draft"]
        if found:
            self.opened.emit(found[0].id)
            self._host.status("This letter was already drafted")
        else:
            self._draft()

    def _draft(self) -> None:
        asked = (self._case_id, self._code)
        action = DraftLetter(case_id=self._case_id, version=self._version, code=self._code,
                             given=self._given)

        def done(change: Any) -> None:
            if asked == (self._case_id, self._code):  # no other letter was wanted meanwhile
                self.opened.emit(change.result)

        self._host.jobs.do(action, done, self._failed)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Refused):
            self._panel.explain(self._code, error.findings, self._given,
                                self._host.office.today())
            self.asked.emit()
        else:
            self.stopped.emit("The letter is not drafted.")
            self._host.trouble(error)
