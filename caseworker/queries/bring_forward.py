"""Which cases come back on a day, and why: asked the same way by lists, Home and the case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from caseworker.records import BringForward, Case


@dataclass(frozen=True, slots=True)
class BroughtForward:
    """When and why a case comes back, and who said so. ``come``: the day is here."""

    due: date
    because: str
    who: str
    come: bool


def comes_back(until: date | None = None) -> ColumnElement[bool]:
    """Whether a case comes back, by this day or on any."""
    found = select(BringForward.case_id).where(BringForward.ended_at.is_(None))
    return Case.id.in_(found if until is None else found.where(BringForward.due <= until))


def brought_forward(
    session: Session, case_id: int, today: date, names: Mapping[str, str]
) -> BroughtForward | None:
    """What waits of one case; ``names`` are of colleagues, by login."""
    found = session.execute(
        select(BringForward.due, BringForward.because, BringForward.set_by)
        .where(BringForward.case_id == case_id, BringForward.ended_at.is_(None))).one_or_none()
    if found is None:
        return None
    due, because, who = found
    return BroughtForward(due, because, names.get(who, who), due <= today)
