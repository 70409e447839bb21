"""Small marks of lists and pages: a tag, initials, a box for a tick, how near a date is.

The colour never says it alone: a word or a picture does.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPainterPath

from ui import drawing, theme
from ui.ink import Ink, cut, shape

TAG = AVATAR = 24  # heights in pixels at 100 %
MIDDLE, LEFT_MIDDLE = 0x84, 0x81  # Qt.AlignmentFlag: AlignCenter; AlignVCenter | AlignLeft
# How near -> (colour of the bar, colour of the words, picture). Normal is quiet: no green.
STATES: dict[str, tuple[str, str, str]] = {
    "late": ("red", "red", "warning-fill"),
    "soon": ("amber", "amber", "clock-fill"),
    "waiting": ("violet", "violet", "hourglass-medium-fill"),
    "later": ("control", "muted", ""),
    "none": ("line", "muted", ""),
}


def paint_tag(
    painter: QPainter, ink: Ink, box: QRectF, text: str, tone: str, icon: str = ""
) -> None:
    """Paint a tag, a word in a tinted box; text that does not fit ends in "..."."""
    look = ink.look
    edge = look.colour(tone)
    edge.setAlphaF(1.0 if look.strong_lines else 0.38)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    shape(painter, _rounded(box.adjusted(0.8, 0.8, -0.8, -0.8), 5), ink.brush(f"{tone}_tint"),
          edge, 1.5 if look.strong_lines else 1)
    if icon:
        drawing.draw(painter, icon, tone, box.left() + look.px(8),
                     box.center().y() - look.px(14) / 2, 14)
    words = box.adjusted(look.px(26 if icon else 9), 0, -look.px(6), 0)
    ink.pen(painter, tone)
    painter.setFont(ink.font("tag", None))
    painter.drawText(words, LEFT_MIDDLE, cut(text, ink.metrics("tag"), int(words.width()) + 2))
    painter.restore()


def paint_avatar(painter: QPainter, ink: Ink, box: QRectF, initials: str) -> None:
    """Paint initials in a circle that fills ``box``. Decoration: the name stands beside it."""
    circle = QPainterPath()
    circle.addEllipse(box)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    shape(painter, circle, ink.brush("grey_tint"))
    ink.pen(painter, "grey")
    painter.setFont(ink.font("caps", None))
    painter.drawText(box, MIDDLE, initials)
    painter.restore()


def paint_tick(painter: QPainter, ink: Ink, box: QRectF, on: bool) -> None:
    """Paint a box, with a tick or without."""
    shape(painter, _rounded(box.adjusted(1, 1, -1, -1), 4),
          ink.brush("accent" if on else "surface"), ink.colour("accent" if on else "control"), 1.5)
    if on:
        room = (box.width() - theme.px(12)) / 2
        drawing.draw(painter, "check-bold", "accent_text", box.left() + room, box.top() + room, 12)


def _rounded(box: QRectF, radius: float) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(box, radius, radius)
    return path
