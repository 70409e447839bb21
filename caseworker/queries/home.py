"""The first page: what needs somebody today, and why each thing is there.

Every number is that of the rows of the list that it leads to, and a handful of questions answers
all of it, however much there is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from caseworker.queries.absences import Away, staff_and_away
from caseworker.queries.bring_forward import comes_back
from caseworker.queries.home_lines import (
    LINES,
    Counted,
    Line,
    Pile,
    brought_lines,
    case_line,
    case_rows,
    complaint_lines,
    dated_rows,
    letter_lines,
    post_lines,
)
from caseworker.queries.lists.fields import Asked
from caseworker.queries.lists.sorts import usual
from caseworker.queries.lists.whole import total
from caseworker.queries.load import Load, team
from caseworker.queries.queues import OPEN, how_many, in_view, known_of
from caseworker.queries.radar import Forgotten, forgotten
from caseworker.queries.rows import ListOf, View
from caseworker.queries.whose import Whose, whose, works_reviews
from caseworker.records import TALLY, Case, Staff
from caseworker.records.office_values import office_limits_now
from caseworker.rules import law
from caseworker.rules.days import Calendar
from caseworker.rules.law import Limit
from caseworker.rules.lifecycle import Role, Stage
from caseworker.rules.words import count, long_date

__all__ = ["Card", "Home", "Line", "Pile", "home"]

_WAITS: ColumnElement[bool] = and_(OPEN, Case.stage == Stage.RESPONSE_DUE)
_BY_DAY = frozenset({Pile.OVERDUE, Pile.DUE})
_POST_FIRST = (Pile.POST, Pile.LETTERS, Pile.OVERDUE, Pile.DUE, Pile.BROUGHT, Pile.UNALLOCATED,
               Pile.WAITING, Pile.COMPLAINTS)


@dataclass(frozen=True, slots=True)
class Card:
    """A number, what it counts, why that is here, and the first few of them. With ``owner`` it
    counts what is overdue or due soon of a colleague who is away.
    """

    pile: Pile
    title: str
    number: int
    why: str
    lines: tuple[Line, ...]
    note: str = ""  # "3 late"
    owner: int | None = None


@dataclass(frozen=True, slots=True)
class Home:
    """Everything that the first page shows. ``ahead`` is how many days "due soon" looks ahead;
    ``owners`` are those whose cases are counted, None for nobody's; empty: everybody's.
    """

    sentence: str
    owners: tuple[int | None, ...]
    ahead: int
    cards: tuple[Card, ...]
    next_step: Line | None
    forgotten: tuple[Forgotten, ...]
    loads: tuple[Load, ...]
    colleagues: tuple[tuple[int, str], ...]  # whom one may cover for, and until when they are away


def home(
    session: Session, *, me: str, roles: frozenset[Role], today: date, calendar: Calendar,
    cover: int | None = None,
) -> Home:
    """What needs this person today; with ``cover``, what would need that colleague."""
    staff, gone = staff_and_away(session, today)
    limits = office_limits_now(session)
    seen = whose(staff, me, roles, cover)
    mine = next((each.id for each in staff if each.login == me), None)
    covered = [] if cover is not None else [
        each for each in gone.values() if each.cover_id is not None and each.cover_id == mine]
    ahead = limits[law.AHEAD.key].on(today)
    piles = _piles(seen, today, ahead)
    complaints = complaint_lines(me, today, ahead)
    numbers = _numbers(session, piles, seen, today, complaints)
    lines = _lines(session, piles, today, limits)
    lines[Pile.COMPLAINTS] = tuple(replace(
        each.line, words=f"{numbers[each.line.who]:,}",
        state=each.line.state if numbers[each.line.who] else "none") for each in complaints[1:])
    titles = {Pile.DUE: f"Due in {count(ahead, 'day')}"}
    why = _why(limits, today)
    cards = {pile: Card(pile, titles.get(pile, pile.value), numbers[pile], why[pile], lines[pile],
                        _note(pile, numbers["late"]))
             for pile in Pile if pile is not Pile.COMPLAINTS or numbers[pile]}
    only_post = Role.CORRESPONDENCE in roles and not {Role.CASEWORKER, Role.MANAGER} & roles
    order = [pile for pile in (_POST_FIRST if only_post else tuple(Pile)) if pile in cards]
    theirs = _covered(session, covered, today, ahead, limits)
    watched = seen.and_of([each.staff_id for each in covered])
    return Home(
        " ".join((seen.words, *(f"You cover for {each.name} until {long_date(each.last)}."
                                for each in covered))),
        seen.owners, ahead, (*(cards[pile] for pile in order), *theirs),
        _next_step([cards[pile] for pile in order], roles)
        or next((card.lines[0] for card in theirs if card.lines), None),
        forgotten(session, staff, watched, calendar, today, limits, tuple(gone.values())),
        team(session, staff, today, gone) if Role.MANAGER in roles else (),
        tuple((each.id, _named(each, gone, today)) for each in staff
              if works_reviews(each) and each.login != me),
    )


def _named(one: Staff, gone: Mapping[int, Away], today: date) -> str:
    return f"{one.name}, {gone[one.id].words(today)}" if one.id in gone else one.name


def _covered(
    session: Session, covered: Iterable[Away], today: date, ahead: int,
    limits: Mapping[str, Limit],
) -> tuple[Card, ...]:
    """A card for each colleague whom one covers for: what is overdue, or due soon."""
    near, found = limits[law.SOON.key].on(today), []
    for each in covered:
        due = and_(OPEN, Case.owner_id == each.staff_id,
                   Case.next_deadline <= today + timedelta(days=ahead))
        rows = session.execute(dated_rows(due).add_columns(func.count().over())).all()
        lines = tuple(case_line(row[:-1], today, near, Pile.DUE) for row in rows)
        late = sum(line.state == "late" for line in lines)
        found.append(Card(
            Pile.DUE, f"Cover for {each.name}", rows[0][-1] if rows else 0,
            f"Away until {long_date(each.last)}. Overdue, or due in {count(ahead, 'day')}.",
            lines, f"{late} overdue" if late and late < LINES else "", each.staff_id))
    return tuple(found)


def _piles(seen: Whose, today: date, ahead: int) -> dict[Pile, ColumnElement[bool]]:
    """What must hold of a case to be counted on each card of cases."""
    last, theirs = today + timedelta(days=ahead), seen.condition()
    return {
        Pile.OVERDUE: and_(OPEN, theirs, Case.next_deadline < today),
        Pile.DUE: and_(OPEN, theirs, Case.next_deadline.between(today, last)),
        Pile.BROUGHT: and_(OPEN, theirs, comes_back(today)),
        Pile.WAITING: and_(_WAITS, theirs),
        Pile.UNALLOCATED: and_(OPEN, Case.owner_id.is_(None)),
    }


def _numbers(
    session: Session, piles: Mapping[Pile, ColumnElement[bool]], seen: Whose, today: date,
    complaints: Sequence[Counted],
) -> dict[str, int]:
    """The number of each card, how many of those that wait for the MPS are late, and of each line
    about complaints.
    """
    known: dict[str, ColumnElement[int]] = {
        Pile.WAITING: known_of(and_(in_view(View.WAITING, "", today, TALLY.c),
                                    seen.condition(TALLY.c))),
        Pile.UNALLOCATED: known_of(in_view(View.UNALLOCATED, "", today, TALLY.c))}
    # Each of the others is counted by itself, so that the index of open cases serves it.
    asked: dict[str, Any] = {
        pile: how_many(condition) for pile, condition in piles.items() if pile not in known}
    asked["late"] = how_many(and_(piles[Pile.WAITING], Case.next_deadline < today))
    asked |= {each.line.who: how_many(each.condition) for each in complaints}
    asked |= {pile: total(usual(list_), Asked("", today, 0)).scalar_subquery() for pile, list_ in (
        (Pile.LETTERS, ListOf.LETTERS), (Pile.POST, ListOf.POST))}
    asked |= known
    found = session.execute(select(*asked.values()).select_from(TALLY)).one()
    return dict(zip(asked, found, strict=True))


def _lines(
    session: Session, piles: Mapping[Pile, ColumnElement[bool]], today: date,
    limits: Mapping[str, Limit],
) -> dict[Pile, tuple[Line, ...]]:
    near = limits[law.SOON.key].on(today)
    found: dict[Pile, tuple[Line, ...]] = {
        pile: tuple(case_line(row, today, near, pile)
                    for row in case_rows(session, condition, dated=pile in _BY_DAY))
        for pile, condition in piles.items() if pile is not Pile.BROUGHT}
    found[Pile.BROUGHT] = brought_lines(session, piles[Pile.BROUGHT], today)
    return {**found, Pile.LETTERS: letter_lines(session), Pile.POST: post_lines(session)}


def _why(limits: Mapping[str, Limit], today: date) -> dict[Pile, str]:
    """One line for each card that says why its things are on the page."""
    return {
        Pile.OVERDUE: "Their next deadline has passed.",
        Pile.DUE: "Their next deadline comes next.",
        Pile.BROUGHT: "The day of their return has come.",
        Pile.WAITING: f"The MPS has {limits[law.MPS_RESPONSE.key].words(today)} to answer.",
        Pile.UNALLOCATED: "Open, and nobody owns them.",
        Pile.LETTERS: "Drafted, and not issued yet.",
        Pile.COMPLAINTS: "Open, and you are a member of them.",
        Pile.POST: "Logged, and in no case yet.",
    }


def _note(pile: Pile, late: int) -> str:
    return f"{late} late" if pile is Pile.WAITING and late else ""


def _next_step(cards: Iterable[Card], roles: Collection[Role]) -> Line | None:
    """The first thing to do: what is overdue, then what is due, then what lies about."""
    by_pile = {card.pile: card.lines for card in cards}
    works = bool({Role.CASEWORKER, Role.MANAGER} & set(roles))
    order = [Pile.OVERDUE, Pile.BROUGHT, Pile.DUE, Pile.LETTERS]
    if Role.CORRESPONDENCE in roles:
        order = [Pile.POST, *order] if not works else [*order, Pile.POST]
    if Role.MANAGER in roles:
        order.append(Pile.UNALLOCATED)
    return next((by_pile[pile][0] for pile in order if by_pile[pile]), None)
