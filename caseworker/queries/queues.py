"""The queue of review requests: by next deadline, said in words."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    ScalarSelect,
    Select,
    and_,
    cast,
    exists,
    func,
    literal_column,
    select,
    true,
)
from sqlalchemy.orm import InstrumentedAttribute, Session

from caseworker.queries.bring_forward import comes_back
from caseworker.queries.rows import WAITING, QueueRow, View, make_row
from caseworker.records import (
    ENDED_CASES,
    OPEN_CASES,
    TALLY,
    Case,
    Complaint,
    Part,
    Party,
    Review,
    Staff,
)
from caseworker.records.office_values import office_limits_now
from caseworker.rules import lifecycle
from caseworker.rules.lifecycle import Stage


@dataclass(frozen=True, slots=True)
class Counts:
    """The number of cases in every view, and how many open ones are late or due soon."""

    views: Mapping[str, int]
    late: int
    soon: int

    @property
    def words(self) -> str:
        """The line under the heading: "61 open. 2 overdue, 2 due by tomorrow, 9 not allocated." """
        return (
            f"{self.views[View.OPEN]:,} open. {self.late:,} overdue, {self.soon:,} due by "
            f"tomorrow, {self.views[View.UNALLOCATED]:,} not allocated."
        )


_DECIDING = (Stage.DRAFTING, Stage.QUALITY_CHECK, Stage.DECIDED)
# Literal: with bound values neither engine would use the index of open cases. Without the type
# Boolean, or SQLite would be asked whether it "= 1" and not find the index either.
OPEN: ColumnElement[bool] = literal_column(f"cases.{OPEN_CASES}")
_ENDED: ColumnElement[bool] = literal_column(f"cases.{ENDED_CASES}")


def view_counts(session: Session, *, today: date, me: str) -> Counts:
    """How many cases are in each view, and of the open ones late or soon due, in one question.

    Those by day are counted by an index; the others are known.
    """
    near = office_limits_now(session)["soon"].on(today)
    late = and_(OPEN, Case.next_deadline < today)
    soon = and_(OPEN, Case.next_deadline.between(today, today + timedelta(days=near)))
    asked = [how_many(in_view(view, me, today)) if view == View.BROUGHT
             else known_of(in_view(view, me, today, TALLY.c)) for view in View]
    found = session.execute(
        select(*asked, how_many(late), how_many(soon)).select_from(TALLY)).one()
    return Counts(dict(zip(View, found, strict=False)), found[-2], found[-1])


def how_many(condition: ColumnElement[bool]) -> ScalarSelect[int]:
    """The number of cases of which this holds, counted."""
    return select(func.count()).select_from(Case).where(condition).scalar_subquery()


def known_of(condition: ColumnElement[bool]) -> ColumnElement[int]:
    """The number of cases of which this holds, as the tally has it: a column to select from it."""
    return cast(func.coalesce(func.sum(TALLY.c.number).filter(condition), 0), Integer)


def on_server(session: Session) -> bool:
    """Whether the cases are a view of two sides, as on a server."""
    return session.get_bind().dialect.name == "postgresql"


def row_columns() -> tuple[InstrumentedAttribute[Any], ...]:
    """The columns of a case that its row shows."""
    return (Case.id, Case.version, Case.reference, Case.name, Case.about, Case.next_deadline,
            Case.next_deadline_name, Case.owner_id, Case.stage, Case.adjustments, Case.closed_on,
            Case.closed)


def rows_of(page: Any, server: bool, complaints: bool = True) -> Select[Any]:
    """All columns of the rows, when ``page`` has those of row_columns: what ``make_row`` takes.

    What else is shown of a case is looked up row by row, so that no whole table is joined: on a
    ``server`` the one review of a case by its limit, since the planner can't guess how few rows a
    view of both sides gives. Each look costs it time: ``complaints`` says whether some may be here.
    """
    c = page.c
    owner = select(Staff.name).where(Staff.id == c.owner_id).scalar_subquery()
    represented = exists().where(Party.case_id == c.id, Party.part == Part.REPRESENTATIVE)
    of_review: Sequence[Any] = (Review.handling, Review.mps_reference, Review.received,
                                Review.outcome_letter_dated)
    joined = page.outerjoin(Review, Review.case_id == c.id)
    if server:
        looked = select(*of_review).where(Review.case_id == c.id).limit(1).lateral("review_of")
        of_review, joined = tuple(looked.c), page.outerjoin(looked, true())
    handling, mps_reference, received, outcome_letter = of_review
    if complaints:
        received = func.coalesce(received, select(Complaint.received).where(
            Complaint.case_id == c.id).scalar_subquery())
    return select(
        c.id, c.version, c.reference, c.name, c.about, c.next_deadline, c.next_deadline_name,
        owner, c.stage, c.adjustments, represented, handling, mps_reference, received,
        outcome_letter, c.closed_on, c.closed, c.owner_id,
    ).select_from(joined)


def in_view(view: str, me: str, today: date, of: Any = Case) -> ColumnElement[bool]:
    """Whether a case belongs to a view today; or a line ``of`` the tally, but for View.BROUGHT.

    The conditions of indexes are literal.
    """
    cases = of is Case
    open_ = OPEN if cases else of.stage.in_(lifecycle.OPEN)
    match view:
        case View.MINE:
            mine = select(Staff.id).where(Staff.login == me).scalar_subquery()
            return and_(open_, of.owner_id == mine)
        case View.UNALLOCATED:
            return and_(open_, of.owner_id.is_(None))
        case View.WAITING:
            return and_(open_, of.stage.in_(WAITING))
        case View.DECISIONS:
            return and_(open_, of.stage.in_(_DECIDING))
        case View.BROUGHT:
            return and_(open_, comes_back(today))
        case View.ENDED:
            return _ENDED if cases else of.stage.in_(lifecycle.ENDED)
        case _:
            return open_


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One validity check as a preview shows it: outcome is a Finding's, or "not needed"."""

    title: str
    outcome: str
    reason: str


@dataclass(frozen=True, slots=True)
class NoteMark:
    """What may change of a note: whether it is pinned, and the promise in it."""

    note_id: int
    pinned: bool
    promised_by: date | None
    kept_on: date | None
    kept: str

    @property
    def open_promise(self) -> bool:
        """Whether somebody still waits for what was promised."""
        return self.promised_by is not None and self.kept_on is None


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened in a case. ``icon`` names a picture, ``what`` is the headline;
    a note has its ``note``.
    """

    at: date
    when: str
    what: str
    who: str
    detail: str
    icon: str
    note: NoteMark | None = None


@dataclass(frozen=True, slots=True)
class CasePreview:
    """What the pane beside the queue shows of the case under the cursor."""

    row: QueueRow
    adjustments: str
    next_step: str  # words of the one action that comes next, "" when the case has ended
    checks: tuple[CheckLine, ...]
    facts: tuple[tuple[str, str], ...]
    latest: tuple[Event, ...]


def queue_rows(
    session: Session, ids: Collection[int], today: date, near: int
) -> dict[int, QueueRow]:
    """These cases as a list shows them, by id; one that is not there (any more) is left out."""
    some = select(*row_columns()).where(Case.id.in_(ids)).subquery()
    return {found.id: make_row(found, today, near)
            for found in (session.execute(rows_of(some, on_server(session))) if ids else ())}


def case_preview(session: Session, *, case_id: int, today: date) -> CasePreview | None:
    """The preview of one case; None when there is no such case."""
    from caseworker.queries.case import preview_parts  # the case page asks the same things

    near = office_limits_now(session)["soon"].on(today)
    row = queue_rows(session, (case_id,), today, near).get(case_id)
    return CasePreview(row, *preview_parts(session, case_id)) if row else None
