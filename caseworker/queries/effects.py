"""What a bank holiday or a time limit would move, before it is saved. Nothing is saved here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select, text
from sqlalchemy.orm import Session, selectinload

from caseworker.calendars import england_and_wales_with
from caseworker.records import OPEN_CASES, Case
from caseworker.records.deadline_facts import deadline_facts
from caseworker.records.office_values import calendar_now, office_holidays, office_limits_now
from caseworker.rules.days import Calendar
from caseworker.rules.deadlines import deadlines
from caseworker.rules.law import Limit
from caseworker.rules.words import count, long_date


@dataclass(frozen=True, slots=True)
class Move:
    """A deadline of an open case that would move."""

    case_id: int
    reference: str
    deadline: str
    was: date
    becomes: date

    @property
    def words(self) -> str:
        """As in the list: "REV-2026-0001, Decide validity: 7 April 2026 becomes 8 April 2026"."""
        return (f"{self.reference}, {self.deadline}: {long_date(self.was)} becomes "
                f"{long_date(self.becomes)}")


@dataclass(frozen=True, slots=True)
class Effect:
    """Everything that would move, by reference."""

    what: str  # "This holiday"
    moves: tuple[Move, ...]

    @property
    def words(self) -> str:
        """In a sentence: "This holiday would move 12 deadlines."."""
        if not self.moves:
            return f"{self.what} would move no deadline of an open case."
        return f"{self.what} would move {count(len(self.moves), 'deadline')}."


def holiday_effect(session: Session, *, day: date, name: str, today: date) -> Effect:
    """What one more bank holiday would move; with an empty name, what taking it back would."""
    days = office_holidays(session)
    if name.strip():
        days[day] = name.strip()
    else:
        days.pop(day, None)
    then = england_and_wales_with(tuple(sorted(days.items())))
    limits = office_limits_now(session)
    return Effect("This holiday" if name.strip() else "Taking back this holiday",
                  _moves(session, today, then, limits))


def limit_effect(
    session: Session, *, key: str, since: date, number: int, today: date
) -> Effect:
    """What another value of a limit would move: only what started on its first day or later."""
    limits = dict(office_limits_now(session))
    values = {**dict(limits[key].values), since: number}
    limits[key] = replace(limits[key], values=tuple(sorted(values.items())))
    return Effect("This value", _moves(session, today, calendar_now(session), limits))


def _moves(
    session: Session, today: date, calendar: Calendar, limits: Mapping[str, Limit]
) -> tuple[Move, ...]:
    now, in_force = calendar_now(session), office_limits_now(session)
    query = (
        select(Case).where(text(OPEN_CASES)).order_by(Case.reference)
        .options(selectinload(Case.review), selectinload(Case.letters),
                 selectinload(Case.recommendations))
    )
    found = []
    for case in session.scalars(query):
        facts = deadline_facts(case)
        before = {one.name: one for one in deadlines(facts, now, today, in_force)}
        after = {one.name: one for one in deadlines(facts, calendar, today, limits)}
        found += [
            Move(case.id, case.reference, one.title, one.due, after[name].due)
            for name, one in before.items() if name in after and after[name].due != one.due
        ]
    return tuple(found)
