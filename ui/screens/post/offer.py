"""Offers what was typed and not saved when Caseworker last closed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from caseworker.rules.words import count
from ui import theme
from ui.icons import Button
from ui.widgets.announce import announce
from ui.widgets.text import WrapLabel


class Offer(QFrame):
    """Hidden until there are drafts. ``wanted`` and ``refused`` are the answers."""

    wanted = Signal()
    refused = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "banner")
        self.setProperty("tone", "blue")
        column = QVBoxLayout(self)
        theme.space(column, (10, 8, 10, 8), 6)
        self._words = WrapLabel("", "strong")
        column.addWidget(self._words)
        for words, answer in (("Bring back", self.wanted), ("Throw away", self.refused)):
            button = Button(words)
            button.clicked.connect(self.hide)
            button.clicked.connect(lambda _=False, answer=answer: answer.emit())
            column.addWidget(button)
        self.hide()

    def show_count(self, number: int) -> None:
        """Offer so many drafts; none hides it."""
        was = "was" if number == 1 else "were"
        words = f"{count(number, 'item')} {was} typed and not saved."
        self._words.setText(words)
        self.setAccessibleName(words)
        self.setVisible(number > 0)
        if number:
            announce(self, words)
