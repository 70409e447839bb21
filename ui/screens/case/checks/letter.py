"""The letter that follows a decision on validity, one button away."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from caseworker.letters.catalogue import CATALOGUE
from caseworker.queries.case import CaseView
from caseworker.rules.lifecycle import Stage
from caseworker.rules.words import long_date
from ui.screens.case.tab import CaseTab, Page
from ui.widgets.banner import Banner

_FOLLOWS = {Stage.VALID: "R8", Stage.FORWARDED: "R6"}


class LetterBanner(Banner):
    """Says what was decided and offers the letter; ``letters`` is the tab that lists letters."""

    def __init__(
        self, page: Page, letters: type[CaseTab], parent: QWidget | None = None
    ) -> None:
        super().__init__("", tone="green", parent=parent)
        self._page, self._letters = page, letters
        self._code, self._written = "", False
        self.pressed.connect(self._go)

    def show_case(self, view: CaseView) -> None:
        """Show it where the stage says that such a letter comes next."""
        self._code = _FOLLOWS.get(view.row.stage, "")
        self.setVisible(bool(self._code))
        if not self._code:
            return
        kind = CATALOGUE[self._code]
        written = next((each for each in view.letters if each.code == self._code), None)
        self._written = written is not None
        detail = f"Tell {kind.to}: letter {kind.code}, {kind.title}."
        if written is not None:
            detail = f"Letter {kind.code}, {kind.title}: {written.state}."
        self.say(_decided(view), detail,
                 "Go to the letters" if self._written else f"Draft letter {self._code}")

    def _go(self) -> None:
        view, host = self._page.view, self._page.host
        if view is None:
            return
        if self._written or not host.has_screen("letter"):
            self._page.go_to(self._letters)
        else:
            host.show_screen("letter", case_id=view.row.id, code=self._code)


def _decided(view: CaseView) -> str:
    if view.row.stage is Stage.FORWARDED:
        day = f" on {long_date(view.forwarded_on)}" if view.forwarded_on else ""
        return f"Forwarded to the IOPC{day}"
    return next((f"Accepted as valid on {long_date(day)}" for words, day in view.reached
                 if words == "Valid" and day), "Accepted as valid")
