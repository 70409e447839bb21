"""Where each number of the first page leads: to the list with exactly those rows."""

from __future__ import annotations

from typing import Any

from caseworker.queries.home import Card, Home, Line, PersonLoad, Pile
from caseworker.queries.queues import View
from ui.screen import Host

NOBODY = "nobody"  # as the list names cases without an owner
_SCREENS = {Pile.LETTERS: "letters", Pile.POST: "logpost"}
_VIEWS = {Pile.WAITING: View.WAITING, Pile.UNALLOCATED: View.UNALLOCATED}


def of_card(card: Card, home: Home) -> tuple[str, dict[str, Any]]:
    """The screen, and what to open it with, that lists what the card counts."""
    if card.pile in _SCREENS:
        return _SCREENS[card.pile], {}
    chips: dict[str, tuple[str, ...]] = {}
    if card.pile in (Pile.OVERDUE, Pile.DUE):
        chips["deadline"] = ("overdue" if card.pile is Pile.OVERDUE else str(home.ahead),)
    if home.owners and card.pile is not Pile.UNALLOCATED:
        chips["owner"] = tuple(NOBODY if owner is None else str(owner) for owner in home.owners)
    words = f"{card.title}. {home.sentence} " if chips else ""
    return "queue", {"view": _VIEWS.get(card.pile, View.OPEN), "chips": chips, "words": words}


def of_load(load: PersonLoad) -> tuple[str, dict[str, Any]]:
    """The open cases of a colleague."""
    return "queue", {"view": View.OPEN, "chips": {"owner": (str(load.id),)},
                     "words": f"The cases of {load.name}. "}


def of_line(line: Line) -> tuple[str, dict[str, Any]]:
    """The letter, the case or the item of post that a line is about."""
    if line.letter_id is not None:
        return "letter", {"case_id": line.case_id, "letter_id": line.letter_id}
    if line.case_id is not None:
        return "case", {"case_id": line.case_id}
    return "logpost", {}


def go(host: Host, to: tuple[str, dict[str, Any]]) -> None:
    """Go there, where there is such a screen."""
    if host.has_screen(to[0]):
        host.show_screen(to[0], **to[1])
