"""What letters and items of post can be narrowed by."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, select

from caseworker.actions.post import ROUTES
from caseworker.letters.catalogue import CATALOGUE
from caseworker.queries.lists.fields import Asked, Field, ListOf
from caseworker.records import Letter, PostItem, Staff
from caseworker.rules.london import LONDON

_LETTERS, _POST = frozenset({ListOf.LETTERS}), frozenset({ListOf.POST})
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


LETTER_FIELDS = (
    Field("letter", "Letter", lambda value, _: Letter.code == value, tuple(
        (code, f"{code} {kind.title}") for code, kind in CATALOGUE.items()), lists=_LETTERS),
    Field("drafted", "Drafted", _drafted, AGES, lists=_LETTERS),
    Field("drafted_by", "Drafted by", _drafted_by, colleagues=True, lists=_LETTERS),
)
POST_FIELDS = (
    Field("route", "Route", lambda value, _: PostItem.route == value, ROUTES, lists=_POST),
    Field("post_received", "Received", _received, AGES, lists=_POST),
)
