"""What only the page of a complaint about MOPAC shows."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from caseworker.queries.case_views import ComplaintPartView, ComplaintView, StepState
from caseworker.records import Case, Complaint
from caseworker.records.deadline_facts import complaint_dates
from caseworker.rules import (
    complaint_guards,
    complaint_lifecycle,
    complaint_validity,
    conflicts,
    in_time,
    internal,
    review_body,
    scope,
)
from caseworker.rules import recommendations as powers
from caseworker.rules.complaint_deadlines import delay_needed
from caseworker.rules.complaint_facts import SUBJECT_WORDS, ComplaintFacts
from caseworker.rules.complaint_lifecycle import ComplaintStage
from caseworker.rules.days import Calendar
from caseworker.rules.facts import ReviewFacts
from caseworker.rules.kinds import LABELS
from caseworker.rules.lifecycle import Role
from caseworker.rules.words import long_date

_FIELDS = (
    "about", "received", "issue_on", "aware_on", "details", "missing_asked_on", "details_missing",
    "applicant", "provider_exhausted", "serious", "subject_told", "subject_told_because",
)
_NO_REVIEW = ReviewFacts()


def complaint_parts(
    case: Case, today: date, calendar: Calendar, roles: Collection[Role]
) -> dict[str, Any]:
    """The fields of a CaseView that differ by kind; those of a review are empty."""
    complaint, facts = case.complaint, case.complaint.facts()
    stage = case.complaint_stage
    steps = {step.action: StepState(step.action, step.label, tuple(complaint_guards.allowed(
        step.action, stage, roles, facts))) for step in complaint_lifecycle.STEPS}
    coming = next_action(case, facts)
    return {
        "complaint": _own(case, facts, today, calendar), "steps": steps,
        "next_step": steps[coming] if coming else None,
        "reached": _reached(case, facts),
        "place": complaint_lifecycle.place(stage, conflicts.process(facts), complaint.subject),
        "checks": complaint_validity.check(facts),
        "fact_values": {"summary": case.about, "adjustments": case.adjustments,
                        **{name: getattr(complaint, name) for name in _FIELDS}},
        "refusal_reasons": complaint_validity.refuse_reasons(facts),
        "facts": _NO_REVIEW, "window": in_time.window(_NO_REVIEW, calendar),
        "body": review_body.decide(_NO_REVIEW), "mismatch": None, "missing_papers": (),
        "choices": (), "allegations": (), "outcome": powers.overall([]), "recommendations": (),
        "learning": (), "forwarded_on": None, "shared": (),
    }


def next_action(case: Case, facts: ComplaintFacts) -> str | None:
    """The one step that comes next, as what is recorded says; None when it has ended."""
    stage, complaint = case.complaint_stage, case.complaint
    match stage:
        case ComplaintStage.CHECKS:
            return _next_check(facts)
        case ComplaintStage.ACCEPTED:
            return _before_stage_1(facts)
        case ComplaintStage.STAGE_1 if not facts.parts:
            return "AddPart"
        case ComplaintStage.STAGE_1 if internal.only_internal(facts):
            return "EndInternalPart" if internal.running(facts.parts) else "CloseInternalOnly"
        case ComplaintStage.STAGE_1 if not internal.answered(facts):
            return "AnswerPart"
        case ComplaintStage.OUTCOME if facts.appeal is not None:
            return "ChooseReviewer" if facts.reviewer is None else "StartStage2"
        case ComplaintStage.STAGE_2 if complaint.stage_2_reasonable is None:
            return "DecideStage2"
    return complaint_lifecycle.next_step(stage)


def _next_check(facts: ComplaintFacts) -> str:
    if scope.way_out(facts) is not None:
        return "RedirectComplaint"
    against = complaint_validity.accept(facts)
    if against and {one.field for one in against} <= {"late"}:
        return "DecideLateComplaint"
    return "RecordComplaintFacts" if against else "AcceptComplaint"


def _before_stage_1(facts: ComplaintFacts) -> str:
    if facts.investigator is None:
        return "ChooseInvestigator"
    if facts.hr_notified_on is None:
        return "NotifyHr"
    return "RecordComplaintFacts" if conflicts.against_stage_1(facts) else "StartStage1"


def preview_facts(case: Case) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Words of the next step, and the key facts, for the pane beside a queue."""
    complaint = case.complaint
    facts = complaint.facts()
    coming = next_action(case, facts)
    return LABELS[coming] if coming else "", (
        ("Received", _day(complaint.received)),
        ("Kind", complaint.about.value.capitalize() if complaint.about else "Not yet known"),
        ("About", _about_whom(complaint)),
        ("Investigator", complaint.investigator.name if complaint.investigator
         else "Not yet chosen"),
    )


def _about_whom(complaint: Complaint) -> str:
    if complaint.who:
        return complaint.who
    if complaint.subject is None:
        return "Not yet known"
    words = SUBJECT_WORDS[complaint.subject]
    return words[0].upper() + words[1:]


def _own(case: Case, facts: ComplaintFacts, today: date, calendar: Calendar) -> ComplaintView:
    complaint = case.complaint
    stage = 2 if case.complaint_stage is ComplaintStage.STAGE_2 else 1
    found = (conflicts.who_decides(facts, number) for number in (1, 2))
    return ComplaintView(
        stage=case.complaint_stage, facts=facts, who=complaint.who, subject_id=complaint.subject_id,
        parts=tuple(ComplaintPartView(part.number, part.said, part.found, part.action,
                                      part.moved_on, part.ended_on) for part in complaint.parts),
        deciders=tuple(each for each in found if each.exists),
        delay=delay_needed(complaint_dates(case), stage, calendar, today),
        delays=complaint.told_delays(), way_out=scope.way_out(facts),
        investigator=complaint.investigator.name if complaint.investigator else "",
        reviewer=complaint.reviewer.name if complaint.reviewer else "",
        investigator_id=complaint.investigator_id, reviewer_id=complaint.reviewer_id,
        stage_2_reasonable=complaint.stage_2_reasonable, stage_2_why=complaint.stage_2_why,
        stage_2_action=complaint.stage_2_action,
    )


def _reached(case: Case, facts: ComplaintFacts) -> tuple[tuple[str, date | None], ...]:
    days = {
        "Received": facts.received, "Accepted": facts.accepted_on, "Outcome": facts.outcome_on,
        "Stage 2": facts.stage_2_outcome_on, "Closed": case.closed_on,
    }
    titles = complaint_lifecycle.stepper(conflicts.process(facts), facts.subject)
    return tuple((title, days.get(title)) for title in titles)


def _day(day: date | None) -> str:
    return long_date(day) if day else "Not yet known"
