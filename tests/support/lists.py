"""The rows of a list, as its screen asks for them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from caseworker.office import Office
from caseworker.queries.lists.filters import Filter
from caseworker.queries.lists.sorts import Shown, usual
from caseworker.queries.lists.window import Look, look
from caseworker.queries.rows import ListOf


def list_shown(office: Office, shown: Shown, chosen: int | None = None) -> Look:
    """A list as it is shown now."""
    return office.ask(look, shown=shown, me=office.actor, today=office.today(), chosen=chosen)


def rows_of(
    office: Office, list_of: ListOf, filter: Filter | None = None, **other: Any
) -> tuple[Any, ...]:
    """The rows of a list with this filter, in its usual order or as ``other`` says."""
    return list_shown(office, replace(usual(list_of), filter=filter or Filter(), **other)).rows
