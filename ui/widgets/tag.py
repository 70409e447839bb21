"""A tag: a word in a tinted box. The word says it; colour and picture only help."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui import icons, theme

HEIGHT = 24  # pixels at 100 %


def tag_width(text: str, icon: str = "") -> int:
    """How wide a tag with this text is, in pixels."""
    metrics = QFontMetrics(theme.current().font("tag"))
    return metrics.horizontalAdvance(text) + theme.px(36 if icon else 20)


def paint_tag(painter: QPainter, box: QRectF, text: str, tone: str, icon: str = "") -> None:
    """Paint a tag into ``box``; text that does not fit ends in "..."."""
    look = theme.current()
    edge = look.colour(tone)
    edge.setAlphaF(1.0 if look.strong_lines else 0.38)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(edge, 1.5 if look.strong_lines else 1))
    painter.setBrush(look.colour(f"{tone}_tint"))
    painter.drawRoundedRect(box.adjusted(0.8, 0.8, -0.8, -0.8), 5, 5)
    if icon:
        icons.draw(painter, icon, tone, box.left() + look.px(8),
                   box.center().y() - look.px(14) / 2, 14)
    font = look.font("tag")
    words = box.adjusted(look.px(26 if icon else 9), 0, -look.px(6), 0)
    painter.setFont(font)
    painter.setPen(look.colour(tone))
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight,
                                          int(words.width()) + 2)
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
    painter.restore()


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
        return QSize(tag_width(self.text(), self._icon), theme.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw box, picture and word."""
        painter = QPainter(self)
        paint_tag(painter, QRectF(self.rect()), self.text(), self._tone, self._icon)
        painter.end()
