"""What of a review only some roles may write, from the table of steps.

A shared server enforces the same: its migrations hold a copy of ``rights()``, and a test finds
where the copy is no longer true. Who can write nothing of a case at all is not told here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from caseworker.rules.facts import Handling
from caseworker.rules.lifecycle import ENDED, LETTER_WRITERS, OPEN, STEP, STEPS, Role, Stage
from caseworker.rules.recommendations import choices


class Right(NamedTuple):
    """One thing that may be written: what; from which stage and to which ("": any); by whom."""

    what: str
    before: str
    after: str
    roles: tuple[str, ...]


# Which steps set a value. Taking a value back to nothing is free: it only asks the question again.
VALUES: dict[str, tuple[str, ...]] = {
    "cases.valid_on": ("AcceptAsValid",),
    "cases.allocated_on": ("Allocate", "TakeNext"),
    "cases.proposed_by": ("ProposeDecision",),
    "cases.decided_on": ("ApproveDecision",),
    "review.body_answers": ("AnswerReviewBody",),
    "review.body_decision": ("DecideReviewBody",),
    "review.late_decision": ("DecideLate",),
    "review.gateway_because": ("DecideRepresentation",),
    "review.waived": ("Waive",),
    "review.forwarded_on": ("ForwardToIopc",),
    "review.refusal_code": ("RefuseAsInvalid",),
    "allegation.said": ("AddAllegation", "AssessAllegation"),
    "allegation.finding": ("AssessAllegation",),
    "allegation.why": ("AssessAllegation",),
    "recommendation.text": ("Recommend",),
    "recommendation.code": ("Recommend",),
    "recommendation.reason": ("Recommend",),
    "recommendation.taken_back": ("TakeBackRecommendation",),
    "recommendation.answer": ("RecordPoliceResponse",),
    "learning_point.text": ("NoteLearning",),
}
# Which steps record which decision: the questions that the actions put.
DECISIONS: dict[str, tuple[str, ...]] = {
    "Relevant review body": ("DecideReviewBody",),
    "Consent to represent": ("DecideRepresentation",),
    "Late request": ("DecideLate",),
    "Requirement waived": ("Waive",),
    "Validity": ("AcceptAsValid", "ForwardToIopc", "RefuseAsInvalid"),
    "Withdrawal": ("WithdrawReview",),
    "Discontinued": ("DiscontinueReview",),
    "Linked case": ("LinkCases", "MergeCase"),
    "Opened again": ("ReopenCase",),
    "Decision proposed": ("ProposeDecision",),
    "Quality check": ("ReturnDecision",),
    "Decision approved": ("ApproveDecision",),
    "Handed over": ("Reallocate",),
}


def rights() -> frozenset[Right]:
    """Every right, with the roles in order."""
    return frozenset({*_moves(), *_values(), *_decisions(),
                      *_managers_recommendations(),
                      _right("letter.issued", "", "", LETTER_WRITERS)})


def _moves() -> Iterator[Right]:
    """From stage to stage; several steps may lead the same way."""
    found: dict[tuple[Stage, Stage], set[Role]] = {}
    for step in STEPS:
        for start in step.start - step.stays:
            if step.end is not None and step.end is not start:
                found.setdefault((start, step.end), set()).update(step.roles)
    # The notice to the MPS that goes out takes the case along, whoever sends it.
    found[Stage.DECIDED, Stage.RESPONSE_DUE].update(LETTER_WRITERS)
    for start in ENDED:
        for end in OPEN:
            found.setdefault((start, end), set()).update(STEP["ReopenCase"].roles)
    for (start, end), roles in found.items():
        yield _right("stage", start, end, roles)


def _values() -> Iterator[Right]:
    """A value is set at a stage where its step begins, or where the step has just come to."""
    for what, steps in VALUES.items():
        found: dict[Stage, set[Role]] = {}
        for step in (STEP[name] for name in steps):
            for stage in (*step.start, *([step.end] if step.end else ())):
                found.setdefault(stage, set()).update(step.roles)
        for stage, roles in found.items():
            yield _right(what, stage, "", roles)


def _decisions() -> Iterator[Right]:
    for question, steps in DECISIONS.items():
        roles = set().union(*(STEP[name].roles for name in steps))
        yield _right("decision", question, "", roles)


def _managers_recommendations() -> Iterator[Right]:
    for handling in Handling:
        for each in choices(handling):
            if each.needs_manager:
                yield _right("recommendation", each.code, "", {Role.MANAGER})


def _right(what: str, before: str, after: str, roles: Collection[Role]) -> Right:
    return Right(what, str(before), str(after), tuple(sorted(role.value for role in roles)))
