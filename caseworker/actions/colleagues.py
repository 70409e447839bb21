"""Who works here: a new colleague, other roles, somebody who leaves or comes back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, text

from caseworker.actions.admin import AdminAction
from caseworker.actions.base import Desk, ask
from caseworker.actions.office_work import AddColleague, against_last_administrator
from caseworker.records import OPEN_CASES, Case, Staff
from caseworker.rules.finding import Finding, Refused, refusal
from caseworker.rules.lifecycle import Role

ROLES = tuple((role, role.value[:1].upper() + role.value[1:]) for role in Role)


@dataclass(frozen=True, kw_only=True)
class NewColleague(AddColleague):
    """Give somebody new a place in the office. Nobody who has one is changed by it."""

    login: str = ask("Login", default="", hint="The name that they sign in with on their computer "
                     "or on the database server", empty="Enter the login")
    colleague_name: str = ask("Full name", default="", hint="As letters name them",
                              empty="Enter the full name")
    roles: tuple[Role, ...] = ask("Roles", kind="roles", choices=ROLES, default=(),
                                  empty="Choose at least one role")

    def run(self, desk: Desk) -> tuple[None, int]:
        """Returns the id of the colleague."""
        refused = self.missing()
        there = desk.session.query(Staff).filter_by(login=self.login.strip()).one_or_none()
        if there is not None:
            refused.append(refusal("colleague", "Login", f"{there.name} has this login already",
                                   "login"))
        if refused:
            raise Refused(refused)
        return super().run(desk)


@dataclass(frozen=True, kw_only=True)
class ChangeRoles(AdminAction):
    """Give a colleague other roles. They hold from when that person next opens Caseworker."""

    staff_id: int
    roles: tuple[Role, ...] = ask("Roles", kind="roles", choices=ROLES, default=())

    def check(self, desk: Desk) -> list[Finding]:
        """At least one role, and an administrator must be left."""
        found = _against_missing(desk, self.staff_id, here=True)
        if not self.roles:
            found.append(refusal("roles", "Roles", "Choose at least one role", "roles"))
        if Role.ADMIN not in self.roles:
            found += against_last_administrator(desk, self.staff_id)
        return found

    def apply(self, desk: Desk) -> Any:
        """The roles as they are now; the journal keeps what they were."""
        staff = desk.session.get_one(Staff, self.staff_id)
        staff.roles = [role.value for role in self.roles]


@dataclass(frozen=True, kw_only=True)
class HandOver(AdminAction):
    """Give every open case of a colleague, at whatever stage, to another. Returns how many."""

    staff_id: int
    to_id: int | None = ask("Give them to", kind="choice", default=None)

    def check(self, desk: Desk) -> list[Finding]:
        """Somebody else, who is here and works reviews."""
        to = desk.session.get(Staff, self.to_id) if self.to_id is not None else None
        if to is None or not to.active or to.id == self.staff_id:
            return [refusal("owner", "Hand over", "Choose who to give them to", "to_id")]
        if not {Role.CASEWORKER.value, Role.MANAGER.value} & set(to.roles):
            words = f"{to.name} does not work reviews. Choose someone else"
            return [refusal("owner", "Hand over", words, "to_id")]
        if not owned_by(desk, self.staff_id):
            return [refusal("owner", "Hand over", "There is no open case to hand over.")]
        return []

    def apply(self, desk: Desk) -> int:
        """The owner, and on each case why; a colleague who has one open sees that it changed."""
        to = desk.session.get_one(Staff, self.to_id)
        cases = owned_by(desk, self.staff_id)
        for case in cases:
            case.owner_id, case.version = to.id, case.version + 1
            desk.decide(case, "Handed over", f"to {to.name}", self.because.strip())
        return len(cases)


@dataclass(frozen=True, kw_only=True)
class EndPlace(AdminAction):
    """A colleague leaves. Their name stays on what they did; they can't open Caseworker again."""

    staff_id: int

    def check(self, desk: Desk) -> list[Finding]:
        """Their open cases go to somebody else first, and an administrator must be left."""
        owned = [
            refusal("owner", "Colleague", f"{case.reference} {case.name} is theirs. Give it to "
                    "somebody else first")
            for case in owned_by(desk, self.staff_id)
        ]
        return [*_against_missing(desk, self.staff_id, here=True), *owned,
                *against_last_administrator(desk, self.staff_id)]

    def apply(self, desk: Desk) -> Any:
        """No longer here; nothing is deleted."""
        desk.session.get_one(Staff, self.staff_id).active = False


@dataclass(frozen=True, kw_only=True)
class BringBack(AdminAction):
    """A colleague who left has a place again, with the roles they had."""

    staff_id: int

    def check(self, desk: Desk) -> list[Finding]:
        """Only somebody who left."""
        return _against_missing(desk, self.staff_id, here=False)

    def apply(self, desk: Desk) -> Any:
        """Here again."""
        desk.session.get_one(Staff, self.staff_id).active = True


def owned_by(desk: Desk, staff_id: int) -> list[Case]:
    """The open cases of a colleague, held until the end of the action."""
    query = (
        select(Case).where(Case.owner_id == staff_id, text(OPEN_CASES)).order_by(Case.id)
        .with_for_update(of=Case).execution_options(populate_existing=True)
    )
    return list(desk.session.scalars(query))


def _against_missing(desk: Desk, staff_id: int, *, here: bool) -> list[Finding]:
    staff = desk.session.get(Staff, staff_id)
    if staff is None:
        return [refusal("colleague", "Colleague", "There is no such colleague.")]
    if staff.active is not here:
        words = "has left already" if here else "is here already"
        return [refusal("colleague", "Colleague", f"{staff.name} {words}.")]
    return []
