"""Windows of a list: the rows on screen, and where a case stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from caseworker.queries.lists import statements
from caseworker.queries.lists.filters import Asked
from caseworker.queries.lists.places import Places, number_of, places
from caseworker.queries.lists.sorts import Kind, Shown
from caseworker.queries.rows import BLOCK, QueueRow, make_row
from caseworker.records.office_values import office_limits_now

_FIRST = {False: date.min, True: date.max}  # before every day, in each direction


@dataclass(frozen=True, slots=True)
class Look:
    """A list anew: its places, the rows from ``first``, and the row of the chosen case."""

    places: Places
    first: int
    rows: tuple[QueueRow, ...]
    chosen: int | None


def first_rows(
    session: Session, *, shown: Shown, me: str, today: date, number: int = BLOCK
) -> tuple[QueueRow, ...]:
    """The first rows, before the list is counted. For a list in one part, which most are."""
    asked = _asked(session, me, today)
    if shown.codes or shown.key.of_review or shown.key.kind is Kind.WORDS:
        counted = places(session, shown, asked)
        return rows_at(session, all_=counted, first=0, number=number)
    found = session.execute(statements.window(shown, asked, (), True, False), {
        "key": _FIRST[shown.down], "id": statements.outermost(shown), "skip": 0,
        "number": number}).all()
    if len(found) < number:
        found = [*found, *session.execute(statements.window(shown, asked, (), False, False), {
            "id": statements.outermost(shown), "skip": 0, "number": number - len(found)})]
    return tuple(make_row(row, today, asked.near) for row in found)


def rows_at(
    session: Session, *, all_: Places, first: int, number: int = BLOCK
) -> tuple[QueueRow, ...]:
    """Rows ``first`` to ``first + number`` of a list."""
    shown, asked = all_.shown, all_.asked
    found: list[QueueRow] = []
    for stretch, start, count in all_.parts(first, number):
        row, key, id_ = stretch.before(start)
        given = {"key": key, "id": id_, "skip": start - row, "number": count}
        after = stretch.after(start + count)
        if after is not None:
            given |= {"last_key": after[1], "last_id": after[2]}
        statement = statements.window(shown, asked, stretch.codes, stretch.known,
                                      after is not None)
        found += [make_row(each, asked.today, asked.near)
                  for each in session.execute(statement, given)]
    return tuple(found)


def look(
    session: Session, *, shown: Shown, me: str, today: date, first: int = 0,
    number: int = BLOCK, chosen: int | None = None,
) -> Look:
    """Count the list, and read the rows about ``first``; where the case ``chosen`` now stands."""
    counted = places(session, shown, _asked(session, me, today))
    at = number_of(session, counted, chosen) if chosen is not None else None
    begin = max(0, min(first, counted.total - number))
    return Look(counted, begin, rows_at(session, all_=counted, first=begin, number=number), at)


def _asked(session: Session, me: str, today: date) -> Asked:
    return Asked(me, today, office_limits_now(session)["soon"].on(today))
