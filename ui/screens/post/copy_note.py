"""Says that a file came before, and asks what to do with this copy. Nothing happens silently."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from caseworker.queries.earlier import EarlierCopy
from ui import theme
from ui.icons import Button, Picture
from ui.widgets.flow import Flow
from ui.widgets.text import WrapLabel


class CopyNote(QFrame):
    """``again``, ``discard`` and ``see`` are what the user chose."""

    again = Signal()
    discard = Signal()
    see = Signal()

    def __init__(self, copy: EarlierCopy, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "banner")
        self.setProperty("tone", "amber")
        self.setAccessibleName(copy.words)
        column, top, row = QVBoxLayout(self), QHBoxLayout(), Flow(8, 6)
        theme.space(column, (12, 8, 12, 8), 6)
        theme.space(top, (0, 0, 0, 0), 8)
        top.addWidget(Picture("copy-fill", "amber", 18))
        self._words = WrapLabel(copy.words, "strong")
        top.addWidget(self._words, 1)
        column.addLayout(top)
        self.buttons = [Button("Log it again"), Button("Discard this copy")]
        if copy.case_id is not None or copy.waiting:
            self.buttons.append(Button(f"See {copy.reference}"))
        for button, signal in zip(self.buttons, (self.again, self.discard, self.see), strict=False):
            button.clicked.connect(lambda _=False, signal=signal: signal.emit())
        row.set_items(self.buttons)
        column.addWidget(row)

    def say_again(self) -> None:
        """The user wants it logged again."""
        self._words.setText("This file came before. It will be logged again when you save.")
        self.buttons[0].setVisible(False)
