"""What a list can be narrowed by: one field, its values in words, and what each value means."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement

from caseworker.queries.rows import ListOf as ListOf
from caseworker.rules.words import count


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks, on which day, and up to how many days ahead a deadline is near."""

    me: str
    today: date
    near: int


Condition = Callable[[str, Asked], ColumnElement[bool]]


@dataclass(frozen=True, slots=True)
class Field:
    """Something a list can be narrowed by: its label, its choices, and what a value means.

    ``choices`` are (value, words). A field of ``colleagues`` takes theirs from the office; one of
    ``days`` knows any number of days ahead besides. ``lists`` are those that offer it.
    """

    name: str
    label: str
    condition: Condition
    choices: tuple[tuple[str, str], ...] = ()
    colleagues: bool = False
    days: bool = False
    lists: frozenset[ListOf] = frozenset({ListOf.REVIEWS, ListOf.COMPLAINTS})

    def knows(self, value: str) -> bool:
        """Whether this is a value of the field, and not of one that is there no more."""
        return value in dict(self.choices) or (
            (self.colleagues or self.days) and value.isdecimal())

    def words(self, value: str, names: Mapping[str, str]) -> str:
        """A value in words; ``names`` are of colleagues, by id."""
        known = dict(self.choices).get(value)
        if known is None and self.days:
            return f"next {count(int(value), 'day')}"
        return known or names.get(value, "somebody who has left")
