"""The open cases that could be forgotten, by the rule in ``rules.radar``, in a few questions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    and_,
    exists,
    func,
    literal,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Session, aliased

from caseworker.queries.absences import Away, uncovered
from caseworker.queries.queues import OPEN
from caseworker.queries.whose import Whose, works_reviews
from caseworker.records import Case, Entry, Letter, Note, Recommendation, Staff
from caseworker.rules import radar
from caseworker.rules.days import Calendar
from caseworker.rules.law import Limit
from caseworker.rules.lifecycle import STEP, Stage
from caseworker.rules.london import LONDON, london_day
from caseworker.rules.radar import Promise, Reminder, Sign, Watched

MOST = 50  # cases that one reason brings; more than anybody deals with in a day


@dataclass(frozen=True, slots=True)
class Forgotten:
    """A case that could be forgotten, with why. ``can_reallocate``: its stage allows it."""

    case_id: int
    version: int
    reference: str
    name: str
    owner_id: int | None
    can_reallocate: bool
    reminder: Reminder


def forgotten(
    session: Session, staff: Collection[Staff], whose: Whose, calendar: Calendar, today: date,
    limits: Mapping[str, Limit], away: Collection[Away] = (),
) -> tuple[Forgotten, ...]:
    """One line for each reason, the oldest first. ``away`` are those away today."""
    drafts, made = _drafts(session, whose, today), _made(session, whose)
    quiet = _quiet(session, whose, radar.quiet_since(today, limits))
    gone = {each.id for each in staff if not works_reviews(each)}
    left = _owned_by(session, whose, gone)
    until = {each.staff_id: each.last for each in uncovered(away)}
    waiting = _due_before_back(session, whose, until)
    promised = _promised(session, whose, today)
    ids = {*drafts, *made, *quiet, *left, *waiting, *promised}
    names = {each.id: each.name for each in staff}
    found = []
    for case_id, version, reference, name, stage, owner, due, at in _cases(session, ids):
        watched = Watched(stage, london_day(at) if at else None, tuple(drafts.get(case_id, ())),
                          made.get(case_id), names.get(owner, ""), owner not in gone,
                          until.get(owner), due, tuple(promised.get(case_id, ())))
        can = stage in STEP["Reallocate"].start
        found += [Forgotten(case_id, version, reference, name, owner, can, each)
                  for each in radar.reminders(watched, calendar, today, limits)]
    return tuple(sorted(found, key=lambda one: (_ORDER[one.reminder.sign], one.reminder.since,
                                                one.case_id)))


_ORDER = {sign: number for number, sign in enumerate(
    (Sign.PROMISED, Sign.OWNER_GONE, Sign.OWNER_AWAY, Sign.MPS_LATE, Sign.UNSENT, Sign.QUIET))}


def _among(whose: Whose) -> Select[int]:
    """The ids of the open reviews that are looked at."""
    return select(Case.id).where(OPEN, whose.condition())


def _is_among(whose: Whose, of: Any) -> ColumnElement[bool]:
    """Whether the case of a row is one of them, looked up for the few rows that it is asked of."""
    return _among(whose).where(Case.id == of.case_id).correlate(of).exists()


def _drafts(
    session: Session, whose: Whose, today: date
) -> Mapping[int, list[tuple[int, str, date]]]:
    """Letters drafted before today, by case; the rule counts the working days."""
    query = (
        select(Letter.case_id, Letter.id, Letter.code, Letter.title, Letter.drafted_at)
        .where(Letter.state == "draft", Letter.drafted_at < _start(today),
               _is_among(whose, Letter))
        .order_by(Letter.drafted_at).limit(MOST)
    )
    found: dict[int, list[tuple[int, str, date]]] = defaultdict(list)
    for case_id, letter_id, code, title, at in session.execute(query):
        found[case_id].append((letter_id, f"{code} {title}", london_day(at)))
    return found


def _made(session: Session, whose: Whose) -> Mapping[int, date]:
    """The day of the first recommendation to the MPS, of each case that waits for its answer."""
    first = func.min(Recommendation.made_on)
    query = (
        select(Recommendation.case_id, first)
        .join(Case, Case.id == Recommendation.case_id)
        .where(OPEN, Case.stage == Stage.RESPONSE_DUE, whose.condition())
        .group_by(Recommendation.case_id).order_by(first).limit(MOST)
    )
    return {case_id: day for case_id, day in session.execute(query) if day is not None}


def _quiet(session: Session, whose: Whose, until: date) -> list[int]:
    """Cases to which nobody did anything after this day, the oldest first.

    The day that is noted with a case may be one too early; the rule is asked about the moment.
    """
    query = _among(whose).where(Case.touched_on <= until).order_by(Case.touched_on, Case.id)
    return list(session.scalars(query.limit(MOST)))


def _owned_by(session: Session, whose: Whose, gone: Collection[int]) -> list[int]:
    if not gone:
        return []
    query = _among(whose).where(Case.owner_id.in_(sorted(gone))).order_by(
        Case.owner_id, Case.next_deadline, Case.id)
    return list(session.scalars(query.limit(MOST)))


def _due_before_back(session: Session, whose: Whose, until: Mapping[int, date]) -> list[int]:
    """Cases of colleagues for whom nobody covers, that are due before they are back."""
    if not until:
        return []
    theirs = or_(*(and_(Case.owner_id == owner, Case.next_deadline <= last)
                   for owner, last in until.items()))
    query = _among(whose).where(theirs).order_by(Case.next_deadline, Case.id).limit(MOST)
    return list(session.scalars(query))


def _promised(session: Session, whose: Whose, today: date) -> Mapping[int, list[Promise]]:
    """Promises whose day has passed: in a note until somebody says that it was kept, in a letter
    until the next letter goes.
    """
    later = aliased(Letter)
    answered = exists().where(later.case_id == Letter.case_id, later.state == "issued",
                              later.issued_on > Letter.issued_on)
    asked: CompoundSelect[Any] = union_all(
        select(Note.case_id, Note.promised_by, Note.id, literal("a note"))
        .where(Note.promised_by < today, Note.promise_kept_on.is_(None), _is_among(whose, Note)),
        select(Letter.case_id, Letter.promised_by, null(), Letter.code + " " + Letter.title)
        .where(Letter.promised_by < today, Letter.state == "issued", ~answered,
               _is_among(whose, Letter)),
    )
    found: dict[int, list[Promise]] = defaultdict(list)
    for case_id, by, note_id, where in session.execute(asked.order_by(asked.selected_columns[1])
                                                       .limit(MOST)):
        found[case_id].append(Promise(by, where, note_id))
    return found


def _cases(session: Session, ids: Iterable[int]) -> Iterable[Any]:
    """What is shown of each, and when somebody last did anything to it."""
    wanted = sorted(ids)
    last = (
        select(Entry.case_id, func.max(Entry.at).label("at")).where(Entry.case_id.in_(wanted))
        .group_by(Entry.case_id).subquery()
    )
    return session.execute(
        select(Case.id, Case.version, Case.reference, Case.name, Case.stage, Case.owner_id,
               Case.next_deadline, last.c.at)
        .outerjoin(last, last.c.case_id == Case.id).where(Case.id.in_(wanted))
    )


def _start(day: date) -> datetime:
    """The first moment of a day in London."""
    return datetime.combine(day, time(), LONDON)
