"""A person's initials in a circle. Decoration: the name always stands beside it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme

SIZE = 24  # pixels at 100 %


def paint_avatar(painter: QPainter, box: QRectF, initials: str) -> None:
    """Paint the initials in a circle that fills ``box``."""
    look = theme.current()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour("grey_tint"))
    painter.drawEllipse(box)
    painter.setFont(look.font("caps"))
    painter.setPen(look.colour("grey"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, initials)
    painter.restore()


class Avatar(QWidget):
    """The initials in a circle, as a widget."""

    def __init__(self, initials: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._initials = initials
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A circle at the text size in force."""
        return QSize(theme.px(SIZE), theme.px(SIZE))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the circle and the initials."""
        painter = QPainter(self)
        paint_avatar(painter, QRectF(self.rect()), self._initials)
        painter.end()
