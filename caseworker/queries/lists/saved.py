"""The views that people keep: one's own, and those that are shared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from caseworker.queries.lists.filters import Asked, from_plain
from caseworker.queries.lists.sorts import GROUPS_OF, SORTS_OF, Shown, usual
from caseworker.queries.lists.window import number_in
from caseworker.queries.names import names_by_login
from caseworker.queries.rows import ListOf
from caseworker.queries.views import VIEWS
from caseworker.records import SavedView
from caseworker.records.office_values import office_limits_now

BROKEN = "parts that cannot be read"


@dataclass(frozen=True, slots=True)
class Look:
    """How a list looks: its columns by name, the height of its rows, and the widths that somebody
    gave to columns, in pixels at 100 %.
    """

    columns: tuple[str, ...] = ()
    height: str = ""
    widths: Mapping[str, int] = field(default_factory=dict)

    def plain(self) -> dict[str, Any]:
        """As JSON can hold it."""
        return {"columns": list(self.columns), "height": self.height, "widths": dict(self.widths)}


@dataclass(frozen=True, slots=True)
class Kept:
    """A view: what it shows, how many rows that is, whose it is. ``gone`` is set aside: names of
    filters, sorts or groups that the program has no more.
    """

    id: int
    name: str
    owner: str
    mine: bool
    shared: bool
    shown: Shown
    look: Look
    gone: tuple[str, ...]
    count: int


def plain(shown: Shown, look: Look) -> dict[str, Any]:
    """What a view keeps, as JSON can hold it."""
    return {"list": shown.list_of.value, "view": shown.view, "filter": shown.filter.plain(),
            **shown.order(), **look.plain()}


def read(kept: Mapping[str, Any]) -> tuple[Shown, Look, tuple[str, ...]]:
    """What a view shows, and what of it is there no more and is set aside.

    One that is no view at all shows the usual list: a broken one never stops the others.
    """
    try:
        return _read(kept)
    except (AttributeError, TypeError, ValueError):
        return usual(ListOf.REVIEWS), Look(), (BROKEN,)


def _read(kept: Mapping[str, Any]) -> tuple[Shown, Look, tuple[str, ...]]:
    list_of = ListOf(kept.get("list", ListOf.REVIEWS))  # the first that had views did not say
    narrowed, gone = from_plain(kept.get("filter", {}), list_of)
    instead = usual(list_of)
    order, lost = order_of(kept, instead)
    view = str(kept.get("view", instead.view))
    if view not in {each.value for each in VIEWS[list_of]}:
        view, lost = instead.view, (view, *lost)
    return replace(order, view=view, filter=narrowed), look_of(kept), (*gone, *lost)


def order_of(kept: Mapping[str, Any], instead: Shown) -> tuple[Shown, tuple[str, ...]]:
    """The order of a list from what was kept of it, and the names of a sort or a group that its
    list has not (any more); of those, what is shown ``instead`` stands.
    """
    sort, group = str(kept.get("sort", instead.sort)), str(kept.get("group", ""))
    sorts, groups = SORTS_OF[instead.list_of], GROUPS_OF[instead.list_of]
    gone = tuple(name for name, known in ((sort, sorts), (group, {"", *groups}))
                 if name not in known)
    down = bool(kept.get("descending", instead.descending))
    return replace(instead, sort=sort if sort in sorts else instead.sort,
                   descending=down if sort in sorts else instead.descending,
                   group=group if group in groups else ""), gone


def look_of(kept: Mapping[str, Any]) -> Look:
    """A look from what ``plain`` gave. AttributeError, TypeError or ValueError for what is none."""
    widths = {str(name): int(wide) for name, wide in kept.get("widths", {}).items()}
    return Look(tuple(map(str, kept.get("columns", ()))), str(kept.get("height", "")), widths)


def saved_views(
    session: Session, *, me: str, today: date, list_of: ListOf = ListOf.REVIEWS
) -> tuple[Kept, ...]:
    """One's own views of a list and the shared ones, by name, each with the number of its rows."""
    asked = Asked(me, today, office_limits_now(session)["soon"].on(today))
    names = names_by_login(session)
    query = select(SavedView).where(or_(SavedView.owner == me, SavedView.shared))
    found = []
    for view in session.scalars(query.order_by(SavedView.name, SavedView.id)):
        shown, look, gone = read(view.shows)
        if shown.list_of is list_of:
            found.append(Kept(view.id, view.name, names.get(view.owner, view.owner),
                              view.owner == me, view.shared, shown, look, gone,
                              number_in(session, shown, asked)))
    return tuple(found)
