"""Who works here: a new colleague, other roles, somebody who leaves or comes back."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ARRAY, Text, cast, func, select, text

from caseworker.actions.admin import AdminAction
from caseworker.actions.base import Action, Ask, Desk, ask
from caseworker.actions.office_work import (
    AddColleague,
    against_last_administrator,
    only_administrators,
)
from caseworker.records import OPEN_CASES, Case, Staff
from caseworker.rules.finding import Finding, Refused, refusal
from caseworker.rules.lifecycle import ROLE_GROUPS, Role

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
    # What they first sign in with, where that is a server's work; it stands in no journal.
    password: str = field(default="", repr=False, metadata={"ask": Ask(
        "First password", "They sign in to the server with it, and then change it", "password")})

    def run(self, desk: Desk) -> tuple[None, int]:
        """Returns the id of the colleague."""
        refused = self.missing()
        there = desk.session.query(Staff).filter_by(login=self.login.strip()).one_or_none()
        if there is not None:
            refused.append(refusal("colleague", "Login", f"{there.name} has this login already",
                                   "login"))
        by_two_here = by_two(desk)
        if by_two_here:
            refused += only_administrators(desk)
            if not self.password:
                refused.append(refusal("empty", "First password", "Enter the first password",
                                       "password"))
        if refused:
            raise Refused(refused)
        if not by_two_here:
            return super().run(desk)
        made = ask_place(desk, self.login.strip(), self.colleague_name.strip(), self.roles,
                         verifier_of(desk, self.login.strip(), self.password))
        return None, made


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
        if Role.ADMIN not in self.roles and not by_two(desk):
            found += against_last_administrator(desk, self.staff_id)
        return found

    def apply(self, desk: Desk) -> Any:
        """The roles as they are now; the journal keeps what they were."""
        staff = desk.session.get_one(Staff, self.staff_id)
        if by_two(desk):
            return ask_place(desk, staff.login, staff.name, self.roles)
        staff.roles = [role.value for role in self.roles]


@dataclass(frozen=True, kw_only=True)
class ChangeName(AdminAction):
    """Name a colleague otherwise: whoever opens an office first has only the name of their account
    on the computer. Letters that were issued keep the name that they had.
    """

    staff_id: int
    colleague_name: str = ask("Full name", default="", hint="As letters name them",
                              empty="Enter the full name")

    def check(self, desk: Desk) -> list[Finding]:
        """A name, of somebody who is here."""
        unnamed = [] if self.colleague_name.strip() else [
            refusal("empty", "Full name", "Enter the full name", "colleague_name")]
        return [*_against_missing(desk, self.staff_id, here=True), *unnamed]

    def apply(self, desk: Desk) -> Any:
        """The name as it is now; the journal keeps who changed it, and why."""
        staff, name = desk.session.get_one(Staff, self.staff_id), self.colleague_name.strip()
        if by_two(desk):
            return ask_place(desk, staff.login, name, [Role(role) for role in staff.roles])
        staff.name = name


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
        last = [] if by_two(desk) else against_last_administrator(desk, self.staff_id)
        return [*_against_missing(desk, self.staff_id, here=True), *owned, *last]

    def apply(self, desk: Desk) -> Any:
        """No longer here; nothing is deleted."""
        staff = desk.session.get_one(Staff, self.staff_id)
        if by_two(desk):
            return desk.session.scalar(select(func.adm.ask_leave(staff.login)))
        staff.active = False


@dataclass(frozen=True, kw_only=True)
class BringBack(AdminAction):
    """A colleague who left has a place again, with the roles they had."""

    staff_id: int

    def check(self, desk: Desk) -> list[Finding]:
        """Only somebody who left."""
        return _against_missing(desk, self.staff_id, here=False)

    def apply(self, desk: Desk) -> Any:
        """Here again."""
        staff = desk.session.get_one(Staff, self.staff_id)
        if by_two(desk):
            return ask_place(desk, staff.login, staff.name, [Role(role) for role in staff.roles])
        staff.active = True


@dataclass(frozen=True, kw_only=True)
class ApproveColleague(Action):
    """Agree, as the second administrator, to what another asked for about a colleague."""

    request_id: int

    def run(self, desk: Desk) -> tuple[None, str]:
        """From now on it holds. Returns the login."""
        if refused := only_administrators(desk):
            raise Refused(refused)
        return None, str(desk.session.scalar(select(func.adm.approve_user(self.request_id))))


@dataclass(frozen=True, kw_only=True)
class TurnDownColleague(Action):
    """Say that what was asked for about a colleague is not wanted after all."""

    request_id: int

    def run(self, desk: Desk) -> tuple[None, None]:
        """The journal keeps that it was asked, and that it was turned down."""
        if refused := only_administrators(desk):
            raise Refused(refused)
        desk.session.execute(select(func.adm.turn_down(self.request_id)))
        return None, None


def by_two(desk: Desk) -> bool:
    """Whether two administrators are needed: on a server, by whoever is not the server's own."""
    if desk.session.get_bind().dialect.name == "sqlite":
        return False
    return desk.session.scalar(select(func.app.superuser())) is not True


def ask_place(desk: Desk, login: str, name: str, roles: Collection[Role],
              verifier: str | None = None) -> int:
    """Ask for a place, or for other roles; returns the number that waits to be approved."""
    groups = [f"mopac_{ROLE_GROUPS[role]}" for role in roles]
    asked = func.adm.ask_user(login, name, cast(groups, ARRAY(Text)), verifier)
    return int(desk.session.scalar(select(asked)) or 0)


def verifier_of(desk: Desk, login: str, password: str) -> str:
    """What the server keeps instead of a password (SCRAM-SHA-256), made on this computer."""
    raw = desk.session.connection().connection.driver_connection
    assert raw is not None
    made: bytes = raw.pgconn.encrypt_password(password.encode(), login.encode(), b"scram-sha-256")
    return made.decode("ascii")


def owned_by(desk: Desk, staff_id: int) -> list[Case]:
    """The open cases of a colleague. One that somebody else changes meanwhile is a Conflict."""
    query = select(Case).where(Case.owner_id == staff_id, text(OPEN_CASES)).order_by(Case.id)
    return list(desk.session.scalars(query))


def _against_missing(desk: Desk, staff_id: int, *, here: bool) -> list[Finding]:
    staff = desk.session.get(Staff, staff_id)
    if staff is None:
        return [refusal("colleague", "Colleague", "There is no such colleague.")]
    if staff.active is not here:
        words = "has left already" if here else "is here already"
        return [refusal("colleague", "Colleague", f"{staff.name} {words}.")]
    return []
