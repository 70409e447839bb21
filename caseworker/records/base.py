"""What all records share: names of constraints, moments in UTC, one kind of id."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, DateTime, Enum, Integer, MetaData, TypeDecorator
from sqlalchemy.orm import DeclarativeBase

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

# SQLite numbers rows by itself only in a column of type INTEGER.
Id = BigInteger().with_variant(Integer, "sqlite")


class Instant(TypeDecorator[datetime]):
    """A moment, always UTC and always aware, on SQLite as on PostgreSQL."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


def words(enum: type[StrEnum]) -> Enum:
    """A column that holds an enum's words, without a CHECK: rules decide, and lists grow."""
    return Enum(
        enum,
        native_enum=False,
        create_constraint=False,
        length=60,
        values_callable=lambda members: [member.value for member in members],
    )


class Base(DeclarativeBase):
    """The ancestor of every record."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {datetime: Instant, int: Id}  # noqa: RUF012  read by SQLAlchemy
