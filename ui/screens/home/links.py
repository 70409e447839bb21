"""Where each number of the first page leads: to the list with exactly those rows."""

from __future__ import annotations

from typing import Any

from caseworker.queries.home import Card, Home, Line, Pile
from caseworker.queries.lists.filters import NOBODY, Filter
from caseworker.queries.load import Load
from caseworker.queries.rows import View
from caseworker.queries.views import ComplaintQueueView, LettersView
from ui.screen import Host

_VIEWS = {Pile.WAITING: View.WAITING, Pile.UNALLOCATED: View.UNALLOCATED,
          Pile.BROUGHT: View.BROUGHT}


def of_card(card: Card, home: Home) -> tuple[str, dict[str, Any]]:
    """The screen, and what to open it with, that lists what the card counts."""
    if card.pile is Pile.COMPLAINTS:
        return "complaints", {"view": ComplaintQueueView.OPEN, "filter": Filter()}
    if card.pile is Pile.LETTERS:
        return "letters", {"view": LettersView.ALL, "filter": Filter()}
    if card.pile is Pile.POST:
        return "logpost", {}
    narrowed = Filter()
    if card.owner is not None:
        return "queue", {"view": View.OPEN, "filter": narrowed.choosing(
            "deadline", ("overdue", str(home.ahead))).choosing("owner", (str(card.owner),))}
    if card.pile in (Pile.OVERDUE, Pile.DUE):
        due = "overdue" if card.pile is Pile.OVERDUE else str(home.ahead)
        narrowed = narrowed.choosing("deadline", (due,))
    if home.owners and card.pile is not Pile.UNALLOCATED:
        narrowed = narrowed.choosing("owner", (
            NOBODY if owner is None else str(owner) for owner in home.owners))
    return "queue", {"view": _VIEWS.get(card.pile, View.OPEN), "filter": narrowed}


def of_load(load: Load) -> tuple[str, dict[str, Any]]:
    """The open cases of a colleague."""
    return "queue", {"view": View.OPEN, "filter": Filter().choosing("owner", (str(load.id),))}


def of_line(line: Line) -> tuple[str, dict[str, Any]]:
    """What a line is about: complaints that it counts, a letter, a case or an item of post."""
    if line.list_of is not None:
        view, narrowed = line.list_of
        return "complaints", {"view": ComplaintQueueView(view), "filter": narrowed}
    if line.letter_id is not None:
        return "letter", {"case_id": line.case_id, "letter_id": line.letter_id}
    if line.case_id is not None:
        return "case", {"case_id": line.case_id}
    return "logpost", {}


def go(host: Host, to: tuple[str, dict[str, Any]]) -> None:
    """Go there, where there is such a screen."""
    if host.has_screen(to[0]):
        host.show_screen(to[0], **to[1])
