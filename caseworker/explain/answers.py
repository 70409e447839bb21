"""An answer at the console: its words, and the JSON object that a script reads."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from caseworker.rules.days import Day, Reckoning
from caseworker.rules.finding import Source
from caseworker.rules.words import with_weekday

# How sure a source is, in the words of the findings; nothing is said of the law itself.
SURE = {
    "parallel": "read in the corresponding regulations",
    "practice": "practice, not law",
    "unsure": "not checked",
}


class BadArgument(Exception):
    """The question cannot be asked so; the words say what is wrong."""


@dataclass(frozen=True, slots=True)
class Explained:
    """What ``explain`` says. ``date`` is None where no date is known; ``steps`` are lines.

    Where the answer is the date itself, ``answer`` is that date as ISO writes it, so that a script
    reads the same in both; a person is shown it with its weekday.
    """

    answer: str
    date: date | None
    reason: str
    source: str
    steps: tuple[str, ...] = ()


def as_json(found: Explained) -> str:
    """One object with the keys answer, date (ISO or null), reason, source and steps."""
    plain = {
        "answer": found.answer, "date": found.date.isoformat() if found.date else None,
        "reason": found.reason, "source": found.source, "steps": list(found.steps),
    }  # fmt: skip
    return json.dumps(plain, indent=2)


def as_words(found: Explained) -> str:
    """The same for a person: the answer first, the days last."""
    lines = [found.answer]
    if found.date and found.date.isoformat() == found.answer:
        lines = [with_weekday(found.date)]
    elif found.date:
        lines.append(f"Date: {with_weekday(found.date)}")
    lines += [f"Why: {found.reason}", f"Source: {found.source}"]
    if found.steps:
        lines += ["Step by step:", *(f"  {step}" for step in found.steps)]
    return "\n".join(lines)


def cite(source: Source | None) -> str:
    """A source in one line, with how sure it is where it is not the law itself."""
    if source is None:
        return "Office practice"
    sure = SURE.get(source.sure)
    return f"{source.cite} ({sure})" if sure else source.cite


def day_lines(days: Iterable[Day] | Reckoning) -> tuple[str, ...]:
    """The days one by one: "Monday 5 January 2026: Day 1", "...: left out, Good Friday"."""
    listed = days.days if isinstance(days, Reckoning) else days
    return tuple(f"{with_weekday(one.date)}: {_why(one)}" for one in listed)


def _why(one: Day) -> str:
    return one.why if one.counted or one.why.startswith("Day 0") else f"left out, {one.why}"
