"""What a new office still has to set before its letters and deadlines can be right."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from caseworker.records import Setting, Staff
from caseworker.records.office_values import calendar_now, office_holidays
from caseworker.rules.lifecycle import Role

# Without one of each a review stops half way: logged, worked, decided.
NEEDED = {Role.CORRESPONDENCE, Role.CASEWORKER, Role.MANAGER}
ADMINISTRATORS = 2  # one alone can't add anybody to a server, nor be replaced


@dataclass(frozen=True, slots=True)
class SetupStep:
    """One thing to set up: its words, the tab of the administration that has it, whether done."""

    words: str
    tab: str
    done: bool


def office_setup(session: Session, *, day: date) -> tuple[SetupStep, ...]:
    """Every step in order, those that are done too."""
    roles = [set(each) for each in session.scalars(select(Staff.roles).where(Staff.active))]
    held = set().union(*roles)
    there = set(session.scalars(select(Setting.name).where(Setting.since <= day).distinct()))
    known = max([calendar_now(session).known_until, *office_holidays(session)])
    steps = [SetupStep("Colleagues and their roles", "People", {*map(str, NEEDED)} <= held)]
    if session.get_bind().dialect.name == "postgresql":
        several = sum(str(Role.ADMIN) in each for each in roles) >= ADMINISTRATORS
        steps.append(SetupStep("A second administrator", "People", several))
    return (
        *steps,
        SetupStep("Bank holidays to the end of next year", "Bank holidays",
                  known >= date(day.year + 1, 12, 25)),
        SetupStep("Address of the MPS", "Letters", "mps_address" in there),
        SetupStep("Expected wait", "Letters", "expected_wait" in there),
    )
