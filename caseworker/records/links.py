"""Which cases belong together. Only ever added to: taking a link back is a row of its own."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from caseworker.records.base import Base, words
from caseworker.rules.links import Link, LinkKind


class CaseLink(Base):
    """One case linked to another: as what, why, by whom and when."""

    __tablename__ = "case_link"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    other_case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    kind: Mapped[LinkKind] = mapped_column(words(LinkKind))
    because: Mapped[str]
    linked_by: Mapped[str]
    linked_at: Mapped[datetime]

    def link(self) -> Link:
        """What the rules are asked about."""
        return Link(self.case_id, self.other_case_id, self.kind)


def links_of(session: Session, *case_ids: int) -> list[CaseLink]:
    """Every link that one of these cases ever had, from either side, in order of recording."""
    query = select(CaseLink).where(or_(
        CaseLink.case_id.in_(case_ids), CaseLink.other_case_id.in_(case_ids)
    ))
    return list(session.scalars(query.order_by(CaseLink.id)))
