"""Stages of a complaint about MOPAC, and who may take which step from where: the table.

The same rows enable buttons, refuse steps and say why. What a step asks beyond stage and role
stands in ``complaint_guards``.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from caseworker.rules.complaint_facts import Subject
from caseworker.rules.deciders import FINAL_AT_STAGE_1
from caseworker.rules.finding import Finding
from caseworker.rules.lifecycle import Role, Row, against_step
from caseworker.rules.policy import JANUARY_2026, OLD, Policy


class ComplaintStage(StrEnum):
    """Where a complaint stands. No value is a review's too: a stage tells the kind of its case."""

    RECEIVED = "complaint received"
    CHECKS = "being checked"
    ACCEPTED = "accepted"
    STAGE_1 = "stage 1"
    OUTCOME = "stage 1 outcome sent"
    STAGE_2 = "stage 2"
    OUTCOME_2 = "stage 2 outcome sent"
    STAGE_3 = "stage 3"
    OUTCOME_3 = "stage 3 outcome sent"
    CLOSED = "complaint closed"
    REDIRECTED = "sent elsewhere"
    REFUSED = "not accepted"
    WITHDRAWN = "complaint withdrawn"
    DISCONTINUED = "complaint discontinued"
    MERGED = "merged"


@dataclass(frozen=True, slots=True)
class Tag:
    """The words of the tag on screen, and its tone: as for the stages of a review."""

    words: str
    tone: str


C = ComplaintStage
TAGS: dict[ComplaintStage, Tag] = {
    C.RECEIVED: Tag("New", "grey"),
    C.CHECKS: Tag("Checks", "blue"),
    C.ACCEPTED: Tag("Accepted", "grey"),
    C.STAGE_1: Tag("Stage 1", "blue"),
    C.OUTCOME: Tag("Outcome sent", "green"),
    C.STAGE_2: Tag("Stage 2", "blue"),
    C.OUTCOME_2: Tag("Stage 2 outcome sent", "green"),
    C.STAGE_3: Tag("Stage 3", "blue"),
    C.OUTCOME_3: Tag("Stage 3 outcome sent", "green"),
    C.CLOSED: Tag("Closed", "grey"),
    C.REDIRECTED: Tag("Sent elsewhere", "grey"),
    C.REFUSED: Tag("Not accepted", "grey"),
    C.WITHDRAWN: Tag("Withdrawn", "grey"),
    C.DISCONTINUED: Tag("Discontinued", "grey"),
    C.MERGED: Tag("Merged", "grey"),
}
ENDED = frozenset({C.CLOSED, C.REDIRECTED, C.REFUSED, C.WITHDRAWN, C.DISCONTINUED, C.MERGED})
OPEN = frozenset(C) - ENDED
_BEFORE = frozenset({C.RECEIVED, C.CHECKS})
_UNDER_WAY = frozenset({C.STAGE_1, C.STAGE_2, C.STAGE_3})
_OUTCOMES = frozenset({C.OUTCOME, C.OUTCOME_2, C.OUTCOME_3})

_Groups = tuple[tuple[str, frozenset[ComplaintStage]], ...]
_START: _Groups = (
    ("Received", _BEFORE | {C.REDIRECTED, C.REFUSED, C.WITHDRAWN, C.DISCONTINUED, C.MERGED}),
    ("Accepted", frozenset({C.ACCEPTED})),
)
_NEW: _Groups = (
    *_START, ("Stage 1", frozenset({C.STAGE_1})), ("Outcome", frozenset({C.OUTCOME})),
    ("Stage 2", frozenset({C.STAGE_2, C.OUTCOME_2})), ("Closed", frozenset({C.CLOSED})),
)
_OLD: _Groups = (
    *_START, ("Stage 1", frozenset({C.STAGE_1, C.OUTCOME})),
    ("Stage 2", frozenset({C.STAGE_2, C.OUTCOME_2})),
    ("Stage 3", frozenset({C.STAGE_3, C.OUTCOME_3})), ("Closed", frozenset({C.CLOSED})),
)


def stepper(policy: Policy = JANUARY_2026, subject: Subject | None = None) -> tuple[str, ...]:
    """The groups of the stepper, in order; without Stage 2 where Stage 1 is final."""
    return tuple(title for title, _ in _groups(policy, subject))


def place(
    stage: ComplaintStage, policy: Policy = JANUARY_2026, subject: Subject | None = None
) -> int:
    """Where a stage stands on that stepper, from 1. LookupError when it has no place there."""
    for number, (_, stages) in enumerate(_groups(policy, subject), 1):
        if stage in stages:
            return number
    raise LookupError(f"{stage.value} is no stage of the {policy.title}.")


def _groups(policy: Policy, subject: Subject | None) -> _Groups:
    if policy is OLD:
        return _OLD
    if subject in FINAL_AT_STAGE_1:
        return tuple(group for group in _NEW if group[0] != "Stage 2")
    return _NEW


ComplaintStep = Row[ComplaintStage]
R = Role
_ANY = {R.CORRESPONDENCE, R.CASEWORKER, R.MANAGER, R.INVESTIGATOR, R.HR, R.DECISION_MAKER}
_TEAM = {R.CORRESPONDENCE, R.CASEWORKER, R.MANAGER}
LETTER_WRITERS = frozenset(_ANY)
_MANAGER = {R.MANAGER}
_DEALS = {R.INVESTIGATOR, R.DECISION_MAKER}


def _step(
    action: str, label: str, start: Collection[ComplaintStage], end: ComplaintStage | None,
    roles: Collection[Role], why_not_here: str,
) -> ComplaintStep:
    return ComplaintStep(action, label, frozenset(start), end, frozenset(roles), why_not_here)


_CLOSED = "The complaint has ended. It cannot be changed."
_CHECKED = "It has already been decided whether to accept this complaint."
_NOT_STAGE_1 = "This belongs to Stage 1, while the complaint is looked into."
_NO_OUTCOME = "This comes after the outcome of Stage 1."
_NO_OUTCOME_2 = "Stage 3 comes after the outcome of Stage 2, in the earlier process only."
_NOT_ENDED = "Only a complaint that has ended in this way can be opened again."

STEPS: tuple[ComplaintStep, ...] = (
    _step("RecordComplaintFacts", "Record facts", OPEN, None, _TEAM, _CLOSED),
    _step("NameSubject", "Name who is complained about", OPEN, None, _ANY, _CLOSED),
    _step("NotifyHr", "Tell HR", OPEN, None, _TEAM | {R.HR}, _CLOSED),
    _step("RecordPerson", "Record a person", OPEN, None, _ANY, _CLOSED),
    _step("RecordConsent", "Record consent", OPEN, None, _ANY, _CLOSED),
    _step("DescribeDocument", "Describe a document", OPEN, None, _ANY, _CLOSED),
    _step("AddVersion", "Add a new version of a document", OPEN, None, _ANY, _CLOSED),
    _step("RestrictDocument", "Mark a document as restricted", set(C), None, _ANY, ""),
    _step("LiftRestriction", "Take the restricted mark off", set(C), None, {R.MANAGER, R.HR}, ""),
    _step("AddPart", "Add a part", OPEN - _OUTCOMES, None, _ANY,
          "The parts of a complaint are named before its outcome."),
    _step("StartComplaintChecks", "Start the checks", {C.RECEIVED}, C.CHECKS, _TEAM,
          "The checks have already started."),
    _step("DecideLateComplaint", "Decide a late complaint", _BEFORE, C.CHECKS, _MANAGER, _CHECKED),
    _step("AcceptComplaint", "Accept the complaint", {C.CHECKS}, C.ACCEPTED, _TEAM, _CHECKED),
    _step("RedirectComplaint", "Send elsewhere", _BEFORE, C.REDIRECTED, _TEAM, _CHECKED),
    _step("RefuseComplaint", "Do not accept", {C.CHECKS}, C.REFUSED, _MANAGER, _CHECKED),
    _step("ChooseInvestigator", "Choose who investigates", {C.ACCEPTED, C.STAGE_1}, None,
          _MANAGER | {R.HR}, "Only an accepted complaint without an outcome needs an "
          "investigator."),
    _step("StartStage1", "Start Stage 1", {C.ACCEPTED}, C.STAGE_1, _TEAM,
          "Stage 1 starts once, after the complaint is accepted."),
    _step("MovePart", "Move a part to internal procedures", {C.ACCEPTED, C.STAGE_1, C.STAGE_2},
          None, _DEALS | {R.MANAGER, R.HR}, "A part moves while the complaint is looked into."),
    _step("EndInternalPart", "Record that internal procedures ended", OPEN - _BEFORE, None,
          {R.HR}, "No part of this complaint can be with internal procedures."),
    _step("AnswerPart", "Answer a part", {C.STAGE_1}, None, _DEALS, _NOT_STAGE_1),
    _step("TellDelay", "Tell the complainant of a delay", _UNDER_WAY | {C.ACCEPTED}, None, _ANY,
          "A delay is told while the complaint is looked into."),
    _step("SendOutcome", "Send the outcome", {C.STAGE_1}, C.OUTCOME, _DEALS, _NOT_STAGE_1),
    # No time to appeal is set, so an appeal can come after the complaint was closed.
    _step("RecordAppeal", "Record an appeal", {C.OUTCOME, C.CLOSED}, None, _TEAM, _NO_OUTCOME),
    _step("StartStage2", "Start Stage 2", {C.OUTCOME, C.CLOSED}, C.STAGE_2, _TEAM, _NO_OUTCOME),
    _step("ChooseReviewer", "Choose who decides Stage 2", {C.OUTCOME, C.CLOSED, C.STAGE_2}, None,
          _MANAGER | {R.HR}, _NO_OUTCOME),
    _step("DecideStage2", "Decide Stage 2", {C.STAGE_2}, None, {R.DECISION_MAKER},
          "The complaint is not at Stage 2."),
    _step("SendStage2Outcome", "Send the Stage 2 outcome", {C.STAGE_2}, C.OUTCOME_2,
          {R.DECISION_MAKER}, "The complaint is not at Stage 2."),
    _step("RecordEscalation", "Record a request for Stage 3", {C.OUTCOME_2, C.CLOSED}, None, _TEAM,
          _NO_OUTCOME_2),
    _step("StartStage3", "Start Stage 3", {C.OUTCOME_2, C.CLOSED}, C.STAGE_3, _TEAM,
          _NO_OUTCOME_2),
    _step("SendStage3Outcome", "Send the Stage 3 outcome", {C.STAGE_3}, C.OUTCOME_3,
          {R.DECISION_MAKER}, "The complaint is not at Stage 3."),
    _step("CloseComplaint", "Close the complaint", _OUTCOMES, C.CLOSED, _TEAM,
          "A complaint closes when its outcome has been sent."),
    _step("CloseInternalOnly", "Close: only internal procedures", {C.STAGE_1}, C.CLOSED, _TEAM,
          _NOT_STAGE_1),
    _step("WithdrawComplaint", "Record a withdrawal", OPEN - _OUTCOMES, C.WITHDRAWN, _TEAM,
          "A complaint is withdrawn while it is open and has no outcome."),
    _step("DiscontinueComplaint", "Discontinue", OPEN - _BEFORE - _OUTCOMES, C.DISCONTINUED,
          _MANAGER, "A complaint is discontinued after it was accepted and before its outcome."),
    _step("MergeComplaint", "Merge into another complaint", _BEFORE | {C.ACCEPTED, C.STAGE_1},
          C.MERGED, _MANAGER, "A complaint is merged before it has an outcome."),
    _step("LinkComplaint", "Link to another case", set(C), None, _ANY, ""),
    _step("BringForward", "Bring forward", OPEN, None, _ANY, _CLOSED),
    _step("EndBringForward", "End the bring-forward", OPEN, None, _ANY, _CLOSED),
    _step("ReopenChecks", "Open again and check",
          {C.REDIRECTED, C.REFUSED, C.WITHDRAWN, C.DISCONTINUED}, C.CHECKS, _MANAGER, _NOT_ENDED),
    _step("ReopenStage1", "Open again at Stage 1", {C.CLOSED, C.WITHDRAWN, C.DISCONTINUED},
          C.STAGE_1, _MANAGER, _NOT_ENDED),
)
STEP: dict[str, ComplaintStep] = {step.action: step for step in STEPS}


def blockers(
    action: str, stage: ComplaintStage, roles: Collection[Role]
) -> list[Finding]:
    """Why somebody with these roles can't take this step here; empty when the table allows it.

    An action that is no step of the table is never blocked here.
    """
    return against_step(STEP.get(action), stage, roles)


def next_step(stage: ComplaintStage) -> str | None:
    """The one step that usually comes next, or None when the complaint has ended."""
    return {
        C.RECEIVED: "StartComplaintChecks", C.CHECKS: "AcceptComplaint",
        C.ACCEPTED: "StartStage1", C.STAGE_1: "SendOutcome", C.OUTCOME: "CloseComplaint",
        C.STAGE_2: "SendStage2Outcome", C.OUTCOME_2: "CloseComplaint",
        C.STAGE_3: "SendStage3Outcome", C.OUTCOME_3: "CloseComplaint",
    }.get(stage)
