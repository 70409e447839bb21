"""When a clock ends, why that day, and how it stands today; and what would change the date."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from caseworker.rules import law
from caseworker.rules.clock_days import Counted, count_days
from caseworker.rules.clocks import Clock, Pause, problems
from caseworker.rules.days import Calendar, Reckoning
from caseworker.rules.finding import Finding, Outcome
from caseworker.rules.words import count, days_words, join, long_date


class ClockState(StrEnum):
    """How a clock stands on a day."""

    NOT_STARTED = "not started"
    NO_LENGTH = "no length set"
    LATER = "later"
    SOON = "soon"
    TODAY = "due today"
    LATE = "late"
    PAUSED = "paused"
    WAITING = "waiting"  # for somebody else, and not yet past
    INFORMATION = "information"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class ClockReading:
    """A clock read on a day. ``reckoning`` is None when there is no date yet.

    While a pause is open the date is the earliest possible: as if the pause ended tomorrow.
    ``paused_days`` are the days that would have counted. ``warnings`` inform; they stop nothing.
    """

    clock: Clock
    state: ClockState
    words: str
    reckoning: Reckoning | None = None
    paused_days: int = 0
    warnings: tuple[Finding, ...] = ()

    @property
    def due(self) -> date | None:
        """The last day, or None when it is not known."""
        return self.reckoning.end if self.reckoning else None


def reckon_clock(
    clock: Clock, calendar: Calendar, today: date, soon: int | None = None
) -> ClockReading:
    """The clock as it stands today. ``soon`` is in days; left out, the limit in law.py holds.

    ValueError for a limit in years, or when a date lies past the end of the calendar.
    """
    if clock.start is None:
        return ClockReading(clock, ClockState.NOT_STARTED, f"Starts when {clock.anchor}.")
    try:
        number = clock.limit.on(clock.start)
    except LookupError as nothing:
        return ClockReading(clock, ClockState.NO_LENGTH, str(nothing))
    counted = count_days(clock, number, calendar, today)
    if soon is None:
        soon = law.SOON.on(max(today, law.REFORM_DATE))
    state, words = _state(clock, counted.reckoning, today, soon)
    return ClockReading(clock, state, words, counted.reckoning, counted.paused,
                        _warnings(clock, counted, today))


def _state(clock: Clock, reckoning: Reckoning, today: date, soon: int) -> tuple[ClockState, str]:
    end = reckoning.end
    if clock.stopped is not None:
        return ClockState.DONE, _done_words(clock.stopped, end)
    near = days_words(end, today)
    left = (end - today).days
    if clock.information:
        return ClockState.INFORMATION, _say(long_date(end), _beside(clock, left, soon))
    if end < today:
        return ClockState.LATE, _say(near, _beside(clock, left, soon))
    pause = clock.pause_on(today)
    if pause is not None:
        return ClockState.PAUSED, (
            f"{pause.words}, since {long_date(pause.start)}. The date would be {long_date(end)} "
            "or later."
        )
    if clock.waiting_for:
        near = _say(near, _beside(clock, left, soon))
        return ClockState.WAITING, f"Waiting for {clock.waiting_for}. {near}"
    state = ClockState.LATER
    if left <= soon:
        state = ClockState.SOON if left else ClockState.TODAY
    return state, _say(near, _beside(clock, left, soon))


def _beside(clock: Clock, left: int, soon: int) -> str:
    """What to say beside the date when so many days are left."""
    if left < 0:
        return clock.words.late
    if left == 0:
        return clock.words.today
    return clock.words.soon if left <= soon else ""


def _say(near: str, more: str) -> str:
    return f"{near}. {more}" if more else near


def _done_words(stopped: date, end: date) -> str:
    late = (stopped - end).days
    when = f"Done on {long_date(stopped)}"
    return f"{when}, {count(late, 'day')} late" if late > 0 else f"{when}, in time"


def _warnings(clock: Clock, counted: Counted, today: date) -> tuple[Finding, ...]:
    found = list(long_pauses(clock, today))
    if counted.overlapping:
        found.append(_warning("overlap", "Pauses overlap", f"{count(counted.overlapping, 'day')} "
                              "in more than one pause; counted once.", "pauses"))
    return tuple(found)


def long_pauses(clock: Clock, today: date) -> tuple[Finding, ...]:
    """One finding for each pause, still open, that should be looked at again."""
    if clock.stopped is not None:
        return ()
    found = []
    for pause in clock.pauses:
        days = (today - pause.start).days
        if pause.covers(today) and days > law.LONG_PAUSE.on(max(pause.start, law.REFORM_DATE)):
            found.append(_long(pause, days))
    return tuple(found)


def _long(pause: Pause, days: int) -> Finding:
    return _warning("long_pause", "Long pause", f"Paused for {count(days, 'day')}, waiting for "
                    f"{pause.category}. Look at it again: chase, or go on without.", "pauses")


def _warning(name: str, title: str, reason: str, field: str) -> Finding:
    return Finding(name, title, Outcome.UNKNOWN, reason, law.LONG_PAUSE.source, field)


@dataclass(frozen=True, slots=True)
class WhatIf:
    """A clock as it is and as it would be. ``moved`` is in days; None when a date is missing."""

    now: ClockReading
    then: ClockReading
    moved: int | None
    problems: tuple[Finding, ...]

    @property
    def words(self) -> str:
        """The change in a sentence."""
        if self.moved is None or self.now.due is None or self.then.due is None:
            return f"{self.now.words} Then: {self.then.words}"
        if not self.moved:
            return f"The date stays {long_date(self.now.due)}."
        way = "later" if self.moved > 0 else "earlier"
        return (f"{long_date(self.now.due)} would become {long_date(self.then.due)}, "
                f"{count(abs(self.moved), 'day')} {way}.")


def what_if(clock: Clock, calendar: Calendar, today: date, **changes: Any) -> WhatIf:
    """Both results side by side; nothing is saved. ``changes`` are fields of Clock.

    TypeError for a name that is no field.
    """
    changed = replace(clock, **changes)
    now, then = (reckon_clock(each, calendar, today) for each in (clock, changed))
    moved = (then.due - now.due).days if now.due and then.due else None
    return WhatIf(now, then, moved, tuple(problems(changed)))


@dataclass(frozen=True, slots=True)
class Moved:
    """A date that another bank holiday would move."""

    clock: Clock
    was: date
    becomes: date

    @property
    def words(self) -> str:
        """As in the list: "Decide validity: 9 April 2026 becomes 10 April 2026"."""
        return f"{self.clock.title}: {long_date(self.was)} becomes {long_date(self.becomes)}"


def holiday_effect(
    calendar: Calendar, new_day: date, clocks: Iterable[Clock], today: date,
    name: str = "Bank holiday",
) -> tuple[Moved, ...]:
    """The dates of running clocks that adding this bank holiday would move, the earliest first."""
    added = calendar.adding({new_day: name})
    found = []
    for clock in clocks:
        was, becomes = (reckon_clock(clock, each, today).due for each in (calendar, added))
        if clock.stopped is None and was and becomes and was != becomes:
            found.append(Moved(clock, was, becomes))
    return tuple(sorted(found, key=lambda one: (one.was, one.clock.title)))


def effect_words(moved: tuple[Moved, ...]) -> str:
    """The effect in a sentence, for the question before a holiday is added."""
    if not moved:
        return "No date would move."
    return f"{count(len(moved), 'date')} would move: {join([one.words for one in moved])}."
