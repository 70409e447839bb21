"""What is shown where there is nothing yet."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import theme
from ui.icons import Button, Picture
from ui.widgets.text import WrapLabel


class EmptyState(QWidget):
    """Says what would be here, and offers one action, which sends ``pressed``."""

    pressed = Signal()

    def __init__(
        self, words: str, action: str = "", icon: str = "tray", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        theme.space(column, (24, 32, 24, 32), 12)
        centre = Qt.AlignmentFlag.AlignHCenter
        column.addStretch(1)
        column.addWidget(Picture(icon, "muted", 32), 0, centre)
        self._words = WrapLabel(words)
        self._words.setAlignment(centre)
        column.addWidget(self._words)
        self.action = Button(action)
        self.action.clicked.connect(lambda: self.pressed.emit())
        column.addWidget(self.action, 0, centre)
        column.addStretch(2)
        self.say(words, action)

    @property
    def words(self) -> str:
        """What it says."""
        return self._words.text()

    def say(self, words: str, action: str = "") -> None:
        """Show other words; an empty ``action`` takes the button away."""
        self._words.setText(words)
        self.action.set_words(action)
        self.action.setVisible(bool(action))
