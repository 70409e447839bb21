"""The days of a clock one by one: counted, not a working day, paused, or added by an extension."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from caseworker.rules import law
from caseworker.rules.clocks import CONVENTIONS, Clock, Extension
from caseworker.rules.days import (
    Calendar,
    Day,
    Reckoning,
    calendar_day_after,
    month_after,
    reckon,
    working_day_after,
)
from caseworker.rules.words import count, long_date, sentence, with_weekday

_ONE_DAY = timedelta(days=1)
_MONTHS_IN_A_YEAR = 12
_PAST_THE_END = "The date lies past the end of the calendar."


@dataclass(frozen=True, slots=True)
class Counted:
    """The reckoning of a clock; ``paused`` days would have counted, ``overlapping`` lie in two."""

    reckoning: Reckoning
    paused: int
    overlapping: int


def count_days(clock: Clock, number: int, calendar: Calendar, today: date) -> Counted:
    """Count the length of a clock that has started, with its pauses and extensions.

    ValueError past the end of the calendar, or for a limit in years.
    """
    assert clock.start is not None  # the caller asks only for a clock that has started
    until = _resumes(clock, today)
    more = sum(max(each.by, 0) for each in clock.extensions)
    agreed = [each for each in clock.extensions if each.to is not None]
    paused = _paused(clock, until)
    if not paused and not more and not agreed:
        return Counted(_plain(clock, calendar), 0, 0)
    days = _walk(clock, number, more, calendar, paused)
    left_out = [day for day in days if day.why and day.why == paused.get(day.date)]
    end = days[-1].date
    words = _words(clock, number, more, calendar, len(left_out))
    last = max((each for each in agreed if each.to), key=_to, default=None)
    if last is not None and last.to is not None and last.to > end:
        days += _added(end, last)
        words = _extended(clock, words, end, len(left_out), last)
        provisional = False  # a day that was agreed stays, whatever is proclaimed
    else:
        words += _is(clock, end, len(left_out), more)
        provisional = (clock.limit.unit == law.WORKING_DAYS and clock.count is None
                       and end > calendar.known_until)
    if provisional:
        words += " (provisional: later bank holidays are not yet proclaimed)"
    twice = sum(_in_two(clock, day.date, until) for day in left_out)
    reckoning = Reckoning(clock.start, days[-1].date, words, tuple(days), provisional)
    return Counted(reckoning, len(left_out), twice)


def _plain(clock: Clock, calendar: Calendar) -> Reckoning:
    """The count without pauses and extensions."""
    assert clock.start is not None
    if clock.count is not None:
        return clock.count(clock.start, clock.limit)
    return reckon(clock.limit, clock.start, calendar)


def _longer(clock: Clock, end: date, more: int, calendar: Calendar) -> date:
    """So many of the limit's unit after the end of a count of its own."""
    if clock.limit.unit == law.WORKING_DAYS:
        return working_day_after(end, more, calendar)
    if clock.limit.unit == law.DAYS:
        return calendar_day_after(end, more)
    return month_after(end, more * (_MONTHS_IN_A_YEAR if clock.limit.unit == law.YEARS else 1))


def _resumes(clock: Clock, today: date) -> date:
    """Where an open pause ends for now: tomorrow, or the day on which the clock was stopped."""
    if clock.stopped is not None and clock.stopped <= today:
        return clock.stopped
    try:
        return today + _ONE_DAY
    except OverflowError:
        raise ValueError(_PAST_THE_END) from None


def _paused(clock: Clock, until: date) -> dict[date, str]:
    """Each paused day after the start, once, with the words of the pause it lies in."""
    days: dict[date, str] = {}
    for pause in sorted(clock.pauses, key=lambda one: (one.start, one.category, one.reason)):
        end = pause.until if pause.until is not None else until
        assert clock.start is not None
        first = max(pause.start, clock.start + _ONE_DAY)
        for ordinal in range(first.toordinal(), end.toordinal()):
            days.setdefault(date.fromordinal(ordinal), pause.words)
    return days


def _in_two(clock: Clock, day: date, until: date) -> bool:
    covering = [pause for pause in clock.pauses
                if pause.start <= day < (pause.until if pause.until is not None else until)]
    return len(covering) > 1


def _to_walk(clock: Clock, number: int, more: int, calendar: Calendar) -> int:
    """How many days are to be counted before the last one. ValueError for a limit in years."""
    assert clock.start is not None
    if clock.count is not None:
        end = _longer(clock, _plain(clock, calendar).end, more, calendar)
        return (end - clock.start).days
    if clock.limit.unit not in CONVENTIONS:
        raise ValueError(f"{clock.limit.title}: a length in {clock.limit.unit} gives no date.")
    if clock.limit.unit == law.MONTHS:
        return (month_after(clock.start, number + more) - clock.start).days
    return number + more


def _walk(
    clock: Clock, number: int, more: int, calendar: Calendar, paused: dict[date, str]
) -> list[Day]:
    """Day 0 and every day up to the last that counts; for months only the days that matter."""
    assert clock.start is not None
    number = _to_walk(clock, number, more, calendar)
    unit = clock.limit.unit
    by_month = unit == law.YEARS or (unit == law.MONTHS and clock.count is None)
    working = unit == law.WORKING_DAYS and clock.count is None
    days = [Day(clock.start, False, None, "Day 0: the count starts on the next day")]
    day, reached = clock.start, 0
    while reached < number:
        try:
            day += _ONE_DAY
        except OverflowError:
            raise ValueError(_PAST_THE_END) from None
        closed = calendar.why_not_working(day) if working else ""
        why = closed or paused.get(day, "")
        if why:
            days.append(Day(day, False, None, why))
            continue
        reached += 1
        if not by_month:
            days.append(Day(day, True, reached, f"Day {reached}"))
    if by_month and number:
        days.append(Day(day, True, None, "The last day"))
    return days


def _to(extension: Extension) -> tuple[date, str, str]:
    assert extension.to is not None
    return extension.to, extension.who, extension.reason


def _added(end: date, extension: Extension) -> list[Day]:
    """The days from the counted end to the agreed one, each with who agreed and why."""
    assert extension.to is not None
    why = sentence(f"Extended to {long_date(extension.to)} by {extension.who}: {extension.reason}")
    return [Day(date.fromordinal(ordinal), True, None, why)
            for ordinal in range(end.toordinal() + 1, extension.to.toordinal() + 1)]


def _words(clock: Clock, number: int, more: int, calendar: Calendar, paused: int) -> str:
    """How long from when, up to the verb."""
    assert clock.start is not None
    unit = clock.limit.unit.removesuffix("s")
    if clock.count is None:
        words = f"{count(number + more, unit)} after {with_weekday(clock.start)}"
    else:
        words = _plain(clock, calendar).words
        words += f", with {count(more, unit)} more" if more else ""
    return f"{words}, {count(paused, 'paused day')} left out" if paused else words


def _is(clock: Clock, end: date, paused: int, more: int) -> str:
    if clock.count is None:
        return f"{',' if paused else ''} is {with_weekday(end)}"
    return f", so it is {with_weekday(end)}" if paused or more else ""


def _extended(clock: Clock, words: str, end: date, paused: int, last: Extension) -> str:
    assert last.to is not None
    if last.said and clock.count is None:
        return f"{words}{_is(clock, end, paused, 0)}. {last.said}"
    return f"{words}, then extended to {with_weekday(last.to)}"
