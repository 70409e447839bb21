"""What follows from every change to a case: the checks' answers, and the next deadline."""

from __future__ import annotations

from caseworker.actions.base import Desk
from caseworker.records import Case, CheckResult
from caseworker.records.deadline_facts import deadline_facts
from caseworker.rules import validity
from caseworker.rules.deadlines import next_deadline
from caseworker.rules.lifecycle import ENDED, UNDECIDED
from caseworker.rules.validity import Check

NOT_NEEDED = "not needed"


def recheck(desk: Desk, case: Case) -> None:
    """Keep each check's new answer when it differs from the last, and the next deadline.

    Until the decision: a fact found during the review can take the ground away from under it.
    """
    if case.stage in UNDECIDED or not _latest(desk, case):
        _keep_answers(desk, case)
    set_next_deadline(desk, case)


def set_next_deadline(desk: Desk, case: Case) -> None:
    """The date that the queue shows, by the calendar and the limits in force."""
    due = None if case.stage in ENDED else next_deadline(
        deadline_facts(case), desk.calendar, desk.today, desk.limits
    )
    case.next_deadline = due.due if due else None
    case.next_deadline_name = due.title if due else ""


def _keep_answers(desk: Desk, case: Case) -> None:
    before = _latest(desk, case)
    for check in validity.check(case.review.facts(), desk.calendar):
        kept = _result(desk, case, check)
        last = before.get(check.name)
        if last is None or (last.outcome, last.reason) != (kept.outcome, kept.reason):
            desk.session.add(kept)


def _latest(desk: Desk, case: Case) -> dict[str, CheckResult]:
    rows = desk.session.query(CheckResult).filter_by(case_id=case.id).order_by(CheckResult.id)
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
