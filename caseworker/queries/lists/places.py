"""Where every row of a list stands, without reading the rows.

The list falls into stretches that one index serves: one for each value of a code that parts it,
and within it the rows whose key is known before those whose key is not. In each, marks tell
which row begins at which key: for days they come from counting each day, for words every
``STEP`` rows are numbered off by the database. A window of rows is then read from the last mark
before it, by key, and never walks further than ``STEP`` rows.
"""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from caseworker.queries.lists import statements
from caseworker.queries.lists.filters import Asked
from caseworker.queries.lists.orders import WEEK, in_week, monday
from caseworker.queries.lists.sorts import Kind, Shown, order_of
from caseworker.queries.queues import on_server

STEP = 1024
NEAR = 128  # rows between two marks, at least: a list in many parts has few of each day
Mark = tuple[int, Any, int]  # the row in the list, its key, its id


@dataclass(frozen=True, slots=True)
class Stretch:
    """Rows ``first`` to ``first + count``, all with these values of the codes that part the list.

    Each mark names a row and the key and id from which the database counts to it.
    """

    first: int
    count: int
    codes: tuple[Any, ...]
    known: bool
    marks: tuple[Mark, ...]

    def before(self, row: int) -> Mark:
        """The last mark at or before a row."""
        return self.marks[bisect.bisect_right(self.marks, row, key=lambda mark: mark[0]) - 1]

    def after(self, row: int) -> Mark | None:
        """The first mark at or after a row; None past the last."""
        at = bisect.bisect_left(self.marks, row, key=lambda mark: mark[0])
        return self.marks[at] if at < len(self.marks) else None


@dataclass(frozen=True, slots=True)
class Heading:
    """The words over a group, the row it begins with, and how many rows it has."""

    row: int
    words: str
    count: int


@dataclass(frozen=True, slots=True)
class Places:
    """The places of all rows of a list."""

    shown: Shown
    asked: Asked
    stretches: tuple[Stretch, ...]
    headings: tuple[Heading, ...]
    total: int
    left_out: int = 0  # of a list that is read whole: rows beyond the most that it shows

    def parts(self, first: int, count: int) -> Iterator[tuple[Stretch, int, int]]:
        """The stretches in which these rows are: (stretch, first row in it, how many)."""
        at = max(bisect.bisect_right(self.stretches, first, key=lambda each: each.first) - 1, 0)
        for stretch in itertools.islice(self.stretches, at, None):
            start, end = max(first, stretch.first), min(first + count,
                                                        stretch.first + stretch.count)
            if start >= first + count:
                return
            if start < end:
                yield stretch, start, end - start


def places(session: Session, shown: Shown, asked: Asked) -> Places:
    """Count the list and note the marks."""
    orders = [order_of(session, code) for code in shown.codes]
    found = _counted(session, shown, asked)
    parts = sorted(found, key=lambda codes: [
        place[code] for code, (place, _) in zip(codes, orders, strict=True)])
    if shown.codes and shown.descending and not shown.down:
        parts.reverse()
    stretches: list[Stretch] = []
    row = 0
    for codes in parts:
        known, unknown, marks = found[codes]
        for number, is_known, own in ((known, True, marks), (unknown, False, ())):
            if number:
                begun = own or _of_unknown(session, shown, asked, codes, number)
                stretches.append(Stretch(row, number, codes, is_known, tuple(
                    (row + at, key, id_) for at, key, id_ in begun)))
                row += number
    return Places(shown, asked, tuple(stretches),
                  tuple(_headings(shown, stretches, orders[0][1] if orders else {})), row)


Counted = dict[tuple[Any, ...], tuple[int, int, Sequence[Mark]]]  # known, not known, marks


def _counted(session: Session, shown: Shown, asked: Asked) -> Counted:
    if shown.key.kind is Kind.WORDS:
        return _of_words(session, shown, asked)
    found: Counted = {}
    parts: dict[tuple[Any, ...], dict[Any, int]] = {}
    wide, begin = len(shown.codes), statements.outermost(shown)
    near = 0 if shown.group == WEEK else NEAR  # a week may begin with any day
    for row in session.connection().execute(statements.histogram(shown, asked)):
        parts.setdefault(row[:wide], {})[row[wide]] = row[wide + 1]
    for codes, days in parts.items():
        marks: list[Mark] = []
        unknown, at = days.pop(None, 0), 0
        for day, number in sorted(days.items(), reverse=shown.down):
            if not marks or at - marks[-1][0] >= near or number > STEP:
                marks.append((at, day, begin))
            if number > 2 * STEP:  # so many on one day: mark it within, too
                marks += [(at + n, day, id_) for n, id_ in
                          _within(session, shown, asked, codes, day)]
            at += number
        found[codes] = (at, unknown, marks)
    return found


def _within(
    session: Session, shown: Shown, asked: Asked, codes: tuple[Any, ...], day: Any
) -> list[tuple[int, int]]:
    """Every STEP-th row of one day: (its number within the day, its id)."""
    return [(n, id_) for n, id_ in session.execute(
        statements.within(shown, asked, codes, day, STEP)) if n]


def _of_unknown(
    session: Session, shown: Shown, asked: Asked, codes: tuple[Any, ...], number: int
) -> list[Mark]:
    marks: list[Mark] = [(0, None, statements.outermost(shown))]
    if number > 2 * STEP:
        marks += [(n, None, id_) for n, id_ in _within(session, shown, asked, codes, None)]
    return marks


def _of_words(session: Session, shown: Shown, asked: Asked) -> Counted:
    if statements.can_hop(shown):
        hops = [(n, key, id_) for key, id_, n in session.execute(
            statements.hops(shown, asked, STEP, on_server(session)))]
        if not hops:
            return {}
        n, key, id_ = hops[-1]
        last = session.execute(statements.rest(shown, asked, key, id_)).scalar_one()
        return {(): (n + last, 0, hops)}
    counts = session.execute(statements.part_counts(shown, asked)).all()
    marks: dict[tuple[Any, ...], list[Mark]] = {}
    for row in session.execute(statements.numbered(shown, asked, STEP)):
        *codes, key, id_, n = row
        marks.setdefault(tuple(codes), []).append((n, key, id_))
    return {tuple(row[:-1]): (row[-1], 0, marks[tuple(row[:-1])]) for row in counts}


def _headings(shown: Shown, stretches: Sequence[Stretch], words: dict[Any, str]) -> list[Heading]:
    """The groups in order; none when the list is not grouped."""
    if shown.group == WEEK:
        return _weeks(stretches)
    found: list[Heading] = []
    if shown.group:
        for value, group in itertools.groupby(stretches, key=lambda each: each.codes[0]):
            rows = list(group)
            found.append(Heading(rows[0].first, words[value], sum(each.count for each in rows)))
    return found


def _weeks(stretches: Sequence[Stretch]) -> list[Heading]:
    """One heading for each week, from Monday, in which a deadline falls, and one for none."""
    begins: list[tuple[int, date | None]] = []
    for stretch in stretches:
        for row, day, _ in stretch.marks:
            begin = monday(day) if day is not None else None
            if not begins or begins[-1][1] != begin:
                begins.append((row, begin))
    end = stretches[-1].first + stretches[-1].count if stretches else 0
    ends = [row for row, _ in begins[1:]] + [end]
    return [Heading(row, "No deadline" if begin is None else in_week("Due", begin), last - row)
            for (row, begin), last in zip(begins, ends, strict=True)]


def number_of(session: Session, all_: Places, case_id: int) -> int | None:
    """The row of a case in a list; None when it is not in it."""
    shown, asked = all_.shown, all_.asked
    mine = session.execute(statements.of_case(shown, asked, case_id)).one_or_none()
    if mine is None:
        return None
    *codes, key = mine
    for stretch in all_.stretches:
        if stretch.codes == tuple(codes) and stretch.known == (key is not None):
            before = session.execute(_rows_before(shown, asked, stretch, key, case_id)).scalar_one()
            start = _mark_before(shown, stretch, key)
            return min(start[0] + before, stretch.first + stretch.count - 1)
    return None  # it came into the list after its places were counted


def _mark_before(shown: Shown, stretch: Stretch, key: Any) -> Mark:
    """The last mark before ``key`` at which a day begins; the databases order words in ways of
    their own, so for words it is the first of all.
    """
    if shown.key.kind is Kind.WORDS or key is None:
        return stretch.marks[0]

    def place(day: date) -> int:
        return -day.toordinal() if shown.down else day.toordinal()

    days = [place(mark[1]) for mark in stretch.marks]
    last = max(bisect.bisect_right(days, place(key)) - 1, 0)
    return stretch.marks[bisect.bisect_left(days, days[last])]


def _rows_before(
    shown: Shown, asked: Asked, stretch: Stretch, key: Any, case_id: int
) -> Select[int]:
    _, from_key, _ = _mark_before(shown, stretch, key)
    rows = statements.between(shown, asked, stretch.codes, stretch.known, from_key, key, case_id)
    return select(func.count()).select_from(rows.subquery())
