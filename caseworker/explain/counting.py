"""Dates so many days, working days or months after another."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from caseworker.calendars import england_and_wales
from caseworker.explain.answers import BadArgument, Explained, cite, day_lines
from caseworker.rules import days, law
from caseworker.rules.days import Reckoning
from caseworker.rules.finding import Source
from caseworker.rules.words import count, join, sentence

EVERY_DAY = Source("Office practice: day 0 is never counted, and each day after it counts", "",
                   "practice")
CLIPPED = Source("Office practice: a month is a calendar month, clipped to its end", "",
                 "practice")


def working_days(given: argparse.Namespace) -> Explained:
    """The N-th working day after START, with each day left out and why."""
    calendar = england_and_wales()
    first = min(calendar.holidays).year
    if given.start.year < first:
        raise BadArgument(f"bank holidays are listed from {first} on, so no earlier start can be "
                          "counted.")
    found = _counted(lambda: days.working_days(given.start, given.count, calendar))
    if found.end.year > max(calendar.holidays).year:
        raise BadArgument(f"bank holidays are listed until {max(calendar.holidays).year}, so no "
                          "later end can be counted.")
    why: dict[str, int] = {}
    for day in found.left_out:
        why[day.why] = why.get(day.why, 0) + 1
    if why:
        named = join([f"{name} {f'({number} times)' if number > 1 else ''}".strip()
                      for name, number in why.items()])
        left_out = f" {count(len(found.left_out), 'day')} left out: {named}."
    else:
        left_out = ""
    return _explained(found, left_out, law.BANK_HOLIDAYS)


def calendar_days(given: argparse.Namespace) -> Explained:
    """The N-th day after START; weekends and bank holidays count."""
    found = _counted(lambda: days.calendar_days(given.start, given.count))
    return _explained(found, " Weekends and bank holidays count.", EVERY_DAY)


def months(given: argparse.Namespace) -> Explained:
    """The same day N calendar months on, clipped to the end of the month."""
    found = _counted(lambda: days.months(given.start, given.count))
    clipped = ""
    if found.end.day != given.start.day:
        clipped = f" That month ends on the {found.end.day}th: the day is clipped, not rolled on."
    return _explained(found, clipped, CLIPPED)


def _counted(reckon: Callable[[], Reckoning]) -> Reckoning:
    try:
        return reckon()
    except ValueError as problem:
        raise BadArgument(str(problem)) from None


def _explained(found: Reckoning, more: str, source: Source) -> Explained:
    reason = sentence(found.words) + more
    return Explained(found.end.isoformat(), found.end, reason, cite(source), day_lines(found))
