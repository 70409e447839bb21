"""What the office set for itself, and what ships with the program: for the administrator."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from caseworker.calendars import england_and_wales
from caseworker.queries.names import names_by_login
from caseworker.queries.timeline import moment
from caseworker.records import OPEN_CASES, Case, Setting, Staff, ValueKind
from caseworker.records.office_values import (
    OfficeValue,
    code_lists_now,
    office_holidays,
    office_limits_now,
    values_of,
)
from caseworker.rules import law, office_codes
from caseworker.rules.code_shape import Code, CodeList
from caseworker.rules.finding import Source
from caseworker.rules.law import Limit
from caseworker.rules.lifecycle import ROLE_GROUPS, Role
from caseworker.rules.office_limits import why_fixed


@dataclass(frozen=True, slots=True)
class ColleagueRow:
    """Somebody who works here, or did."""

    id: int
    login: str
    name: str
    roles: tuple[Role, ...]
    active: bool
    open_cases: int


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """A place, other roles, or leaving (``leaves``), asked for by one administrator."""

    id: int
    login: str
    name: str
    roles: tuple[Role, ...]
    leaves: bool
    asked_by: str
    asked_login: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A value that the office recorded: from when, what, who, when, why."""

    since: date
    words: str
    by: str
    at: str
    because: str


@dataclass(frozen=True, slots=True)
class LimitRow:
    """A time limit on a day. ``now`` is empty when nothing is in force; ``fixed`` says why the
    office can't follow it. ``own`` are the office's own values, ``shipped`` those before."""

    key: str
    title: str
    unit: str
    now: str
    since: date | None
    coming: tuple[tuple[date, str], ...]
    source: Source
    fixed: str
    shipped: tuple[tuple[date, str], ...]
    own: tuple[Kept, ...]


@dataclass(frozen=True, slots=True)
class CodeRow:
    """One code. ``stays`` says why it can't be ended."""

    code: Code
    in_use: bool
    stays: str
    kept: tuple[Kept, ...]


@dataclass(frozen=True, slots=True)
class CodeListView:
    """A list as it is on a day. ``fixed`` says why nothing can be added to it."""

    key: str
    title: str
    source: Source
    note: str
    fixed: str
    codes: tuple[CodeRow, ...]


@dataclass(frozen=True, slots=True)
class HolidayRow:
    """A bank holiday. ``ours``: the office added it; then ``kept`` says who and why."""

    day: date
    name: str
    ours: bool
    kept: tuple[Kept, ...] = ()


@dataclass(frozen=True, slots=True)
class SettingRow:
    """Words of the office that letters use; ``now`` is empty when nobody gave them yet."""

    name: str
    now: str
    since: date | None
    kept: tuple[Kept, ...]


@dataclass(frozen=True, slots=True)
class ParticularRow:
    """A name, address or number that letters print."""

    title: str
    lines: tuple[str, ...]
    since: date
    source: Source


def people(session: Session) -> tuple[ColleagueRow, ...]:
    """Everybody who has, or had, a place here: those who are here first, by name."""
    counted = select(Case.owner_id, func.count()).where(text(OPEN_CASES)).group_by(Case.owner_id)
    owned = {row[0]: row[1] for row in session.execute(counted)}
    query = select(Staff).order_by(Staff.active.desc(), Staff.name, Staff.id)
    return tuple(
        ColleagueRow(s.id, s.login, s.name, tuple(Role(role) for role in s.roles), s.active,
                     owned.get(s.id, 0))
        for s in session.scalars(query)
    )


def limits_now(session: Session) -> Mapping[str, Limit]:
    """Every limit with the values that the office set for itself."""
    return office_limits_now(session)


def waiting(session: Session) -> tuple[WaitingRow, ...]:
    """What one administrator of a server asked for, and another has not approved yet."""
    if session.get_bind().dialect.name == "sqlite":
        return ()
    if not session.scalar(text("SELECT app.has_role('admin')")):
        return ()
    names = names_by_login(session)
    rows = session.execute(text("SELECT * FROM adm.waiting()"))
    return tuple(
        WaitingRow(row.id, row.login, row.name, tuple(
            role for role, group in ROLE_GROUPS.items() if f"mopac_{group}" in row.groups),
            row.leaves, names.get(row.asked_by, row.asked_by), row.asked_by)
        for row in rows
    )


def limits_in_force(session: Session, *, day: date) -> tuple[LimitRow, ...]:
    """Every time limit as it is on a day; those that the office can change come first."""
    own: dict[str, list[OfficeValue]] = {}
    for row in values_of(session, ValueKind.LIMIT):
        own.setdefault(row.key, []).append(row)
    names = names_by_login(session)
    found = [_limit_row(limit, own.get(limit.key, []), day, names)
             for limit in office_limits_now(session).values()]
    return tuple(sorted(found, key=lambda row: (bool(row.fixed), row.title)))


def _limit_row(
    limit: Limit, own: list[OfficeValue], day: date, names: Mapping[str, str]
) -> LimitRow:
    begun = [since for since, _ in limit.values if since <= day]
    kept = tuple(_kept(row, limit.words(row.since), names) for row in reversed(own))
    return LimitRow(
        limit.key, limit.title, limit.unit, limit.words(day) if begun else "",
        begun[-1] if begun else None,
        tuple((since, limit.words(since)) for since, _ in limit.values if since > day),
        limit.source, why_fixed(limit),
        tuple((since, law.LIMITS[limit.key].words(since))
              for since, _ in law.LIMITS[limit.key].values), kept,
    )


def code_lists(session: Session, *, day: date) -> tuple[CodeListView, ...]:
    """Every code list with all its codes, ended ones too; those that can be changed first."""
    rows: dict[str, list[OfficeValue]] = {}
    for row in values_of(session, ValueKind.CODE, ValueKind.CODE_END):
        rows.setdefault(row.key, []).append(row)
    names = names_by_login(session)
    found = [_list_view(one, rows, day, names) for one in code_lists_now(session).values()]
    return tuple(sorted(found, key=lambda one: (bool(one.fixed), one.title)))


def _list_view(
    one: CodeList, rows: Mapping[str, list[OfficeValue]], day: date, names: Mapping[str, str]
) -> CodeListView:
    return CodeListView(
        one.key, one.title, one.source, one.note, office_codes.why_fixed(one),
        tuple(
            CodeRow(code, code.in_use(day), office_codes.why_stays(code), tuple(
                _kept(row, "Added" if row.kind is ValueKind.CODE else "Ends", names)
                for row in reversed(rows.get(f"{one.key}/{code.code}", ()))
            ))
            for code in one.codes
        ),
    )


def bank_holidays(session: Session, *, first: date) -> tuple[HolidayRow, ...]:
    """Those of the shipped list and the office's own, from a day on, by day."""
    kept: dict[date, list[OfficeValue]] = {}
    for row in values_of(session, ValueKind.HOLIDAY):
        kept.setdefault(row.since, []).append(row)
    names = names_by_login(session)
    shipped = [HolidayRow(day, name, False)
               for day, name in england_and_wales().holidays.items() if day >= first]
    ours = [
        HolidayRow(day, name, True, tuple(
            _kept(row, str(row.value or "Taken back"), names) for row in reversed(kept[day])
        ))
        for day, name in office_holidays(session).items() if day >= first
    ]
    return tuple(sorted((*shipped, *ours), key=lambda row: row.day))


def settings(session: Session, *, day: date, names: tuple[str, ...]) -> tuple[SettingRow, ...]:
    """The office's own words for letters, each with what it was and will be, newest first."""
    who = names_by_login(session)
    found = []
    for name in names:
        query = select(Setting).where(Setting.name == name).order_by(Setting.since.desc())
        rows = list(session.scalars(query))
        now = next((row for row in rows if row.since <= day), None)
        kept = tuple(Kept(row.since, row.value, who.get(row.set_by, row.set_by), "", "")
                     for row in rows)
        found.append(SettingRow(name, now.value if now else "", now.since if now else None, kept))
    return tuple(found)


def particulars(session: Session, *, day: date) -> tuple[ParticularRow, ...]:
    """Names, addresses and numbers that ship with the program, as they are in use on a day."""
    return tuple(_particulars(day))


def _particulars(day: date) -> Iterator[ParticularRow]:
    for each in law.PARTICULARS.values():
        begun = [since for since, _ in each.values if since <= day]
        if begun:
            yield ParticularRow(each.title, each.on(day), begun[-1], each.source)


def _kept(row: OfficeValue, words: str, names: Mapping[str, str]) -> Kept:
    return Kept(row.since, words, names.get(row.set_by, row.set_by), moment(row.set_at),
                row.because)
