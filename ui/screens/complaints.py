"""The queue of complaints about MOPAC: those of which one is a member, and no others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from caseworker.queries.lists.filters import ListOf
from caseworker.queries.views import ComplaintQueueView
from ui import emergency
from ui.icons import Button
from ui.screen import Host
from ui.screens.lists.screen import Act
from ui.screens.queue import QueueScreen
from ui.screens.queue_acts import ACTS

V = ComplaintQueueView


class ComplaintsScreen(QueueScreen):
    """The same grid as for review requests, with views of its own. Nobody allocates here."""

    title, things = "MOPAC complaints", "complaints"
    list_of = ListOf.COMPLAINTS
    acts: Mapping[str, Act] = {name: ACTS[name] for name in (
        "Add note", "Bring forward", "Draft letters")}
    act_keys: Mapping[str, str] = {"N": "Add note"}
    head_act = ("", "")
    empty_words: Mapping[Any, str] = {
        V.OPEN: "You are a member of no open complaint about MOPAC.",
        V.MINE: "No open complaint is yours.",
        V.UNALLOCATED: "Every open complaint has an investigator.",
        V.STAGE_1: "No complaint is at Stage 1.",
        V.STAGE_2: "No complaint is at Stage 2.",
        V.TO_DECIDE: "No complaint waits for you to decide it.",
        V.ENDED: "No complaint has ended yet.",
    }

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(host, parent)
        # Each complaint is worked by itself; a copy of the list would leave the closed side, and a
        # view that is kept tells others what somebody looks for.
        for tool in (self.tools.export, self.tools.views):
            tool.hide()
        self.emergency = Button("In an emergency", "warning")
        self.emergency.setToolTip(emergency.WORDS.removesuffix("..."))
        self.emergency.clicked.connect(lambda: emergency.ask(self.host))
        self.head.insertWidget(1, self.emergency, 0, Qt.AlignmentFlag.AlignBottom)
        self.emergency.setVisible(emergency.may_open(host.office))

    def tab_words(self, view: Any) -> str:
        """That it is of complaints stands over the list."""
        return str(view.value).removesuffix(" complaints")
