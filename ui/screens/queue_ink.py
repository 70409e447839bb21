"""What the cells of a list are painted with, worked out once for a look and not for each cell."""

from __future__ import annotations

import functools
from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPixmap

from ui import theme

KEPT = 4096  # texts whose cut is remembered
Paint = Callable[..., None]  # of a painter, its box, and what else it is given


class Ink:
    """Fonts, colours and lengths of one theme; ``fineness`` is of the screen, 2.0 on a dense one.

    A list paints some hundred cells at a time, so that what a cell looks up is what it costs.
    """

    def __init__(self, look: theme.Theme, fineness: float) -> None:
        self.look, self.fineness = look, fineness
        self.px = functools.cache(look.px)
        self.colour: Callable[[str], QColor] = functools.cache(look.colour)
        self.font = functools.cache(look.font)
        self.metrics = functools.cache(self._metrics)
        self.cut = functools.lru_cache(KEPT)(self._cut)
        self.font_key = functools.cache(lambda kind: self.font(kind, None).toString())
        self._stamps: dict[tuple[object, ...], QPixmap] = {}

    def line(
        self, painter: QPainter, left: int, top: int, wide: int, high: int, text: str,
        kind: str = "body", token: str = "text", weight: int | None = None,
    ) -> None:
        """One line of text in the middle of a box; what does not fit ends in "..."."""
        metrics = self.metrics(kind, weight)
        painter.setFont(self.font(kind, weight))
        painter.setPen(self.colour(token))
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
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint(painter, QRectF(0, 0, wide, high), *what)
        painter.end()
        return made

    def _metrics(self, kind: str, weight: int | None = None) -> QFontMetrics:
        return QFontMetrics(self.font(kind, weight))

    def _cut(self, text: str, kind: str, weight: int | None, wide: int) -> str:
        return self.metrics(kind, weight).elidedText(text, Qt.TextElideMode.ElideRight, wide)
