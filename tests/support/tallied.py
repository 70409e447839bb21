"""What the database keeps beside the cases, and the same counted and looked up from the start."""

from __future__ import annotations

from sqlalchemy import func, select

from caseworker.office import Office
from caseworker.records import TALLY, Case, Entry, Review


def kept(office: Office) -> dict[tuple[object, ...], int]:
    """The number of cases at each stage of each owner, as it is kept for somebody."""
    number = func.sum(TALLY.c.number)
    lines = select(TALLY.c.stage, TALLY.c.owner_id, number).group_by(
        TALLY.c.stage, TALLY.c.owner_id).having(number != 0)
    return {(stage, owner): int(found) for stage, owner, found in
            office.ask(lambda session: session.execute(lines).all())}


def counted(office: Office) -> dict[tuple[object, ...], int]:
    """The same of the cases that somebody sees."""
    lines = select(Case.stage, Case.owner_id, func.count()).group_by(Case.stage, Case.owner_id)
    return {(stage, owner): found for stage, owner, found in
            office.ask(lambda session: session.execute(lines).all())}


def noted(office: Office) -> list[tuple[object, ...]]:
    """The days that are noted with the cases: of receipt, and of the last action."""
    lines = select(Case.received_on, Case.touched_on).order_by(Case.id)
    return [tuple(row) for row in office.ask(lambda session: session.execute(lines).all())]


def looked_up(office: Office) -> list[tuple[object, ...]]:
    """The same days from the review and from the journal."""
    last = select(func.max(Entry.at)).where(Entry.case_id == Case.id).scalar_subquery()
    lines = select(Review.received, last).select_from(Case).outerjoin(
        Review, Review.case_id == Case.id).order_by(Case.id)
    return [(received, at.date()) for received, at in
            office.ask(lambda session: session.execute(lines).all())]
