"""What colleagues are called, for every view that says who did something."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from caseworker.records import Staff


def names_by_login(session: Session) -> dict[str, str]:
    """The name of everybody who ever had a place here, by login."""
    return {each.login: each.name for each in session.execute(select(Staff.login, Staff.name))}
