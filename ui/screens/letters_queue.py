"""The letters that are drafted and not yet issued, of all cases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from caseworker.queries.lists.filters import ListOf
from caseworker.queries.views import LettersView as V
from ui.screen import Crumb
from ui.screens.letters_acts import ACTS
from ui.screens.lists.screen import Act, ListScreen


class LettersQueue(ListScreen):
    """Drafts, the oldest first. Enter opens one in the composer; those ticked are issued."""

    title, noun, things = "Letters to issue", "letter", "letters"
    list_of = ListOf.LETTERS
    acts: Mapping[str, Act] = ACTS
    act_keys: Mapping[str, str] = {"I": "Issue letters"}
    head_act = ("Issue letters", "paper-plane-tilt")
    empty_words: Mapping[Any, str] = {
        V.ALL: "No letter waits to be issued. Drafts of all cases are listed here.",
        V.MINE: "No draft is of a case of yours.",
        V.BY_ME: "You have drafted no letter that waits.",
        V.POLICE: "No letter to the MPS waits to be issued.",
    }

    def crumbs(self) -> Sequence[Crumb]:
        """It stands among what goes out."""
        return (Crumb("Output"),)

    def open_row(self, row: Any) -> None:
        """Open the draft in the composer."""
        self.host.show_screen("letter", case_id=row.id, letter_id=row.own.id)
