"""What a list is sorted and grouped by, where all of its rows are read and put in order here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

EARLY, LATE = "earliest first", "latest first"
AZ, ZA = "A to Z", "Z to A"
LOW, HIGH = "lowest first", "highest first"
SOON = "soonest first"
WEEK = "week"


@dataclass(frozen=True, slots=True)
class Sort:
    """Something to sort by; ``up`` and ``down`` say each direction in words."""

    name: str
    label: str
    up: str
    down: str


@dataclass(frozen=True, slots=True)
class RowSort(Sort):
    """One whose value is taken from a row; rows of which it is not known (None) come last."""

    of: Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class RowGroup:
    """Something to group by: ``of`` a row gives what groups stand in order by (None comes last),
    and the words over the group.
    """

    label: str
    of: Callable[[Any], tuple[Any, str]]


def named(*sorts: RowSort) -> Mapping[str, RowSort]:
    """The sorts by their names."""
    return {sort.name: sort for sort in sorts}


def folded(words: str) -> str | None:
    """Words as they are put in order; none are not known."""
    return words.casefold() or None


def by_words(words: Callable[[Any], str], none: str) -> Callable[[Any], tuple[Any, str]]:
    """Groups by words; ``none`` stands over the rows that have none."""
    return lambda row: (folded(words(row)), words(row) or none)


def by_week(day: Callable[[Any], date | None], what: str, none: str
            ) -> Callable[[Any], tuple[Any, str]]:
    """Groups by the week from Monday in which a day falls."""
    def of(row: Any) -> tuple[Any, str]:
        when = day(row)
        if when is None:
            return None, none
        return monday(when), in_week(what, monday(when))
    return of


def monday(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def in_week(what: str, first: date) -> str:
    """The words over a week that begins on this day: "Due in the week of 9 March 2026"."""
    return f"{what} in the week of {first.day} {first:%B} {first.year}"
