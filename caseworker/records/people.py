"""People who use the program, and people whom a case is about."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from caseworker.records.base import Base, words
from caseworker.records.case import Case


class Part(StrEnum):
    """What somebody is to a case."""

    COMPLAINANT = "complainant"
    REPRESENTATIVE = "representative"
    INTERESTED = "interested person"
    COMPLAINED_AGAINST = "person complained against"


class Staff(Base):
    """A colleague. ``login`` is who signs in: the PostgreSQL login, or the OS account."""

    __tablename__ = "staff"

    id: Mapped[int] = mapped_column(primary_key=True)
    login: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    roles: Mapped[list[str]] = mapped_column(JSON)
    active: Mapped[bool] = mapped_column(default=True)


class Absence(Base):
    """A colleague is away, first and last day included, and who covers. Why is nobody's record."""

    __tablename__ = "absence"

    id: Mapped[int] = mapped_column(primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), index=True)
    cover_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    first_day: Mapped[date]
    last_day: Mapped[date]
    recorded_by: Mapped[str]


class Party(Base):
    """Somebody in a case: complainant, representative (with consent), others to be told."""

    __tablename__ = "party"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    part: Mapped[Part] = mapped_column(words(Part))
    name: Mapped[str]
    letter_name: Mapped[str] = mapped_column(default="")  # as a letter can print it
    address: Mapped[str] = mapped_column(default="")
    postcode: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    organisation: Mapped[str] = mapped_column(default="")
    relationship_words: Mapped[str] = mapped_column(default="")
    age: Mapped[int | None]
    # Consent to represent, on a representative's row (rules A1.8 to A1.12).
    consent_written: Mapped[bool | None]
    consent_signed_on: Mapped[date | None]
    consent_covers_this_review: Mapped[bool | None]
    consent_withdrawn_on: Mapped[date | None]
    case: Mapped[Case] = relationship(back_populates="parties")
