"""How much work each colleague has, for whoever allocates."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from caseworker.queries.queues import OPEN
from caseworker.records import Case, Staff
from caseworker.rules.lifecycle import Role


@dataclass(frozen=True, slots=True)
class Load:
    """A colleague who works reviews, and the number of open cases they own."""

    id: int
    name: str
    open_cases: int


def loads(session: Session) -> tuple[Load, ...]:
    """Everybody here now who can be given a review, by name."""
    counted = select(Case.owner_id, func.count()).where(OPEN).group_by(Case.owner_id)
    owned = {row[0]: row[1] for row in session.execute(counted)}
    query = select(Staff).where(Staff.active).order_by(Staff.name)
    return tuple(
        Load(staff.id, staff.name, owned.get(staff.id, 0)) for staff in session.scalars(query)
        if {Role.CASEWORKER.value, Role.MANAGER.value} & set(staff.roles)
    )
