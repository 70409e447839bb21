"""What letters, responses of the MPS and items of post can be narrowed by."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, not_, select

from caseworker.actions.outcome import ANSWERS
from caseworker.actions.post import CHANNELS, ROUTES
from caseworker.letters.catalogue import CATALOGUE, CHASE
from caseworker.queries.lists.fields import Asked, Field, ListOf
from caseworker.records import Letter, PostItem, Recommendation, Staff
from caseworker.rules.london import LONDON

_LETTERS, _POST = frozenset({ListOf.LETTERS}), frozenset({ListOf.POST})
_RESPONSES = frozenset({ListOf.RESPONSES})
NOT_YET = "none"
AGES = (("0", "today"), ("7", "last 7 days"), ("before 7", "over 7 days ago"))


def _drafted(value: str, asked: Asked) -> ColumnElement[bool]:
    day = asked.today - timedelta(days=int(value.removeprefix("before ")))
    first = datetime.combine(day, time(), LONDON)
    earlier = value.startswith("before ")
    return Letter.drafted_at < first if earlier else Letter.drafted_at >= first


def _drafted_by(value: str, asked: Asked) -> ColumnElement[bool]:
    login: Any = select(Staff.login).where(Staff.id == int(value)).scalar_subquery()
    found: ColumnElement[bool] = Letter.drafted_by == login
    return found


def _received(value: str, asked: Asked) -> ColumnElement[bool]:
    first = asked.today - timedelta(days=int(value.removeprefix("before ")))
    return PostItem.received < first if value.startswith("before ") else (
        PostItem.received >= first)


def _reply_due(value: str, asked: Asked) -> ColumnElement[bool]:
    due, today = Recommendation.reply_due, asked.today
    if value == "overdue":
        return and_(Recommendation.answer == "", due < today)
    return due.between(today, today + timedelta(days=int(value)))


def _chased(value: str, asked: Asked) -> ColumnElement[bool]:
    found = exists().where(Letter.case_id == Recommendation.case_id, Letter.code == CHASE,
                           Letter.issued_on.is_not(None))
    return found if value == "yes" else not_(found)


LETTER_FIELDS = (
    Field("letter", "Letter", lambda value, _: Letter.code == value, tuple(
        (code, f"{code} {kind.title}") for code, kind in CATALOGUE.items()), lists=_LETTERS),
    Field("drafted", "Drafted", _drafted, AGES, lists=_LETTERS),
    Field("drafted_by", "Drafted by", _drafted_by, colleagues=True, lists=_LETTERS),
)
RESPONSE_FIELDS = (
    Field("reply_due", "Reply due", _reply_due, (
        ("overdue", "overdue"), ("7", "next 7 days"), ("28", "next 28 days")), lists=_RESPONSES),
    Field("answer", "Answer", lambda value, _: Recommendation.answer == (
        "" if value == NOT_YET else value),
        ((NOT_YET, "none yet"), *((each, each) for each in ANSWERS)), lists=_RESPONSES),
    Field("chased", "Chased", _chased, (("yes", "chased"), ("no", "not chased")),
          lists=_RESPONSES),
)
POST_FIELDS = (
    Field("route", "Route", lambda value, _: PostItem.route == value, ROUTES, lists=_POST),
    Field("post_received", "Received", _received, AGES, lists=_POST),
    Field("how", "How it came", lambda value, _: PostItem.channel == value, CHANNELS, lists=_POST),
)
