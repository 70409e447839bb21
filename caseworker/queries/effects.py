"""What a bank holiday or a time limit would move, before it is saved. Nothing is saved here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import or_, select, text
from sqlalchemy.orm import Session, selectinload

from caseworker.actions.admin import AddHoliday, AdminAction, SetLimit, TakeBackHoliday
from caseworker.actions.base import Desk
from caseworker.actions.recheck import sees_reviews
from caseworker.calendars import england_and_wales_with
from caseworker.records import OPEN_CASES, OPEN_COMPLAINTS, Case
from caseworker.records.deadline_facts import case_deadlines
from caseworker.records.office_values import calendar_now, office_holidays
from caseworker.rules.days import Calendar
from caseworker.rules.finding import Refused
from caseworker.rules.law import Limit
from caseworker.rules.lifecycle import Role
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
    """Everything that would move, by reference; ``known`` is False where nobody asked sees it."""

    what: str  # "This holiday"
    moves: tuple[Move, ...]
    known: bool = True

    @property
    def words(self) -> str:
        """In a sentence: "This holiday would move 12 deadlines."."""
        if not self.known:
            return (f"{self.what} may move deadlines. How many is not yet known: with your role "
                    "you do not see the cases.")
        if not self.moves:
            return f"{self.what} would move no deadline of an open case."
        return f"{self.what} would move {count(len(self.moves), 'deadline')}."


def effect(
    session: Session, *, action: AdminAction, actor: str, roles: frozenset[Role], now: datetime,
    today: date,
) -> Effect:
    """What this action would move. Raises Refused when it can't be done at all.

    The action is one of SetLimit, AddHoliday and TakeBackHoliday.
    """
    desk = Desk(session, actor, roles, now, today, calendar_now(session))
    refused = action.refusals(desk)
    if refused:
        raise Refused(refused)
    what, calendar, limits = "This value", desk.calendar, dict(desk.limits)
    days = office_holidays(session)
    match action:
        case SetLimit(key=key, since=date() as since, number=int(number)):
            values = {**dict(limits[key].values), since: number}
            limits[key] = replace(limits[key], values=tuple(sorted(values.items())))
        case AddHoliday(day=date() as day, holiday=name):
            what, calendar = "This holiday", _with({**days, day: name.strip()})
        case TakeBackHoliday(day=taken):
            del days[taken]
            what, calendar = "Taking back this holiday", _with(days)
    return Effect(what, _moves(session, desk, calendar, limits), sees_reviews(desk))


def moved_words(cases: int | None) -> str:
    """What is said once a value is kept: how many cases it moved, where that is known."""
    if cases is None:
        return ("How many deadlines it moves is not yet known: with your role you do not see the "
                "cases.")
    return f"{count(cases, 'case')} with another next deadline."


def _with(days: Mapping[date, str]) -> Calendar:
    return england_and_wales_with(tuple(sorted(days.items())))


def _moves(
    session: Session, desk: Desk, calendar: Calendar, limits: Mapping[str, Limit]
) -> tuple[Move, ...]:
    in_force, today = desk.limits, desk.today
    query = (
        select(Case).where(or_(text(OPEN_CASES), text(OPEN_COMPLAINTS))).order_by(Case.reference)
        .options(selectinload(Case.review), selectinload(Case.letters),
                 selectinload(Case.recommendations))
    )
    found = []
    for case in session.scalars(query):
        before = {one.name: one for one in case_deadlines(case, desk.calendar, today, in_force)}
        after = {one.name: one for one in case_deadlines(case, calendar, today, limits)}
        found += [
            Move(case.id, case.reference, one.title, one.due, after[name].due)
            for name, one in before.items() if name in after and after[name].due != one.due
        ]
    return tuple(found)
