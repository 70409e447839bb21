"""The statements behind a list. Each is made once for what is shown and then only given values.

The conditions of open and of ended cases are literal, so that both engines use their partial
indexes. On a server the cases are a view of two sides: with the keys of an index in ORDER BY and
LIMIT, the planner merges the open table's index with the few rows of the closed side.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    and_,
    bindparam,
    func,
    literal,
    literal_column,
    or_,
    select,
    true,
    tuple_,
    union_all,
)
from sqlalchemy.orm import InstrumentedAttribute, aliased

from caseworker.queries import queues
from caseworker.queries.lists.filters import Asked, conditions
from caseworker.queries.lists.sorts import Shown, is_value
from caseworker.queries.lists.views import in_view, is_of_complaints
from caseworker.queries.queues import row_columns, rows_of
from caseworker.queries.rows import View
from caseworker.records import TALLY, Case, Review

_BEYOND = 1 << 62  # no id is higher


def outermost(shown: Shown) -> int:
    """The id before that of every row of one key, in the direction of the list."""
    return _BEYOND if shown.down else 0


def _conditions(shown: Shown, asked: Asked) -> list[ColumnElement[bool]]:
    return [in_view(shown.view, asked), *conditions(shown.filter, asked)]


def _among(query: Select[Any], shown: Shown) -> Select[Any]:
    """The cases, with their reviews where these are sorted by.

    Every review request has one; an outer join keeps SQLite from going through all reviews in
    their order, those of ended cases too.
    """
    query = query.select_from(Case)
    return query.outerjoin(Review, Review.case_id == Case.id) if _with_review(shown) else query


def _with_review(shown: Shown) -> bool:
    return shown.key.of_review or any(code.of_review for code in shown.codes)


def _id(shown: Shown) -> InstrumentedAttribute[int]:
    # The id that stands in the same index as the key.
    return Review.case_id if shown.key.of_review else Case.id


def _order(shown: Shown) -> tuple[ColumnElement[Any], ...]:
    key, id_ = shown.key.key, _id(shown)
    return (key.desc(), id_.desc()) if shown.down else (key.asc(), id_.asc())


def _of_part(shown: Shown, asked: Asked, codes: Sequence[Any]) -> list[ColumnElement[bool]]:
    """What holds of the rows of one part, without joining: the server's planner can't guess how
    many rows a join over both sides gives, and then reads whole tables for a page.

    For a key that stands with the review, its case is looked up; else the review of its case.
    """
    found = [in_view(shown.view, asked), *conditions(shown.filter, asked)]
    for code, value in zip(shown.codes, codes, strict=True):
        column: Any = code.key
        if code.of_review and not shown.key.of_review:
            column = select(code.key).where(Review.case_id == Case.id).scalar_subquery()
        found.append(is_value(column, value))
    if not shown.key.of_review:
        return found
    case = select(Case.id).where(Case.id == Review.case_id, *found).correlate(Review)
    return [case.scalar_subquery().is_not(None)]


def total(shown: Shown, asked: Asked) -> Select[Any]:
    """How many cases a list has. Of a whole view that is known, but for what is brought forward."""
    if shown.view in set(View) - {View.BROUGHT} and not shown.filter.count:
        kept: Any = queues.in_view(shown.view, asked.me, asked.today, TALLY.c)
        return select(queues.known_of(kept)).select_from(TALLY)
    return select(func.count()).select_from(Case).where(*_conditions(shown, asked))


def histogram(shown: Shown, asked: Asked) -> Select[Any]:
    """How many rows each day has, in each part: (codes..., day, number)."""
    columns = (*(code.key for code in shown.codes), shown.key.key)
    counted: Select[Any] = select(*columns, func.count()).where(*_conditions(shown, asked))
    query = _among(counted, shown).group_by(*columns)
    # In the order of its index a server counts parts as it goes; else it keeps a table of them.
    return query.order_by(*columns) if shown.codes else query


def can_hop(shown: Shown) -> bool:
    """Whether an index has just the rows of a list, in its order: then ``hops`` does not sort."""
    return shown.view == View.OPEN and not (shown.filter.count or shown.codes
                                            or shown.key.of_review)


def hops(shown: Shown, asked: Asked, step: int, server: bool) -> Select[Any]:
    """Every ``step``-th row of a list in one part: (key, id, its number).

    It goes along the index from one to the next, which takes a quarter of the time that it takes
    to number all rows.
    """
    first = _keyed(shown, asked).add_columns(literal(0).label("number")).order_by(
        *_order(shown)).limit(1).subquery()
    hop = select(first).cte("hop", recursive=True)
    if server:
        landing = _skipping(_keyed(shown, asked, _beyond(shown, hop.c)), _order(shown), step)
        there: Any = landing.correlate(hop).lateral("there")
        found: Select[Any] = select(there.c.key, there.c.id).join_from(hop, there, true())
    else:  # a file has no lateral join; and it finds a place in an index by the key alone, and
        # would go through all rows of one key for each of them: these are a piece of their own
        same = and_(shown.key.key == hop.c.key,
                    Case.id < hop.c.id if shown.down else Case.id > hop.c.id)
        further = shown.key.key < hop.c.key if shown.down else shown.key.key > hop.c.key
        both = union_all(*(_keyed(shown, asked, each).correlate(hop)
                           for each in (same, further)))
        order = [each.desc() if shown.down else each for each in both.selected_columns]
        landing = _skipping(both, order, step).subquery()
        there = aliased(Case)
        found = select(getattr(there, shown.key.key.key), there.id).join_from(
            hop, there, there.id == select(landing.c.id).scalar_subquery())
    hop = hop.union_all(found.add_columns(hop.c.number + step))
    columns: list[Any] = list(hop.c)
    return select(*columns)


def _keyed(shown: Shown, asked: Asked, *more: ColumnElement[bool]) -> Select[Any]:
    return select(shown.key.key.label("key"), Case.id.label("id")).where(
        *_conditions(shown, asked), *more)


def _beyond(shown: Shown, mark: Any) -> ColumnElement[bool]:
    """The rows after a mark."""
    here, there = tuple_(shown.key.key, Case.id), tuple_(mark.key, mark.id)
    return here < there if shown.down else here > there


def _skipping(query: Any, order: Sequence[Any], step: int) -> Any:
    """The row that is ``step`` rows further than the one before the first."""
    return query.order_by(*order).limit(literal_column("1", Integer)).offset(
        literal_column(str(step - 1), Integer))


def rest(shown: Shown, asked: Asked, key: Any, case_id: int) -> Select[Any]:
    """How many rows a list in one part has from this one on."""
    return select(func.count()).select_from(Case).where(
        *_conditions(shown, asked), _from("key", "id", shown, True, shown.down)).params(
            key=key, id=case_id)


def part_counts(shown: Shown, asked: Asked) -> Select[Any]:
    """How many rows each part has: (codes..., number)."""
    columns = [code.key for code in shown.codes]
    query = _among(select(*columns, func.count(Case.id)), shown).where(
        *_conditions(shown, asked))
    return query.group_by(*columns) if columns else query.having(func.count(Case.id) > 0)


def numbered(shown: Shown, asked: Asked, step: int) -> Select[Any]:
    """Every ``step``-th row: (codes..., key, id, its number in the part)."""
    columns = [code.key.label(f"code{n}") for n, code in enumerate(shown.codes)]
    number = (func.row_number().over(partition_by=[code.key for code in shown.codes] or None,
                                     order_by=_order(shown)) - 1).label("number")
    rows = _among(select(*columns, shown.key.key.label("key"), Case.id.label("id"), number),
                  shown).where(*_conditions(shown, asked)).subquery()
    return select(*rows.c).where(rows.c.number % step == 0).order_by(rows.c.number)


def within(shown: Shown, asked: Asked, codes: Sequence[Any], day: Any, step: int) -> Select[Any]:
    """Every ``step``-th row of one day of one part: (its number in the day, its id)."""
    number = (func.row_number().over(order_by=_order(shown)[1]) - 1).label("number")
    rows = select(number, _id(shown).label("id")).where(
        *_of_part(shown, asked, codes), is_value(shown.key.key, day)).subquery()
    return select(rows.c.number, rows.c.id).where(rows.c.number % step == 0).order_by(
        rows.c.number)


def of_case(shown: Shown, asked: Asked, case_id: int) -> Select[Any]:
    """The codes and the key of one case, if it is in the list."""
    columns = (*(code.key for code in shown.codes), shown.key.key)
    return _among(select(*columns), shown).where(*_conditions(shown, asked), Case.id == case_id)


def between(
    shown: Shown, asked: Asked, codes: Sequence[Any], known: bool, from_key: Any, key: Any,
    case_id: int,
) -> Select[Any]:
    """The rows of a stretch from the first with ``from_key`` to the one before this case."""
    column, id_ = shown.key.key, _id(shown)
    found = _of_part(shown, asked, codes)
    if known:
        earlier = column > key if shown.down else column < key
        sooner = id_ > case_id if shown.down else id_ < case_id
        found += [or_(earlier, and_(column == key, sooner)),
                  column <= from_key if shown.down else column >= from_key]
    else:
        found += [column.is_(None), id_ > case_id if shown.down else id_ < case_id]
    return select(id_).where(*found)


@dataclass(frozen=True, slots=True)
class Piece:
    """The rows of one stretch that a window wants; ``bounded`` when a mark is after them.

    A server that reads numbers in the statement keeps its plan, since it costs no more than one
    made for the values; of a number that it is given it believes that it is a tenth of all rows.
    ``first`` is the number of rows, where that is known, of a first page, which skips none, or of
    any other: then no more than ``reach`` are skipped and read together.
    """

    codes: tuple[Any, ...]
    known: bool
    bounded: bool
    first: int = 0
    reach: int = 0


@lru_cache(maxsize=256)
def window(
    shown: Shown, asked: Asked, pieces: tuple[Piece, ...], server: bool
) -> Select[Any]:
    """A page of some stretches, in their order, as one statement.

    Give it ``key``, ``id``, ``skip`` and ``number`` of each piece, with its number after the name
    (``key0``), and of a bounded one ``last_key`` and ``last_id``: a planner that knows both ends
    joins a few rows, whatever else it believes of a table.
    The rows are found first; what else they show is then looked up row by row, so that no
    engine joins whole tables for a page.
    """
    found = [select(_page(shown, asked, piece, n).subquery()) for n, piece in enumerate(pieces)]
    page = (union_all(*found) if len(found) > 1 else found[0]).subquery("page")
    if shown.key.of_review:
        page = select(*row_columns(), page.c.key, page.c.part).join(
            page, page.c.id == Case.id).subquery("page")
    order: tuple[ColumnElement[Any], ...] = (page.c.key, page.c.id)
    return rows_of(page, server, is_of_complaints(shown.view)).order_by(
        *((page.c.part,) if len(found) > 1 else ()),
        *(each.desc() for each in order) if shown.down else order)


def _page(shown: Shown, asked: Asked, piece: Piece, n: int) -> Select[Any]:
    column = shown.key.key
    ends = [_from(f"key{n}", f"id{n}", shown, piece.known, shown.down)]
    if piece.bounded:
        ends.append(_from(f"last_key{n}", f"last_id{n}", shown, piece.known, not shown.down))
    if not piece.known:
        ends.append(column.is_(None))
    columns = [Review.case_id.label("id")] if shown.key.of_review else row_columns()
    page = select(
        *columns, column.label("key"), literal_column(str(n), Integer).label("part"),
    ).where(*_of_part(shown, asked, piece.codes), *ends).order_by(*_order(shown))
    skip = bindparam(f"skip{n}", type_=Integer)
    if not piece.first:
        return page.limit(bindparam(f"number{n}", type_=Integer)).offset(skip)
    number = literal_column(str(piece.first), Integer)
    if not piece.reach:
        return page.limit(number)
    there = page.limit(literal_column(str(piece.reach), Integer)).subquery()
    order: tuple[ColumnElement[Any], ...] = (there.c.key, there.c.id)
    return select(there).order_by(*(each.desc() for each in order) if shown.down else order).limit(
        number).offset(skip)


def _from(key: str, id_: str, shown: Shown, known: bool, down: bool) -> ColumnElement[bool]:
    """The rows from a mark on, or down to it: by key and id, or by id where no key is known."""
    own, theirs = _id(shown), bindparam(id_, type_=_id(shown).type)
    if not known:
        return own <= theirs if down else own >= theirs
    column = shown.key.key
    here, there = tuple_(column, own), tuple_(bindparam(key, type_=column.type), theirs)
    return here <= there if down else here >= there
