"""What the office keeps for itself: numbers given out, and its own settings."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from caseworker.records.base import Base


class Counter(Base):
    """The last number given in a series and year. Taken last in a transaction: no gap, no twin."""

    __tablename__ = "counter"

    series: Mapped[str] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    last: Mapped[int]


class Setting(Base):
    """A value that the office set for itself, from a day on. An old value is never overwritten."""

    __tablename__ = "setting"

    name: Mapped[str] = mapped_column(primary_key=True)
    since: Mapped[date] = mapped_column(primary_key=True)
    value: Mapped[str]
    set_by: Mapped[str]
