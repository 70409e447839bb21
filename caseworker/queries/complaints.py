"""The queue of complaints about MOPAC: those of which somebody is a member, and no others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import (
    Boolean,
    ColumnElement,
    ScalarSelect,
    and_,
    func,
    literal_column,
    not_,
    or_,
    select,
)
from sqlalchemy.orm import Session

from caseworker.queries.names import names
from caseworker.queries.queues import Counts
from caseworker.queries.rows import OwnOfComplaint, QueueRow
from caseworker.queries.views import ComplaintQueueView
from caseworker.records import OPEN_COMPLAINTS, Case, Complaint, Staff
from caseworker.records.office_values import calendar_now, office_limits_now
from caseworker.rules.complaint_clocks import ComplaintDates, stage_clock
from caseworker.rules.complaint_deadlines import stage_due
from caseworker.rules.complaint_lifecycle import OPEN, ComplaintStage

V, C = ComplaintQueueView, ComplaintStage
# They are few, and found by their own table: no index of cases is of use on the closed side.
_THEIRS: ColumnElement[bool] = Case.id.in_(select(Complaint.case_id))
_GOES_ON: ColumnElement[bool] = literal_column(f"cases.{OPEN_COMPLAINTS}", Boolean)
_OPEN: ColumnElement[bool] = and_(_THEIRS, _GOES_ON)
_ENDED: ColumnElement[bool] = and_(_THEIRS, not_(_GOES_ON))


@dataclass(frozen=True, slots=True)
class ComplaintCounts(Counts):
    """The same numbers, in the words of complaints."""

    @property
    def words(self) -> str:
        """The line under the heading."""
        return (
            f"{self.views[V.OPEN]:,} open. {self.late:,} overdue, {self.soon:,} due by "
            f"tomorrow, {self.views[V.UNALLOCATED]:,} without an investigator."
        )


def complaint_counts(session: Session, *, today: date, me: str) -> Counts:
    """How many complaints are in each view; somebody's own only, as everywhere."""
    near = office_limits_now(session)["soon"].on(today)
    late = and_(_OPEN, Case.next_deadline < today)
    soon = and_(_OPEN, Case.next_deadline.between(today, today + timedelta(days=near)))
    asked = (*(in_view(view, me) for view in V), late, soon)
    found = session.execute(select(*(
        select(func.count()).select_from(Case).where(condition).scalar_subquery()
        for condition in asked))).one()
    return ComplaintCounts(dict(zip(V, found, strict=False)), found[-2], found[-1])


_AT_2 = frozenset({C.STAGE_2, C.OUTCOME_2})
_AT_1 = frozenset({C.ACCEPTED, C.STAGE_1, C.OUTCOME})


def with_own(session: Session, rows: Sequence[QueueRow]) -> tuple[QueueRow, ...]:
    """The rows with what is their own, in one question for all of them.

    Only days and who deals with it are read: no look at who complained is needed for that.
    """
    calendar, limits, people = calendar_now(session), office_limits_now(session), names(session)
    found = session.execute(
        select(Complaint.case_id, Complaint.received, Complaint.appeal_received,
               Complaint.investigator_id, Complaint.reviewer_id)
        .where(Complaint.case_id.in_([row.id for row in rows])))
    own: dict[int, Sequence[Any]] = {case_id: rest for case_id, *rest in found}
    made = []
    for row in rows:
        received, appeal, investigator, reviewer = own.get(row.id, (None,) * 4)
        at = ComplaintStage(row.stage)
        stage = 2 if at in _AT_2 else 1 if at in _AT_1 else 0
        dates = ComplaintDates(at, received=received, appeal_received=appeal)
        due = stage_due(dates, max(stage, 1), calendar, limits) if at in OPEN else None
        end = due.end if due else None
        if due and row.deadline_what == stage_clock(dates, max(stage, 1), limits).title:
            end = row.deadline  # as it was worked out with the new target dates
        who = people.by_id.get((reviewer if stage == 2 else investigator) or 0, "")
        made.append(row._replace(own=OwnOfComplaint(stage, end, who)))
    return tuple(made)


def _id_of(me: str) -> ScalarSelect[int]:
    return select(Staff.id).where(Staff.login == me).scalar_subquery()


def in_view(view: str, me: str) -> ColumnElement[bool]:
    """Whether a case is a complaint of this view."""
    match view:
        case V.MINE:
            return and_(_OPEN, Case.owner_id == _id_of(me))
        case V.UNALLOCATED:
            return and_(_OPEN, Case.id.in_(select(Complaint.case_id).where(
                Complaint.investigator_id.is_(None))))
        case V.STAGE_1:
            return and_(_OPEN, Case.stage.in_((C.ACCEPTED, C.STAGE_1)))
        case V.STAGE_2:
            return and_(_OPEN, Case.stage == C.STAGE_2)
        case V.TO_DECIDE:
            return and_(_OPEN, Case.id.in_(select(Complaint.case_id).where(or_(
                and_(Case.stage == C.STAGE_1, Complaint.investigator_id == _id_of(me)),
                and_(Case.stage == C.STAGE_2, Complaint.reviewer_id == _id_of(me))))))
        case V.ENDED:
            return _ENDED
        case _:
            return _OPEN
