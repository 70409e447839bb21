"""What to ask oneself about an outcome, by the way the MPS handled the complaint."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseworker.rules.facts import Handling
from caseworker.rules.prompts import MINOR_FAULTS, QUESTION, Prompt, prompts
from caseworker.rules.words import count
from ui import theme
from ui.icons import Button
from ui.widgets.card import clear_item
from ui.widgets.text import WrapLabel

ALWAYS_SHOWN = 3  # those that our published page names


class Questions(QWidget):
    """A quiet list: the first three questions, and the others behind a link."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._handling: Handling | str | None = ""
        self._column, self._rest = QVBoxLayout(self), QWidget()
        theme.space(self._column, (0, 0, 0, 0), 3)
        self._first = WrapLabel("", "muted")
        self._toggle = Button("", role="link")
        self._toggle.clicked.connect(self._flip)
        self._column.addWidget(WrapLabel(QUESTION, "strong"))
        self._column.addWidget(self._first)
        self._column.addWidget(self._rest)
        self._column.addWidget(self._toggle)
        self._more = QVBoxLayout(self._rest)
        theme.space(self._more, (0, 0, 0, 0), 3)
        self._rest.hide()

    def show_for(self, handling: Handling | None) -> None:
        """Show the questions for this way of handling; the common ones when it is not known."""
        if handling == self._handling:
            return
        self._handling = handling
        every = prompts(handling)
        self._first.setText(_listed(every[:ALWAYS_SHOWN]))
        self._first.setToolTip(every[0].source.cite)
        while self._more.count():
            clear_item(self._more.takeAt(0))
        for cite, some in groupby(every[ALWAYS_SHOWN:], key=lambda each: each.source.cite):
            self._more.addWidget(WrapLabel(_listed(tuple(some)), "muted"))
            self._more.addWidget(WrapLabel(f"Source: {cite}", "small"))
        self._more.addWidget(WrapLabel(MINOR_FAULTS, "muted"))
        self._count = len(every) - ALWAYS_SHOWN
        self._say()

    def _flip(self) -> None:
        self._rest.setVisible(self._rest.isHidden())
        self._say()

    def _say(self) -> None:
        more = self._rest.isHidden()
        self._toggle.set_words(f"Show {count(self._count, 'more question')}" if more
                               else "Show fewer questions")


def _listed(some: tuple[Prompt, ...]) -> str:
    return "\n".join(f"•  {each.text}" for each in some)
