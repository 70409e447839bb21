"""Plain pages for the demo's papers, PDF and Word; the same words make the same bytes."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from io import BytesIO

import docx
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader, simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from caseworker import paths
from caseworker.demo.words import Line

WIDTH, HEIGHT = A4
MARGIN = 62.0  # points
COLUMN = 110.0  # points from the margin to the second column of a row
PLAIN, BOLD = "Demo Sans", "Demo Sans Bold"
# Font, size, and the space above, in points.
LOOK = {
    "heading": (BOLD, 13.0, 12.0),
    "text": (PLAIN, 11.0, 9.0),
    "tight": (PLAIN, 11.0, 0.0),
    "row": (PLAIN, 10.0, 4.0),
    "small": (PLAIN, 8.0, 2.0),
}
FIXED = datetime(2026, 1, 1)  # noqa: DTZ001 (python-docx writes it as it stands, as UTC)


@lru_cache(maxsize=1)
def _fonts() -> None:
    """Make our fonts known to reportlab, once; names of our own, as the letters have theirs."""
    for name, file in ((PLAIN, "LiberationSans-Regular.ttf"), (BOLD, "LiberationSans-Bold.ttf")):
        pdfmetrics.registerFont(TTFont(name, paths.FONTS / file))


def pdf(lines: Sequence[Line], title: str) -> bytes:
    """The lines on A4 pages, as many as they need."""
    _fonts()
    out = BytesIO()
    canvas = _canvas(out, title)
    y = HEIGHT - MARGIN
    for line in lines:
        if line.style == "page":
            canvas.showPage()
            y = HEIGHT - MARGIN
            continue
        font, size, above = LOOK[line.style]
        y -= above
        for x, text in _laid_out(line, font, size):
            if y < MARGIN + size:
                canvas.showPage()
                y = HEIGHT - MARGIN
            canvas.setFont(font, size)
            for place, words in zip(x, text, strict=True):
                canvas.drawString(place, y - size, words)
            y -= size * 1.3
    canvas.save()
    return out.getvalue()


def _laid_out(
    line: Line, font: str, size: float
) -> list[tuple[tuple[float, ...], tuple[str, ...]]]:
    """The printed lines of a paragraph: where its pieces stand from the left, and the pieces."""
    if line.style != "row":
        pieces = simpleSplit(line.text, font, size, WIDTH - 2 * MARGIN)
        return [((MARGIN,), (piece,)) for piece in pieces]
    first, _, rest = line.text.partition("|")
    pieces = simpleSplit(rest, font, size, WIDTH - 2 * MARGIN - COLUMN)
    return [
        ((MARGIN, MARGIN + COLUMN), (first if number == 0 else "", piece))
        for number, piece in enumerate(pieces)
    ]


def picture_pdf(pictures: Sequence[bytes], title: str) -> bytes:
    """A scan: each picture (JPEG) fills one A4 page; there is no text to search in."""
    out = BytesIO()
    canvas = _canvas(out, title)
    for picture in pictures:
        canvas.drawImage(ImageReader(BytesIO(picture)), 0, 0, WIDTH, HEIGHT)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _canvas(out: BytesIO, title: str) -> Canvas:
    # Invariant: no time of making and no random name in the file.
    canvas = Canvas(out, pagesize=A4, invariant=1, pageCompression=1)
    canvas.setTitle(title)
    canvas.setAuthor("Demo of Caseworker")
    return canvas


def word(paragraphs: Sequence[str], title: str, author: str) -> bytes:
    """A Word file of plain paragraphs."""
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    about = document.core_properties
    about.title, about.author, about.comments = title, author, ""
    about.created = about.modified = FIXED
    out = BytesIO()
    document.save(out)
    return _without_times(out)


def _without_times(made: BytesIO) -> bytes:
    """The same zip file without the time at which each part was written."""
    out = BytesIO()
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            fixed = zipfile.ZipInfo(part.filename, FIXED.timetuple()[:6])
            fixed.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(fixed, old.read(part))
    return out.getvalue()
