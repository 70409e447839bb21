"""Counting days, working days and months, and saying day by day why a date is what it is.

The start is day 0 and is never counted, whatever weekday it is; the next day that counts is day 1.
Calendar days count weekends and bank holidays and never roll forward. A month is a calendar month,
clipped and not rolled (31 January and one month: 28 or 29 February).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType

from caseworker.rules import law
from caseworker.rules.law import Limit
from caseworker.rules.words import WEEKDAYS, count, with_weekday

_ONE_DAY = timedelta(days=1)
_SATURDAY = 5
_PAST_THE_END = "The date lies past the end of the calendar."


@dataclass(frozen=True)
class Calendar:
    """Bank holidays of England and Wales: the name of each, by day.

    ``known_until`` is the last day for which they are all proclaimed; a working day counted past
    it follows the pattern of the statute and is provisional. Days proclaimed later are added with
    ``adding``.
    """

    holidays: Mapping[date, str]
    known_until: date
    _working: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Keep the working days as ordinals, so that counting them is one search."""
        object.__setattr__(self, "holidays", MappingProxyType(dict(self.holidays)))
        object.__setattr__(self, "_working", tuple(self._ordinals()))

    def _ordinals(self) -> Iterator[int]:
        if not self.holidays:
            return
        first = date(min(self.holidays).year, 1, 1).toordinal()
        last = date(max(self.holidays).year, 12, 31).toordinal()
        taken = {day.toordinal() for day in self.holidays}
        for ordinal in range(first, last + 1):
            # Ordinal 1, 1 January of the year 1, is a Monday.
            if (ordinal - 1) % 7 < _SATURDAY and ordinal not in taken:
                yield ordinal

    def is_working_day(self, day: date) -> bool:
        """Neither a Saturday, a Sunday nor a bank holiday."""
        return day.weekday() < _SATURDAY and day not in self.holidays

    def why_not_working(self, day: date) -> str:
        """The name of the bank holiday, or "Saturday" or "Sunday"; empty on a working day."""
        if day in self.holidays:
            return self.holidays[day]
        return WEEKDAYS[day.weekday()] if day.weekday() >= _SATURDAY else ""

    def adding(self, days: Mapping[date, str]) -> Calendar:
        """The same calendar with one-off bank holidays that were proclaimed later."""
        return Calendar({**self.holidays, **days}, self.known_until)


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a count: its number if it counted, and why, or why not."""

    date: date
    counted: bool
    number: int | None
    why: str


@dataclass(frozen=True, slots=True)
class Reckoning:
    """A date worked out: from where, to where, in words, and day by day."""

    start: date
    end: date
    words: str
    days: tuple[Day, ...]
    provisional: bool

    @property
    def left_out(self) -> tuple[Day, ...]:
        """The days after the start that did not count."""
        return tuple(day for day in self.days[1:] if not day.counted)


def calendar_day_after(start: date, n: int) -> date:
    """The n-th day after ``start``. ValueError when n is negative or the calendar ends."""
    _not_negative(n)
    try:
        return start + timedelta(days=n)
    except OverflowError:
        raise ValueError(_PAST_THE_END) from None


def working_day_after(start: date, n: int, calendar: Calendar) -> date:
    """The n-th working day after ``start``; ``start`` itself when n is 0. ValueError as above."""
    _not_negative(n)
    if n == 0:
        return start
    working, ordinal = calendar._working, start.toordinal()
    if working and working[0] <= ordinal:
        place = bisect_right(working, ordinal) + n - 1
        if place < len(working):
            return date.fromordinal(working[place])
    return _count_on(start, n, calendar)


def _count_on(start: date, n: int, calendar: Calendar) -> date:
    """The same, day by day, for dates outside the years of the list."""
    day = start
    try:
        while n:
            day += _ONE_DAY
            n -= calendar.is_working_day(day)
    except OverflowError:
        raise ValueError(_PAST_THE_END) from None
    return day


def month_after(start: date, n: int) -> date:
    """The same day n calendar months on, clipped to the end of the month. ValueError as above."""
    _not_negative(n)
    year, month = divmod(start.year * 12 + start.month - 1 + n, 12)
    for day in (start.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(day, start.day))
        except ValueError:
            continue
    raise ValueError(_PAST_THE_END)


def calendar_days(start: date, n: int) -> Reckoning:
    """Count n days from the day after ``start``; every day counts."""
    end = calendar_day_after(start, n)
    counted = tuple(
        Day(start + timedelta(days=i), True, i, f"Day {i}") for i in range(1, n + 1)
    )
    words = f"{count(n, 'day')} after {with_weekday(start)} is {with_weekday(end)}"
    return Reckoning(start, end, words, (_day_0(start), *counted), False)


def working_days(start: date, n: int, calendar: Calendar) -> Reckoning:
    """Count n working days from the day after ``start``, with each day left out and why."""
    end = working_day_after(start, n, calendar)
    days, number = [_day_0(start)], 0
    for ordinal in range(start.toordinal() + 1, end.toordinal() + 1):
        day = date.fromordinal(ordinal)
        if why := calendar.why_not_working(day):
            days.append(Day(day, False, None, why))
        else:
            number += 1
            days.append(Day(day, True, number, f"Day {number}"))
    words = f"{count(n, 'working day')} after {with_weekday(start)} is {with_weekday(end)}"
    provisional = n > 0 and end > calendar.known_until
    if provisional:
        words += " (provisional: later bank holidays are not yet proclaimed)"
    return Reckoning(start, end, words, tuple(days), provisional)


def months(start: date, n: int) -> Reckoning:
    """Count n calendar months from ``start``; only the first and last day are listed."""
    end = month_after(start, n)
    last = (Day(end, True, None, f"{count(n, 'month')} on"),) if n else ()
    words = f"{count(n, 'month')} after {with_weekday(start)} is {with_weekday(end)}"
    return Reckoning(start, end, words, (_day_0(start), *last), False)


def reckon(limit: Limit, start: date, calendar: Calendar) -> Reckoning:
    """When a limit ends that began on ``start``, by the value in force on that day.

    LookupError when the limit was not yet in force; ValueError for a limit in years.
    """
    number = limit.on(start)
    if limit.unit == law.DAYS:
        return calendar_days(start, number)
    if limit.unit == law.WORKING_DAYS:
        return working_days(start, number, calendar)
    if limit.unit == law.MONTHS:
        return months(start, number)
    raise ValueError(f"{limit.title}: a length in {limit.unit} gives no date.")


def parse_holidays(data: Mapping[str, object]) -> Calendar:
    """A calendar from the shipped list: "known_until" and "holidays", each with date and name.

    ValueError, in words, when the list is damaged.
    """
    rows = data.get("holidays")
    if not isinstance(rows, list) or not rows:
        raise ValueError("The list of bank holidays is empty.")
    try:
        holidays = {date.fromisoformat(row["date"]): str(row["name"]) for row in rows}
        known_until = date.fromisoformat(str(data["known_until"]))
    except (KeyError, TypeError, ValueError) as problem:
        raise ValueError(f"The list of bank holidays is damaged: {problem}.") from problem
    return Calendar(holidays, known_until)


def _day_0(start: date) -> Day:
    return Day(start, False, None, "Day 0: the count starts on the next day")


def _not_negative(n: int) -> None:
    if n < 0:
        raise ValueError("A length of time cannot be negative.")
