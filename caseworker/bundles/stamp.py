"""Page numbers on every page, at the bottom right as the reader sees it."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, Stream
from reportlab.pdfgen import canvas

from caseworker.intake import sheets

_SIZE = 10.0
_FROM_RIGHT, _FROM_BOTTOM = 20.0, 16.0
_A4_WIDTH = 595.28
_GLYPHS = "0123456789"


class Stamp:
    """The font and the paper patch that all numbers of one bundle share."""

    def __init__(self, document: Pdf) -> None:
        self._document = document
        self._font = _font(document)
        # A number on a black scan must be seen, and nothing under it may be hidden: the patch lets
        # a quarter of what is below shine through.
        patch = Dictionary(Type=Name.ExtGState, ca=0.75, CA=0.75)
        self._patch = document.make_indirect(patch)
        self._open = document.make_indirect(Stream(document, b"q\n"))
        self._close = document.make_indirect(Stream(document, b"\nQ\n"))
        self._figure = document.make_indirect(Stream(document, b"/Figure <</MCID 0>> BDC q\n"))
        self._end_figure = document.make_indirect(Stream(document, b"\nQ EMC\n"))
        self._named: dict[tuple[int, int], tuple[str, str]] = {}

    def number(self, page: Page, number: int, figure: bool) -> None:
        """Put ``number`` on the page; ``figure`` puts all that was there between figure marks."""
        body = self._body(page, figure)
        font, patch = self._names(page)
        marks = _marks(page, str(number), font, patch)
        before, after = (
            (self._figure, self._end_figure) if figure else (self._open, self._close)
        )
        stamp = self._document.make_stream(marks)
        page.obj.Contents = Array([before, *body, after, stamp])

    def _body(self, page: Page, strip: bool) -> list[Stream]:
        """The page's streams, mended where they would spoil what is drawn after them."""
        contents = page.obj.get("/Contents")
        parts = list(contents) if isinstance(contents, Array) else [contents]
        body: list[Stream] = [part for part in parts if isinstance(part, Stream)]
        try:
            data = b"\n".join(part.read_bytes() for part in body)
        except (pikepdf.PdfError, ValueError):
            return body
        if strip and (b"BDC" in data or b"BMC" in data):
            body = [self._document.make_stream(_without_marks(page, data))]
        words = data.split()
        if words.count(b"q") != words.count(b"Q"):
            drawing = page.as_form_xobject(handle_transformations=False)
            page.obj.Resources = Dictionary(XObject=Dictionary(CwPage=drawing))
            body = [self._document.make_stream(b"/CwPage Do")]
        return body

    def _names(self, page: Page) -> tuple[str, str]:
        """Names for our font and patch in the page's resources that nothing else there has."""
        resources = page.obj.get("/Resources")
        if not isinstance(resources, Dictionary):
            resources = page.obj.Resources = Dictionary()
        key = resources.objgen
        if resources.is_indirect and key in self._named:
            return self._named[key]
        names = (
            _add(resources, "/Font", "CwNumber", self._font),
            _add(resources, "/ExtGState", "CwPatch", self._patch),
        )
        if resources.is_indirect:
            self._named[key] = names
        return names


def _add(resources: Any, kind: str, name: str, thing: Object) -> str:
    if not isinstance(resources.get(kind), Dictionary):
        resources[kind] = Dictionary()
    place = resources[kind]
    free = f"/{name}"
    while free in place and place[free].objgen != thing.objgen:
        free += "x"  # a page of an earlier bundle has its own
    place[free] = thing
    return free


def _font(document: Pdf) -> Object:
    """Liberation Sans, the digits only, embedded."""
    sheets.fonts()
    out = io.BytesIO()
    drawn = canvas.Canvas(out, invariant=1)
    drawn.setFont(sheets.REGULAR, 10)
    drawn.drawString(0, 0, _GLYPHS)
    drawn.save()
    with pikepdf.open(io.BytesIO(out.getvalue())) as source:
        fonts = source.pages[0].obj.Resources.Font
        for _, font in fonts.items():
            if "Liberation" in str(font.BaseFont):
                return document.copy_foreign(font)
    raise ValueError("the font of the page numbers is missing")


def _marks(page: Page, text: str, font: str, patch: str) -> bytes:
    left, bottom, right, top = _seen(page)
    turn = _turn(page)
    wide, high = right - left, top - bottom
    if turn in (90, 270):
        wide, high = high, wide
    where = {
        0: (1, 0, 0, 1, left, bottom), 90: (0, 1, -1, 0, right, bottom),
        180: (-1, 0, 0, -1, right, top), 270: (0, -1, 1, 0, left, top),
    }[turn]  # fmt: skip
    scale = min(6.0, max(0.4, wide / _A4_WIDTH))
    size = _SIZE * scale
    long = sheets.width(text, sheets.REGULAR, size)
    x, y = wide - long - _FROM_RIGHT * scale, _FROM_BOTTOM * scale
    gap = 3 * scale
    box = (x - gap, y - gap, long + 2 * gap, size * 0.73 + 2 * gap)
    matrix = " ".join(f"{value:g}" for value in where)
    return (
        f"/Artifact <</Type /Pagination>> BDC q {matrix} cm q {patch} gs 1 g "
        f"{box[0]:.2f} {box[1]:.2f} {box[2]:.2f} {box[3]:.2f} re f Q "
        f"BT 0 g {font} {size:.2f} Tf {x:.2f} {y:.2f} Td ({text}) Tj ET Q EMC\n"
    ).encode("ascii")


def _seen(page: Page) -> tuple[float, float, float, float]:
    """The part of the page that is shown: the crop box within the media box."""
    media, crop = _box(page.mediabox), _box(page.cropbox)
    both = (max(media[0], crop[0]), max(media[1], crop[1]),
            min(media[2], crop[2]), min(media[3], crop[3]))  # fmt: skip
    return both if both[2] - both[0] >= 1 and both[3] - both[1] >= 1 else media


def _box(values: Any) -> tuple[float, float, float, float]:
    a, b, c, d = (float(value) for value in values)
    return min(a, c), min(b, d), max(a, c), max(b, d)


def _turn(page: Page) -> int:
    try:
        turn = int(page.obj.get("/Rotate", 0)) % 360
    except (TypeError, ValueError):
        return 0
    return turn if turn in (0, 90, 180, 270) else 0


def _without_marks(page: Page, data: bytes) -> bytes:
    """The content without its own marks, which would stand within ours."""
    kept = []
    try:
        for step in pikepdf.parse_content_stream(page):
            if str(step.operator) not in ("BDC", "BMC", "EMC", "DP", "MP"):
                kept.append(step)
        return pikepdf.unparse_content_stream(kept)
    except (pikepdf.PdfError, ValueError, TypeError):
        return data
