"""Who is away, from when until when, and who covers. Why is nobody's business, so no field asks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from caseworker.actions.base import Action, Desk, Undo, ask
from caseworker.records import Absence, Staff
from caseworker.rules.finding import Finding, Refused, refusal
from caseworker.rules.lifecycle import Role
from caseworker.rules.words import long_date


@dataclass(frozen=True, kw_only=True)
class RecordAbsence(Action):
    """Oneself is away, or, for a manager, anybody. Who covers sees and can do their work."""

    staff_id: int | None = ask("Who is away", kind="choice", default=None,
                               empty="Choose who is away")
    first_day: date | None = ask("First day away", kind="date", default=None,
                                 empty="Enter the first day away")
    last_day: date | None = ask("Last day away", kind="date", default=None,
                                empty="Enter the last day away")
    cover_id: int | None = ask("Covered by", kind="choice", default=None,
                               hint="They see on Home what is due, and can work on these cases")

    def run(self, desk: Desk) -> tuple[None, int]:
        """Returns the id of the absence."""
        refused = [*self.missing(), *_only_own(desk, self.staff_id)]
        if not refused:
            refused = [*self._days(desk), *self._cover(desk)]
        if refused:
            raise Refused(refused)
        assert self.staff_id is not None and self.first_day and self.last_day
        made = Absence(staff_id=self.staff_id, cover_id=self.cover_id, first_day=self.first_day,
                       last_day=self.last_day, recorded_by=desk.actor)
        desk.session.add(made)
        desk.session.flush()
        desk.undo = Undo(f"Absence of {_name(desk, self.staff_id)} recorded",
                         RemoveAbsence(absence_id=made.id, undoes=self.called))
        return None, made.id

    def _days(self, desk: Desk) -> list[Finding]:
        assert self.staff_id is not None and self.first_day and self.last_day
        if self.last_day < self.first_day:
            words = "Last day away must be on or after the first day away"
            return [refusal("absence", "Last day away", words, "last_day")]
        if self.last_day < desk.today:
            words = "Last day away must be today or later"
            return [refusal("absence", "Last day away", words, "last_day")]
        there = _away(desk, self.staff_id, self.first_day, self.last_day)
        if there is not None:
            words = (f"{_name(desk, self.staff_id)} is away already from "
                     f"{long_date(there.first_day)} to {long_date(there.last_day)}. "
                     "Remove that absence first")
            return [refusal("absence", "First day away", words, "first_day")]
        return []

    def _cover(self, desk: Desk) -> list[Finding]:
        """Somebody else, who works reviews and is here then."""
        if self.cover_id is None:
            return []
        assert self.first_day and self.last_day
        cover = desk.session.get(Staff, self.cover_id)
        if cover is None or not cover.active or cover.id == self.staff_id:
            return [refusal("cover", "Covered by", "Choose a colleague who is here", "cover_id")]
        if not {Role.CASEWORKER.value, Role.MANAGER.value} & set(cover.roles):
            words = f"{cover.name} does not work reviews. Choose someone else"
            return [refusal("cover", "Covered by", words, "cover_id")]
        if _away(desk, cover.id, self.first_day, self.last_day) is not None:
            words = f"{cover.name} is away then too. Choose someone else"
            return [refusal("cover", "Covered by", words, "cover_id")]
        return []


@dataclass(frozen=True, kw_only=True)
class RemoveAbsence(Action):
    """Somebody is back, or stays after all. The journal keeps what had been recorded."""

    absence_id: int

    def run(self, desk: Desk) -> tuple[None, None]:
        """By whoever may record it."""
        there = desk.session.get(Absence, self.absence_id)
        if there is None:
            raise Refused([refusal("absence", "Absence", "This absence was removed already.")])
        if refused := _only_own(desk, there.staff_id):
            raise Refused(refused)
        desk.undo = Undo(f"Absence of {_name(desk, there.staff_id)} removed", RecordAbsence(
            staff_id=there.staff_id, cover_id=there.cover_id, first_day=there.first_day,
            last_day=there.last_day, undoes=self.called))
        desk.session.delete(there)
        return None, None


def _only_own(desk: Desk, staff_id: int | None) -> list[Finding]:
    there = desk.session.get(Staff, staff_id) if staff_id is not None else None
    if there is None or there.login == desk.actor or Role.MANAGER in desk.roles:
        return []
    return [refusal("role", "Absence", "Your own absence is yours to record. Another's needs the "
                    "role manager.", "staff_id")]


def _away(desk: Desk, staff_id: int, first: date, last: date) -> Absence | None:
    """The absence of somebody that shares a day with these."""
    return desk.session.scalars(select(Absence).where(
        Absence.staff_id == staff_id, Absence.first_day <= last, Absence.last_day >= first,
    ).order_by(Absence.first_day)).first()


def _name(desk: Desk, staff_id: int) -> str:
    return desk.session.get_one(Staff, staff_id).name
