"""The two faces that letters are printed in, and which characters they hold.

Liberation Sans has the widths of Arial, which the Word file asks for, so lines break alike.
"""

from __future__ import annotations

from functools import cache
from threading import Lock

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from caseworker import paths

BODY, BOLD = "Letter", "Letter Bold"
MM = 72 / 25.4  # points in a millimetre
_FILES = {BODY: "LiberationSans-Regular.ttf", BOLD: "LiberationSans-Bold.ttf"}
_LOADING = Lock()  # previews are made on several threads


@cache
def _load(name: str) -> TTFont:
    with _LOADING:
        font = TTFont(name, str(paths.FONTS / _FILES[name]))
        pdfmetrics.registerFont(font)
        return font


def load() -> None:
    """Make both faces known to the PDF writer; the first call reads the files."""
    for name in _FILES:
        _load(name)


def width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide the text is, in points."""
    return float(_load(BOLD if bold else BODY).stringWidth(text, size))


def holds(character: str) -> bool:
    """Whether both faces have a shape for this character."""
    return all(ord(character) in _load(name).face.charToGlyph for name in _FILES)
