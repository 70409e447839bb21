"""A deadline: a date, what it is for, and how near it is in words, shape and colour."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.marks import STATES
from ui.widgets.tag import Tag
from ui.widgets.text import WrapLabel, label

TAG_TONES = {"late": "red", "soon": "amber", "waiting": "violet"}


class ContextDate(QWidget):
    """One deadline as a row: ``when`` ("19 March 2026"), ``what`` it is for, ``words`` ("9 days
    left"), ``state`` one of "late", "soon", "later", "waiting", "none".
    """

    def __init__(
        self, when: str, what: str, words: str, state: str = "later",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._bar = STATES[state][0]
        row, left = QHBoxLayout(self), QVBoxLayout()
        theme.space(row, (13, 0, 0, 0), 8)
        theme.space(left, (0, 0, 0, 0), 1)
        left.addWidget(WrapLabel(when, "strong"))
        if what:
            left.addWidget(WrapLabel(what, "small"))
        row.addLayout(left, 1)
        if state in TAG_TONES:
            row.addWidget(Tag(words, TAG_TONES[state], STATES[state][2]), 0,
                          Qt.AlignmentFlag.AlignTop)
        else:
            row.addWidget(label(words, "muted"))
        self.setAccessibleName(", ".join(part for part in (what, when, words) if part))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bar."""
        painter = QPainter(self)
        painter.fillRect(QRectF(0, 2, theme.px(4), self.height() - 4),
                         theme.current().colour(self._bar))
        painter.end()
