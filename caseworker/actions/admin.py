"""What an administrator sets: time limits of the office, bank holidays, codes. All from a day on.

Nothing is overwritten or deleted. What a value moves is worked out again before anybody is shown
a deadline: an administrator of a server sees no cases.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from caseworker.actions.base import Action, Desk, ask, reason_needed
from caseworker.actions.office_work import only_administrators
from caseworker.actions.recheck import moved
from caseworker.calendars import england_and_wales
from caseworker.records import OfficeValue, ValueKind
from caseworker.records.office_values import calendar_now, code_lists_now, office_holidays
from caseworker.rules import office_codes, office_limits
from caseworker.rules.finding import Finding, Refused, refusal
from caseworker.rules.words import with_weekday


@dataclass(frozen=True, kw_only=True)
class AdminAction(Action):
    """An action that only an administrator may do, with a reason."""

    because: str = ask("Reason", kind="long", default="",
                       hint="Why, and who decided it")

    def run(self, desk: Desk) -> tuple[None, Any]:
        """Check rights, fields and rules; then record it."""
        refused = self.refusals(desk)
        if refused:
            raise Refused(refused)
        return None, self.apply(desk)

    def refusals(self, desk: Desk) -> list[Finding]:
        """Everything that stands against it; empty when it can be done."""
        return only_administrators(desk) or [*self.check(desk), *reason_needed(self.because)]

    def check(self, desk: Desk) -> list[Finding]:
        """What stands against it."""
        return []

    def apply(self, desk: Desk) -> Any:
        """Change the records."""
        raise NotImplementedError

    def add(self, desk: Desk, kind: ValueKind, key: str, since: date, value: Any) -> None:
        """Record a value of the office."""
        desk.session.add(OfficeValue(kind=kind, key=key, since=since, value=value,
                                     because=self.because.strip(), set_by=desk.actor,
                                     set_at=desk.now))
        desk.session.flush()


@dataclass(frozen=True, kw_only=True)
class SetLimit(AdminAction):
    """Follow a time limit of the office by a new value. A clock that runs keeps the old one.

    The result is the number of open cases whose next deadline moved, 0 unless the first day is in
    the past; None for somebody who does not see them.
    """

    key: str
    number: int | None = ask("New value", kind="number", default=None)
    since: date | None = ask("From", kind="date", default=None,
                             hint="It holds for what starts on or after this day")

    def check(self, desk: Desk) -> list[Finding]:
        """Only the office's own limits, with a later first day than the last value."""
        limit = desk.limits.get(self.key)
        if limit is None:
            return [refusal("limit", "Time limit", "There is no such time limit.")]
        return office_limits.against_value(limit, self.since, self.number)

    def apply(self, desk: Desk) -> int | None:
        """The value, and what it moves."""
        assert self.since is not None  # check() saw it
        self.add(desk, ValueKind.LIMIT, self.key, self.since, self.number)
        return moved(desk)


@dataclass(frozen=True, kw_only=True)
class AddHoliday(AdminAction):
    """Add a bank holiday that was proclaimed after the shipped list. The result: cases moved."""

    day: date | None = ask("Date", kind="date", default=None)
    holiday: str = ask("Name", default="", hint="For example Bank holiday for the Coronation")

    def check(self, desk: Desk) -> list[Finding]:
        """A weekday of the years listed that is no bank holiday yet, with a name."""
        found = []
        if self.day is None:
            found.append(refusal("holiday", "Bank holiday", "Enter the date", "day"))
        else:
            found += _against_day(self.day, desk)
        if not self.holiday.strip():
            found.append(refusal("holiday", "Bank holiday", "Enter the name", "holiday"))
        return found

    def apply(self, desk: Desk) -> int | None:
        """The day, and what it moves."""
        assert self.day is not None  # check() saw it
        self.add(desk, ValueKind.HOLIDAY, self.day.isoformat(), self.day, self.holiday.strip())
        desk.calendar = calendar_now(desk.session)
        return moved(desk)


@dataclass(frozen=True, kw_only=True)
class TakeBackHoliday(AdminAction):
    """Say that a day which the office added is no bank holiday after all. Both stay on record."""

    day: date

    def check(self, desk: Desk) -> list[Finding]:
        """Only a day that the office added; the shipped list is not changed here."""
        if self.day in office_holidays(desk.session):
            return []
        return [refusal("holiday", "Bank holiday",
                        f"{with_weekday(self.day)} was not added by this office.")]

    def apply(self, desk: Desk) -> int | None:
        """An empty name takes the day back; then what that moves."""
        self.add(desk, ValueKind.HOLIDAY, self.day.isoformat(), self.day, "")
        desk.calendar = calendar_now(desk.session)
        return moved(desk)


@dataclass(frozen=True, kw_only=True)
class AddCode(AdminAction):
    """Add a code to a list that is not confirmed, with its first day."""

    list_key: str
    code: str = ask("Code", default="", hint="Short, and in this list only once")
    code_name: str = ask("Name", default="")
    since: date | None = ask("From", kind="date", default=None)

    def check(self, desk: Desk) -> list[Finding]:
        """The list can be changed, and the code is new in it."""
        return office_codes.against_new(code_lists_now(desk.session).get(self.list_key), self.code,
                                        self.code_name, self.since)

    def apply(self, desk: Desk) -> None:
        """The code, at the end of its list."""
        assert self.since is not None  # check() saw it
        self.add(desk, ValueKind.CODE, f"{self.list_key}/{self.code.strip()}", self.since,
                 {"name": self.code_name.strip(), "under": ""})


@dataclass(frozen=True, kw_only=True)
class EndCode(AdminAction):
    """End a code that is not confirmed, with its last day. Old cases keep its words."""

    list_key: str
    code: str
    last: date | None = ask("Last day in use", kind="date", default=None)

    def check(self, desk: Desk) -> list[Finding]:
        """Only a code that is not confirmed, and has not ended."""
        return office_codes.against_end(code_lists_now(desk.session).get(self.list_key), self.code,
                                        self.last)

    def apply(self, desk: Desk) -> None:
        """The code's last day."""
        assert self.last is not None  # check() saw it
        self.add(desk, ValueKind.CODE_END, f"{self.list_key}/{self.code}", self.last, None)


def _against_day(day: date, desk: Desk) -> list[Finding]:
    shipped = england_and_wales()
    first, last = min(shipped.holidays).year, max(shipped.holidays).year
    why = desk.calendar.why_not_working(day)
    words = ""
    if not first <= day.year <= last:
        words = f"Date must be in the years {first} to {last}"
    elif day in desk.calendar.holidays:
        words = f"{with_weekday(day)} is a bank holiday already: {why}"
    elif why:
        words = f"{with_weekday(day)} is no working day as it is"
    return [refusal("holiday", "Bank holiday", words, "day")] if words else []
