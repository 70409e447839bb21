"""What the one primary button of a case does: take the next step, or go to where it is made."""

from __future__ import annotations

from caseworker.actions.outcome import Allocate, CloseCase, Reallocate
from caseworker.actions.validity import StartChecks
from caseworker.queries.case import CaseView, StepState
from caseworker.queries.load import Load, loads
from caseworker.rules.lifecycle import NEXT_WORDS
from ui.screens.case.assessment import AssessmentTab
from ui.screens.case.complaint.steps import WORDS as WORDS_OF_COMPLAINTS
from ui.screens.case.complaint.steps import take as take_of_complaint
from ui.screens.case.letters import LettersTab
from ui.screens.case.recommendations import RecommendationsTab
from ui.screens.case.response_dialog import ask_for_response
from ui.screens.case.tab import CaseTab, Page
from ui.screens.case.validity import ValidityTab
from ui.widgets.confirm import Interruption

# Steps that are taken in a tab, where what they need stands beside their button.
_TABS: dict[str, type[CaseTab]] = {
    "AcceptAsValid": ValidityTab, "AssessAllegation": AssessmentTab,
    "ApproveDecision": RecommendationsTab, "AwaitResponse": LettersTab,
}


def coming(view: CaseView) -> StepState | None:
    """The step that comes next, None when the case has ended.

    A decision without recommendations needs no reply: once its letter is out, the case closes.
    """
    step = view.next_step
    if step is not None and step.action == "AwaitResponse" and not view.recommendations:
        issued = {each.code for each in view.letters if each.state == "issued"}
        if issued & {"R13", "R14"}:
            return view.steps["CloseCase"]
    return step


def words_of(view: CaseView, step: StepState) -> str:
    """What the button of this step says, in either kind of case."""
    return (NEXT_WORDS if view.complaint is None else WORDS_OF_COMPLAINTS)[step.action]


def take(page: Page) -> None:
    """Take the next step of the case that is shown."""
    step = coming(page.view) if page.view else None
    if page.view is None or step is None or step.blocked:
        return
    if page.view.complaint is not None:
        take_of_complaint(page, step.action)
        return
    match step.action:
        case "StartChecks":
            page.do(StartChecks, lambda _: page.go_to(ValidityTab))
        case "Allocate":
            allocate(page)
        case "ProposeDecision":
            finished = page.view.allegations and all(
                each.finding is not None for each in page.view.allegations)
            page.go_on(RecommendationsTab if finished else AssessmentTab)
        case "RecordPoliceResponse":
            ask_for_response(page)
        case "CloseCase":
            close(page)
        case action:
            page.go_on(_TABS[action])


def allocate(page: Page) -> None:
    """Ask whom to give the case to, with what each has open."""
    def show(people: tuple[Load, ...]) -> None:
        if page.view is not None:
            action = Reallocate if page.view.row.owner else Allocate
            page.dialog(
                "Allocate", action, "Allocate", values={"owner_id": page.view.owner_id},
                intro=f"{page.view.row.reference}: {page.view.about}",
                choices={"owner_id": [(each.id, each.words) for each in people]},
            )

    page.host.jobs.ask(loads, show, for_=(page, "loads"), otherwise=page.host.trouble,
                       today=page.host.office.today())


def close(page: Page) -> None:
    """Close the case, once the person who closes it has seen what that means."""
    if page.view is None:
        return
    card = Interruption(
        page.window_of(), f"Close {page.view.row.reference}?",
        ["A closed case can be read but no longer changed."], "Close the case",
    )
    card.accepted.connect(lambda: page.do(CloseCase))
    card.open()
