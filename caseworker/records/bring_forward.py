"""A day on which a case comes back to its owner, who has nothing to do in it until then."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from caseworker.records.base import Base


class BringForward(Base):
    """One promise to look again: when and why, and when it was dealt with. Never overwritten.

    A case has at most one that has not ended: a later one ends it.
    """

    __tablename__ = "bring_forward"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    due: Mapped[date]
    because: Mapped[str]
    set_by: Mapped[str]
    set_at: Mapped[datetime]
    ended_by: Mapped[str] = mapped_column(default="")
    ended_at: Mapped[datetime | None]

    __table_args__ = (
        Index("ix_bring_forward_due", "due", "case_id", sqlite_where=text("ended_at IS NULL"),
              postgresql_where=text("ended_at IS NULL")),
    )
