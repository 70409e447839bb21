"""The two kinds of case, each with its own stages and table of steps. A stage tells the kind."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import Any

from caseworker.rules import complaint_lifecycle, lifecycle
from caseworker.rules.complaint_lifecycle import ComplaintStage
from caseworker.rules.finding import Finding, refusal
from caseworker.rules.lifecycle import Role, Row, Stage, against_step


class Kind(StrEnum):
    """What a case is about."""

    REVIEW = "review request"
    COMPLAINT = "complaint about MOPAC"


AnyStage = Stage | ComplaintStage
ENDED: frozenset[AnyStage] = lifecycle.ENDED | complaint_lifecycle.ENDED
LABELS: dict[str, str] = {
    action: step.label
    for table in (complaint_lifecycle.STEP, lifecycle.STEP)
    for action, step in table.items()
}


def kind_of(stage: AnyStage) -> Kind:
    """The kind of a case at this stage."""
    return Kind.COMPLAINT if isinstance(stage, ComplaintStage) else Kind.REVIEW


def steps_of(kind: Kind) -> Mapping[str, Row[Any]]:
    """The steps of one kind of case, by action."""
    return complaint_lifecycle.STEP if kind is Kind.COMPLAINT else lifecycle.STEP


def blockers(action: str, stage: AnyStage, roles: Collection[Role]) -> list[Finding]:
    """Why this action can't be taken now by somebody with these roles; empty when it can.

    A step of the other kind of case never can; an action that is no step is not blocked here.
    """
    kind = kind_of(stage)
    step = steps_of(kind).get(action)
    if step is None and action in LABELS:
        return [refusal("kind", LABELS[action], f"This is not done to a {kind}.")]
    return against_step(step, stage, roles)


def stage_after(action: str, stage: AnyStage) -> AnyStage:
    """Where the case stands after an action; where it stood, when that is no step."""
    step = steps_of(kind_of(stage)).get(action)
    return stage if step is None else step.end_from(stage) or stage


def next_step(stage: AnyStage) -> str | None:
    """The one action that usually comes next at this stage, or None when the case has ended."""
    if isinstance(stage, ComplaintStage):
        return complaint_lifecycle.next_step(stage)
    return lifecycle.next_step(stage)


def tag(stage: AnyStage) -> tuple[str, str]:
    """The words of the tag on screen, and its tone."""
    if isinstance(stage, ComplaintStage):
        shown = complaint_lifecycle.TAGS[stage]
        return shown.words, shown.tone
    words = lifecycle.STAGE_WORDS[stage]
    return words.tag, words.tone
