"""The strip at the foot: the keys in force, what was last saved, today's date."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

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
        while self._keys.count():
            clear_item(self._keys.takeAt(0))
        for key, words in keys:
            self._keys.addWidget(label(key, "keycap"))
            self._keys.addWidget(label(words))
            self._keys.addSpacing(theme.px(6))

    def say(self, words: str) -> None:
        """Show words before the keys ("1 selected"); empty takes them away."""
        self._said.setText(words)
        self._said.setVisible(bool(words))

    def show_right(self, words: str) -> None:
        """Show words at the right ("Saved 10:42.  Thursday 12 March 2026")."""
        self._right.setText(words)
