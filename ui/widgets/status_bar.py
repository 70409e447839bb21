"""The strip at the foot: the keys in force, what was last saved, today's date."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from ui import theme
from ui.widgets.card import clear_item
from ui.widgets.text import ElideLabel, label


class StatusBar(QFrame):
    """Keycaps at the left, words at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "foot")
        row = QHBoxLayout(self)
        theme.space(row, (20, 5, 20, 5), 12)
        self._shown: list[tuple[str, QLabel, QLabel]] = []
        self._said = label("")
        self._said.hide()
        self._keys = QHBoxLayout()
        theme.space(self._keys, (0, 0, 0, 0), 6)
        self._right = ElideLabel("")
        row.addWidget(self._said)
        row.addLayout(self._keys)
        row.addStretch(1)
        row.addWidget(self._right)

    def show_keys(self, keys: Sequence[tuple[str, str]]) -> None:
        """Show the keys in force, each as (key, what it does)."""
        if [(key, words.text()) for key, _, words in self._shown] == list(keys):
            return
        while self._keys.count():
            clear_item(self._keys.takeAt(0))
        self._shown = []
        for key, words in keys:
            pair = label(key, "keycap"), label(words)
            pair[1].setContentsMargins(0, 0, theme.px(6), 0)
            for part in pair:
                self._keys.addWidget(part)
            self._shown.append((key, *pair))
        self._fit()

    def say(self, words: str) -> None:
        """Show words before the keys ("1 selected"); empty takes them away."""
        self._said.setText(words)
        self._said.setVisible(bool(words))
        self._fit()

    def unsay(self, words: str) -> None:
        """Take these words away, if they still stand there."""
        if words and self._said.text() == words:
            self.say("")

    def show_right(self, words: str) -> None:
        """Show words at the right ("Saved 10:42.  Thursday 12 March 2026")."""
        self._right.setText(words)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many keys as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Show as many as fit at this text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_shown"):
            self._fit()

    def _fit(self) -> None:
        """Hide the later keys where there is no room. "?" stays: it lists them all."""
        gap, room = theme.px(12), self.width() - theme.px(60) - self._right.sizeHint().width()
        if not self._said.isHidden():
            room -= self._said.sizeHint().width() + gap
        wide = {key: cap.sizeHint().width() + words.sizeHint().width() + gap
                for key, cap, words in self._shown}
        room -= wide.get("?", 0)
        full = False
        for key, cap, words in self._shown:
            if key != "?":
                room -= wide[key]
                full = full or room < 0
            for part in (cap, words):
                part.setVisible(key == "?" or not full)
