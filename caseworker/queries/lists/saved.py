"""The views that people keep: one's own, and those that are shared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from caseworker.queries.lists import statements
from caseworker.queries.lists.filters import Asked, from_plain
from caseworker.queries.lists.sorts import GROUPS, SORTS, Shown
from caseworker.queries.names import names_by_login
from caseworker.queries.rows import View
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
    """A view: what it shows, how many cases that is, whose it is. ``gone`` is set aside: names of
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
    return {"view": shown.view, "filter": shown.filter.plain(), "sort": shown.sort,
            "descending": shown.descending, "group": shown.group,
            **look.plain()}


def read(kept: Mapping[str, Any]) -> tuple[Shown, Look, tuple[str, ...]]:
    """What a view shows, and what of it is there no more and is set aside.

    One that is no view at all shows the usual list: a broken one never stops the others.
    """
    try:
        return _read(kept)
    except (AttributeError, TypeError, ValueError):
        return Shown(), Look(), (BROKEN,)


def _read(kept: Mapping[str, Any]) -> tuple[Shown, Look, tuple[str, ...]]:
    narrowed, gone = from_plain(kept.get("filter", {}))
    usual = Shown()

    def one_of(name: str, known: Any, instead: str) -> str:
        nonlocal gone
        value = str(kept.get(name, instead))
        if value not in known:
            gone = (*gone, value)
            return instead
        return value

    shown = Shown(
        one_of("view", {each.value for each in View}, usual.view), narrowed,
        one_of("sort", SORTS, usual.sort), bool(kept.get("descending")),
        one_of("group", {"", *GROUPS}, ""))
    return shown, look_of(kept), gone


def look_of(kept: Mapping[str, Any]) -> Look:
    """A look from what ``plain`` gave. AttributeError, TypeError or ValueError for what is none."""
    widths = {str(name): int(wide) for name, wide in kept.get("widths", {}).items()}
    return Look(tuple(map(str, kept.get("columns", ()))), str(kept.get("height", "")), widths)


def saved_views(session: Session, *, me: str, today: date) -> tuple[Kept, ...]:
    """One's own views and the shared ones, by name, each with the number of its cases."""
    asked = Asked(me, today, office_limits_now(session)["soon"].on(today))
    names = names_by_login(session)
    query = select(SavedView).where(or_(SavedView.owner == me, SavedView.shared))
    found = []
    for view in session.scalars(query.order_by(SavedView.name, SavedView.id)):
        shown, look, gone = read(view.shows)
        number = session.execute(statements.total(shown, asked)).scalar_one()
        found.append(Kept(view.id, view.name, names.get(view.owner, view.owner),
                          view.owner == me, view.shared, shown, look, gone, number))
    return tuple(found)
