"""Was the complaint made within the time of the policy? (paragraphs 4 and 5)

The time runs in calendar months from the day of the issue or, if later, from the day on which the
complainant became aware of it. A late complaint is never refused by itself: a person decides
whether there are good reasons, and gives the reasoning.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from caseworker.rules import law
from caseworker.rules.complaint_facts import ComplaintFacts
from caseworker.rules.days import month_after
from caseworker.rules.finding import Answer, Finding, Rule, met, not_met, unknown
from caseworker.rules.law import Limit
from caseworker.rules.policy import OLD, in_force
from caseworker.rules.words import long_date

NAME, TITLE = "complaint_in_time", "Made in time"


class Timing(StrEnum):
    """What the dates alone say."""

    IN_TIME = "in time"
    LATE = "late"
    UNKNOWN = "not yet known"


@dataclass(frozen=True, slots=True)
class Reach:
    """The dates compared. ``last_day`` is the last day in time; None where it cannot be said.

    ``field`` and ``reason`` are for UNKNOWN: what settles it.
    """

    timing: Timing
    start: date | None = None
    last_day: date | None = None
    length: str = ""
    reason: str = ""
    field: str = ""


def reach(facts: ComplaintFacts, limit: Limit = law.COMPLAINT_AGE) -> Reach:
    """Compare the dates. Exactly the last day is in time; a missing date is never late."""
    received, issue, aware = facts.received, facts.issue_on, facts.aware_on
    if received is None:
        return Reach(Timing.UNKNOWN, reason="The date it was received is not recorded.",
                     field="received")
    if in_force(received) is OLD:
        return Reach(Timing.IN_TIME)
    for day, what, field in ((issue, "issue is dated", "issue_on"),
                             (aware, "awareness is dated", "aware_on")):
        if day and day > received:
            return Reach(Timing.UNKNOWN, reason=f"The {what} {long_date(day)}, after the complaint "
                         f"was received on {long_date(received)}. Ask which is right.",
                         field=field)
    known = [day for day in (issue, aware) if day]
    if not known:
        return Reach(Timing.UNKNOWN, reason="The date of the issue is not known.",
                     field="issue_on")
    start = max(known)
    last, length = month_after(start, limit.on(received)), limit.words(received)
    if received <= last:
        return Reach(Timing.IN_TIME, start, last, length)
    # A later day of awareness, or of the issue, could still bring it within the time.
    for day, words, field in (
        (aware, "When the complainant became aware of it is not known. That may be later.",
         "aware_on"),
        (issue, "The date of the issue is not known.", "issue_on"),
    ):
        if day is None:
            return Reach(Timing.UNKNOWN, start, last, length, words, field)
    return Reach(Timing.LATE, start, last, length)


def complaint_in_time(facts: ComplaintFacts, limit: Limit = law.COMPLAINT_AGE) -> Finding:
    """MC3: in time, or late and accepted for good reasons that a person recorded."""
    ask: Rule[ComplaintFacts] = Rule(NAME, TITLE, law.policy_para("4"),
                                     lambda given: _answer(given, reach(given, limit)))
    return ask(facts)


def _answer(facts: ComplaintFacts, found: Reach) -> Answer:
    used = _used(facts, found)
    if found.timing is Timing.IN_TIME:
        return met(_in_time(facts, found), **used)
    decision = facts.late
    if found.timing is Timing.UNKNOWN:
        # Somebody may accept it before the other date is known, but may not refuse it.
        if found.last_day and decision and decision.accepted and decision.because.strip():
            return met(f"{_past(facts, found)} {_because('accepted', decision.because)}", **used)
        return unknown(found.reason, found.field, **used)
    if decision is None:
        return unknown(f"{_past(facts, found)} Decide whether there are good reasons to accept it.",
                       "late", **used)
    if not decision.because.strip():
        return unknown("Enter the reasons for accepting or refusing the late complaint.", "late",
                       **used)
    if decision.accepted:
        return met(f"{_past(facts, found)} {_because('accepted', decision.because)}", **used)
    return not_met(f"{_past(facts, found)} {_because('refused', decision.because)}", "late",
                   **used)


def _in_time(facts: ComplaintFacts, found: Reach) -> str:
    assert facts.received
    if found.last_day is None or found.start is None:
        return (f"Received on {long_date(facts.received)}. The earlier process has no time limit "
                "for a complaint.")
    return (f"Received on {long_date(facts.received)}, within {found.length} of "
            f"{long_date(found.start)}. The last day is {long_date(found.last_day)}.")


def _past(facts: ComplaintFacts, found: Reach) -> str:
    assert facts.received and found.start and found.last_day
    return (f"Received on {long_date(facts.received)}, more than {found.length} after "
            f"{long_date(found.start)}. The last day is {long_date(found.last_day)}.")


def _because(what: str, reasons: str) -> str:
    return f"It was {what} because {reasons.strip().rstrip('.')}."


def _used(facts: ComplaintFacts, found: Reach) -> dict[str, str]:
    dates = {
        "received": facts.received, "issue": facts.issue_on, "became_aware": facts.aware_on,
        "time_runs_from": found.start, "last_day": found.last_day,
    }
    return {name: long_date(day) for name, day in dates.items() if day}
