"""Find one case by what somebody writes on an envelope."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from caseworker.records import Case
from caseworker.rules.searching import reference_of


@dataclass(frozen=True, slots=True)
class Found:
    """A case, with the version that was seen."""

    case_id: int
    version: int
    reference: str
    name: str


def case_by_reference(session: Session, *, reference: str) -> Found | None:
    """The case with this reference, however it is spaced, hyphened or capitalised."""
    case = session.scalars(
        select(Case).where(Case.reference == reference_of(reference))
    ).one_or_none()
    return Found(case.id, case.version, case.reference, case.name) if case else None
