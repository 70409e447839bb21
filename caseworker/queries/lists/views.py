"""The views of every list of cases, by their words."""

from __future__ import annotations

from sqlalchemy import ColumnElement

from caseworker.queries import complaints, queues
from caseworker.queries.lists.fields import Asked
from caseworker.queries.rows import ListOf
from caseworker.queries.views import list_of


def in_view(view: str, asked: Asked) -> ColumnElement[bool]:
    """Whether a case belongs to a view, of review requests or of complaints about MOPAC."""
    if is_of_complaints(view):
        return complaints.in_view(view, asked.me)
    return queues.in_view(view, asked.me, asked.today)


def is_of_complaints(view: str) -> bool:
    """Whether a view is of complaints about MOPAC."""
    return list_of(view) is ListOf.COMPLAINTS
