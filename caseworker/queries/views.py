"""The built-in views of every list, in the order of their tabs. Loads nothing of the database.

No two lists have a view of the same words: what a list shows says by its view which list it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from caseworker.queries.rows import ListOf, View


class ComplaintQueueView(StrEnum):
    """Of complaints about MOPAC: those of which one is a member."""

    OPEN = "All open complaints"
    MINE = "Mine"
    UNALLOCATED = "No investigator"
    STAGE_1 = "At Stage 1"
    STAGE_2 = "At Stage 2"
    TO_DECIDE = "Mine to decide"
    ENDED = "Ended complaints"


class LettersView(StrEnum):
    """Of letters that are drafted and not yet issued."""

    ALL = "All drafts"
    MINE = "Of my cases"
    BY_ME = "Drafted by me"
    POLICE = "To the MPS"


class ResponsesView(StrEnum):
    """Of what the MPS was recommended, in cases that are still open."""

    WAITING = "Waiting for a reply"
    LATE = "Late"
    MINE = "In my cases"
    ANSWERED = "Answered"
    ALL = "All that was sent"


class PostView(StrEnum):
    """Of post that is logged and waits for a case."""

    ALL = "All that waits"
    REVIEWS = "Review requests"
    COMPLAINTS = "MOPAC complaints"
    POLICE = "About the MPS"
    OTHER = "Other routes"
    OLD = "Over 7 days"


VIEWS: Mapping[ListOf, type[StrEnum]] = {
    ListOf.REVIEWS: View, ListOf.COMPLAINTS: ComplaintQueueView, ListOf.LETTERS: LettersView,
    ListOf.RESPONSES: ResponsesView, ListOf.POST: PostView,
}
_LISTS = {view.value: list_of for list_of, views in VIEWS.items() for view in views}


def list_of(view: str) -> ListOf:
    """The list that a view is of; KeyError for words that no view has (any more)."""
    return _LISTS[view]
