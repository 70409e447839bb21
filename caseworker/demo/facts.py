"""What is recorded of a demo case, as the rules ask for it."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType

from caseworker.demo.people import DemoCase, day
from caseworker.rules.facts import (
    BodyAnswer,
    BodyQuestion,
    Consent,
    LateDecision,
    ReviewFacts,
    Tri,
)
from caseworker.rules.lifecycle import Stage
from caseworker.rules.review_body import QUESTIONS

_NOT_ANSWERED = {Stage.RECEIVED, Stage.CHECKS}


def facts(case: DemoCase, today: date) -> ReviewFacts:
    """The facts of the case at the stage that it has reached."""
    known = case.letter_known
    return ReviewFacts(
        received=day(case.days.received, today),
        complaint_made=day(case.days.complaint, today),
        outcome_letter_dated=day(case.days.letter, today) if known else None,
        provided_by=case.provided_by if known else None,
        outcome_issued=True if known else None,
        handling=case.handling if known else None,
        force="MPS",
        withdrawn=False,
        already_reviewed=False,
        iopc_received=_day(case.days.iopc_received, today),
        iopc_forwarded=_day(case.days.iopc_forwarded, today),
        in_writing=True,
        applicant=case.applicant,
        complainant_age=case.age,
        consent=consent(case, today),
        name_and_contact=True,
        complaint_details=case.about,
        mps_reference=case.mps_reference,
        grounds=case.grounds,
        outcome_letter_held=case.letter_held,
        late_decision=late_decision(case),
        body_answers=MappingProxyType(body_answers(case)),
        letter_names_body=case.letter_names if known else None,
    )


def consent(case: DemoCase, today: date) -> Consent | None:
    """The consent that the representative holds; None without a representative or without one."""
    helper = case.representative
    if helper is None or helper.consent_days is None:
        return None
    return Consent(
        written=True, signed_on=day(helper.consent_days, today), covers_this_review=True
    )


def late_decision(case: DemoCase) -> LateDecision | None:
    """The manager's decision on a late request: both limbs are met or neither."""
    late = case.late
    if late is None or late.accepted is None:
        return None
    return LateDecision(late.accepted, late.accepted, late.accepted, late.decided_because)


def body_answers(case: DemoCase) -> dict[BodyQuestion, BodyAnswer]:
    """The answers about the review body: none before somebody looked, else all but one MOPAC's."""
    if case.body is None and case.stage in _NOT_ANSWERED:
        return {}
    answers = {
        asked.key: BodyAnswer(Tri.NO if asked.points_to_iopc_when is Tri.YES else Tri.YES)
        for asked in QUESTIONS
    }
    if case.body is not None:
        answers[case.body.question] = BodyAnswer(case.body.answer, case.body.reason)
    return answers


def _day(days_ago: int | None, today: date) -> date | None:
    return None if days_ago is None else day(days_ago, today)
