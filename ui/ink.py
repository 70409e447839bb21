"""What lists are painted with, worked out once for a look and not for each cell.

What is shown first is painted with this too, before ``Qt`` with all its enumerations is loaded
(see ui.drawing). PySide6 looks into them for every colour that a pen or a brush is made of, so a
brush is taken from a palette here, and ``pen`` is a method of its own.
"""

from __future__ import annotations

import functools
from collections.abc import Callable

from PySide6.QtCore import QRectF
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFontMetrics,
    QPainter,
    QPainterPath,
    QPalette,
    QPen,
    QPixmap,
)

from ui import theme
from ui.drawing import CLEAR

KEPT = 4096  # texts whose cut is remembered
MORE = "…"
Paint = Callable[..., None]  # of a painter, the ink, a box, and what else it is given


class Ink:
    """Fonts, colours and lengths of one theme; ``fineness`` is of the screen, 2.0 on a dense one.

    A list paints some hundred cells at a time, so that what a cell looks up is what it costs.
    """

    def __init__(self, look: theme.Theme, fineness: float) -> None:
        self.look, self.fineness = look, fineness
        self.px = functools.cache(look.px)
        self.colour: Callable[[str], QColor] = functools.cache(look.colour)
        self.brush = functools.cache(lambda token: brush_of(look.colour(token)))
        self.font = functools.cache(look.font)
        self.metrics = functools.cache(self._metrics)
        self.cut = functools.lru_cache(KEPT)(self._cut)
        self.font_key = functools.cache(lambda kind: self.font(kind, None).toString())
        self._stamps: dict[tuple[object, ...], QPixmap] = {}

    def pen(self, painter: QPainter, token: str) -> None:
        """Write in this colour from now on; choose the font after it."""
        painter.setPen(self.colour(token))

    def fill(
        self, painter: QPainter, left: int, top: int, wide: int, high: int, token: str
    ) -> None:
        """A box full of colour."""
        painter.setBackground(self.brush(token))
        painter.eraseRect(left, top, wide, high)

    def line(
        self, painter: QPainter, left: int, top: int, wide: int, high: int, text: str,
        kind: str = "body", token: str = "text", weight: int | None = None,
    ) -> None:
        """One line of text in the middle of a box; what does not fit ends in "..."."""
        metrics = self.metrics(kind, weight)
        self.pen(painter, token)
        painter.setFont(self.font(kind, weight))
        painter.drawText(left, top + (high - metrics.height()) // 2 + metrics.ascent(),
                         self.cut(text, kind, weight, wide))

    def stamp(
        self, painter: QPainter, left: int, top: int, wide: int, high: int, paint: Paint,
        *what: object,
    ) -> None:
        """A picture that ``paint`` makes the first time, of ``what`` it is given."""
        key = (wide, high, paint, *what)
        found = self._stamps.get(key)
        if found is None:
            found = self._stamps[key] = self._stamped(wide, high, paint, *what)
        painter.drawPixmap(left, top, found)

    def _stamped(self, wide: int, high: int, paint: Paint, *what: object) -> QPixmap:
        made = QPixmap(round(wide * self.fineness), round(high * self.fineness))
        made.setDevicePixelRatio(self.fineness)
        made.fill(CLEAR)
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint(painter, self, QRectF(0, 0, wide, high), *what)
        painter.end()
        return made

    def _metrics(self, kind: str, weight: int | None = None) -> QFontMetrics:
        return QFontMetrics(self.font(kind, weight))

    def _cut(self, text: str, kind: str, weight: int | None, wide: int) -> str:
        return cut(text, self.metrics(kind, weight), wide)


_in_use: list[Ink] = []


def ink_for(painter: QPainter) -> Ink:
    """The ink of the theme in force, for what this painter paints on."""
    look, fineness = theme.current(), painter.device().devicePixelRatioF()
    if not _in_use or _in_use[0].look is not look or _in_use[0].fineness != fineness:
        _in_use[:] = [Ink(look, fineness)]
    return _in_use[0]


def cut(text: str, metrics: QFontMetrics, wide: int) -> str:
    """As much of a text as has room in ``wide`` pixels; what is cut ends in "..."."""
    if metrics.horizontalAdvance(text) <= wide:
        return text
    fits, over = 0, len(text)  # so many signs fit with the dots; so many do not
    while over - fits > 1:
        tried = (fits + over) // 2
        if metrics.horizontalAdvance(text[:tried] + MORE) <= wide:
            fits = tried
        else:
            over = tried
    return text[:fits] + MORE


def shape(
    painter: QPainter, path: QPainterPath, inside: QBrush, edge: QColor | None = None,
    thick: float = 1.0,
) -> None:
    """A shape full of colour, with an edge or without."""
    painter.fillPath(path, inside)
    if edge is not None:
        pen = QPen()
        pen.setColor(edge)
        pen.setWidthF(thick)
        painter.strokePath(path, pen)


def brush_of(colour: QColor) -> QBrush:
    """A brush of one colour."""
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Window, colour)
    return palette.window()
