"""Find one case by what somebody writes on an envelope."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from caseworker.records import Case


@dataclass(frozen=True, slots=True)
class Found:
    """A case, with the version that was seen."""

    case_id: int
    version: int
    reference: str
    name: str


def case_by_reference(session: Session, *, reference: str) -> Found | None:
    """The case with this reference, however it is spaced, hyphened or capitalised."""
    plain = "".join(sign for sign in reference.upper() if sign.isalnum())
    if not plain:
        return None
    case = session.scalars(
        select(Case).where(func.replace(Case.reference, "-", "") == plain)
    ).first()
    return Found(case.id, case.version, case.reference, case.name) if case else None
