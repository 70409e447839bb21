"""The stages of a review, and what the screen says of each. Loads next to nothing."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Stage(StrEnum):
    """Where a review stands."""

    RECEIVED = "received"
    CHECKS = "validity checks"
    VALID = "valid"
    ALLOCATED = "allocated"
    ASSESSING = "assessing"
    DRAFTING = "drafting decision"
    QUALITY_CHECK = "quality check"
    DECIDED = "decision issued"
    RESPONSE_DUE = "MPS response due"
    RESPONSE_RECEIVED = "MPS response received"
    CLOSED = "closed"
    INVALID = "invalid"
    FORWARDED = "forwarded to the IOPC"
    WITHDRAWN = "withdrawn"
    DISCONTINUED = "discontinued"
    MERGED = "merged into another case"


# The groups of the stepper, in order, and the words of the tag on screen.
STEPPER = ("Received", "Valid", "Allocated", "Assess", "Decide", "MPS response")


class StageWords(NamedTuple):
    """What the screen says of a stage: the tag, its tone, and its place on the stepper (1 to 6)."""

    tag: str
    tone: str  # "grey", "blue" (being worked on), "violet" (waiting on somebody), "green" (done)
    place: int


S = Stage
STAGE_WORDS: dict[Stage, StageWords] = {
    S.RECEIVED: StageWords("New", "grey", 1),
    S.CHECKS: StageWords("Validity checks", "blue", 1),
    S.VALID: StageWords("Not allocated", "grey", 2),
    S.ALLOCATED: StageWords("Allocated", "blue", 3),
    S.ASSESSING: StageWords("Assessing", "blue", 4),
    S.DRAFTING: StageWords("Drafting decision", "blue", 5),
    S.QUALITY_CHECK: StageWords("With manager", "violet", 5),
    S.DECIDED: StageWords("Letters to issue", "blue", 5),
    S.RESPONSE_DUE: StageWords("MPS response due", "violet", 6),
    S.RESPONSE_RECEIVED: StageWords("Response received", "blue", 6),
    S.CLOSED: StageWords("Closed", "grey", 6),
    S.INVALID: StageWords("Invalid", "grey", 1),
    S.FORWARDED: StageWords("Not the review body", "grey", 1),
    S.WITHDRAWN: StageWords("Withdrawn", "grey", 1),
    S.DISCONTINUED: StageWords("Discontinued", "grey", 1),
    S.MERGED: StageWords("Merged", "grey", 1),
}
