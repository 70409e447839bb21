"""The dates that a review must keep: what is due, when, why that day, and how near it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from caseworker.rules import law
from caseworker.rules.clock_reckoning import ClockReading, ClockState, reckon_clock
from caseworker.rules.clocks import Clock
from caseworker.rules.days import Calendar, Reckoning
from caseworker.rules.finding import Source
from caseworker.rules.law import Limit
from caseworker.rules.lifecycle import ENDED, Stage
from caseworker.rules.review_clocks import DeadlineFacts, review_clocks
from caseworker.rules.standing import DeadlineState
from caseworker.rules.words import days_words

__all__ = [
    "Deadline",
    "DeadlineFacts",
    "DeadlineState",
    "days_words",
    "deadline_of",
    "deadlines",
    "next_deadline",
]


@dataclass(frozen=True, slots=True)
class Deadline:
    """One date to keep. ``information`` marks a date that is nobody's task here."""

    name: str
    title: str
    due: date
    reckoning: Reckoning
    state: DeadlineState
    words: str
    source: Source
    clock: Clock  # what was counted, to ask what another day or a pause would change
    information: bool = False


def deadlines(
    facts: DeadlineFacts, calendar: Calendar, today: date,
    limits: Mapping[str, Limit] = law.LIMITS,
) -> tuple[Deadline, ...]:
    """Every date that is still to be kept, the earliest first; information dates come last.

    An ended case has none but the outer date for judicial review.
    """
    soon = limits["soon"].on(today)
    found = [
        deadline_of(reckon_clock(replace(clock, limit=limits[clock.name]), calendar, today, soon),
                    today)
        for clock in review_clocks(facts) if _running(clock, facts.stage)
    ]
    return tuple(sorted(found, key=lambda one: (one.information, one.due, one.name)))


def next_deadline(
    facts: DeadlineFacts, calendar: Calendar, today: date,
    limits: Mapping[str, Limit] = law.LIMITS,
) -> Deadline | None:
    """The date to show on the queue: the earliest of our own or overdue ones, else one we wait for.

    None when nothing is to be kept.
    """
    tasks = [one for one in deadlines(facts, calendar, today, limits) if not one.information]
    ours = [one for one in tasks if one.state is not DeadlineState.WAITING]
    return next(iter(ours or tasks), None)


def _running(clock: Clock, stage: Stage) -> bool:
    """Started, not stopped, not ended with the case (but for information).

    No clock runs from before reviews began: that is a slip in a year.
    """
    started = clock.start is not None and clock.start >= law.REFORM_DATE
    return started and clock.stopped is None and (clock.information or stage not in ENDED)


_STATES: dict[ClockState, DeadlineState] = {
    ClockState.LATE: DeadlineState.LATE,
    ClockState.TODAY: DeadlineState.SOON,
    ClockState.SOON: DeadlineState.SOON,
    ClockState.LATER: DeadlineState.LATER,
}


def deadline_of(reading: ClockReading, today: date) -> Deadline:
    """The date of a running clock, as the queue and the case show it."""
    clock = reading.clock
    assert reading.reckoning is not None  # a running clock has a date
    state = _STATES.get(reading.state, DeadlineState.WAITING)
    due = reading.reckoning.end
    return Deadline(clock.name, clock.title, due, reading.reckoning, state,
                    days_words(due, today), clock.limit.source, clock, clock.information)
