"""Who can see a closed case, who looked at it, and what HR is told. Nothing on one computer."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from caseworker.queries.names import names_by_login
from caseworker.queries.timeline import action_words, moment
from caseworker.records import Case, Staff
from caseworker.rules.kinds import Kind, kind_of
from caseworker.rules.lifecycle import Role

PARTS = tuple((part, part[:1].upper() + part[1:]) for part in (
    "investigator", "decision maker", "HR", "lead", "reader", "record keeper"))
LOOKS = {"list": "Saw the name in a list", "full": "Looked at who complained"}


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in a closed case, or shut out of it: then ``part`` is the reason."""

    staff_id: int
    name: str
    part: str
    until: str
    shut_out: bool


@dataclass(frozen=True, slots=True)
class Access:
    """Who can see a case. ``closed`` is False where the whole office does; ``asked`` says who
    wants it open again, and why.

    ``parts`` are those that the reader may give to a colleague, none for somebody who may add
    nobody; ``advisers`` are the HR advisers among the ``colleagues``.
    """

    closed: bool
    members: tuple[Member, ...]
    asked: str
    colleagues: tuple[tuple[int, str], ...]
    advisers: tuple[tuple[int, str], ...] = ()
    parts: tuple[tuple[str, str], ...] = ()
    complaint: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """Who looked, when, and how deep."""

    at: datetime
    when: str
    who: str
    what: str


@dataclass(frozen=True, slots=True)
class Glass:
    """A closed case that was opened in an emergency: HR is told of it, until they have seen it."""

    id: int
    reference: str
    who: str
    when: str
    because: str
    seen: bool

    @property
    def words(self) -> str:
        """In a sentence: "Leah Brandt opened COM-2026-0003 in an emergency on 4 March 2026"."""
        return f"{self.who} opened {self.reference} in an emergency on {self.when}"


@dataclass(frozen=True, slots=True)
class AuditLine:
    """What was done when and by whom; never what was said."""

    when: str
    who: str
    action: str
    words: str
    reference: str
    at: datetime


def access(session: Session, *, case_id: int) -> Access | None:
    """Who can see a case; None on one computer, and for a case that is not there."""
    if _one_computer(session):
        return None
    found = session.execute(select(Case.closed, Case.stage).where(Case.id == case_id)).one_or_none()
    if found is None:
        return None
    staff = {one.id: one for one in session.scalars(select(Staff).order_by(Staff.name))}
    rows = session.execute(text("SELECT * FROM app.members(:case)"), {"case": case_id})
    members = tuple(Member(row.staff_id, staff[row.staff_id].name, row.part,
                           moment(row.until) if row.until else "", row.barred) for row in rows)
    asked = session.execute(text("SELECT * FROM app.asked_to_open(:case)"),
                            {"case": case_id}).one_or_none()
    here = [one for one in staff.values() if one.active]
    names = {one.login: one.name for one in staff.values()}
    return Access(
        found.closed, members,
        f"{names.get(asked.asked_by, asked.asked_by)}: {asked.why}" if asked else "",
        tuple((one.id, one.name) for one in here),
        tuple((one.id, one.name) for one in here if Role.HR.value in one.roles),
        _parts(session, members), kind_of(found.stage) is Kind.COMPLAINT,
    )


def _parts(session: Session, members: Collection[Member]) -> tuple[tuple[str, str], ...]:
    """The server decides by the same: HR and the lead add anybody, whoever logged it adds HR."""
    me, hr = session.execute(text("SELECT app.me(), app.has_role('hr')")).one()
    mine = {each.part for each in members if each.staff_id == me and not each.shut_out}
    if mine and (hr or "lead" in mine):
        return PARTS
    return tuple(part for part in PARTS if part[0] == "HR") if "logged it" in mine else ()


def looks(session: Session, *, case_id: int) -> tuple[Look, ...]:
    """Who looked at a closed case, newest first; nothing for those who are not to know."""
    if _one_computer(session):
        return ()
    names = names_by_login(session)
    rows = session.execute(text("SELECT * FROM app.looks(:case)"), {"case": case_id})
    return tuple(Look(row.at, moment(row.at), names.get(row.login, row.login), LOOKS[row.what])
                 for row in rows)


def glass_broken(session: Session) -> tuple[Glass, ...]:
    """Emergencies that HR is told of, newest first."""
    if _one_computer(session):
        return ()
    names = names_by_login(session)
    rows = session.execute(text("SELECT * FROM app.glass_broken()"))
    return tuple(Glass(row.id, row.reference, names.get(row.login, row.login), moment(row.at),
                       row.why, row.seen) for row in rows)


def audited(
    session: Session, *, until: datetime | None = None, at_most: int = 500
) -> tuple[AuditLine, ...]:
    """For an auditor on a server: the journal without its content, newest first."""
    if _one_computer(session):
        return ()
    names = names_by_login(session)
    rows = session.execute(text("SELECT * FROM app.events(:until, :most)"),
                           {"until": until, "most": at_most})
    return tuple(AuditLine(moment(row.at), names.get(row.login, row.login), row.action,
                           action_words(row.action),
                           row.reference, row.at) for row in rows)


def _one_computer(session: Session) -> bool:
    return session.get_bind().dialect.name == "sqlite"
