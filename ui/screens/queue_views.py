"""The views of a queue: those that are always there."""

from __future__ import annotations

from dataclasses import replace

from caseworker.queries.lists.sorts import Shown
from caseworker.queries.queues import View

VIEWS = tuple(View)
EMPTY_WORDS = {
    View.OPEN: "No review requests are open.",
    View.MINE: "No open case is yours.",
    View.UNALLOCATED: "Every open case has an owner.",
    View.WAITING: "No reply from the MPS is due.",
    View.DECISIONS: "No decision is being written.",
    View.ENDED: "No case has ended yet.",
}


def in_view(shown: Shown, view: View) -> Shown:
    """The same list in another view: ended cases have no deadline, so they run by their end."""
    ended = view is View.ENDED
    if ended != (shown.sort == "ended"):
        shown = replace(shown, sort="ended" if ended else "deadline", descending=ended)
    return replace(shown, view=view.value)
