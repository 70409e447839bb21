"""The list of post: what is logged and waits for a case."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, true
from sqlalchemy.orm import Session

from caseworker.actions.post import CHANNELS, ROUTES
from caseworker.queries.lists.fields import Asked
from caseworker.queries.lists.filters import Filter, conditions, words_of
from caseworker.queries.lists.orders import (
    AZ,
    EARLY,
    HIGH,
    LATE,
    LOW,
    WEEK,
    ZA,
    RowGroup,
    RowSort,
    by_week,
    by_words,
    folded,
    named,
)
from caseworker.queries.timeline import moment
from caseworker.queries.views import PostView as V
from caseworker.records import Document, PostItem, Staff

OLD = 7  # days
_ROUTES, _CHANNELS = dict(ROUTES), dict(CHANNELS)
_OF_ROUTE = {V.REVIEWS: ("review",), V.COMPLAINTS: ("mopac",), V.POLICE: ("mps",),
             V.OTHER: ("other", "")}


class PostLine(NamedTuple):
    """One item of post as its list shows it. ``logged`` is in words, with the time of day."""

    id: int
    reference: str
    name: str
    received: date
    written: date | None
    logged: str
    logged_by: str
    how: str
    route: str
    mps_reference: str
    postcode: str
    marks: tuple[str, ...]
    files: int
    restricted: bool = False  # nothing of it is, before it is in a case
    owner: str = ""  # nor has it an owner

    @property
    def key(self) -> int:
        """What the row is known by in its list."""
        return self.id


def statement(view: str, filter: Filter, asked: Asked) -> Select[*tuple[Any, ...]]:
    """The items of a view that the filter lets through, the newest first."""
    files = select(func.count()).where(Document.post_item_id == PostItem.id,
                                       Document.parent_id.is_(None))
    return (
        select(PostItem.id, PostItem.reference, PostItem.name, PostItem.received,
               PostItem.written, PostItem.logged_at, func.coalesce(Staff.name, PostItem.logged_by),
               PostItem.channel, PostItem.route, PostItem.mps_reference, PostItem.postcode,
               PostItem.adjustments, files.scalar_subquery())
        .outerjoin(Staff, Staff.login == PostItem.logged_by)
        .where(PostItem.state == "logged", _in_view(view, asked),
               *conditions(filter, asked, _contains))
        .order_by(PostItem.id.desc())
    )


def rows(_: Session, found: Sequence[Any], __: Asked) -> list[PostLine]:
    """A row for each item that was found."""
    return [
        PostLine(id_, reference, name or reference, received, written, moment(at), by,
                 _CHANNELS.get(how, how), _ROUTES.get(route, ""), police, postcode,
                 ("adjustment",) if adjustments else (), files)
        for id_, reference, name, received, written, at, by, how, route, police, postcode,
        adjustments, files in found]


def _in_view(view: str, asked: Asked) -> ColumnElement[bool]:
    if view == V.OLD:
        return PostItem.received < asked.today - timedelta(days=OLD)
    return PostItem.route.in_(_OF_ROUTE[V(view)]) if view in _OF_ROUTE else true()


def _contains(text: str) -> ColumnElement[bool]:
    """Whether reference, name, postcode, email or MPS reference holds each of the words."""
    columns = (PostItem.reference, PostItem.name, PostItem.postcode, PostItem.email,
               PostItem.mps_reference)
    return and_(true(), *(or_(*(each.icontains(word, autoescape=True) for each in columns))
                          for word in words_of(text)))


SORTS = named(
    RowSort("post", "Name", AZ, ZA, lambda row: folded(row.name)),
    RowSort("reference", "Reference", LOW, HIGH, lambda row: row.reference),
    RowSort("received", "Received", EARLY, LATE, lambda row: row.received),
    RowSort("written", "Date on letter", EARLY, LATE, lambda row: row.written),
    RowSort("logged", "Logged", "first logged first", "last logged first", lambda row: row.id),
    RowSort("logged_by", "Logged by", AZ, ZA, lambda row: folded(row.logged_by)),
    RowSort("route", "Route", AZ, ZA, lambda row: folded(row.route)),
    RowSort("how", "How it came", AZ, ZA, lambda row: folded(row.how)),
    RowSort("mps_reference", "MPS reference", AZ, ZA, lambda row: folded(row.mps_reference)),
)
GROUPS = {
    "route": RowGroup("Route", by_words(lambda row: row.route, "No route yet")),
    "how": RowGroup("How it came", by_words(lambda row: row.how, "Not known")),
    WEEK: RowGroup("Week received", by_week(lambda row: row.received, "Received", "Not known")),
}
