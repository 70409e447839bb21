"""What the office does for itself: notes, colleagues, settings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from caseworker.actions.base import Action, CaseAction, Desk, ask
from caseworker.records import Case, Note, Setting, Staff
from caseworker.rules.finding import Finding, Refused, refusal
from caseworker.rules.lifecycle import Role

LAST_ADMINISTRATOR = "You cannot remove the last administrator"


@dataclass(frozen=True, kw_only=True)
class AddNote(CaseAction):
    """Add a note to a case. A note is never changed; a second one corrects it."""

    stays = "A note stays as it was written. Add a second note that corrects it."
    text: str = ask("Note", kind="long", default="", empty="Enter the note")
    promised_by: date | None = ask(
        "We promised to be in touch by", kind="date", default=None,
        hint="Leave empty unless somebody was told a date")

    def check(self, desk: Desk, case: Case) -> list[Finding]:
        """A promise is about a day to come."""
        if self.promised_by is None or self.promised_by >= desk.today:
            return []
        words = "The date that we promised must be today or later"
        return [refusal("promise", "Promise", words, "promised_by")]

    def apply(self, desk: Desk, case: Case) -> Any:
        """Who and when stand beside it."""
        desk.session.add(Note(case_id=case.id, text=self.text.strip(), at=desk.now,
                              by=desk.actor, promised_by=self.promised_by))


def only_administrators(desk: Desk) -> list[Finding]:
    """People and settings are an administrator's work."""
    if Role.ADMIN in desk.roles:
        return []
    return [refusal("role", "Administration", "This needs the role administrator.")]


def against_last_administrator(desk: Desk, staff_id: int | None) -> list[Finding]:
    """Whether somebody else is an administrator, when this one is and would be no longer.

    The rows are held until the end: two administrators can't take each other away at once.
    """
    query = select(Staff).where(Staff.active).order_by(Staff.id).with_for_update()
    here = list(desk.session.scalars(query.execution_options(populate_existing=True)))
    administrators = {staff.id for staff in here if Role.ADMIN.value in staff.roles}
    if administrators and administrators <= {staff_id}:
        return [refusal("administrator", "Administrator", LAST_ADMINISTRATOR, "roles")]
    return []


@dataclass(frozen=True, kw_only=True)
class AddColleague(Action):
    """Give a colleague a place in the office, with roles. Given again, the roles are replaced."""

    login: str
    colleague_name: str
    roles: tuple[Role, ...]

    def run(self, desk: Desk) -> tuple[None, int]:
        """Returns the id of the colleague."""
        refused = only_administrators(desk)
        if not self.login.strip() or not self.colleague_name.strip() or not self.roles:
            refused.append(refusal("colleague", "Colleague",
                                   "Enter login, name and at least one role"))
        found = desk.session.query(Staff).filter_by(login=self.login.strip()).one_or_none()
        if found is not None and Role.ADMIN not in self.roles:
            refused += against_last_administrator(desk, found.id)
        if refused:
            raise Refused(refused)
        staff = found or Staff(login=self.login.strip(), name="", roles=[])
        staff.name, staff.roles = self.colleague_name.strip(), [role.value for role in self.roles]
        desk.session.add(staff)
        desk.session.flush()
        return None, staff.id


@dataclass(frozen=True, kw_only=True)
class SetSetting(Action):
    """Set a value of the office from a day on; the earlier value stays for earlier days."""

    setting: str
    value: str = ask("New words", kind="long", default="", empty="Enter the words")
    since: date | None = ask("From", kind="date", default=None, empty="Enter the first day")

    def run(self, desk: Desk) -> tuple[None, None]:
        """Only an administrator may, and not for a day on which another value began."""
        refused = [*only_administrators(desk), *self.missing()]
        if self.since and desk.session.get(Setting, (self.setting, self.since)) is not None:
            refused.append(refusal("setting", self.setting,
                                   "Another value begins on that day. Choose a later day",
                                   "since"))
        if refused:
            raise Refused(refused)
        assert self.since is not None  # missing() saw it
        desk.session.add(Setting(name=self.setting, since=self.since, value=self.value.strip(),
                                 set_by=desk.actor))
        return None, None
