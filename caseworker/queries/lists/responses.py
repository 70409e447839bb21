"""The list of MPS responses: each recommendation of an open case, and what the MPS said to it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, true
from sqlalchemy.orm import Session, aliased

from caseworker.letters.catalogue import CHASE
from caseworker.queries.lists.fields import Asked
from caseworker.queries.lists.filters import Filter, conditions, words_of
from caseworker.queries.lists.orders import (
    AZ,
    EARLY,
    HIGH,
    LATE,
    LOW,
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
from caseworker.queries.queues import OPEN, queue_rows
from caseworker.queries.rows import QueueRow
from caseworker.queries.views import ResponsesView as V
from caseworker.records import Case, Letter, Recommendation, Review, Staff
from caseworker.rules import recommendations as powers
from caseworker.rules.facts import Handling
from caseworker.rules.lifecycle import Stage
from caseworker.rules.standing import DeadlineState, standing

R = Recommendation
DECIDED = (Stage.DECIDED, Stage.RESPONSE_DUE, Stage.RESPONSE_RECEIVED)


class OwnOfResponse(NamedTuple):
    """The recommendation that a row is about. The deadline is the day by which the MPS replies;
    ``late`` counts the days after it, until the reply or today.
    """

    id: int
    number: int  # as the letters give it
    title: str
    text: str
    made: date
    deadline: date | None
    deadline_what: str
    deadline_words: str
    deadline_state: str
    chased: date | None  # the last reminder that was issued
    answer: str
    because: str
    answered: date | None
    late: int


def statement(view: str, filter: Filter, asked: Asked) -> Select[*tuple[Any, ...]]:
    """The recommendations of a view that the filter lets through, the earliest reply due first."""
    other = aliased(Recommendation)
    number = select(func.count()).where(
        other.case_id == R.case_id, other.number <= R.number, other.taken_back.is_(False))
    chased = select(func.max(Letter.issued_on)).where(
        Letter.case_id == R.case_id, Letter.code == CHASE)
    return (
        select(R.id, R.case_id, number.scalar_subquery(), R.code, R.text, R.made_on, R.reply_due,
               R.answer, R.answer_because, R.answered_on, chased.scalar_subquery())
        .join(Case, Case.id == R.case_id)
        .where(OPEN, Case.stage.in_(DECIDED), R.made_on.is_not(None), R.taken_back.is_(False),
               _in_view(view, asked), *conditions(filter, asked, _contains))
        .order_by(R.reply_due, R.case_id, R.number)
    )


def rows(session: Session, found: Sequence[Any], asked: Asked) -> list[QueueRow]:
    """A row for each recommendation that was found."""
    cases = queue_rows(session, {each.case_id for each in found}, asked.today, asked.near)
    return [cases[each.case_id]._replace(own=_own(each, cases[each.case_id], asked))
            for each in found if each.case_id in cases]


def _own(found: Any, case: QueueRow, asked: Asked) -> OwnOfResponse:
    id_, _, number, code, text, made, due, answer, because, answered, chased = found
    late = max(((answered or asked.today) - due).days, 0) if due else 0
    state, words = standing(due, asked.today, asked.near)
    if answer:
        state, words = "none", "Answered"
    elif state == "later":
        state = DeadlineState.WAITING.value
    handling = Handling(case.handling) if case.handling else None
    return OwnOfResponse(id_, number, powers.choice(code, handling).title, text, made, due,
                         "MPS response", words, state, chased, answer, because, answered, late)


def _in_view(view: str, asked: Asked) -> ColumnElement[bool]:
    match view:
        case V.WAITING:
            return R.answer == ""
        case V.LATE:
            return and_(R.answer == "", R.reply_due < asked.today)
        case V.MINE:
            return Case.owner_id == select(Staff.id).where(
                Staff.login == asked.me).scalar_subquery()
        case V.ANSWERED:
            return R.answer != ""
        case _:
            return true()


def _contains(text: str) -> ColumnElement[bool]:
    police = select(Review.mps_reference).where(Review.case_id == Case.id).scalar_subquery()
    columns = (Case.reference, Case.name, R.text, police)
    return and_(true(), *(or_(*(c.icontains(word, autoescape=True) for c in columns))
                          for word in words_of(text)))


SORTS = named(
    RowSort("case", "Name", AZ, ZA, lambda row: folded(row.name)),
    RowSort("reference", "Reference", LOW, HIGH, lambda row: row.reference),
    RowSort("recommendation", "Recommendation", AZ, ZA,
            lambda row: (folded(row.own.title), row.own.number)),
    RowSort("reply_due", "Reply due", SOON, LATE, lambda row: row.own.deadline),
    RowSort("chased", "Chased", EARLY, LATE, lambda row: row.own.chased),
    RowSort("answer", "Answer", AZ, ZA, lambda row: folded(row.own.answer)),
    RowSort("answered", "Answered on", EARLY, LATE, lambda row: row.own.answered),
    RowSort("late", "Days late", "fewest first", "most first", lambda row: row.own.late or None),
    RowSort("made", "Made", EARLY, LATE, lambda row: row.own.made),
    RowSort("owner", "Owner", AZ, ZA, lambda row: folded(row.owner)),
    RowSort("stage", "Stage", AZ, ZA, lambda row: folded(row.tag)),
    RowSort("mps_reference", "MPS reference", AZ, ZA, lambda row: folded(row.mps_reference)),
)
GROUPS = {
    "owner": RowGroup("Owner", by_words(lambda row: row.owner, "Not allocated")),
    "answer": RowGroup("Answer", by_words(lambda row: row.own.answer.capitalize(),
                                          "No answer yet")),
    WEEK: RowGroup("Week due", by_week(lambda row: row.own.deadline, "Reply due", "No date")),
}
