"""What the MPS was recommended: when its reply is due, when it was chased, and what it said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from caseworker.queries.lists.filters import ListOf
from caseworker.queries.views import ResponsesView as V
from ui.screens.case_list import CaseList
from ui.screens.lists.screen import Act
from ui.screens.queue_acts import ACTS


class ResponsesScreen(CaseList):
    """Each recommendation of an open case. What is done is done to its case, once."""

    title, noun, things = "MPS responses", "recommendation", "recommendations"
    list_of = ListOf.RESPONSES
    acts: Mapping[str, Act] = {name: ACTS[name] for name in (
        "Chase the MPS", "Add note", "Bring forward")}
    act_keys: Mapping[str, str] = {"N": "Add note"}
    head_act = ("Chase the MPS", "paper-plane-tilt")
    empty_words: Mapping[Any, str] = {
        V.WAITING: "No replies are due.",
        V.LATE: "No reply is late.",
        V.MINE: "No recommendation was sent in a case of yours.",
        V.ANSWERED: "The MPS has answered no recommendation of an open case.",
        V.ALL: "No open case has a recommendation to the MPS.",
    }

    def acted_on(self, rows: Sequence[Any]) -> Sequence[Any]:
        """Their cases, each once."""
        return list({row.id: row for row in rows}.values())
