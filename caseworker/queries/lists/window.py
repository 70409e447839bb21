"""Windows of a list: the rows on screen, and where a case stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from caseworker.queries.complaints import complaint_counts, with_own
from caseworker.queries.lists import statements, whole
from caseworker.queries.lists.filters import Asked
from caseworker.queries.lists.places import Places, number_of, places
from caseworker.queries.lists.sorts import Kind, Shown
from caseworker.queries.lists.statements import Piece
from caseworker.queries.queues import Counts, on_server, view_counts
from caseworker.queries.rows import BLOCK, ListOf, QueueRow, make_row
from caseworker.records.office_values import office_limits_now

PIECES = 16  # stretches that one statement reads
SEEN = 64  # rows that a screen has; what is read ahead of them is of any number
REACH = 1024  # rows: a statement for each power of two below it would be planned more often
_FIRST = {False: date.min, True: date.max}  # before every day, in each direction


@dataclass(frozen=True, slots=True)
class Look:
    """A list anew: its places, the rows from ``first``, and the number of the chosen row."""

    places: Places
    first: int
    rows: tuple[Any, ...]
    chosen: int | None


def first_rows(
    session: Session, *, shown: Shown, me: str, today: date, number: int = BLOCK
) -> tuple[QueueRow, ...]:
    """The first rows, before the list is counted. For a list of cases in one part, which most are.
    """
    asked = _asked(session, me, today)
    if shown.codes or shown.key.of_review or shown.key.kind is Kind.WORDS:
        counted = places(session, shown, asked)
        return rows_at(session, all_=counted, first=0, number=number)
    given = {"key0": _FIRST[shown.down], "id0": statements.outermost(shown)}
    page = Piece((), True, False, number)
    found = list(session.connection().execute(
        statements.window(shown, asked, (page,), on_server(session)), given))
    if len(found) < number:
        rest = statements.window(shown, asked, (Piece((), False, False),), on_server(session))
        found += session.connection().execute(
            rest, {**given, "skip0": 0, "number0": number - len(found)}).all()
    return _whole(session, shown, [make_row(row, today, asked.near) for row in found])


def rows_at(
    session: Session, *, all_: Places, first: int, number: int = BLOCK
) -> tuple[Any, ...]:
    """Rows ``first`` to ``first + number`` of a list."""
    shown, asked = all_.shown, all_.asked
    if shown.list_of in whole.WHOLE:
        return whole.read(session, shown, asked)[1][first:first + number]
    found: list[QueueRow] = []
    parts = list(all_.parts(first, number))
    for at in range(0, len(parts), PIECES):
        pieces: list[Piece] = []
        given: dict[str, Any] = {}
        some = parts[at:at + PIECES]
        for n, (stretch, start, count) in enumerate(some):
            row, key, id_ = stretch.before(start)
            given |= {f"key{n}": key, f"id{n}": id_, f"skip{n}": start - row, f"number{n}": count}
            after = stretch.after(start + count)
            if after is not None:
                given |= {f"last_key{n}": after[1], f"last_id{n}": after[2]}
            # Of a list that is parted or narrowed one plan would not do for all values; and a file
            # keeps its plans anyway, and would sort all that is skipped.
            plain = (len(some) == 1 and count == number <= SEEN and on_server(session)
                     and not (shown.codes or shown.filter.count))
            pieces.append(Piece(
                stretch.codes, stretch.known, after is not None, count if plain else 0,
                max(REACH, 1 << (start - row + count - 1).bit_length()) if plain else 0))
        statement = statements.window(shown, asked, tuple(pieces), on_server(session))
        found += [make_row(each, asked.today, asked.near)
                  for each in session.connection().execute(statement, given)]
    return _whole(session, shown, found)


def _whole(session: Session, shown: Shown, rows: Sequence[QueueRow]) -> tuple[QueueRow, ...]:
    """The rows with all that their list shows: complaints about MOPAC have more."""
    of_complaints = shown.list_of is ListOf.COMPLAINTS
    return with_own(session, rows) if rows and of_complaints else tuple(rows)


def look(
    session: Session, *, shown: Shown, me: str, today: date, first: int = 0,
    number: int = BLOCK, chosen: int | None = None,
) -> Look:
    """Count the list, and read the rows about ``first``; where the row ``chosen``, by its key, now
    stands. A list that is read whole has all of its rows.
    """
    asked = _asked(session, me, today)
    if shown.list_of in whole.WHOLE:
        all_, rows = whole.read(session, shown, asked)
        return Look(all_, 0, rows, next(
            (number for number, row in enumerate(rows) if row.key == chosen), None))
    counted = places(session, shown, asked)
    at = number_of(session, counted, chosen) if chosen is not None else None
    begin = max(0, min(first, counted.total - number))
    return Look(counted, begin, rows_at(session, all_=counted, first=begin, number=number), at)


def counts(session: Session, *, list_of: ListOf, today: date, me: str) -> Counts:
    """How many rows are in each view of a list, in words too."""
    if list_of is ListOf.REVIEWS:
        return view_counts(session, today=today, me=me)
    if list_of is ListOf.COMPLAINTS:
        return complaint_counts(session, today=today, me=me)
    return whole.view_counts(session, list_of=list_of, today=today, me=me)


def number_in(session: Session, shown: Shown, asked: Asked) -> int:
    """How many rows a list has."""
    of = whole if shown.list_of in whole.WHOLE else statements
    found: int = session.execute(of.total(shown, asked)).scalar_one()
    return found


def _asked(session: Session, me: str, today: date) -> Asked:
    return Asked(me, today, office_limits_now(session)["soon"].on(today))
