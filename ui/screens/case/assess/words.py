"""Our findings in short words, each with a picture of its own shape."""

from __future__ import annotations

from collections.abc import Sequence

from caseworker.queries.case import AllegationView
from caseworker.rules.recommendations import (
    AGAINST_THE_OUTCOME,
    AllegationFinding,
    ReviewOutcome,
    overall,
)
from caseworker.rules.words import count, join

# Finding -> (word, tone, picture)
MARKS: dict[AllegationFinding | None, tuple[str, str, str]] = {
    AllegationFinding.REASONABLE: ("Reasonable", "green", "check-circle-fill"),
    AllegationFinding.NOT_REASONABLE: ("Not reasonable", "amber", "x-circle-fill"),
    AllegationFinding.NOT_LOOKED_AT: ("Not looked at", "amber", "minus-circle-fill"),
    AllegationFinding.OUTSIDE: ("Outside our role", "grey", "info-fill"),
    None: ("Not assessed", "grey", "question-fill"),
}
OUTCOME_MARKS: dict[ReviewOutcome, tuple[str, str]] = {
    ReviewOutcome.UNKNOWN: ("grey", "question-fill"),
    ReviewOutcome.NOT_UPHELD: ("green", "check-circle-fill"),
    ReviewOutcome.UPHELD: ("amber", "x-circle-fill"),
    ReviewOutcome.UPHELD_IN_PART: ("amber", "x-circle-fill"),
}


def overall_words(allegations: Sequence[AllegationView]) -> tuple[str, str]:
    """What the findings come to: the answer, and how it was worked out."""
    findings = [each.finding for each in allegations]
    outcome = overall(findings)
    if outcome is ReviewOutcome.UNKNOWN:
        return "Not yet known", _why_unknown(allegations)
    if outcome is ReviewOutcome.NOT_UPHELD:
        return "Reasonable and proportionate", "Not upheld. No allegation stands against it."
    against = sum(finding in AGAINST_THE_OUTCOME for finding in findings)
    return ("Not reasonable and proportionate",
            f"{outcome.value.capitalize()}: {against} of {count(len(findings), 'allegation')}.")


def _why_unknown(allegations: Sequence[AllegationView]) -> str:
    if not allegations:
        return "There is no allegation yet."
    left = [str(each.number) for each in allegations if each.finding is None]
    if not left:
        return "Every allegation is outside our role."
    verb = "has" if len(left) == 1 else "have"
    noun = "Allegation" if len(left) == 1 else "Allegations"
    return f"{noun} {join(left)} {verb} no finding yet."
