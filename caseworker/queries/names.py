"""What colleagues are called, for every view that says who did something."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from caseworker.records import Staff


class Names(NamedTuple):
    """The name of everybody who ever had a place here, by login and by id."""

    by_login: dict[str, str]
    by_id: dict[int, str]


def names(session: Session) -> Names:
    """Everybody's name, in one question."""
    found = session.execute(select(Staff.id, Staff.login, Staff.name)).all()
    return Names({each.login: each.name for each in found}, {each.id: each.name for each in found})


def names_by_login(session: Session) -> dict[str, str]:
    """The name of everybody who ever had a place here, by login."""
    return names(session).by_login
