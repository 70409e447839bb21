"""The list of letters to issue: each draft, with the case that it is of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, true
from sqlalchemy.orm import Session

from caseworker.letters.catalogue import TO_POLICE
from caseworker.queries.lists.fields import Asked
from caseworker.queries.lists.filters import Filter, conditions, words_of
from caseworker.queries.lists.orders import (
    AZ,
    EARLY,
    LATE,
    SOON,
    WEEK,
    ZA,
    RowGroup,
    RowSort,
    by_week,
    by_words,
    folded,
    named,
)
from caseworker.queries.queues import queue_rows
from caseworker.queries.rows import QueueRow
from caseworker.queries.timeline import moment
from caseworker.queries.views import LettersView as V
from caseworker.records import Case, Letter, Staff
from caseworker.rules.london import london_day


class OwnOfLetter(NamedTuple):
    """The letter that a row is about. ``drafted_at`` is in words, with the time of day."""

    id: int
    code: str
    title: str
    drafted: date
    drafted_at: str
    drafted_by: str


def statement(view: str, filter: Filter, asked: Asked) -> Select[*tuple[Any, ...]]:
    """The drafts of a view that the filter lets through, the oldest first."""
    return (
        select(Letter.id, Letter.case_id, Letter.code, Letter.title, Letter.drafted_at,
               func.coalesce(Staff.name, Letter.drafted_by))
        .join(Case, Case.id == Letter.case_id)
        .outerjoin(Staff, Staff.login == Letter.drafted_by)
        .where(Letter.state == "draft", _in_view(view, asked.me),
               *conditions(filter, asked, _contains))
        .order_by(Letter.drafted_at, Letter.id)
    )


def rows(session: Session, found: Sequence[Any], asked: Asked) -> list[QueueRow]:
    """A row for each letter that was found."""
    cases = queue_rows(session, {each.case_id for each in found}, asked.today, asked.near)
    return [
        cases[case_id]._replace(own=OwnOfLetter(id_, code, title, london_day(at), moment(at), by))
        for id_, case_id, code, title, at, by in found if case_id in cases]


def _in_view(view: str, me: str) -> ColumnElement[bool]:
    if view == V.MINE:
        return Case.owner_id == select(Staff.id).where(Staff.login == me).scalar_subquery()
    if view == V.BY_ME:
        return Letter.drafted_by == me
    return Letter.code.in_(sorted(TO_POLICE)) if view == V.POLICE else true()


def _contains(text: str) -> ColumnElement[bool]:
    columns = (Case.reference, Case.name, Letter.code, Letter.title)
    return and_(true(), *(or_(*(c.icontains(word, autoescape=True) for c in columns))
                          for word in words_of(text)))


def _code(row: QueueRow) -> tuple[str, int, str]:
    """R2 stands before R10."""
    letters = row.own.code.rstrip("0123456789abc")
    number = "".join(sign for sign in row.own.code[len(letters):] if sign.isdigit())
    return letters, int(number or 0), row.own.code


SORTS = named(
    RowSort("letter", "Letter", "lowest code first", "highest code first", _code),
    RowSort("case", "Name", AZ, ZA, lambda row: folded(row.name)),
    RowSort("reference", "Reference", "lowest first", "highest first",
            lambda row: row.reference),
    RowSort("about", "Complaint about", AZ, ZA, lambda row: folded(row.about)),
    RowSort("deadline", "Next deadline", SOON, LATE, lambda row: row.deadline),
    RowSort("drafted", "Date drafted", "oldest first", "newest first", lambda row: row.own.drafted),
    RowSort("drafted_by", "Drafted by", AZ, ZA, lambda row: folded(row.own.drafted_by)),
    RowSort("owner", "Owner", AZ, ZA, lambda row: folded(row.owner)),
    RowSort("stage", "Stage", AZ, ZA, lambda row: folded(row.tag)),
    RowSort("received", "Received", EARLY, LATE, lambda row: row.received),
)
GROUPS = {
    "letter": RowGroup("Letter", lambda row: (_code(row), f"{row.own.code} {row.own.title}")),
    "owner": RowGroup("Owner of the case", by_words(lambda row: row.owner, "Not allocated")),
    "drafted_by": RowGroup("Who drafted it", by_words(lambda row: row.own.drafted_by, "Nobody")),
    WEEK: RowGroup("Week due", by_week(lambda row: row.deadline, "Due", "No deadline")),
}
