"""The menu of what is done to a case more rarely."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from caseworker.actions.links import LinkCases, LinkComplaint, MergeCase
from caseworker.actions.opening import RecordFacts
from caseworker.actions.reopen import ReopenCase
from caseworker.actions.validity import DiscontinueReview, WithdrawReview
from caseworker.queries.case import CaseView, LinkView
from caseworker.rules.links import LinkKind
from ui.command import Command, carry_out
from ui.screens.case.bring_forward import bring_forward, end
from ui.screens.case.bundle import BundleTab
from ui.screens.case.complaint.steps import TAKES
from ui.screens.case.letters import LettersTab
from ui.screens.case.next_step import allocate
from ui.screens.case.notes import NotesTab
from ui.screens.case.tab import CaseTab, Page

QUIETLY = "Only who may see both cases hears of it. The other case says nothing."


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


def take_link_back(page: Page, other: LinkView) -> None:
    """Say that a case no longer belongs to this one."""
    assert page.view is not None  # the link stands in its tab
    both = f"{other.reference} and this case will both say so. "
    page.dialog("Take the link back", action_of(page.view), "Take it back", only=("because",),
                intro=f"{'' if page.view.complaint else both}The link itself stays in the journal.",
                other_case_id=other.case_id, kind=LinkKind.TAKEN_BACK)


def link(page: Page) -> None:
    """Say that another case belongs to this one."""
    assert page.view is not None  # what is done to a case is offered once it is there
    page.dialog("Link to another case", action_of(page.view), "Link the cases",
                intro=f"{QUIETLY if page.view.complaint else 'Both cases will say so.'} A link is "
                      "never erased: taking it back is a link of its own, “No longer linked”.")


def action_of(view: CaseView) -> type[LinkCases]:
    """What links a case of this kind."""
    return LinkCases if view.complaint is None else LinkComplaint


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


Item = tuple[str, str, str, Callable[[Page], None], str]
BRINGING: tuple[Item, ...] = (
    ("BringForward", "Bring forward...", "", bring_forward, "calendar"),
    ("EndBringForward", "End the bring-forward", "", end, "check-circle"),
)
# Action of the table of steps, words, the key that does the same, what it opens, its picture.
ITEMS: tuple[Item, ...] = (
    ("RecordFacts", "Record facts...", "F", record_facts, "pencil-simple"),
    ("Reallocate", "Allocate to somebody else...", "A", allocate, "user-plus"),
    *BRINGING,
    ("LinkCases", "Link to another case...", "", link, "link"),
    ("WithdrawReview", "Record a withdrawal...", "", withdraw, "arrow-bend-up-left"),
    ("DiscontinueReview", "Discontinue...", "", discontinue, "minus-circle"),
    ("MergeCase", "Merge into another case...", "", merge, "stack"),
    ("ReopenCase", "Open again...", "", reopen, "folder-open"),
)

# Of a complaint about MOPAC: its other steps stand in its own tab.
OF_COMPLAINTS: tuple[Item, ...] = (
    *BRINGING,
    ("LinkComplaint", "Link to another case...", "", link, "link"),
    *((name, words, key, TAKES[name], icon) for name, words, key, icon in (
        ("RecordComplaintFacts", "Record facts...", "F", "pencil-simple"),
        ("NameSubject", "Name who is complained about...", "", "person"),
        ("NotifyHr", "Tell HR...", "", "paper-plane-tilt"),
        ("ChooseInvestigator", "Choose who investigates...", "A", "user-plus"),
        ("TellDelay", "Tell the complainant of a delay...", "", "hourglass"),
        ("RecordAppeal", "Record an appeal...", "", "arrow-bend-up-left"),
        ("WithdrawComplaint", "Record a withdrawal...", "", "arrow-bend-up-left"),
        ("DiscontinueComplaint", "Discontinue...", "", "minus-circle"),
        ("ReopenChecks", "Open again and check...", "", "folder-open"),
        ("ReopenStage1", "Open again at Stage 1...", "", "folder-open"),
    )),
)

PLACES: tuple[tuple[str, str, type[CaseTab], str], ...] = (
    ("Add note", "N", NotesTab, "note-pencil"),
    ("Write letter", "L", LettersTab, "paper-plane-tilt"),
    ("Build bundle", "B", BundleTab, "stack"),
)


def places(page: Page) -> list[Command]:
    """What is done in a tab."""
    return [Command(words, key, partial(page.go_to, tab), icon=icon)
            for words, key, tab, icon in PLACES]


def commands(page: Page) -> list[Command]:
    """What can be done with the case as it stands; what can't be done now says why."""
    if page.view is None:
        return []
    return [
        Command(words, key, partial(call, page), page.view.steps[name].why_not, icon)
        for name, words, key, call, icon in (OF_COMPLAINTS if _complaint(page) else ITEMS)
        if (name != "Reallocate" or page.view.row.owner)  # else the primary button does it
        and (name != "EndBringForward" or page.view.brought_forward)
    ]


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
        for command in places(self._page):
            self._add(command)
        self.addSeparator()
        for command in commands(self._page):
            self._add(command)
        self.addSeparator()
        self._add(Command("Look again", "F5", self._page.refresh))

    def _add(self, command: Command) -> None:
        why, words = command.why_not, command.words
        shown = f"{words.removesuffix('...')}: {why}" if why else words
        item = self.addAction(f"{shown}\t{command.key}" if command.key and not why else shown)
        item.setEnabled(not why)
        item.setToolTip(why)
        item.triggered.connect(lambda _=False: command.call())


def letters(page: Page) -> dict[str, Callable[[], None]]:
    """The single keys that do what the menu does."""
    def press(key: str) -> None:
        for command in commands(page):
            if command.key == key:
                carry_out(command, page.host)

    return {key: partial(press, key) for _, _, key, _, _ in ITEMS if key}


def _complaint(page: Page) -> bool:
    return page.view is not None and page.view.complaint is not None
