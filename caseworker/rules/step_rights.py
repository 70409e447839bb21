"""What of a review only some roles may write, from the table of steps.

A shared server enforces the same: its migrations hold a copy of ``rights()``, and a test finds
where the copy is no longer true. Who can write nothing of a case at all is not told here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any, NamedTuple

from caseworker.rules.facts import Handling
from caseworker.rules.lifecycle import ENDED, LETTER_WRITERS, OPEN, STEP, Role, Row, Stage
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


Steps = Mapping[str, Row[Any]]


def rights() -> frozenset[Right]:
    """Every right, with the roles in order."""
    return frozenset({*_moves(), *values(VALUES, STEP), *decisions(DECISIONS, STEP),
                      *_managers_recommendations(),
                      right("letter.issued", "", "", LETTER_WRITERS)})


def ways(steps: Steps) -> dict[tuple[str, str], set[Role]]:
    """Who may move a case from stage to stage; several steps may lead the same way."""
    found: dict[tuple[str, str], set[Role]] = {}
    for step in steps.values():
        for start in step.start - step.stays:
            if step.end is not None and step.end is not start:
                found.setdefault((start, step.end), set()).update(step.roles)
    return found


def values(wanted: Mapping[str, tuple[str, ...]], steps: Steps) -> Iterator[Right]:
    """A value is set at a stage where its step begins, or where the step has just come to."""
    for what, names in wanted.items():
        found: dict[str, set[Role]] = {}
        for step in (steps[name] for name in names):
            for stage in (*step.start, *([step.end] if step.end else ())):
                found.setdefault(stage, set()).update(step.roles)
        for stage, roles in found.items():
            yield right(what, stage, "", roles)


def decisions(wanted: Mapping[str, tuple[str, ...]], steps: Steps) -> Iterator[Right]:
    """Who may record which decision."""
    for question, names in wanted.items():
        roles = set[Role]().union(*(steps[name].roles for name in names))
        yield right("decision", question, "", roles)


def right(what: str, before: str, after: str, roles: Collection[Role]) -> Right:
    """A right with its roles in order."""
    return Right(what, str(before), str(after), tuple(sorted(role.value for role in roles)))


def _moves() -> Iterator[Right]:
    found = ways(STEP)
    # The notice to the MPS that goes out takes the case along, whoever sends it.
    found[Stage.DECIDED, Stage.RESPONSE_DUE].update(LETTER_WRITERS)
    for start in ENDED:
        for end in OPEN:
            found.setdefault((start, end), set()).update(STEP["ReopenCase"].roles)
    for (before, after), roles in found.items():
        yield right("stage", before, after, roles)


def _managers_recommendations() -> Iterator[Right]:
    for handling in Handling:
        for each in choices(handling):
            if each.needs_manager:
                yield right("recommendation", each.code, "", {Role.MANAGER})
