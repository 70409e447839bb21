"""The post that is logged and waits for a case. It is worked at the post desk."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from caseworker.queries.lists.filters import ListOf
from caseworker.queries.views import PostView as V
from ui.screens.lists.screen import ListScreen


class PostList(ListScreen):
    """Items of post, the last logged first. Enter shows one at the desk."""

    title, noun, things = "Post waiting", "item", "items"
    list_of = ListOf.POST
    of_cases = False
    empty_words: Mapping[Any, str] = {
        V.ALL: "No post waits for a case. What is logged and in no case yet is listed here.",
        V.REVIEWS: "No review request waits for a case.",
        V.COMPLAINTS: "No complaint about MOPAC waits for a case.",
        V.POLICE: "No post about the MPS waits.",
        V.OTHER: "No other post waits.",
        V.OLD: "No post waits for more than 7 days.",
    }

    def open_row(self, row: Any) -> None:
        """Show the item at the post desk."""
        if self.host.has_screen("logpost"):
            self.host.show_screen("logpost", item=row.id)
