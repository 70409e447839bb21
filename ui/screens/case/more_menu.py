"""The menu of what is done to a case more rarely."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QMenu, QWidget

from caseworker.actions.links import LinkCases, MergeCase
from caseworker.actions.opening import RecordFacts
from caseworker.actions.reopen import ReopenCase
from caseworker.actions.validity import DiscontinueReview, WithdrawReview
from caseworker.queries.case import CaseView
from ui.screens.case.bundle import BundleTab
from ui.screens.case.letters import LettersTab
from ui.screens.case.next_step import allocate
from ui.screens.case.notes import NotesTab
from ui.screens.case.tab import CaseTab, Page

# Action of the table of steps, words, the key that does the same, what it opens.
Item = tuple[str, str, str, Callable[[Page], None]]


def record_facts(page: Page) -> None:
    """Correct or complete what is known of the review."""
    page.dialog("Record facts", RecordFacts, "Save the facts",
                values=lambda view: view.fact_values,
                intro="Leave what you do not know as it is. The checks are run again at once.")


def withdraw(page: Page) -> None:
    """The requester takes the request back: the case ends."""
    page.dialog("Record a withdrawal", WithdrawReview, "Record the withdrawal",
                intro="The case ends and can then no longer be changed. A request is taken back "
                      "in writing; a phone call is not enough.")


def link(page: Page) -> None:
    """Say that another case belongs to this one."""
    page.dialog("Link to another case", LinkCases, "Link the cases",
                intro="Both cases will say so. A link is never erased: taking it back is a link "
                      "of its own, “No longer linked”.")


def merge(page: Page) -> None:
    """End this case; the work goes on in another."""
    page.dialog("Merge into another case", MergeCase, "Merge and end this case",
                only=("other_reference", "because"),
                intro="This case ends. Its papers stay here, and the other case says where.")


def discontinue(page: Page) -> None:
    """End a review that can't go on."""
    page.dialog("Discontinue the review", DiscontinueReview, "Discontinue",
                intro="Only where who asks, or the consent, cannot be established. A review is "
                      "not ended because nobody answers: it goes on with what the MPS holds.")


def reopen(page: Page) -> None:
    """Open an ended case again."""
    page.dialog("Open the case again", ReopenCase, "Open again",
                intro="It goes back to the stage that its records come to.")


ITEMS: tuple[Item, ...] = (
    ("RecordFacts", "Record facts...", "F", record_facts),
    ("Reallocate", "Allocate to somebody else...", "A", allocate),
    ("LinkCases", "Link to another case...", "", link),
    ("WithdrawReview", "Record a withdrawal...", "", withdraw),
    ("DiscontinueReview", "Discontinue...", "", discontinue),
    ("MergeCase", "Merge into another case...", "", merge),
    ("ReopenCase", "Open again...", "", reopen),
)

PLACES: tuple[tuple[str, str, type[CaseTab]], ...] = (
    ("Add note", "N", NotesTab), ("Write letter", "L", LettersTab),
    ("Build bundle", "B", BundleTab),
)


class MoreMenu(QMenu):
    """A real menu: what can't be done now is listed, greyed, with the reason."""

    def __init__(self, page: Page, parent: QWidget | None = None) -> None:
        super().__init__("More", parent)
        self._page = page
        self.setAccessibleName("More")
        self.setToolTipsVisible(True)

    def show_case(self, view: CaseView) -> None:
        """List what can be done with the case as it stands."""
        self.clear()
        for words, key, tab in PLACES:
            place = self.addAction(f"{words}\t{key}")
            place.triggered.connect(lambda _=False, tab=tab: self._page.go_to(tab))
        self.addSeparator()
        for name, words, key, call in ITEMS:
            why = view.steps[name].why_not
            if name == "Reallocate" and not view.row.owner:
                continue  # the primary button does it
            shown = f"{words.removesuffix('...')}: {why}" if why else words
            item = self.addAction(f"{shown}\t{key}" if key and not why else shown)
            item.setEnabled(not why)
            item.setToolTip(why)
            item.triggered.connect(lambda _=False, call=call: call(self._page))
        self.addSeparator()
        again = self.addAction("Look again\tF5")
        again.triggered.connect(lambda: self._page.refresh())


def letters(page: Page) -> dict[str, Callable[[], None]]:
    """The single keys that do what the menu does."""
    def call(name: str, do: Callable[[Page], None]) -> Callable[[], None]:
        def run() -> None:
            if page.view is not None and not page.view.steps[name].blocked:
                do(page)
            elif page.view is not None:
                page.host.notice("This cannot be done now.", page.view.steps[name].why_not,
                                 "amber")

        return run

    return {key: call(name, do) for name, _, key, do in ITEMS if key}
