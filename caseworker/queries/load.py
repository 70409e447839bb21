"""How much work each colleague has and what stands against them, for whoever allocates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, func, select, text
from sqlalchemy.orm import Session

from caseworker.queries.absences import Away, away_today
from caseworker.queries.queues import OPEN, how_many, known_of
from caseworker.queries.whose import works_reviews
from caseworker.records import TALLY, Case, Staff
from caseworker.rules import lifecycle
from caseworker.rules.words import count


@dataclass(frozen=True, slots=True)
class Load:
    """A colleague who works reviews: open cases they own, how many of these are late, the cases
    of those asked about in which they declared a conflict, and until when they are away.
    """

    id: int
    name: str
    open_cases: int
    overdue: int = 0
    conflicts: tuple[int, ...] = ()
    away: str = ""  # "away until 20 Mar 2026"

    @property
    def words(self) -> str:
        """The load in words: "Priya Shah: 12 cases, 2 overdue"."""
        against = (f", a conflict of interest in {len(self.conflicts)} of these"
                   if self.conflicts else "")
        late = f", {self.overdue} overdue" if self.overdue else ""
        gone = f", {self.away}" if self.away else ""
        return f"{self.name}: {count(self.open_cases, 'case')}{late}{gone}{against}"


def answers(session: Session) -> bool:
    """Whether the records answer at all: True, or Unavailable by way of the office."""
    return session.scalar(select(1)) == 1


def loads(
    session: Session, today: date, cases: Sequence[int] = ()
) -> tuple[Load, ...]:
    """Everybody here now who can be given a review, by name."""
    owned, against = _owned(session, today), conflicts(session, cases)
    gone = away_today(session, today)
    people = session.scalars(select(Staff).where(Staff.active).order_by(Staff.name))
    return tuple(
        Load(each.id, each.name, *owned.get(each.id, (0, 0)), against.get(each.id, ()),
             gone[each.id].words(today) if each.id in gone else "")
        for each in people if works_reviews(each))


def team(
    session: Session, staff: Iterable[Staff], today: date, gone: Mapping[int, Away]
) -> tuple[Load, ...]:
    """Who of the staff can be given a review, or still owns one; the most loaded first."""
    owned = _owned(session, today)
    found = [Load(each.id, each.name, *owned.get(each.id, (0, 0)),
                  away=gone[each.id].words(today) if each.id in gone else "")
             for each in staff if works_reviews(each) or each.id in owned]
    return tuple(sorted(found, key=lambda one: (-one.open_cases, one.name)))


def _owned(session: Session, today: date) -> dict[int, tuple[int, int]]:
    """How many open cases each owner has, and how many of them are overdue."""
    number = known_of(TALLY.c.stage.in_(lifecycle.OPEN))
    late = how_many(and_(OPEN, Case.owner_id == TALLY.c.owner_id, Case.next_deadline < today))
    owners = select(TALLY.c.owner_id, number, late).where(
        TALLY.c.owner_id.is_not(None)).group_by(TALLY.c.owner_id).having(number > 0)
    return {owner: (found, late) for owner, found, late in session.execute(owners)}


def conflicts(session: Session, cases: Sequence[int]) -> dict[int, tuple[int, ...]]:
    """Who declared a conflict of interest in which of these cases, as far as one may know.

    Only a server keeps them: in a file of one person there is nobody to keep a case from.
    """
    if not cases or session.get_bind().dialect.name == "sqlite":
        return {}
    found: dict[int, tuple[int, ...]] = {}
    asked = select(text("*")).select_from(func.app.conflicts_in(list(cases)))
    for staff_id, case_id in session.execute(asked):
        found[staff_id] = (*found.get(staff_id, ()), case_id)
    return found


def suggestion(people: Sequence[Load]) -> tuple[Load, str] | None:
    """Who to give them to, and why: nobody with a conflict, and nobody who is away; then fewest
    overdue, then fewest.
    """
    allowed = [each for each in people if not each.conflicts]
    free = [each for each in allowed if not each.away]
    if not free:
        return None
    best = min(free, key=lambda each: (each.open_cases + 2 * each.overdue, each.name))
    late = "none overdue" if not best.overdue else f"{best.overdue} overdue"
    return best, (f"Suggested: {best.name}. {count(best.open_cases, 'open case')} and {late}, "
                  "the lightest load, and no conflict declared."
                  + ("" if len(free) == len(allowed) else " Who is away is passed over."))
