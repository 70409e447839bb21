"""The queue of complaints about MOPAC: those of which one is a member, and no others."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from caseworker.queries.complaints import ComplaintQueueView, complaint_counts
from caseworker.queries.lists.filters import ListOf
from caseworker.queries.lists.sorts import SORTS
from caseworker.queries.queues import Counts
from ui import emergency
from ui.icons import Button
from ui.screen import Host
from ui.screens.lists.table import KEYS
from ui.screens.queue import QueueScreen

V = ComplaintQueueView


class ComplaintsScreen(QueueScreen):
    """The same grid as for review requests, with views of its own."""

    title, noun = "MOPAC complaints", "complaints"
    list_of = ListOf.COMPLAINTS
    acts = ("Add note", "Bring forward", "Draft letters")
    views: Sequence[Any] = tuple(V)
    empty_words: Mapping[Any, str] = {
        V.OPEN: "You are a member of no open complaint about MOPAC.",
        V.MINE: "No open complaint is yours.",
        V.UNALLOCATED: "Every open complaint has an investigator.",
        V.STAGE_1: "No complaint is at Stage 1.",
        V.STAGE_2: "No complaint is at Stage 2.",
        V.TO_DECIDE: "No complaint waits for you to decide it.",
        V.ENDED: "No complaint has ended yet.",
    }
    counts_of: Callable[..., Counts] = staticmethod(complaint_counts)

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(host, parent)
        # Each complaint is worked by itself; a copy of the list would leave the closed side, and a
        # view that is kept tells others what somebody looks for.
        for tool in (self.tools.allocate, self.tools.export, self.tools.views):
            tool.hide()
        self.letters.pop("A")
        self.emergency = Button("In an emergency", "warning")
        self.emergency.setToolTip(emergency.WORDS.removesuffix("..."))
        self.emergency.clicked.connect(lambda: emergency.ask(self.host))
        self.head.insertWidget(1, self.emergency, 0, Qt.AlignmentFlag.AlignBottom)
        self.emergency.setVisible(emergency.may_open(host.office))

    def keys(self) -> Sequence[tuple[str, str]]:
        """Those of a list, but nobody allocates here."""
        return tuple((key, words) for key, words in KEYS if key != "A")

    def sort_by(self, name: str) -> None:
        """Sort by a column that complaints have: what stands with a review does not part them."""
        if not name or SORTS[name].of_review:
            self.host.notice("Complaints are not sorted by this column.",
                             f"The list stays as it was. {self.shown.words}", "amber")
        else:
            super().sort_by(name)
