"""The queue of review requests: by next deadline, said in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Select,
    and_,
    exists,
    func,
    literal_column,
    not_,
    or_,
    select,
)
from sqlalchemy.orm import Session

from caseworker.records import OPEN_CASES, Case, Part, Party, Review, Staff
from caseworker.records.office_values import office_limits_now
from caseworker.rules.deadlines import DeadlineState, days_words
from caseworker.rules.lifecycle import STAGE_WORDS, Stage


class View(StrEnum):
    """The built-in views of the queue, in the order of the tabs."""

    OPEN = "All open"
    MINE = "My cases"
    UNALLOCATED = "Not allocated"
    WAITING = "Waiting on MPS"
    DECISIONS = "Decisions due"
    ENDED = "Ended"


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One case as a queue shows it. ``deadline_state`` is late, soon, later, waiting or none."""

    id: int
    version: int
    reference: str
    name: str
    about: str
    deadline: date | None
    deadline_what: str
    deadline_words: str
    deadline_state: str
    owner: str
    owner_initials: str
    stage: Stage
    tag: str
    tone: str
    marks: tuple[str, ...]
    handling: str
    mps_reference: str
    received: date | None


@dataclass(frozen=True, slots=True)
class Queue:
    """The rows of one view, the number in every view, and how many are late or due soon."""

    rows: tuple[QueueRow, ...]
    counts: dict[View, int]
    late: int
    soon: int

    @property
    def words(self) -> str:
        """The line under the heading: "61 open. 2 overdue, 2 due by tomorrow, 9 not allocated." """
        return (
            f"{self.counts[View.OPEN]} open. {self.late} overdue, {self.soon} due by tomorrow, "
            f"{self.counts[View.UNALLOCATED]} not allocated."
        )


_WAITING = (Stage.RESPONSE_DUE,)
_DECIDING = (Stage.DRAFTING, Stage.QUALITY_CHECK, Stage.DECIDED)
# Literal: with bound values neither engine would use the index of open cases.
_OPEN: ColumnElement[bool] = literal_column(f"cases.{OPEN_CASES}", Boolean)


Chips = Mapping[str, tuple[str, ...]]  # by field, the values of which any will do


def review_queue(
    session: Session, *, today: date, me: str, view: View = View.OPEN, text: str = "",
    chips: Chips = MappingProxyType({}),
) -> Queue:
    """The cases of one view, soonest deadline first, those without a deadline last.

    ``text`` narrows to cases whose reference, name, subject or MPS reference contains it; ``chips``
    to a "deadline" that is "overdue" or within so many days, and to an "owner", by id or "nobody".
    """
    query = _rows().where(_condition(view, me), *_chosen(chips, today))
    if text.strip():
        query = query.where(_contains(text.strip()))
    near = office_limits_now(session)["soon"].on(today)
    rows = tuple(_row(found, today, near) for found in session.execute(query))
    return Queue(rows, *_counts(session, me, today, near))


def _chosen(chips: Chips, today: date) -> list[ColumnElement[bool]]:
    fields = {"deadline": _due, "owner": _owned_by}
    return [or_(*(fields[name](value, today) for value in values))
            for name, values in chips.items()]


def _due(value: str, today: date) -> ColumnElement[bool]:
    if value == "overdue":
        return Case.next_deadline < today
    return Case.next_deadline.between(today, today + timedelta(days=int(value)))


def _owned_by(value: str, _: date) -> ColumnElement[bool]:
    return Case.owner_id.is_(None) if value == "nobody" else Case.owner_id == int(value)


def _counts(
    session: Session, me: str, today: date, near: int
) -> tuple[dict[View, int], int, int]:
    """How many cases are in each view, and of the open ones late or soon due, in one question."""
    late = and_(_OPEN, Case.next_deadline < today)
    soon = and_(_OPEN, Case.next_deadline.between(today, today + timedelta(days=near)))
    asked = (*(_condition(view, me) for view in View), late, soon)
    found = session.execute(
        select(*(func.count().filter(condition) for condition in asked)).select_from(Case)
    ).one()
    return dict(zip(View, found, strict=False)), found[-2], found[-1]


def _rows() -> Select[*tuple[Any, ...]]:
    represented = exists().where(Party.case_id == Case.id, Party.part == Part.REPRESENTATIVE)
    return (
        select(
            Case.id, Case.version, Case.reference, Case.name, Case.about, Case.next_deadline,
            Case.next_deadline_name, Staff.name, Case.stage, Case.adjustments, represented,
            Review.handling, Review.mps_reference, Review.received,
        )
        .join(Review, Review.case_id == Case.id)
        .outerjoin(Staff, Staff.id == Case.owner_id)
        .order_by(Case.next_deadline.is_(None), Case.next_deadline, Case.id)
    )


def _row(found: Any, today: date, near: int) -> QueueRow:
    (id_, version, reference, name, about, due, what, owner, stage, adjustments, represented,
     handling, mps_reference, received) = found
    state, words = standing(due, today, near)
    if due is None:
        what, words = "No deadline", what or "No clock is running"
    elif stage in _WAITING and state == "later":
        state = "waiting"
    marks = tuple(
        word for word, there in (("adjustment", adjustments), ("representative", represented))
        if there
    )
    shown = STAGE_WORDS[stage]
    return QueueRow(
        id_, version, reference, name, about, due, what, words, state, owner or "",
        initials(owner or ""), stage, shown.tag, shown.tone, marks,
        handling.value if handling else "", mps_reference, received,
    )


def standing(due: date | None, today: date, near: int) -> tuple[str, str]:
    """How a date stands: late, soon (``near`` days or fewer are left), later or none; in words."""
    if due is None:
        return "none", ""
    left = (due - today).days
    if left < 0:
        state = DeadlineState.LATE
    else:
        state = DeadlineState.SOON if left <= near else DeadlineState.LATER
    return state.value, days_words(due, today)


def initials(name: str) -> str:
    """Two letters for an avatar: "Priya Shah" is PS."""
    words = name.split()
    return "".join(word[0].upper() for word in (words[:1] + words[-1:] if words[1:] else words))


def _condition(view: View, me: str) -> ColumnElement[bool]:
    match view:
        case View.MINE:
            return and_(_OPEN, Case.owner_id.in_(select(Staff.id).where(Staff.login == me)))
        case View.UNALLOCATED:
            return and_(_OPEN, Case.owner_id.is_(None))
        case View.WAITING:
            return Case.stage.in_(_WAITING)
        case View.DECISIONS:
            return Case.stage.in_(_DECIDING)
        case View.ENDED:
            return not_(_OPEN)
        case _:
            return _OPEN


def _contains(text: str) -> ColumnElement[bool]:
    columns = (Case.reference, Case.name, Case.about, Review.mps_reference)
    found = [column.icontains(text, autoescape=True) for column in columns]
    bare = "".join(sign for sign in text if sign.isalnum())
    if any(sign.isdigit() for sign in bare):  # a reference may be typed without its hyphens
        found.append(func.replace(Case.reference, "-", "").icontains(bare))
    return or_(*found)


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One validity check as a preview shows it: outcome is a Finding's, or "not needed"."""

    title: str
    outcome: str
    reason: str


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened in a case. ``icon`` names a picture, ``what`` is the headline."""

    at: date
    when: str
    what: str
    who: str
    detail: str
    icon: str


@dataclass(frozen=True, slots=True)
class CasePreview:
    """What the pane beside the queue shows of the case under the cursor."""

    row: QueueRow
    adjustments: str
    next_step: str  # words of the one action that comes next, "" when the case has ended
    checks: tuple[CheckLine, ...]
    facts: tuple[tuple[str, str], ...]
    latest: tuple[Event, ...]


def queue_row(session: Session, case_id: int, today: date) -> QueueRow | None:
    """One case as a queue shows it; None when there is no such case."""
    found = session.execute(_rows().where(Case.id == case_id)).one_or_none()
    near = office_limits_now(session)["soon"].on(today)
    return _row(found, today, near) if found else None


def case_preview(session: Session, *, case_id: int, today: date) -> CasePreview | None:
    """The preview of one case; None when there is no such case."""
    from caseworker.queries.case import preview_parts  # the case page asks the same things

    row = queue_row(session, case_id, today)
    return CasePreview(row, *preview_parts(session, case_id)) if row else None
