"""A tag: a word in a tinted box. The word says it; colour and picture only help."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui import theme
from ui.ink import ink_for
from ui.marks import TAG, paint_tag


def tag_width(text: str, icon: str = "") -> int:
    """How wide a tag with this text is, in pixels."""
    metrics = QFontMetrics(theme.current().font("tag"))
    return metrics.horizontalAdvance(text) + theme.px(36 if icon else 20)


class Tag(QLabel):
    """A word in a tinted box.

    ``tone`` is "grey", "blue", "violet", "green", "amber" or "red"; ``icon`` a picture's name.
    """

    def __init__(
        self, text: str, tone: str = "grey", icon: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.say(text, tone, icon)

    def say(self, text: str, tone: str = "grey", icon: str = "") -> None:
        """Show other words in another tone."""
        self._tone, self._icon = tone, icon
        self.setText(text)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As wide as its word."""
        return QSize(tag_width(self.text(), self._icon), theme.px(TAG))

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw box, picture and word."""
        painter = QPainter(self)
        paint_tag(painter, ink_for(painter), QRectF(self.rect()), self.text(), self._tone,
                  self._icon)
        painter.end()
