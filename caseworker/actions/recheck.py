"""What follows from every change to a case: the checks' answers, and the next deadline."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from sqlalchemy import ColumnElement, and_, exists, func, or_, select, text
from sqlalchemy.orm import Session, selectinload

from caseworker.actions.base import Desk
from caseworker.records import (
    OPEN_CASES,
    OPEN_COMPLAINTS,
    Case,
    CheckResult,
    Complaint,
    OfficeValue,
    ValueKind,
)
from caseworker.records.deadline_facts import next_case_deadline
from caseworker.rules import complaint_validity, kinds, validity
from caseworker.rules.kinds import Kind
from caseworker.rules.lifecycle import UNDECIDED
from caseworker.rules.validity import Check

NOT_NEEDED = "not needed"


def recheck(desk: Desk, case: Case) -> None:
    """Keep each check's new answer when it differs from the last, and the next deadline.

    Until the decision: a fact found during the review can take the ground away from under it.
    """
    if _may_change(case) or not _latest(desk, case):
        _keep_answers(desk, case)
    set_next_deadline(desk, case)


def set_next_deadline(desk: Desk, case: Case) -> None:
    """The date that the queue shows, by the calendar and the limits in force."""
    values = values_that_reckon(desk.session)  # asked first: a question flushes what is set
    case.next_deadline, case.next_deadline_name = next_due(desk, case)
    case.reckoned_with = values


def next_due(desk: Desk, case: Case) -> tuple[date | None, str]:
    """The next deadline and its name, by the calendar and the limits in force now."""
    due = next_case_deadline(case, desk.calendar, desk.today, desk.limits)
    return (due.due, due.title) if due else (None, "")


def sees_reviews(desk: Desk) -> bool:
    """Whether this person sees the open reviews: on a server an administrator alone does not."""
    return (desk.session.get_bind().dialect.name == "sqlite"
            or bool(desk.session.scalar(select(func.app.sees_open()))))


def moved(desk: Desk) -> int | None:
    """How many open cases have another next deadline by what is in force now.

    None for somebody who sees none of them: the programs of those who do work it out.
    """
    if not sees_reviews(desk):
        return None
    return sum(case.next_deadline != next_due(desk, case)[0] for open_ in _OPEN
               for case in desk.session.scalars(select(Case).where(open_).options(*_FACTS)))


def stale(session: Session) -> bool:
    """Whether an open case was reckoned before the office set a time limit or a bank holiday.

    The office's values are only ever added to, so how many there were tells them apart.
    """
    return bool(session.connection().execute(_STALE).scalar_one())


def reckon(desk: Desk, at_most: int = 200) -> None:
    """Work out again the next deadline of some of the cases that are stale.

    Their versions stay, since nothing that somebody typed has changed. A colleague who saves one
    of them meanwhile goes first: the row is then of another version, and StaleDataError is raised.
    """
    for open_ in _OPEN:
        query = (
            select(Case).where(open_, Case.reckoned_with < _VALUES).order_by(Case.id)
            .limit(at_most).options(*_FACTS)
        )
        for case in desk.session.scalars(query).all():
            set_next_deadline(desk, case)
    desk.session.flush()


# Reviews by their index; complaints about MOPAC, which are few, by their own table.
_OPEN: tuple[ColumnElement[bool], ...] = (
    cast(Any, text(OPEN_CASES)),
    and_(Case.id.in_(select(Complaint.case_id)), text(OPEN_COMPLAINTS)),
)


_FACTS = (selectinload(Case.review), selectinload(Case.letters),
          selectinload(Case.recommendations))
_VALUES = (
    select(func.count()).select_from(OfficeValue)
    .where(OfficeValue.kind.in_([ValueKind.LIMIT, ValueKind.HOLIDAY])).scalar_subquery()
)


# One statement, made once: it goes before every question of every screen.
_STALE = select(or_(*(exists().where(open_, Case.reckoned_with < _VALUES) for open_ in _OPEN)))


def values_that_reckon(session: Session) -> int:
    """How many time limits and bank holidays the office has set so far."""
    return int(session.scalar(select(_VALUES)) or 0)


def _may_change(case: Case) -> bool:
    """Whether what is found may still change what the checks of the case say."""
    if case.kind is Kind.COMPLAINT:
        return case.stage not in kinds.ENDED
    return case.stage in UNDECIDED


def _checks(desk: Desk, case: Case) -> tuple[Check, ...]:
    if case.kind is Kind.COMPLAINT:
        return complaint_validity.check(case.complaint.facts())
    return validity.check(case.review.facts(), desk.calendar)


def _keep_answers(desk: Desk, case: Case) -> None:
    before = _latest(desk, case)
    for check in _checks(desk, case):
        kept = _result(desk, case, check)
        last = before.get(check.name)
        if last is None or (last.outcome, last.reason) != (kept.outcome, kept.reason):
            desk.session.add(kept)


def _latest(desk: Desk, case: Case) -> dict[str, CheckResult]:
    # By time: a case that was closed for a while has its ids out of order.
    rows = (desk.session.query(CheckResult).filter_by(case_id=case.id)
            .order_by(CheckResult.at, CheckResult.id))
    return {row.check_name: row for row in rows}


def _result(desk: Desk, case: Case, check: Check) -> CheckResult:
    kept = CheckResult(case_id=case.id, check_name=check.name, title=check.title, at=desk.now,
                       actor=desk.actor, outcome=NOT_NEEDED, reason="", source="", facts=[])
    finding = check.finding
    if finding is not None:  # a Finding that is not met is false in an if
        kept.outcome, kept.reason = finding.outcome.value, finding.reason
        kept.source = finding.source.cite if finding.source else ""
        kept.facts = [list(fact) for fact in finding.facts]
    return kept
