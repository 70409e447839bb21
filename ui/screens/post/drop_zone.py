"""Where files are dropped, or picked with a key."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QWidget

from ui import theme

WORDS = "Drop scans or emails here or press Ctrl+O"


class DropZone(QPushButton):
    """A button with a dashed edge. The screen around it takes what is dropped."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Add files")
        self.setAccessibleDescription("Ctrl+O")
        self.setAutoDefault(False)

    def sizeHint(self) -> QSize:
        """Two lines with room around them."""
        return QSize(theme.px(160), theme.px(66))

    def minimumSizeHint(self) -> QSize:
        """Never lower than its words."""
        return QSize(theme.px(120), theme.px(66))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the dashed edge and the words."""
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.colour("control"), 2, Qt.PenStyle.DashLine))
        painter.setBrush(look.colour("hover" if self.underMouse() else "surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        painter.setPen(look.colour("muted"))
        painter.setFont(look.font("body"))
        painter.drawText(QRectF(self.rect()).adjusted(look.px(8), 0, -look.px(8), 0),
                         Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, WORDS)
        painter.end()


def files_in(dropped: QMimeData) -> list[Path]:
    """The files of this computer among what is dragged."""
    if not dropped.hasUrls():
        return []
    return [Path(url.toLocalFile()) for url in dropped.urls() if url.isLocalFile()]
