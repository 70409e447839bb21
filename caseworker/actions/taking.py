"""Take the next case: the office hands it out, so that nobody picks and no two get the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BigInteger, Select, bindparam, exists, func, select, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from caseworker.actions.base import Action, Desk
from caseworker.actions.recheck import recheck
from caseworker.records import Case, Party, Review, Staff
from caseworker.rules import lifecycle
from caseworker.rules.finding import Refused, refusal
from caseworker.rules.words import count, long_date

AT_ONCE = 100  # cases that are asked for together: more people never take at one moment
TRIES = 3
NOTHING = "There is nothing to take: no valid request waits for an owner"
_HOLD = text("SELECT app.hold_first(:ids)").bindparams(bindparam("ids", type_=ARRAY(BigInteger)))


@dataclass(frozen=True, slots=True)
class Taken:
    """The case that was handed out, and why this one."""

    case_id: int
    reference: str
    why: str


@dataclass(frozen=True, kw_only=True)
class TakeNext(Action):
    """Take the next valid case that nobody has: the earliest deadline, then the oldest request.

    Cases in which this person has a conflict, or stands as one of the people, are passed over.
    """

    def run(self, desk: Desk) -> tuple[int, Taken]:
        """Returns the case and why it was this one. Raises Refused when there is none."""
        me = desk.session.query(Staff).filter_by(login=desk.actor, active=True).one_or_none()
        step = lifecycle.STEP["TakeNext"]
        if me is None or not step.roles & desk.roles:
            raise Refused(lifecycle.blockers("TakeNext", lifecycle.Stage.VALID, desk.roles)
                          or [refusal("role", step.label, "You have no place in this office.")])
        waiting = desk.session.scalar(_waiting(me, func.count()))
        case = _held(desk.session, me)
        if case is None:
            raise Refused([refusal("none", step.label, NOTHING)])
        case.owner_id, case.allocated_on = me.id, case.allocated_on or desk.today
        case.stage, case.version = step.end or case.stage, case.version + 1
        due = case.next_deadline  # as the list showed it, before allocation moves the clock on
        desk.session.flush()
        recheck(desk, case)
        family = case.name.split()[-1] if case.name else case.reference
        first = f"due {long_date(due)}, the earliest" if due else "the oldest"
        why = f"{family}: {first} of {count(waiting or 1, 'valid case')} not allocated"
        return case.id, Taken(case.id, case.reference, why)


def _waiting(me: Staff, *wanted: Any) -> Select[Any]:
    """The valid cases without an owner that this person may take.

    A declared conflict hides the case on a server; who is one of its people is told by the name.
    """
    own = exists().where(Party.case_id == Case.id, func.lower(Party.name) == me.name.lower())
    return select(*wanted).select_from(Case).where(
        Case.stage == lifecycle.Stage.VALID, Case.owner_id.is_(None), ~Case.closed, ~own)


def _held(session: Session, me: Staff) -> Case | None:
    """The first of them that no colleague is taking at this moment."""
    query = (
        _waiting(me, Case.id).join(Review, Review.case_id == Case.id)
        .order_by(Case.next_deadline.is_(None), Case.next_deadline, Review.received, Case.id)
        .limit(AT_ONCE)
    )
    on_file = session.get_bind().dialect.name == "sqlite"  # there the whole file is held
    for _ in range(TRIES):
        ids: Sequence[int] = session.scalars(query).all()
        if not ids:
            return None
        found = ids[0] if on_file else session.scalar(_HOLD, {"ids": ids})
        if found is not None:
            return session.get_one(Case, found, populate_existing=True)
    return None
