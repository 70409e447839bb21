"""The numbers beside the places of the navigation, in one question."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from caseworker.queries.lists.fields import Asked
from caseworker.queries.lists.sorts import usual
from caseworker.queries.lists.whole import total
from caseworker.queries.queues import in_view, known_of
from caseworker.queries.rows import ListOf, View
from caseworker.records import TALLY


@dataclass(frozen=True, slots=True)
class Numbers:
    """How much waits in each place. A place of the navigation names the field that it shows.

    Complaints about MOPAC are not counted here: reading them is recorded, and this is asked after
    every change.
    """

    reviews: int
    mine: int
    unallocated: int
    waiting: int
    letters: int
    post: int
    responses: int


def numbers(session: Session, *, me: str, today: date) -> Numbers:
    """What waits now, as ``me`` may see it."""
    known = (known_of(in_view(view, me, today, TALLY.c)) for view in (
        View.OPEN, View.MINE, View.UNALLOCATED, View.WAITING))
    counted = (total(usual(each), Asked(me, today, 0)).scalar_subquery()
               for each in (ListOf.LETTERS, ListOf.POST, ListOf.RESPONSES))
    asked: list[Any] = [*known, *counted]
    return Numbers(*session.execute(select(*asked).select_from(TALLY)).one())
