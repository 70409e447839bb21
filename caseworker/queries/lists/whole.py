"""Lists that are read whole: letters to issue, MPS responses, post. An office has a few dozen.

They are sorted and grouped here. What is more than ``MOST`` is left out, and counted.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from caseworker.queries.lists import letters, post, responses
from caseworker.queries.lists.fields import Asked
from caseworker.queries.lists.filters import Filter
from caseworker.queries.lists.orders import RowGroup, RowSort
from caseworker.queries.lists.places import Heading, Places
from caseworker.queries.lists.sorts import Shown
from caseworker.queries.queues import Counts
from caseworker.queries.rows import ListOf
from caseworker.queries.views import VIEWS

MOST = 2_000  # rows of one list


@dataclass(frozen=True, slots=True)
class Whole:
    """How a list is read: the statement of its view and filter, and rows from what that finds.

    ``words`` say the counts of its views in a sentence.
    """

    sorts: Mapping[str, RowSort]
    groups: Mapping[str, RowGroup]

    statement: Callable[[str, Filter, Asked], Select[*tuple[Any, ...]]]
    rows: Callable[[Session, Sequence[Any], Asked], Sequence[Any]]
    words: str


WHOLE: Mapping[ListOf, Whole] = {
    ListOf.LETTERS: Whole(
        letters.SORTS, letters.GROUPS, letters.statement, letters.rows,
        "{0:,} drafted and not issued. {1:,} of your cases, {2:,} drafted by you."),
    ListOf.RESPONSES: Whole(
        responses.SORTS, responses.GROUPS, responses.statement, responses.rows,
        "{0:,} waited for, {1:,} late. {3:,} answered in cases that are open."),
    ListOf.POST: Whole(
        post.SORTS, post.GROUPS, post.statement, post.rows,
        "{0:,} logged and in no case yet, {5:,} of them over 7 days."),
}


def read(session: Session, shown: Shown, asked: Asked) -> tuple[Places, tuple[Any, ...]]:
    """The rows of a list in its order, with the headings of its groups."""
    how = WHOLE[shown.list_of]
    query = how.statement(shown.view, shown.filter, asked)
    found = session.execute(query.limit(MOST)).all()
    left = session.execute(_number(query)).scalar_one() - MOST if len(found) == MOST else 0
    rows = _sorted(how.rows(session, found, asked), shown)
    return Places(shown, asked, (), _headings(rows, shown), len(rows), left), rows


def total(shown: Shown, asked: Asked) -> Select[*tuple[Any, ...]]:
    """How many rows a list has."""
    return _number(WHOLE[shown.list_of].statement(shown.view, shown.filter, asked))


@dataclass(frozen=True, slots=True)
class WholeCounts(Counts):
    """The number of rows in every view of a list that is read whole."""

    sentence: str = ""

    @property
    def words(self) -> str:
        """The line under the heading."""
        return self.sentence.format(*self.views.values())


def view_counts(session: Session, *, list_of: ListOf, today: date, me: str) -> Counts:
    """How many rows are in each view, in one question."""
    asked, how = Asked(me, today, 0), WHOLE[list_of]
    found = session.execute(select(*(
        _number(how.statement(view, Filter(), asked)).scalar_subquery()
        for view in VIEWS[list_of]))).one()
    return WholeCounts(dict(zip(VIEWS[list_of], found, strict=True)), 0, 0, how.words)


def _number(query: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    return select(func.count()).select_from(
        query.with_only_columns(query.selected_columns[0]).order_by(None).subquery())


def _sorted(rows: Sequence[Any], shown: Shown) -> tuple[Any, ...]:
    """By the group, then by what is sorted by, then as the statement gave them."""
    how = WHOLE[shown.list_of]
    sort = how.sorts[shown.sort]
    known = [row for row in rows if sort.of(row) is not None]
    known.sort(key=sort.of, reverse=shown.descending)
    rest = [row for row in rows if sort.of(row) is None]
    if not shown.group:
        return (*known, *rest)
    of = how.groups[shown.group].of
    return tuple(sorted((*known, *rest), key=lambda row: (of(row)[0] is None, of(row)[0] or "")))


def _headings(rows: Sequence[Any], shown: Shown) -> tuple[Heading, ...]:
    if not shown.group:
        return ()
    of, found, at = WHOLE[shown.list_of].groups[shown.group].of, [], 0
    for (_, words), group in itertools.groupby(rows, key=of):
        number = len(list(group))
        found.append(Heading(at, words, number))
        at += number
    return tuple(found)
