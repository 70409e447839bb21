"""Who can see a case, on a shared server: its members, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseworker.actions.closed_side import (
    AddMember,
    AskToOpen,
    DeclareConflict,
    OpenToOffice,
    Restrict,
    ShutOut,
)
from caseworker.queries.case import CaseView
from caseworker.queries.closed_side import Access, Member, access
from ui import theme
from ui.icons import Button
from ui.screens.case.tab import Page
from ui.widgets.card import Card, clear_item
from ui.widgets.flow import Flow
from ui.widgets.summary_list import SummaryList
from ui.widgets.text import WrapLabel

OPEN_WORDS = ("Everybody who works on reviews can see this case, but those who declared an "
              "interest in it.")
ADD, SHUT_OUT = "Add a colleague", "Shut somebody out"
ONLY = "Only HR, the lead of this case and whoever logged it can do this."
CLOSED_WORDS = "Only these people can see this case. That they looked at it is recorded."


class AccessCard(Card):
    """Hidden on one computer, where the account is the boundary."""

    def __init__(self, page: Page, parent: QWidget | None = None) -> None:
        super().__init__("Who can see this case", parent=parent)
        self._page = page
        self.found: Access | None = None
        self.buttons: dict[str, Button] = {}
        holder = QWidget()
        self._rows = QVBoxLayout(holder)
        theme.space(self._rows, (0, 0, 0, 0), 8)
        self.body.addWidget(holder)
        self._flow = Flow(10, 8)
        self.body.addWidget(self._flow)
        self.hide()

    def ask(self, view: CaseView) -> None:
        """Ask who can see this case."""
        self._page.host.jobs.ask(access, self._show, for_=(self, "access"), case_id=view.row.id)

    def _show(self, found: Access | None) -> None:
        self.found = found
        self.setVisible(found is not None)
        if found is None:
            return
        while self._rows.count():
            clear_item(self._rows.takeAt(0))
        self._rows.addWidget(WrapLabel(CLOSED_WORDS if found.closed else OPEN_WORDS, "muted"))
        if found.members:
            table = SummaryList(lines=True, label_width=190)
            for each in found.members:
                table.add(each.name, *_words(each))
            self._rows.addWidget(table)
        if found.asked:
            self._rows.addWidget(WrapLabel(
                f"It is asked to open this case to the office again. {found.asked}"))
        self.buttons = {words: self._button(words, call) for words, call in self._offers(found)}
        self._flow.set_items(list(self.buttons.values()))

    def _offers(self, found: Access) -> list[tuple[str, Callable[[], None]]]:
        if not found.closed:
            return [("Close this case", self._restrict), ("Declare an interest", self._declare)]
        offers = [(ADD, self._add), (SHUT_OUT, self._shut_out)]
        if not found.complaint:  # a complaint about MOPAC is closed for good
            offers.append(("Agree to open it", self._agree) if found.asked
                          else ("Ask to open it to the office", self._ask_to_open))
        return offers

    def _button(self, words: str, call: Callable[[], None]) -> Button:
        made = Button(words)
        made.clicked.connect(lambda: call())
        if words in (ADD, SHUT_OUT) and self.found is not None and not self.found.parts:
            made.setEnabled(False)
            made.setToolTip(ONLY)
            made.setAccessibleDescription(ONLY)
        return made

    def _dialog(self, title: str, action: type[Any], words: str, intro: str) -> None:
        choices: dict[str, Sequence[tuple[Any, str]]] = {}
        if self.found and action in (AddMember, ShutOut):
            choices["staff_id"] = self.found.colleagues
        if self.found and action is AddMember:
            choices["part"] = self.found.parts
            if [part for part, _ in self.found.parts] == ["HR"]:
                choices["staff_id"] = self.found.advisers
        self._page.dialog(title, action, words, intro=intro, choices=choices,
                          then=lambda _: self._page.refresh())

    def _add(self) -> None:
        self._dialog(ADD, AddMember, "Add colleague",
                     "They see the whole case from now on. HR and the lead of the case can do "
                     "this; whoever logged it can add HR.")

    def _shut_out(self) -> None:
        self._dialog(SHUT_OUT, ShutOut, "Shut out",
                     "They see nothing of this case from now on, and are not told. It cannot be "
                     "taken back.")

    def _restrict(self) -> None:
        self._dialog("Close this case", Restrict, "Close the case",
                     "Only you, its owner and those whom you add will see it. A manager and HR "
                     "together can open it again.")

    def _declare(self) -> None:
        self._dialog("Declare an interest", DeclareConflict, "Declare",
                     "You will not see this case any more.")

    def _ask_to_open(self) -> None:
        self._dialog("Open to the office again", AskToOpen, "Ask for it",
                     "A manager and an HR adviser must want this together: one asks, the other "
                     "agrees.")

    def _agree(self) -> None:
        self._page.do(OpenToOffice, lambda _: self._page.refresh())


def _words(each: Member) -> tuple[str, str]:
    if each.shut_out:
        return "Shut out", each.part
    part = each.part[:1].upper() + each.part[1:]
    return part, f"Until {each.until}" if each.until else ""
