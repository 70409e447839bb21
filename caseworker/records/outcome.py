"""What a review found: allegations, recommendations, learning."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from caseworker.records.base import Base


class Allegation(Base):
    """One point of the complaint, what the police did about it, and our view of that."""

    __tablename__ = "allegation"
    __table_args__ = (UniqueConstraint("case_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    number: Mapped[int]
    said: Mapped[str]
    police_did: Mapped[str] = mapped_column(default="")
    finding: Mapped[str] = mapped_column(default="")  # AllegationFinding, "" while not assessed
    why: Mapped[str] = mapped_column(default="")


class Recommendation(Base):
    """One recommendation to the MPS, and the MPS's answer to it."""

    __tablename__ = "recommendation"
    __table_args__ = (UniqueConstraint("case_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    number: Mapped[int]
    code: Mapped[str]
    subtype: Mapped[str] = mapped_column(default="")
    text: Mapped[str]
    reason: Mapped[str]
    allegations: Mapped[list[int]] = mapped_column(JSON, default=list)
    made_on: Mapped[date | None]  # the day the decision was approved
    reply_due: Mapped[date | None]
    answer: Mapped[str] = mapped_column(default="")  # accepted, partly accepted, not accepted
    answer_because: Mapped[str] = mapped_column(default="")
    answered_on: Mapped[date | None]
    taken_back: Mapped[bool] = mapped_column(default=False)


class LearningPoint(Base):
    """A learning or oversight point about complaint handling, apart from the outcome."""

    __tablename__ = "learning_point"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    theme: Mapped[str] = mapped_column(default="")
    text: Mapped[str]
    noted_at: Mapped[datetime]
    noted_by: Mapped[str]
