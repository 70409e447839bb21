"""The numbers beside the places of the navigation, in one question."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from caseworker.queries.lists.fields import Asked
from caseworker.queries.lists.sorts import usual
from caseworker.queries.lists.whole import total
from caseworker.queries.queues import in_view
from caseworker.queries.rows import ListOf, View
from caseworker.records import Case


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
    """What waits now, as ``me`` may see it. Each is counted by an index of its own."""
    views = (View.OPEN, View.MINE, View.UNALLOCATED, View.WAITING)
    counted = [*(select(func.count()).select_from(Case).where(in_view(view, me, today))
                 for view in views),
               *(total(usual(each), Asked(me, today, 0))
                 for each in (ListOf.LETTERS, ListOf.POST, ListOf.RESPONSES))]
    return Numbers(*session.execute(select(*(
        each.scalar_subquery() for each in counted))).one())
