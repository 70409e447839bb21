"""The steps of a complaint about MOPAC as the window takes them: most ask in a dialog."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from caseworker.actions.complaints import accepting, opening, stage_1, stage_2
from caseworker.queries.case import CaseView, ComplaintView
from caseworker.queries.papers import Colleague, colleagues
from caseworker.rules.lifecycle import Role
from caseworker.rules.words import join, long_date
from ui.screens.case.tab import Page

Take = Callable[[Page], None]
NOBODY = (None, "Nobody who works here")
# The words of the one primary button.
WORDS = {
    "StartComplaintChecks": "Start the checks", "AcceptComplaint": "Accept the complaint",
    "RecordComplaintFacts": "Record what is missing", "NotifyHr": "Tell HR",
    "DecideLateComplaint": "Decide a late complaint",
    "RedirectComplaint": "Send elsewhere",
    "ChooseInvestigator": "Choose who investigates",
    "StartStage1": "Start Stage 1", "AddPart": "Add a part", "AnswerPart": "Answer a part",
    "EndInternalPart": "Internal procedures ended", "CloseInternalOnly": "Close the complaint",
    "SendOutcome": "Write the outcome letter", "CloseComplaint": "Close the complaint",
    "ChooseReviewer": "Choose who decides Stage 2", "StartStage2": "Start Stage 2",
    "DecideStage2": "Decide Stage 2", "SendStage2Outcome": "Write the outcome letter",
    "SendStage3Outcome": "Write the outcome letter",
}


def own(page: Page) -> ComplaintView:
    """What the complaint has of its own. Only a page that shows a complaint asks."""
    assert page.view is not None and page.view.complaint is not None
    return page.view.complaint


def _with_colleagues(page: Page, then: Callable[[Sequence[Colleague]], None]) -> None:
    page.host.jobs.ask(colleagues, then, for_=(page, "colleagues"), otherwise=page.host.trouble)


def _offered(found: Sequence[Colleague], role: Role | None = None) -> list[tuple[Any, str]]:
    return [(each.id, f"{each.name}, {join([one.value for one in each.roles])}")
            for each in found if role is None or role in each.roles]


def record_facts(page: Page) -> None:
    """Correct or complete what is known of the complaint."""
    page.dialog("Record facts", opening.RecordComplaintFacts, "Save the facts",
                values=lambda view: view.fact_values,
                intro="Leave what you do not know as it is. The checks are run again at once.")


def name_subject(page: Page) -> None:
    """Say who is complained about; a colleague is shut out as soon as it is saved."""
    def show(found: Sequence[Colleague]) -> None:
        facts = own(page).facts
        page.dialog(
            "Name who is complained about", opening.NameSubject, "Save",
            intro="A colleague who is named is shut out of this case at once, and stays out. "
                  "Nothing tells them why, or that there is a case.",
            choices={"subject_id": [NOBODY, *_offered(found)]},
            values={"subject": facts.subject, "subject_id": own(page).subject_id,
                    "subject_name": "" if own(page).subject_id else own(page).who},
        )

    _with_colleagues(page, show)


def notify_hr(page: Page) -> None:
    """Tell an HR adviser, who becomes a member of the case."""
    _with_colleagues(page, lambda found: page.dialog(
        "Tell HR", opening.NotifyHr, "Tell HR",
        intro="The adviser can then see this case, choose who investigates, and add colleagues.",
        choices={"hr_id": _offered(found, Role.HR)}))


def decide_late(page: Page) -> None:
    """A manager decides; how long the time to complain is stands above."""
    received = own(page).facts.received
    assert page.view is not None and received is not None  # only a late complaint has this step
    length = page.view.limits["complaint_age"].words(received)
    page.dialog(
        "Decide a late complaint", accepting.DecideLateComplaint, "Save the decision",
        intro=f"A complaint about something more than {length} before it was received is not "
              "usually looked at. There may be good reasons to accept it.")


def choose_investigator(page: Page) -> None:
    """Name who investigates; the rule that says who it usually is stands above."""
    def show(found: Sequence[Colleague]) -> None:
        decider = own(page).deciders[0] if own(page).deciders else None
        page.dialog(
            "Choose who investigates", stage_1.ChooseInvestigator, "Choose",
            intro=decider.finding.reason if decider else "",
            choices={"investigator_id": _offered(found)},
            values={"investigator_id": own(page).investigator_id,
                    "serious": own(page).facts.serious},
        )

    _with_colleagues(page, show)


def choose_reviewer(page: Page) -> None:
    """Name who decides Stage 2."""
    def show(found: Sequence[Colleague]) -> None:
        second = [each for each in own(page).deciders if each.stage == 2]
        page.dialog("Choose who decides Stage 2", stage_2.ChooseReviewer, "Choose",
                    intro=second[0].finding.reason if second else "",
                    choices={"reviewer_id": _offered(found)},
                    values={"reviewer_id": own(page).reviewer_id})

    _with_colleagues(page, show)


def answer_part(page: Page) -> None:
    """Say what was found on a part: the first that is not answered, unless another is chosen."""
    parts = [each for each in own(page).parts if each.moved_on is None]
    first = next((each for each in parts if not each.found), parts[0] if parts else None)
    page.dialog(
        "Answer a part", stage_1.AnswerPart, "Save",
        intro="What you write stands in the letter. Do not name anybody's internal procedure.",
        choices={"number": [(each.number, f"{each.number}. {each.said}") for each in parts]},
        values={} if first is None else {"number": first.number, "found": first.found,
                                         "put_right": first.action},
    )


def move_part(page: Page) -> None:
    """Move a part to internal procedures."""
    parts = [each for each in own(page).parts if each.moved_on is None]
    page.dialog("Move a part to internal procedures", stage_1.MovePart, "Move the part",
                intro="Which procedure it is, and how it ends, stands nowhere in Caseworker. "
                      "Letter M8 tells the complainant that it moved, and nothing more.",
                choices={"number": [(each.number, f"{each.number}. {each.said}")
                                    for each in parts]})


def end_part(page: Page) -> None:
    """Record that internal procedures have ended."""
    parts = [each for each in own(page).parts if each.moved_on and not each.ended_on]
    page.dialog("Internal procedures ended", stage_1.EndInternalPart, "Record the end",
                intro="Only that they ended is recorded. Letter M9 tells the complainant so.",
                choices={"number": [(each.number, f"{each.number}. {each.said}")
                                    for each in parts]})


def tell_delay(page: Page) -> None:
    """Set a new target date, with the reason."""
    page.dialog("Tell the complainant of a delay", stage_1.TellDelay, "Save",
                intro=f"{own(page).delay.reason} Letter M7 then tells the complainant.")


def refuse(page: Page) -> None:
    """Do not accept it, for a ground that the facts prove."""
    reasons = page.view.refusal_reasons if page.view else ()
    page.dialog("Do not accept", accepting.RefuseComplaint, "Do not accept",
                intro=" ".join(f"{each.title}: {each.words}" for each in reasons),
                choices={"code": [(each.code, each.title) for each in reasons]},
                values={"code": reasons[0].code} if len(reasons) == 1 else {})


def redirect(page: Page) -> None:
    """Send it elsewhere, as the facts prove."""
    way = own(page).way_out
    page.dialog("Send elsewhere", accepting.RedirectComplaint, "Send elsewhere",
                intro=f"{way.title}. {way.what_we_do}" if way else "")


def record_appeal(page: Page) -> None:
    """Record that the complainant is not content."""
    appeal = own(page).facts.appeal
    outcome = own(page).facts.outcome_on
    values: dict[str, Any] = {}
    if appeal is not None:
        named = sorted(appeal.grounds)
        values = {"received": appeal.received, "reasons": appeal.reasons,
                  "ground": stage_2.BOTH if len(named) > 1 else named[0] if named else None,
                  "implied_because": appeal.implied_because, "asked_on": appeal.asked_on}
    page.dialog("Record an appeal", stage_2.RecordAppeal, "Save the appeal", values=values,
                intro=f"The outcome was sent on {long_date(outcome)}." if outcome else "")


def _asks(title: str, action: type[Any], words: str, intro: str = "") -> Take:
    return lambda page: page.dialog(title, action, words, intro=intro)


def _does(action: type[Any]) -> Take:
    return lambda page: page.do(action)


def _write(page: Page) -> None:
    from ui.screens.case.letters import LettersTab  # the tab itself asks for steps

    page.go_to(LettersTab)


TAKES: Mapping[str, Take] = {
    "RecordComplaintFacts": record_facts, "NameSubject": name_subject, "NotifyHr": notify_hr,
    "StartComplaintChecks": _does(accepting.StartComplaintChecks),
    "DecideLateComplaint": decide_late,
    "AcceptComplaint": _does(accepting.AcceptComplaint), "RedirectComplaint": redirect,
    "RefuseComplaint": refuse, "ChooseInvestigator": choose_investigator,
    "StartStage1": _does(stage_1.StartStage1),
    "AddPart": _asks("Add a part", stage_1.AddPart, "Add",
                     "Each part is answered apart from the others."),
    "AnswerPart": answer_part, "MovePart": move_part, "EndInternalPart": end_part,
    "TellDelay": tell_delay, "SendOutcome": _write, "RecordAppeal": record_appeal,
    "ChooseReviewer": choose_reviewer, "StartStage2": _does(stage_2.StartStage2),
    "DecideStage2": _asks("Decide Stage 2", stage_2.DecideStage2, "Save the decision"),
    "SendStage2Outcome": _write, "SendStage3Outcome": _write,
    "CloseComplaint": _does(stage_1.CloseComplaint),
    "CloseInternalOnly": _does(stage_1.CloseInternalOnly),
    "WithdrawComplaint": _asks("Record a withdrawal", accepting.WithdrawComplaint,
                               "Record the withdrawal", "The case ends."),
    "DiscontinueComplaint": _asks("Discontinue the complaint", accepting.DiscontinueComplaint,
                                  "Discontinue"),
    "ReopenChecks": _asks("Open the complaint again", accepting.ReopenChecks, "Open again"),
    "ReopenStage1": _asks("Open again at Stage 1", accepting.ReopenStage1, "Open again"),
}


def take(page: Page, action: str) -> None:
    """Take a step of the complaint that is shown, or ask what it needs."""
    TAKES[action](page)


def who_is_told(view: CaseView) -> str:
    """Who is complained about, in one line."""
    complaint = view.complaint
    return complaint.who if complaint is not None and complaint.who else "Not named"
