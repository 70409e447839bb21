"""What of a complaint about MOPAC only some roles may write, from its table of steps.

As for reviews: a shared server keeps a copy. Who is a member at all is not told here.
"""

from __future__ import annotations

from collections.abc import Iterator

from caseworker.rules.complaint_lifecycle import LETTER_WRITERS, STEP
from caseworker.rules.step_rights import Right, decisions, right, values, ways

# Which steps set a value. The facts of a complaint are for every member to complete.
VALUES: dict[str, tuple[str, ...]] = {
    "cases.allocated_on": ("ChooseInvestigator",),
    "complaint.accepted_on": ("AcceptComplaint",),
    "complaint.late": ("DecideLateComplaint",),
    "complaint.investigator_id": ("ChooseInvestigator",),
    "complaint.alternative": ("ChooseInvestigator",),
    "complaint.delays": ("TellDelay",),
    "complaint.outcome_on": ("SendOutcome",),
    "complaint.appeal_received": ("RecordAppeal",),
    "complaint.appeal_grounds": ("RecordAppeal",),
    "complaint.appeal_reasons": ("RecordAppeal",),
    "complaint.reviewer_id": ("ChooseReviewer",),
    "complaint.stage_2_reasonable": ("DecideStage2",),
    "complaint.stage_2_why": ("DecideStage2",),
    "complaint.stage_2_action": ("DecideStage2",),
    "complaint.stage_2_outcome_on": ("SendStage2Outcome",),
    "complaint_part.said": ("AddPart",),
    "complaint_part.found": ("AnswerPart",),
    "complaint_part.action": ("AnswerPart",),
    "complaint_part.moved_on": ("MovePart",),
    "complaint_part.ended_on": ("EndInternalPart",),
}
# Which steps record which decision: the questions that the actions put.
DECISIONS: dict[str, tuple[str, ...]] = {
    "Late complaint": ("DecideLateComplaint",),
    "Complaint": ("AcceptComplaint", "RedirectComplaint", "RefuseComplaint"),
    "Withdrawal": ("WithdrawComplaint",),
    "Discontinued": ("DiscontinueComplaint",),
    "Linked case": ("LinkComplaint",),
    "Opened again": ("ReopenChecks", "ReopenStage1"),
    "Stage 1": ("TellDelay",),
    "Stage 2": ("TellDelay", "DecideStage2"),
    STEP["SendOutcome"].label: ("SendOutcome",),
    STEP["SendStage2Outcome"].label: ("SendStage2Outcome",),
}
# The step that a letter takes when it is issued: the outcome is sent by its letter.
LETTER_STEPS = {"M6": "SendOutcome", "M12": "SendOutcome", "M11": "SendStage2Outcome"}


def rights() -> frozenset[Right]:
    """Every right, with the roles in order."""
    return frozenset({*_moves(), *values(VALUES, STEP), *decisions(DECISIONS, STEP), *_letters()})


def _moves() -> Iterator[Right]:
    for (before, after), roles in ways(STEP).items():
        yield right("stage", before, after, roles)


def _letters() -> Iterator[Right]:
    yield right("letter.issued", "", "", LETTER_WRITERS)
    for code, name in LETTER_STEPS.items():
        for stage in STEP[name].start:
            yield right("letter", code, stage, STEP[name].roles)
