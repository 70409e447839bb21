"""A person's initials in a circle. Decoration: the name always stands beside it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

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
