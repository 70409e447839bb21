"""What stands on the cards of the first page: the first few of each, and why each is there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, select, union_all
from sqlalchemy.orm import Session

from caseworker.queries.complaints import in_view as in_complaints
from caseworker.queries.lists.filters import Asked, Filter, conditions
from caseworker.queries.views import ComplaintQueueView as V
from caseworker.records import BringForward, Case, Letter, PostItem
from caseworker.rules.lifecycle import STAGE_WORDS
from caseworker.rules.london import london_day
from caseworker.rules.standing import standing
from caseworker.rules.words import count, short_date

LINES = 5  # on one card


class Pile(StrEnum):
    """What a card counts."""

    OVERDUE = "Overdue"
    DUE = "Due soon"
    BROUGHT = "Brought forward"
    WAITING = "Waiting on MPS"
    UNALLOCATED = "Not allocated"
    LETTERS = "Letters to issue"
    POST = "Post waiting for a case"
    COMPLAINTS = "Complaints about MOPAC"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing on a card. ``state`` is that of a deadline: late, soon, later, waiting or none."""

    who: str
    words: str
    detail: str
    state: str = "none"
    case_id: int | None = None
    letter_id: int | None = None
    list_of: tuple[str, Filter] | None = None  # the complaints that it counts: view, filter


_ROW = (Case.id, Case.name, Case.reference, Case.stage, Case.next_deadline,
        Case.next_deadline_name)


def case_rows(
    session: Session, condition: ColumnElement[bool], *, dated: bool
) -> Sequence[Any]:
    """The first few cases of which this holds, the soonest date first, those without one last.

    With ``dated`` all have one. Those without are a piece of their own: an index has each of the
    two in order, and none has both.
    """
    first: Any = dated_rows(condition)
    if not dated:
        none = select(*_ROW).where(condition, Case.next_deadline.is_(None)).order_by(
            Case.next_deadline, Case.id).limit(LINES)
        both = union_all(*(select(each.subquery()) for each in (first, none)))
        c = both.subquery().c
        first = select(*c).order_by(c.next_deadline.is_(None), c.next_deadline, c.id).limit(LINES)
    return session.execute(first).all()


def dated_rows(condition: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    """The first few cases of which this holds that have a date, the soonest first."""
    return (select(*_ROW).where(condition, Case.next_deadline.is_not(None))
            .order_by(Case.next_deadline, Case.id).limit(LINES))


def case_line(row: Any, today: date, near: int, pile: Pile) -> Line:
    """A case on a card."""
    case_id, name, reference, stage, due, what = row
    state, words = standing(due, today, near)
    if pile is Pile.WAITING and state == "later":
        state = "waiting"
    tag = STAGE_WORDS[stage].tag
    detail = what or tag if pile is not Pile.UNALLOCATED else tag
    return Line(name or reference, words or "No deadline", detail, state, case_id)


def brought_lines(
    session: Session, condition: ColumnElement[bool], today: date
) -> tuple[Line, ...]:
    """Since when each is back, the longest first, and what for."""
    query = (
        select(Case.id, Case.name, Case.reference, BringForward.due, BringForward.because)
        .join(BringForward, and_(BringForward.case_id == Case.id,
                                 BringForward.ended_at.is_(None)))
        .where(condition).order_by(BringForward.due, Case.id).limit(LINES)
    )
    return tuple(
        Line(name or reference, "Today" if due == today else f"Since {short_date(due)[:-5]}",
             because, "none", case_id)
        for case_id, name, reference, due, because in session.execute(query))


def letter_lines(session: Session) -> tuple[Line, ...]:
    """The drafts that wait longest."""
    query = (
        select(Case.id, Case.name, Case.reference, Letter.id, Letter.code, Letter.title,
               Letter.drafted_at)
        .join(Case, Case.id == Letter.case_id).where(Letter.state == "draft")
        .order_by(Letter.drafted_at, Letter.id).limit(LINES)
    )
    return tuple(
        Line(name or reference, short_date(london_day(at)).rpartition(" ")[0], f"{code} {title}",
             "none", case_id, letter_id)
        for case_id, name, reference, letter_id, code, title, at in session.execute(query)
    )


def post_lines(session: Session) -> tuple[Line, ...]:
    """The newest first, as the post desk lists them."""
    query = (
        select(PostItem.name, PostItem.reference, PostItem.received)
        .where(PostItem.state == "logged").order_by(PostItem.id.desc()).limit(LINES)
    )
    return tuple(Line(name or reference, short_date(received).rpartition(" ")[0], reference)
                 for name, reference, received in session.execute(query))


class Counted(NamedTuple):
    """A line about complaints, and what must hold of one to be counted on it."""

    line: Line
    condition: ColumnElement[bool]


def complaint_lines(me: str, today: date, ahead: int) -> tuple[Counted, ...]:
    """All complaints that somebody is a member of, then what they need: numbers alone.

    Nothing of a complaint itself is read, so it tells nobody who complained, and no look is kept.
    """
    near, none = Asked(me, today, ahead), Filter()
    week = none.choosing("deadline", (str(ahead),))
    late = none.choosing("deadline", ("overdue",))
    return tuple(
        Counted(Line(who, "", detail, state, list_of=(view.value, narrowed)),
                 and_(in_complaints(view, me), *conditions(narrowed, near)))
        for who, detail, state, view, narrowed in (
            (Pile.COMPLAINTS.value, "", "none", V.OPEN, none),
            ("Late", "Their next date has passed", "late", V.OPEN, late),
            (f"In the next {count(ahead, 'day')}", "Their next date comes next", "soon", V.OPEN,
             week),
            ("Yours to decide", "At the stage that you decide", "none", V.TO_DECIDE, none)))
