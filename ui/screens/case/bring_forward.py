"""A case that is put away until a day: the question when, and the strip that says so."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from caseworker.actions.bring_forward import BringForward, EndBringForward
from caseworker.queries.case import CaseView
from caseworker.rules.words import with_weekday
from ui.screens.case.tab import Page
from ui.widgets.banner import Banner

INTRO = ("Nothing is done to the case: its deadlines run on. From that day it shows on Home of "
         "whoever owns it, and in the view “Brought forward”.")


def bring_forward(page: Page) -> None:
    """Ask for the day and the reason; of one that waits they stand there already."""
    def values(view: CaseView) -> dict[str, object]:
        waits = view.brought_forward
        return {"because": waits.because} if waits else {}

    page.dialog("Bring forward", BringForward, "Bring forward", values=values, intro=INTRO)


def end(page: Page) -> None:
    """It is dealt with."""
    page.do(EndBringForward)


class BroughtForwardStrip(Banner):
    """Under the head of the case while it is brought forward: amber from its day on."""

    def __init__(self, page: Page, parent: QWidget | None = None) -> None:
        super().__init__("", tone="grey", icon="calendar", parent=parent)
        self.pressed.connect(lambda: end(page))
        self.hide()

    def show_case(self, view: CaseView) -> None:
        """Say when and why, if at all; the link ends it, where that may be done."""
        waits = view.brought_forward
        self.setVisible(waits is not None)
        if waits is None:
            return
        self.use_look("amber" if waits.come else "grey", "calendar")
        words = "It is dealt with" if waits.come else "No longer needed"
        self.say(f"Brought forward to {with_weekday(waits.due)}",
                 f"{waits.because} ({waits.who})", "" if view.steps["EndBringForward"].blocked
                 else words)
