"""A duty as a Finding: done, still open, or wrong; and an uncertain rule only as a warning.

A rule whose wording was not checked never stands in the way: its Finding says "Uncertain" and is
shown to a manager, who decides.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from caseworker.rules.finding import Finding, Outcome, Source
from caseworker.rules.words import long_date, sentence

UNSURE = "unsure"
UNCERTAIN = "Uncertain: "


def done(rule: str, title: str, reason: str, source: Source) -> Finding:
    """The duty is done, or the rule is satisfied."""
    return Finding(rule, title, Outcome.MET, reason, source)


def still_open(rule: str, title: str, reason: str, source: Source, field: str) -> Finding:
    """Not done yet; ``field`` is what to record when it is."""
    return Finding(rule, title, Outcome.UNKNOWN, reason, source, field)


def done_on(
    rule: str, title: str, day: date | None, did: str, to_do: str, source: Source, field: str
) -> Finding:
    """Done on a day ("``did`` on 10 March 2026."), or still open with what to do."""
    if day is None:
        return still_open(rule, title, to_do, source, field)
    return done(rule, title, f"{did} on {long_date(day)}.", source)


def wrong(rule: str, title: str, reason: str, source: Source, field: str) -> Finding:
    """Not as the rule says; only a warning for a manager where the rule itself is uncertain."""
    if source.sure == UNSURE:
        return uncertain(rule, title, reason, source, field)
    return Finding(rule, title, Outcome.NOT_MET, reason, source, field)


def uncertain(rule: str, title: str, reason: str, source: Source, field: str = "") -> Finding:
    """A warning for a manager. It is never a refusal, whatever it says."""
    words = f"{UNCERTAIN}{reason[:1].lower() + reason[1:] if reason[1:2].islower() else reason}"
    return Finding(rule, title, Outcome.UNKNOWN, f"{sentence(words)} A manager decides.", source,
                   field)


def for_manager(findings: Iterable[Finding]) -> list[Finding]:
    """The warnings among them that a manager should see."""
    return [one for one in findings
            if one.outcome is not Outcome.MET and one.reason.startswith(UNCERTAIN)]


def open_duties(findings: Iterable[Finding]) -> list[Finding]:
    """What is still to be done or put right, in order."""
    return [one for one in findings if one.outcome is not Outcome.MET]
