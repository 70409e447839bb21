"""The time to ask for a review: two clocks, and the days with the wrong body left out.

One clock runs from the date on the outcome letter (our published page), the other from the day the
outcome was provided (reg. 29(2)). The request is in time if it is in time by either.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from caseworker.rules import law
from caseworker.rules.days import (
    Calendar,
    Reckoning,
    calendar_day_after,
    calendar_days,
    working_day_after,
)
from caseworker.rules.facts import Delivery, ReviewFacts
from caseworker.rules.words import long_date, with_weekday

# How long the post takes in the ordinary course (Interpretation Act 1978, s. 7).
_POST = {
    Delivery.FIRST_CLASS: law.POST_FIRST_CLASS,
    Delivery.SECOND_CLASS: law.POST_SECOND_CLASS,
}


class Verdict(StrEnum):
    """What the two clocks say, before any decision on a late request."""

    IN_TIME = "in time"
    IN_TIME_BY_PROVIDED = "in time by the date provided"
    LATE = "late"
    UNKNOWN = "not yet known"
    DISAGREE = "the dates disagree"


@dataclass(frozen=True, slots=True)
class Window:
    """The time to ask for a review, as far as the facts tell it. None where not known.

    ``last_day`` is the later of the two last days, with ``left_out`` days at the IOPC added.
    ``reason`` and ``field`` say what is missing or wrong when the verdict is unknown or disagree.
    """

    verdict: Verdict
    first_received: date | None = None  # by the first of the two bodies
    letter_dated: date | None = None
    provided: date | None = None
    provided_how: str = ""  # "stated" or "presumed ..."
    policy_last: date | None = None
    statutory_last: date | None = None
    last_day: date | None = None
    left_out: int = 0
    day_number: int | None = None
    length: int | None = None
    days_late: int = 0
    flags: tuple[str, ...] = ()
    reason: str = ""
    field: str = ""
    reckoning: Reckoning | None = None  # of the clock that gives the last day

    @property
    def day_words(self) -> str:
        """As on the check's row: "Day 19 of 28", or empty when it is not known or late."""
        if self.day_number is None or self.length is None:
            return ""
        return f"Day {self.day_number} of {self.length}"


def window(facts: ReviewFacts, calendar: Calendar) -> Window:
    """The two clocks run over the facts; never raises for dates that are odd or missing."""
    first, left_out, notes = _first_received(facts)
    provided, how = _provided(facts, calendar)
    clocks = _clocks(facts.outcome_letter_dated, provided, left_out)
    found = replace(
        clocks, first_received=first, provided_how=how, left_out=left_out, flags=notes
    )
    if problem := _disagreement(facts, first):
        return replace(found, verdict=Verdict.DISAGREE, reason=problem[0], field=problem[1])
    if gap := _gap(facts, found):
        return replace(found, reason=gap[0], field=gap[1])
    return _judged(facts, found, calendar)


def _first_received(facts: ReviewFacts) -> tuple[date | None, int, tuple[str, ...]]:
    """When the first of the two bodies had it, and the days at the IOPC to leave out.

    In time if the first of the two bodies received it in time: time with the other body is left
    out and transit cannot make it late (reg. 29(3), Sch. 3 para. 31).
    """
    at_iopc, forwarded, ours = facts.iopc_received, facts.iopc_forwarded, facts.received
    if at_iopc is None or (ours is not None and ours < at_iopc):
        return ours, 0, ()
    if forwarded is None:
        note = "The date that the IOPC forwarded it is not recorded, so no days are added yet."
        return at_iopc, 0, (note,)
    return at_iopc, max((forwarded - at_iopc).days, 0), ()


def _provided(facts: ReviewFacts, calendar: Calendar) -> tuple[date | None, str]:
    """The day the outcome was provided, and how that is known."""
    if facts.outcome_provided is not None:
        return facts.outcome_provided, "stated"
    sent, by = facts.outcome_letter_dated, facts.provided_by
    if sent is None or by is None:
        return None, ""
    limit = _POST.get(by)
    if limit is None:
        return sent, f"presumed: sent by {by.value} on the date of the letter"
    try:
        day = working_day_after(sent, limit.on(sent), calendar)
    except (LookupError, ValueError):
        return None, ""
    return day, f"presumed: {by.value}, in the ordinary course of post"


def _clocks(letter: date | None, provided: date | None, left_out: int) -> Window:
    """The last day by each clock; None for a start before reviews began."""
    policy, statutory = _last(letter), _last(provided)
    starts = [day for day in (letter, provided) if day is not None and _last(day) is not None]
    if not starts:
        return Window(Verdict.UNKNOWN, letter_dated=letter, provided=provided)
    start = max(starts)
    length = law.REVIEW_WINDOW.on(start)
    try:
        counted = calendar_days(start, length)
        last_day = calendar_day_after(counted.end, left_out)
    except ValueError:  # a slip of the finger in the year; there is no such last day
        return Window(Verdict.UNKNOWN, letter_dated=letter, provided=provided)
    return Window(
        Verdict.UNKNOWN, letter_dated=letter, provided=provided, policy_last=policy,
        statutory_last=statutory, last_day=last_day, length=length, reckoning=counted,
    )


def _last(start: date | None) -> date | None:
    if start is None:
        return None
    try:
        return calendar_day_after(start, law.REVIEW_WINDOW.on(start))
    except (LookupError, ValueError):
        return None


def _disagreement(facts: ReviewFacts, first: date | None) -> tuple[str, str] | None:
    """The two dates that cannot both be right, and which to look at."""
    letter, provided = facts.outcome_letter_dated, facts.outcome_provided
    at_iopc, forwarded = facts.iopc_received, facts.iopc_forwarded
    if letter and first and letter > first:
        return (
            (f"The outcome letter is dated {long_date(letter)}, after the request was received on "
            f"{long_date(first)}. Ask which date is right."), "outcome_letter_dated",
        )
    if letter and facts.outcome_issued is False:
        reason = (
            "The MPS is recorded as not having issued an outcome, but its letter is dated "
            f"{long_date(letter)}. Ask which is right."
        )
        return reason, "outcome_issued"
    if letter and provided and provided < letter:
        return (
            (f"The outcome is recorded as provided on {long_date(provided)}, before the date on "
            f"the letter, {long_date(letter)}. Ask which date is right."), "outcome_provided",
        )
    if at_iopc and forwarded and forwarded < at_iopc:
        return (
            (f"The IOPC is recorded as forwarding it on {long_date(forwarded)}, before it received "
            f"it on {long_date(at_iopc)}. Ask which date is right."), "iopc_forwarded",
        )
    return None


def _gap(facts: ReviewFacts, found: Window) -> tuple[str, str] | None:
    """What is missing before the clocks can be read, and the field for it."""
    if facts.outcome_issued is False:
        return "The MPS has not issued an outcome, so the time has not started.", "outcome_issued"
    if facts.outcome_letter_dated is None:
        return (
            "The date on the MPS outcome letter is not known. Get the letter; do not refuse.",
            "outcome_letter_dated",
        )
    if found.policy_last is None:
        began = long_date(law.REFORM_DATE)
        return (
            (f"The date on the letter, {long_date(facts.outcome_letter_dated)}, lies outside the "
            f"time of reviews, which began on {began}. Check it."), "outcome_letter_dated",
        )
    if found.first_received is None:
        return "The date the request was received is not recorded.", "received"
    if facts.iopc_forwarded is not None and facts.iopc_received is None:
        return "The date the IOPC received it is not recorded.", "iopc_received"
    return None


def _judged(facts: ReviewFacts, found: Window, calendar: Calendar) -> Window:
    first, letter, policy = found.first_received, found.letter_dated, found.policy_last
    assert first and letter and policy  # _gap has asked for each of them
    flags = found.flags + _flags(facts, found, calendar)
    if first <= policy:
        return replace(
            found, verdict=Verdict.IN_TIME, flags=flags, day_number=(first - letter).days,
            length=law.REVIEW_WINDOW.on(letter),
        )
    provided, statutory = found.provided, found.statutory_last
    if provided is None or statutory is None:
        return replace(
            found, flags=flags, field="outcome_provided", reason=(
                f"Received after {long_date(policy)}, the last day by the letter. When the "
                "outcome was provided is not known; it may be in time by that date."
            ),
        )
    if first <= statutory:
        check = f"Check the date provided, {long_date(provided)} ({found.provided_how})."
        return replace(
            found, verdict=Verdict.IN_TIME_BY_PROVIDED, flags=(*flags, check),
            day_number=(first - provided).days, length=law.REVIEW_WINDOW.on(provided),
        )
    late = (first - max(policy, statutory)).days
    return replace(found, verdict=Verdict.LATE, flags=flags, days_late=late)


def _flags(facts: ReviewFacts, found: Window, calendar: Calendar) -> tuple[str, ...]:
    """What a person should weigh: a closed office, the police as the first address."""
    flags, first = [], found.first_received
    last = max(day for day in (found.policy_last, found.statutory_last) if day)
    assert first is not None
    if found.provided_how == "stated" and found.provided and found.provided > first:
        flags.append("The outcome is recorded as provided after the request. Check the date.")
    closed = calendar.why_not_working(last)
    if closed and first > last and first <= working_day_after(last, 1, calendar):
        flags.append(
            f"The office was closed on the last day, {with_weekday(last)} ({closed}). The day "
            "does not roll forward; consider accepting it late."
        )
    misdirected = facts.mps_first_received
    if misdirected and misdirected <= last < first:
        flags.append(
            f"The MPS had it on {long_date(misdirected)}, within the time: a strong reason to "
            "accept it late."
        )
    return tuple(flags)
