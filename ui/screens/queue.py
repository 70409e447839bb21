"""The queue of review requests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from caseworker.queries.lists.filters import ListOf
from caseworker.queries.lists.sorts import Shown
from caseworker.queries.rows import View
from ui.screen import Host
from ui.screens.case_list import CaseList
from ui.screens.lists.screen import Act
from ui.screens.queue_acts import ACTS
from ui.screens.take_next import TakeNextButton


class QueueScreen(CaseList):
    """Open cases by their next deadline, and what is done to many of them."""

    title, things = "Review requests", "review requests"
    list_of = ListOf.REVIEWS
    acts: Mapping[str, Act] = ACTS
    act_keys: Mapping[str, str] = {"A": "Allocate", "N": "Add note"}
    head_act = ("Allocate", "user-plus")
    empty_words: Mapping[Any, str] = {
        View.OPEN: "No review requests are open.",
        View.MINE: "No open case is yours.",
        View.UNALLOCATED: "Every open case has an owner.",
        View.WAITING: "No reply from the MPS is due.",
        View.DECISIONS: "No decision is being written.",
        View.BROUGHT: "No case comes back today.",
        View.ENDED: "No case has ended yet.",
    }
    counted_apart = True

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(host, parent)
        self.take_next = TakeNextButton(host, self)
        self.foot.addWidget(self.take_next)
        if "Allocate" in self.acts:
            QShortcut(QKeySequence("Ctrl+Shift+A"), self).activated.connect(
                lambda: self.tools.act("Allocate"))

    def in_view(self, shown: Shown, view: Any) -> Shown:
        """Ended cases have no deadline, so they run by their end; others as they ran before."""
        ended = view == type(view).ENDED
        if ended != (shown.sort == "ended"):
            order = self.tools.order
            shown = (replace(shown, sort="ended", descending=True) if ended else
                     replace(shown, sort=order.sort, descending=order.descending))
        return super().in_view(shown, view)
