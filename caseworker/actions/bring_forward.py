"""Bring forward: put a case away until a day on which it comes back to its owner."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from caseworker.actions.base import KEEP, CaseAction, Desk, Undo, ask
from caseworker.records import BringForward as Record
from caseworker.records import Case
from caseworker.rules.finding import Finding, refusal
from caseworker.rules.words import long_date

DAY = "Bring forward to"


def waiting(desk: Desk, case_id: int) -> Record | None:
    """The bring-forward of a case that has not ended, if there is one."""
    return desk.session.scalars(select(Record).where(
        Record.case_id == case_id, Record.ended_at.is_(None))).one_or_none()


def _end(desk: Desk, record: Record) -> None:
    record.ended_by, record.ended_at = desk.actor, desk.now


@dataclass(frozen=True, kw_only=True)
class BringForward(CaseAction):
    """Let the case come back on a day, and say why. It takes the place of one that waits."""

    due: date | None = ask(DAY, kind="date", default=None,
                           empty="Enter the day on which the case comes back",
                           hint="It shows on Home and in the queue from that day on")
    because: str = ask("Why it comes back", default="", empty="Enter why it comes back",
                       hint="For example: ask the solicitor again")

    def check(self, desk: Desk, case: Case) -> list[Finding]:
        """A day that is still to come; one that is put back as it was may have come."""
        if self.undoes is KEEP and self.due is not None and self.due <= desk.today:
            return [refusal("date", DAY, f"{DAY} must be a day after today", "due")]
        return []

    def apply(self, desk: Desk, case: Case) -> int:
        """Returns the id of the new record."""
        assert self.due is not None  # missing() saw it
        before = waiting(desk, case.id)
        if before is not None:
            _end(desk, before)
        record = Record(case_id=case.id, due=self.due, because=self.because.strip(),
                        set_by=desk.actor, set_at=desk.now, ended_by="")
        desk.session.add(record)
        desk.session.flush()
        desk.undo = Undo(f"Brought forward to {long_date(self.due)}", BringForward(
            **self.taken_back(), due=before.due, because=before.because)
            if before is not None else EndBringForward(**self.taken_back()))
        return record.id


class EndBringForward(CaseAction):
    """What the case came back for is dealt with, or no longer needed."""

    def check(self, desk: Desk, case: Case) -> list[Finding]:
        """There must be one."""
        if waiting(desk, case.id) is not None:
            return []
        return [refusal("bring_forward", "Bring forward", "This case is not brought forward.")]

    def apply(self, desk: Desk, case: Case) -> Any:
        """It stays on record as ended."""
        record = waiting(desk, case.id)
        assert record is not None  # check() saw it
        _end(desk, record)
        desk.undo = Undo("Bring-forward ended", BringForward(
            **self.taken_back(), due=record.due, because=record.because))
