"""Dates and counts in plain English words, the same on every computer (no locale)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

# A year typed by a person outside these is a slip of the finger, not a date of a case.
FIRST_YEAR, LAST_YEAR = 1900, 2100


def long_date(day: date) -> str:
    """As in letters and findings: "10 March 2026"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def short_date(day: date) -> str:
    """As in tables: "10 Mar 2026"."""
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def with_weekday(day: date) -> str:
    """As where the weekday matters: "Tuesday 10 March 2026"."""
    return f"{WEEKDAYS[day.weekday()]} {long_date(day)}"


def count(number: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 day", "3 days"."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def days_words(due: date, today: date) -> str:
    """How near a date is: "3 days overdue", "Due today", "1 day left"."""
    left = (due - today).days
    if left < 0:
        return f"{count(-left, 'day')} overdue"
    return "Due today" if left == 0 else f"{count(left, 'day')} left"


def join(parts: Sequence[str], last: str = "and") -> str:
    """A list in a sentence: "a", "a and b", "a, b and c"."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


# Records keep these as they were first written; people read the newer spelling.
_SPELT = {"e-mail": "email", "E-mail": "Email"}


def spelt(stored: str) -> str:
    """A word of the records as people read it: "e-mail" is "email". Any other stays."""
    return _SPELT.get(stored, stored)


def sentence(text: str) -> str:
    """Text that a person typed, as a sentence: trimmed, with one full stop at its end."""
    trimmed = text.strip()
    return trimmed if not trimmed or trimmed[-1] in ".!?" else trimmed + "."


def parse_typed_date(text: str, today: date) -> date:
    """The date that a person typed. ValueError, in words, when it is no real date.

    "10 3 2026", "10/3/26", "10 mar", "10 March 2026", "2026-03-10", "today" or "t", "yesterday"
    or "y", "-2" (two days ago). Two figures for the year mean 20xx. A day and month alone mean
    the most recent such day that is not after ``today``.
    """
    typed = text.strip().casefold()
    if typed in ("t", "today"):
        return today
    try:
        if typed in ("y", "yesterday"):
            return today - timedelta(days=1)
        if re.fullmatch(r"-[0-9]{1,4}", typed):
            return today - timedelta(days=int(typed[1:]))
    except OverflowError:
        raise ValueError("That is before the calendar begins.") from None
    if iso := re.fullmatch(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})", typed):
        return _real(*(int(part) for part in iso.groups()))
    parts = [part for part in re.split(r"[\s/.,\-]+", typed) if part]
    if not 2 <= len(parts) <= 3:
        raise ValueError("Type a day, a month and a year, like 10 3 2026.")
    day = _number(re.sub(r"(?<=[0-9])(st|nd|rd|th)$", "", parts[0]))
    month = _month(parts[1])
    return _real(_year(parts[2]), month, day) if parts[2:] else _latest(day, month, today)


def _number(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,2}", text):
        raise ValueError("The day must be a number, like 10.")
    return int(text)


def _month(text: str) -> int:
    if re.fullmatch(r"[0-9]{1,2}", text):
        return int(text)
    found = [n for n, name in enumerate(MONTHS, 1) if name.casefold().startswith(text)]
    if text == "sept":
        found = [9]
    if len(found) != 1 or len(text) < 3:
        raise ValueError("The month must be a number or a name, like 3 or March.")
    return found[0]


def _year(text: str) -> int:
    if not re.fullmatch(r"[0-9]{2}|[0-9]{4}", text):
        raise ValueError("The year must have 2 or 4 figures.")
    return int(text) + (2000 if len(text) == 2 else 0)


def _real(year: int, month: int, day: int) -> date:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"The year must be between {FIRST_YEAR} and {LAST_YEAR}.")
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError("There is no such day.") from None


def _latest(day: int, month: int, today: date) -> date:
    """The most recent such day, not after today (29 February may lie eight years back)."""
    for year in range(today.year, max(today.year - 9, 0), -1):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found <= today:
            return found
    raise ValueError("There is no such day.")
