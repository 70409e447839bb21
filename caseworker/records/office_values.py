"""What the office set for itself beside what the program ships, each from a day on.

Time limits of its own, one-off bank holidays, and codes added or ended. Only ever added to: a
later row about the same thing on the same day holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from caseworker.calendars import england_and_wales_with
from caseworker.records.base import Base, words
from caseworker.rules import codes, office_limits
from caseworker.rules.code_shape import Code, CodeList
from caseworker.rules.days import Calendar
from caseworker.rules.law import Limit


class ValueKind(StrEnum):
    """What a value of the office is about."""

    LIMIT = "time limit"  # value: the number
    HOLIDAY = "bank holiday"  # value: its name; empty takes the day back
    CODE = "code"  # value: {"name", "under"}; since is its first day
    CODE_END = "end of a code"  # value: null; since is its last day


class OfficeValue(Base):
    """One value. ``key`` is the limit's key, the holiday's day, or "list/code"."""

    __tablename__ = "office_value"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[ValueKind] = mapped_column(words(ValueKind))
    key: Mapped[str] = mapped_column(index=True)
    since: Mapped[date]
    value: Mapped[Any] = mapped_column(JSON, nullable=True)
    because: Mapped[str] = mapped_column(default="")
    set_by: Mapped[str]
    set_at: Mapped[datetime]


def values_of(session: Session, *kinds: ValueKind) -> list[OfficeValue]:
    """Every value of these kinds, in order of recording."""
    query = select(OfficeValue).where(OfficeValue.kind.in_(kinds)).order_by(OfficeValue.id)
    return list(session.scalars(query))


def office_limits_now(session: Session) -> Mapping[str, Limit]:
    """Every limit with the values that the office set; each says itself from which day."""
    return office_limits.in_force(
        (row.key, row.since, int(row.value)) for row in values_of(session, ValueKind.LIMIT)
    )


def office_holidays(session: Session) -> dict[date, str]:
    """The bank holidays that the office added and did not take back: the name of each, by day."""
    latest = {row.since: str(row.value or "")
              for row in values_of(session, ValueKind.HOLIDAY)}
    return {day: name for day, name in sorted(latest.items()) if name}


def calendar_now(session: Session) -> Calendar:
    """The calendar of England and Wales with the office's own bank holidays."""
    return england_and_wales_with(tuple(office_holidays(session).items()))


def code_lists_now(session: Session) -> dict[str, CodeList]:
    """Every code list with the codes that the office added, and the ends that it set."""
    lists = dict(codes.LISTS)
    for row in values_of(session, ValueKind.CODE, ValueKind.CODE_END):
        key, _, code = row.key.partition("/")
        found = lists.get(key)
        if found is None:
            continue
        there = any(one.code == code for one in found.codes)
        if row.kind is ValueKind.CODE and not there:
            lists[key] = found.adding(Code(code, row.value["name"], False, row.value["under"],
                                           row.since))
        elif row.kind is ValueKind.CODE_END and there:
            lists[key] = found.ending(code, row.since)
    return lists
