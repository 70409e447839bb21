"""The steps of a case, who may take which step and from where. The tables are the whole truth.

Buttons, refusals, tool-tips and the README's diagram are made from them.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from caseworker.rules.finding import Finding, refusal
from caseworker.rules.stages import STAGE_WORDS as STAGE_WORDS
from caseworker.rules.stages import Stage as Stage
from caseworker.rules.words import join


class Role(StrEnum):
    """What a person may do. One person can hold several."""

    CORRESPONDENCE = "correspondence"
    CASEWORKER = "caseworker"
    MANAGER = "manager"
    INVESTIGATOR = "investigator"
    HR = "HR adviser"
    DECISION_MAKER = "decision maker"
    AUDITOR = "auditor"
    ADMIN = "administrator"


# How a shared server names the groups of people with these roles, after "mopac_".
ROLE_GROUPS = {
    Role.CORRESPONDENCE: "correspondence", Role.CASEWORKER: "caseworker", Role.MANAGER: "manager",
    Role.INVESTIGATOR: "investigator", Role.HR: "hr", Role.DECISION_MAKER: "decider",
    Role.AUDITOR: "auditor", Role.ADMIN: "admin",
}


S = Stage
ENDED = frozenset({S.CLOSED, S.INVALID, S.FORWARDED, S.WITHDRAWN, S.DISCONTINUED, S.MERGED})
OPEN = frozenset(Stage) - ENDED


AStage = TypeVar("AStage", bound=StrEnum)


# Without slots: Python 3.11 cannot make a frozen generic with slots through an alias, as Step.
@dataclass(frozen=True)
class Row(Generic[AStage]):
    """One row of a table: an action, from which stages, to which (None: stays), by whom."""

    action: str
    label: str
    start: frozenset[AStage]
    end: AStage | None
    roles: frozenset[Role]
    why_not_here: str  # said when the stage does not allow it
    stays: frozenset[AStage] = frozenset()  # of ``start``: from here it does not move to ``end``

    def end_from(self, stage: AStage) -> AStage | None:
        """Where the case stands after this step; None when it stays where it is."""
        return None if stage in self.stays else self.end


Step = Row[Stage]


def against_step(
    step: Row[AStage] | None, stage: AStage, roles: Collection[Role]
) -> list[Finding]:
    """Why this step, of either kind of case, can't be taken by somebody with these roles.

    Empty when the table allows it, and for None: an action that is no step is not blocked here.
    """
    if step is None:
        return []
    found = []
    if stage not in step.start:
        found.append(refusal("stage", step.label, step.why_not_here))
    if not step.roles & frozenset(roles):
        names = join(sorted(role.value for role in step.roles), "or")
        found.append(refusal("role", step.label, f"This needs the role {names}."))
    return found


R = Role
_ANY = {R.CORRESPONDENCE, R.CASEWORKER, R.MANAGER}
_REVIEWS = {R.CASEWORKER, R.MANAGER}
LETTER_WRITERS = frozenset(_ANY)
_BEFORE_VALID = {S.RECEIVED, S.CHECKS}
_WORKING = {S.ALLOCATED, S.ASSESSING, S.DRAFTING}


def _step(
    action: str, label: str, start: Collection[Stage], end: Stage | None,
    roles: Collection[Role], why_not_here: str, stays: Collection[Stage] = (),
) -> Step:
    return Step(action, label, frozenset((*start, *stays)), end, frozenset(roles), why_not_here,
                frozenset(stays))


UNDECIDED = OPEN - {S.DECIDED, S.RESPONSE_DUE, S.RESPONSE_RECEIVED}
_CLOSED_WORDS = "The case has ended. It cannot be changed."
# If during a review the IOPC proves to be the review body, the review stops and is forwarded
# (Police Reform Act 2002, Sch. 3 para. 32); so until the decision the question stays open.
_UNDER_REVIEW = UNDECIDED - _BEFORE_VALID
_BODY_WORDS = "The review is decided or the case has ended, so the review body is settled."
_CHECK_WORDS = "The validity of this request has already been decided."
_UNDER_WAY = "This is decided while the validity checks are under way, not before or after."
_WORK_WORDS = "The case must be allocated and its decision not yet proposed."

STEPS: tuple[Step, ...] = (
    _step("RecordFacts", "Record facts", OPEN, None, _ANY, _CLOSED_WORDS),
    _step("RecordPerson", "Record a person", OPEN, None, _ANY, _CLOSED_WORDS),
    _step("RecordConsent", "Record consent", OPEN, None, _ANY, _CLOSED_WORDS),
    _step("DescribeDocument", "Describe a document", OPEN, None, _ANY, _CLOSED_WORDS),
    _step("AddVersion", "Add a new version of a document", OPEN, None, _ANY, _CLOSED_WORDS),
    _step("RestrictDocument", "Mark a document as restricted", frozenset(Stage), None, _ANY, ""),
    _step("LiftRestriction", "Take the restricted mark off", frozenset(Stage), None, {R.MANAGER},
          ""),
    _step("StartChecks", "Start validity checks", {S.RECEIVED}, S.CHECKS, _ANY,
          "The validity checks have already started."),
    _step("AnswerReviewBody", "Answer the review body questions", _BEFORE_VALID, S.CHECKS,
          _REVIEWS, _BODY_WORDS, stays=_UNDER_REVIEW),
    _step("DecideReviewBody", "Decide the review body", _BEFORE_VALID, S.CHECKS, {R.MANAGER},
          _BODY_WORDS, stays=_UNDER_REVIEW),
    _step("DecideLate", "Decide a late request", _BEFORE_VALID, S.CHECKS, {R.MANAGER},
          _CHECK_WORDS),
    _step("DecideRepresentation", "Decide that no consent is needed", _BEFORE_VALID, S.CHECKS,
          {R.MANAGER}, _CHECK_WORDS),
    _step("Waive", "Waive a missing item", _BEFORE_VALID, S.CHECKS, _REVIEWS, _CHECK_WORDS),
    _step("TakeBackWaiver", "Take back a waiver", {S.CHECKS}, None, _REVIEWS, _CHECK_WORDS),
    _step("AcceptAsValid", "Accept as valid", {S.CHECKS}, S.VALID, _REVIEWS, _UNDER_WAY),
    _step("ForwardToIopc", "Forward to the IOPC", UNDECIDED - {S.RECEIVED}, S.FORWARDED,
          _REVIEWS, "It can be forwarded once the review body questions are answered, and until "
          "the decision is approved."),
    _step("RefuseAsInvalid", "Refuse as invalid", {S.CHECKS}, S.INVALID, {R.MANAGER},
          _UNDER_WAY),
    _step("Allocate", "Allocate", {S.VALID}, S.ALLOCATED, {R.MANAGER},
          "Only a valid request that is not yet allocated can be allocated."),
    _step("TakeNext", "Take the next case", {S.VALID}, S.ALLOCATED, _REVIEWS,
          "Only a valid request that is not yet allocated can be taken."),
    _step("Reallocate", "Allocate to somebody else", _WORKING, None, {R.MANAGER},
          "Only an allocated case whose decision is not yet proposed can be given to another."),
    _step("Deallocate", "Take the allocation back", {S.ALLOCATED}, S.VALID, {R.MANAGER},
          "An allocation can be taken back until work on the case has begun."),
    _step("AddAllegation", "Add an allegation", {S.RECEIVED, S.CHECKS, S.VALID, *_WORKING}, None,
          _REVIEWS, "The decision has already been proposed."),
    _step("AssessAllegation", "Assess an allegation", _WORKING, S.ASSESSING, _REVIEWS, _WORK_WORDS),
    _step("Recommend", "Choose a recommendation", _WORKING, None, _REVIEWS, _WORK_WORDS),
    _step("TakeBackRecommendation", "Take back a recommendation", _WORKING, None, _REVIEWS,
          _WORK_WORDS),
    _step("NoteLearning", "Record a learning point", OPEN, None, _REVIEWS, _CLOSED_WORDS),
    _step("ProposeDecision", "Send for quality check", _WORKING, S.QUALITY_CHECK, _REVIEWS,
          _WORK_WORDS),
    _step("ReturnDecision", "Return to the caseworker", {S.QUALITY_CHECK}, S.DRAFTING,
          {R.MANAGER}, "No decision is waiting for a quality check."),
    _step("ApproveDecision", "Approve the decision", {S.QUALITY_CHECK}, S.DECIDED, {R.MANAGER},
          "No decision is waiting for a quality check."),
    _step("AwaitResponse", "Wait for the MPS response", {S.DECIDED}, S.RESPONSE_DUE, _REVIEWS,
          "Recommendations are sent after the decision is approved."),
    _step("RecordPoliceResponse", "Record the MPS response", {S.RESPONSE_DUE},
          S.RESPONSE_RECEIVED, _ANY, "No MPS response is due."),
    _step("CloseCase", "Close the case", {S.DECIDED, S.RESPONSE_RECEIVED}, S.CLOSED, _REVIEWS,
          "A case closes when its decision is issued and, if the MPS must reply, it has."),
    _step("WithdrawReview", "Record a withdrawal", UNDECIDED, S.WITHDRAWN, _REVIEWS,
          "A decided review cannot be withdrawn."),
    _step("DiscontinueReview", "Discontinue", UNDECIDED, S.DISCONTINUED, {R.MANAGER},
          "A decided review cannot be discontinued."),
    _step("MergeCase", "Merge into another case", UNDECIDED, S.MERGED, {R.MANAGER},
          "A decided review cannot be merged."),
    _step("ReopenCase", "Open again", ENDED, None, {R.MANAGER}, "The case has not ended."),
    _step("LinkCases", "Link to another case", frozenset(Stage), None, _REVIEWS, ""),
    _step("BringForward", "Bring forward", OPEN, None, _ANY, _CLOSED_WORDS),
    _step("EndBringForward", "End the bring-forward", OPEN, None, _ANY, _CLOSED_WORDS),
)
STEP: dict[str, Step] = {step.action: step for step in STEPS}


def blockers(action: str, stage: Stage, roles: Collection[Role]) -> list[Finding]:
    """Why this action can't be taken now by somebody with these roles; empty when it can.

    An action that is no step of the table is never blocked here.
    """
    return against_step(STEP.get(action), stage, roles)


def reopened_at(
    *, valid: bool, allocated: bool, decided: bool, sent: bool, answered: bool
) -> Stage:
    """Where an ended case stands when it is opened again, from what is on record.

    ``sent`` and ``answered`` are about the recommendations that stand.
    """
    if not valid:
        return Stage.CHECKS
    if not decided:
        return Stage.ASSESSING if allocated else Stage.VALID
    if answered:
        return Stage.RESPONSE_RECEIVED
    return Stage.RESPONSE_DUE if sent else Stage.DECIDED


# What the one button that takes the next step says. Most steps are more than one press.
NEXT_WORDS = {
    "StartChecks": "Start validity checks", "AcceptAsValid": "Continue validity checks",
    "Allocate": "Allocate", "AssessAllegation": "Start assessment",
    "ProposeDecision": "Continue assessment", "ApproveDecision": "Check and approve",
    "AwaitResponse": "Issue letters", "RecordPoliceResponse": "Record the MPS response",
    "CloseCase": "Close the case",
}


def next_step(stage: Stage) -> str | None:
    """The one action that usually comes next at this stage, or None when the case has ended."""
    return {
        S.RECEIVED: "StartChecks", S.CHECKS: "AcceptAsValid", S.VALID: "Allocate",
        S.ALLOCATED: "AssessAllegation", S.ASSESSING: "ProposeDecision",
        S.DRAFTING: "ProposeDecision", S.QUALITY_CHECK: "ApproveDecision",
        S.DECIDED: "AwaitResponse", S.RESPONSE_DUE: "RecordPoliceResponse",
        S.RESPONSE_RECEIVED: "CloseCase",
    }.get(stage)
