"""Who is away, and who covers: for Home, for whoever allocates, and for the radar."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, select
from sqlalchemy.orm import Session, aliased

from caseworker.records import Absence, Staff
from caseworker.rules.lifecycle import Role
from caseworker.rules.words import long_date, short_date


@dataclass(frozen=True, slots=True)
class Away:
    """An absence, now or to come; the days included. ``cover`` is "" where nobody covers."""

    id: int
    staff_id: int
    name: str
    first: date
    last: date
    cover_id: int | None
    cover: str

    def words(self, today: date) -> str:
        """"away until 20 Mar 2026", or from when."""
        begun = self.first <= today
        from_ = "" if begun else f"from {short_date(self.first)} "
        return f"away {from_}until {short_date(self.last)}"

    @property
    def line(self) -> str:
        """The whole of it, as a list shows it."""
        days = long_date(self.first) if self.first == self.last else (
            f"{long_date(self.first)} to {long_date(self.last)}")
        return f"{self.name}: {days}. {self.cover or 'Nobody'} covers"


@dataclass(frozen=True, slots=True)
class Absences:
    """What the dialog of absences shows: the list, whom the asker may record, and who can cover."""

    listed: tuple[Away, ...]
    may_record: tuple[tuple[int, str], ...]
    covers: tuple[tuple[int, str], ...]


def away(session: Session, today: date) -> tuple[Away, ...]:
    """Every absence that is not over, the earliest first."""
    cover = aliased(Staff)
    query = (
        select(Absence.id, Absence.staff_id, Staff.name, Absence.first_day, Absence.last_day,
               Absence.cover_id, cover.name)
        .join(Staff, Staff.id == Absence.staff_id).outerjoin(cover, cover.id == Absence.cover_id)
        .where(Absence.last_day >= today).order_by(Absence.first_day, Absence.id)
    )
    return tuple(Away(number, staff_id, name, first, last, cover_id, covers or "")
                 for number, staff_id, name, first, last, cover_id, covers
                 in session.execute(query))


def away_today(session: Session, today: date) -> dict[int, Away]:
    """Who is away today, by the id of the colleague."""
    return {each.staff_id: each for each in away(session, today) if each.first <= today}


def staff_and_away(session: Session, today: date) -> tuple[list[Staff], dict[int, Away]]:
    """Everybody who ever had a place here, by name, and who of them is away today."""
    query = select(Staff, Absence).outerjoin(Absence, and_(
        Absence.staff_id == Staff.id, Absence.first_day <= today, Absence.last_day >= today))
    rows = session.execute(query.order_by(Staff.name, Staff.id)).all()
    names = {each.id: each.name for each, _ in rows}
    return list(dict.fromkeys(each for each, _ in rows)), {
        gone.staff_id: Away(gone.id, gone.staff_id, each.name, gone.first_day, gone.last_day,
                            gone.cover_id, names.get(gone.cover_id or 0, ""))
        for each, gone in rows if gone is not None}


def uncovered(gone: Collection[Away]) -> tuple[Away, ...]:
    """Those for whom nobody covers, or somebody who is away as well."""
    ids = {each.staff_id for each in gone}
    return tuple(each for each in gone if each.cover_id is None or each.cover_id in ids)


def absences(
    session: Session, *, me: str, roles: frozenset[Role], today: date
) -> Absences:
    """What somebody with this login and these roles is shown, and may record."""
    staff = session.scalars(select(Staff).where(Staff.active).order_by(Staff.name)).all()
    mine = [each for each in staff if each.login == me]
    return Absences(
        away(session, today),
        tuple((each.id, each.name) for each in (staff if Role.MANAGER in roles else mine)),
        tuple((each.id, each.name) for each in staff
              if {Role.CASEWORKER.value, Role.MANAGER.value} & set(each.roles)),
    )
