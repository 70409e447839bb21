"""Pictures drawn from the shipped SVG files, tinted with a token's colour, at the text size.

What is shown first is drawn with this, so no enumeration of ``Qt`` is named here: the first that
is makes PySide6 build all of them, an eighth of the whole start.
"""

from __future__ import annotations

import functools

from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from caseworker.paths import ICONS
from ui import theme

CLEAR = QColor(0, 0, 0, 0)
FINER = 3  # pictures are drawn three times as fine, so that they stay sharp on dense screens


@functools.lru_cache(maxsize=512)
def pixmap_of(name: str, colour: str, size: int) -> QPixmap:
    """The picture ``name`` in ``colour`` (``#RRGGBB``), ``size`` pixels wide and high.

    Raises KeyError for a name that is not shipped.
    """
    file = ICONS / f"{name}.svg"
    if not file.is_file():
        raise KeyError(f"There is no picture called {name}")
    drawing = file.read_bytes().replace(b"currentColor", colour.encode())
    pixmap = QPixmap(size * FINER, size * FINER)
    pixmap.fill(CLEAR)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(drawing)).render(painter, QRectF(0, 0, size * FINER, size * FINER))
    painter.end()
    pixmap.setDevicePixelRatio(FINER)
    return pixmap


def pixmap(name: str, token: str = "text", size: float = 18) -> QPixmap:
    """The picture in the colour of ``token``, ``size`` pixels at 100 %."""
    return pixmap_of(name, theme.current().hex(token), theme.px(size))


def draw(
    painter: QPainter, name: str, token: str, left: float, top: float, size: float = 18
) -> None:
    """Paint the picture with its corner at (left, top) pixels; ``size`` is at 100 %."""
    side = theme.px(size)
    picture = pixmap(name, token, size)
    painter.drawPixmap(QRectF(left, top, side, side), picture, QRectF(picture.rect()))
