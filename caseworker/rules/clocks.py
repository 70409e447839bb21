"""A clock: a limit that runs from a fact, can be paused and extended, and is stopped by a fact.

A pause is half open: the day on which it begins does not count, the day on which it ends counts
again, so a pause that ends on the day it began moves nothing. Days that lie in two pauses are left
out once. An extension adds to the length, or names a day before which the clock cannot end; the
latest of these days holds. So the order in which they were recorded cannot change a date, and
taking one away gives the date that there was before. All are days in London, never hours.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from caseworker.rules import law
from caseworker.rules.days import Reckoning, calendar_days
from caseworker.rules.finding import Finding, refusal
from caseworker.rules.law import Limit
from caseworker.rules.words import long_date

# How each unit is counted, as it is said on screen. A limit in years alone gives no date: see
# ``Clock.count``.
CONVENTIONS: dict[str, str] = {
    law.DAYS: "calendar days from the next day",
    law.WORKING_DAYS: "working days, England and Wales, day 0 is the day of receipt",
    law.MONTHS: "calendar months, clipped",
}


@dataclass(frozen=True, slots=True)
class Pause:
    """Days that do not count: from ``start`` up to, and without, ``until`` (None: still open)."""

    start: date
    until: date | None
    category: str  # who or what is waited for, as "consent" or "the MPS"
    reason: str

    def covers(self, day: date) -> bool:
        """Whether the day lies in the pause."""
        return self.start <= day and (self.until is None or day < self.until)

    @property
    def words(self) -> str:
        """As in the list of days: "Paused: waiting for consent"."""
        return f"Paused: waiting for {self.category.strip() or 'a reason not recorded'}"


@dataclass(frozen=True, slots=True)
class Extension:
    """A longer time: ``by`` so many more of the limit's unit, or ``to`` a day. Never shorter.

    ``said`` is the sentence for "why this date"; left out, it says "then extended to".
    """

    reason: str
    who: str
    to: date | None = None
    by: int = 0
    said: str = ""


@dataclass(frozen=True, slots=True)
class ClockWords:
    """What to say beside the days that are left, when they grow few. Empty: only the days."""

    soon: str = ""
    today: str = ""
    late: str = ""

    @classmethod
    def task(cls, what: str) -> ClockWords:
        """The same task each time: "Issue it.", "Issue it today.", "Issue it now."."""
        return cls(f"{what}.", f"{what} today.", f"{what} now.")


SET_DAY = "the day that was set, every day counted from the next day"


@dataclass(frozen=True, slots=True)
class ToDaySet:
    """A count to a day that somebody set, within the limit or instead of it.

    TypeError for a moment; ValueError when the clock starts after that day.
    """

    day: date

    def __post_init__(self) -> None:
        if isinstance(self.day, datetime):
            raise TypeError("A clock runs on days, not on hours.")

    def __call__(self, start: date, limit: Limit) -> Reckoning:
        """Day by day from the start to the day that was set."""
        return calendar_days(start, (self.day - start).days)


@dataclass(frozen=True, slots=True)
class Clock:
    """One clock of a case as a value. ``start`` and ``stopped`` are None until it has happened.

    ``count`` counts where the limit's unit alone does not give the day, and ``counted_as`` is then
    the name of the convention.
    TypeError when a moment is given for a day: which day it was is settled where it is recorded.
    """

    name: str
    title: str
    limit: Limit
    anchor: str  # the fact it starts with, as "the request was received"
    stops: str  # the fact that stops it, as "the acknowledgement was issued"
    start: date | None = None
    stopped: date | None = None
    waiting_for: str = ""  # who must act, when it is somebody else
    information: bool = False  # a date that is nobody's task here
    pauses: tuple[Pause, ...] = ()
    extensions: tuple[Extension, ...] = ()
    words: ClockWords = ClockWords()
    count: Callable[[date, Limit], Reckoning] | None = None
    counted_as: str = ""

    def __post_init__(self) -> None:
        days = [self.start, self.stopped, *(one.to for one in self.extensions)]
        days += [day for pause in self.pauses for day in (pause.start, pause.until)]
        if any(isinstance(day, datetime) for day in days):
            raise TypeError("A clock runs on days, not on hours.")

    @property
    def convention(self) -> str:
        """How it is counted, by name. KeyError for a limit in years without one of its own."""
        return self.counted_as or CONVENTIONS[self.limit.unit]

    def paused(self, *more: Pause) -> Clock:
        """The same clock with these pauses as well."""
        return replace(self, pauses=(*self.pauses, *more))

    def extended(self, *more: Extension) -> Clock:
        """The same clock with these extensions as well."""
        return replace(self, extensions=(*self.extensions, *more))

    def without(self, change: Pause | Extension) -> Clock:
        """The same clock without this pause or extension. LookupError when it has none such."""
        kept: list[Any] = list(self.pauses if isinstance(change, Pause) else self.extensions)
        if change not in kept:
            raise LookupError(f"{self.title}: there is no such change to take away.")
        kept.remove(change)
        if isinstance(change, Pause):
            return replace(self, pauses=tuple(kept))
        return replace(self, extensions=tuple(kept))

    def pause_on(self, day: date) -> Pause | None:
        """The pause that this day lies in, the earliest of several; None when it counts."""
        found = [pause for pause in self.pauses if pause.covers(day)]
        return min(found, key=lambda pause: (pause.start, pause.category, pause.reason),
                   default=None)


def problems(clock: Clock) -> list[Finding]:
    """What is wrong with the pauses and extensions as recorded; empty when they can be kept."""
    found = [one for pause in clock.pauses for one in _pause_problems(clock, pause)]
    return found + [one for each in clock.extensions for one in _extension_problems(clock, each)]


def _pause_problems(clock: Clock, pause: Pause) -> list[Finding]:
    found = []
    if not pause.category.strip():
        found.append(_no("pause", "Choose what is being waited for.", "category"))
    if not pause.reason.strip():
        found.append(_no("pause", "Enter why the clock is paused.", "reason"))
    if pause.until is not None and pause.until < pause.start:
        found.append(_no("pause", "A pause must end on or after the day it began, "
                         f"{long_date(pause.start)}.", "until"))
    if clock.start is not None and pause.until is not None and pause.until <= clock.start:
        found.append(_no("pause", "This pause ends before the clock starts on "
                         f"{long_date(clock.start)}.", "until"))
    return found


def _extension_problems(clock: Clock, extension: Extension) -> list[Finding]:
    found = []
    if not extension.reason.strip():
        found.append(_no("extension", "Enter why more time is given.", "reason"))
    if not extension.who.strip():
        found.append(_no("extension", "Enter who gives more time.", "who"))
    if extension.by < 0:
        found.append(_no("extension", "An extension cannot make the time shorter.", "by"))
    if (extension.to is None) is (extension.by == 0):
        found.append(_no("extension", "Enter a new date, or how much longer; not both.", "to"))
    if clock.start and extension.to and extension.to <= clock.start:
        found.append(_no("extension", "The new date must be after the clock starts on "
                         f"{long_date(clock.start)}.", "to"))
    return found


def _no(what: str, reason: str, field: str) -> Finding:
    return refusal(what, what.capitalize(), reason, field)
