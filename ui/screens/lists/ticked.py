"""The strip over a list that says how many rows are ticked, and what can be done with them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from caseworker.rules.words import count
from ui import theme
from ui.icons import Button
from ui.widgets.announce import announce
from ui.widgets.flow import Flow
from ui.widgets.text import label


class TickStrip(QFrame):
    """Shown while something is ticked. ``chosen`` sends the name of an act; ``every`` and
    ``none`` ask to tick all of the list, or nothing.
    """

    chosen = Signal(str)
    every = Signal()
    none = Signal()

    def __init__(self, acts: Iterable[str], noun: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._noun = noun
        self.setProperty("role", "banner")
        self.setProperty("tone", "blue")
        row = QHBoxLayout(self)
        theme.space(row, (12, 4, 12, 4), 8)
        flow, buttons = Flow(8, 2), []
        self._words = label("", "strong")
        for name in acts:
            button = Button(name, role="link")
            button.clicked.connect(partial(self.chosen.emit, name))
            buttons.append(button)
        every, none = Button("Tick all in this list", role="link"), Button("Clear", role="link")
        every.clicked.connect(lambda: self.every.emit())
        none.setAccessibleName("Clear all ticks")
        none.clicked.connect(lambda: self.none.emit())
        flow.set_items((self._words, *buttons, every, none))
        row.addWidget(flow)
        self.hide()

    def show_number(self, number: int) -> None:
        """Say how many are ticked; hidden when none is."""
        words = f"{count(number, self._noun)} ticked"
        self._words.setText(words)
        self.setVisible(bool(number))
        announce(self, words)
