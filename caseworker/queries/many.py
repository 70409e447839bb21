"""What would stand against an action in each of many cases, before any of it is done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy.orm import Session

from caseworker.actions.base import CaseAction, Desk
from caseworker.records import Case
from caseworker.rules.days import Calendar
from caseworker.rules.finding import Finding, Refused, refusal
from caseworker.rules.lifecycle import Role


def stands_against(
    session: Session, *, actions: Sequence[CaseAction], actor: str, roles: frozenset[Role],
    now: datetime, today: date, calendar: Calendar,
) -> tuple[tuple[Finding, ...], ...]:
    """The findings that would refuse each of these actions now; none for one that may be done."""
    desk = Desk(session, actor, roles, now, today, calendar)
    found = []
    for action in actions:
        case = session.get(Case, action.case_id)
        gone = [refusal("case", "Case", "There is no such case.")]
        try:
            found.append(tuple(gone if case is None else action.stands_against(desk, case)))
        except Refused as refused:  # what it is about is gone
            found.append(tuple(refused.findings))
    return tuple(found)
