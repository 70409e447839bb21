"""Writes A4 pages whose words carry their meaning (PDF/UA-1): for email, Word, text and indexes.

reportlab draws, and marks each piece of text with a number; pikepdf then writes the tree that
says which number is a heading, a paragraph or a cell. The letters have a writer of their own, with
flowing layout; here every line is placed by the caller.
"""

from __future__ import annotations

import functools
import io
import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, String
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen import canvas

from caseworker.paths import FONTS

WIDTH, HEIGHT = 595.28, 841.89  # A4 in points
REGULAR, BOLD = "Liberation Sans", "Liberation Sans Bold"
_FILES = {REGULAR: "LiberationSans-Regular.ttf", BOLD: "LiberationSans-Bold.ttf"}
_registering = threading.Lock()


def fonts() -> None:
    """Make the two fonts known to reportlab. They are embedded in every page written."""
    with _registering:
        known = set(pdfmetrics.getRegisteredFontNames())
        for name, file in _FILES.items():
            if name not in known:
                pdfmetrics.registerFont(TTFont(name, str(FONTS / file)))


def printable(text: str, font: str = REGULAR) -> str:
    """The text with every character that the font lacks as [U+2603], never as a black box."""
    glyphs = pdfmetrics.getFont(font).face.charToGlyph
    text = text.replace("\t", "    ")
    if all(ord(c) in glyphs for c in set(text)):
        return text
    return "".join(c if ord(c) in glyphs else f"[U+{ord(c):04X}]" for c in text)


@functools.lru_cache(maxsize=50_000)  # people use the same words again
def width(text: str, font: str, size: float) -> float:
    """How wide the text is, in points."""
    return float(pdfmetrics.stringWidth(text, font, size))


def wrap(text: str, font: str, size: float, room: float) -> list[str]:
    """The text in lines no wider than ``room`` points; a word too long for a line is cut."""
    lines: list[str] = []
    line, used = "", 0.0
    space = width(" ", font, size)
    for word in text.split(" "):
        long = width(word, font, size)
        if line and used + space + long > room:
            lines.append(line)
            line, used = "", 0.0
        while long > room:
            fit = _fitting(word, font, size, room)
            lines.append(word[:fit])
            word = word[fit:]
            long = width(word, font, size)
        joint = " " if line or (not word and lines == []) else ""
        line, used = f"{line}{joint}{word}", used + (space if joint else 0) + long
    lines.append(line)
    return lines


def _fitting(word: str, font: str, size: float, room: float) -> int:
    """How many characters of the word fit, at least one."""
    used = 0.0
    for number, letter in enumerate(word):
        used += width(letter, font, size)
        if used > room:
            return max(1, number)
    return len(word)


@dataclass(eq=False)
class Tag:
    """A node of the tree: H1, P, Table, TR, TH, TD, Link... and what lies under it."""

    kind: str
    parent: Tag | None = None
    under: list[Tag | tuple[int, int]] = field(default_factory=list)  # tags, or (page, mark)
    annotation: tuple[int, int] | None = None  # (page, number of the link on that page)

    def __post_init__(self) -> None:
        if self.parent is not None:
            self.parent.under.append(self)


@dataclass
class Link:
    """A place on a page that leads to where ``target`` begins. Points from the lower left."""

    tag: Tag
    target: str
    box: tuple[float, float, float, float]
    words: str


class Sheets:
    """Pages being written. ``finish`` gives the PDF."""

    def __init__(self, title: str) -> None:
        fonts()
        self._title = title
        self._out = io.BytesIO()
        self._canvas = canvas.Canvas(self._out, pagesize=(WIDTH, HEIGHT), invariant=1)
        self._canvas.setProducer("Caseworker")
        self._canvas.setCreator("Caseworker")
        self.root = Tag("Document")
        self._marks: list[list[Tag]] = [[]]
        self._links: list[list[Link]] = [[]]

    @property
    def page(self) -> int:
        """The number of the page being written, from 0."""
        return len(self._marks) - 1

    def line(
        self, tag: Tag, x: float, y: float, text: str, size: float, font: str = REGULAR
    ) -> None:
        """One line of text at (x, y), part of ``tag``. The text must be ``printable``."""
        number = len(self._marks[-1])
        self._marks[-1].append(tag)
        tag.under.append((self.page, number))
        # reportlab has no call for marked content; its list of drawing orders is where it goes.
        self._canvas._code.append(f"/{tag.kind} <</MCID {number}>> BDC")
        self._draw(x, y, text + " ", size, font, 0.0)  # the space keeps words apart when read out
        self._canvas._code.append("EMC")

    def ornament(
        self, x: float, y: float, text: str, size: float, font: str = REGULAR, grey: float = 0.35
    ) -> None:
        """A line that is not part of the reading: a page head or foot."""
        self._canvas._code.append("/Artifact <</Type /Pagination>> BDC")
        self._draw(x, y, text, size, font, grey)
        self._canvas._code.append("EMC")

    def rule(self, x: float, y: float, to: float, thick: float = 0.5, grey: float = 0.6) -> None:
        """A line across, from x to ``to``."""
        self._canvas._code.append("/Artifact <</Type /Layout>> BDC")
        self._canvas.setLineWidth(thick)
        self._canvas.setStrokeGray(grey)
        self._canvas.line(x, y, to, y)
        self._canvas._code.append("EMC")

    def _draw(self, x: float, y: float, text: str, size: float, font: str, grey: float) -> None:
        self._canvas.setFont(font, size)
        self._canvas.setFillGray(grey)
        self._canvas.drawString(x, y, text)

    def link(self, link: Link) -> None:
        """Make a place on this page lead somewhere. ``link.tag`` is a Tag of kind Link."""
        link.tag.annotation = (self.page, len(self._links[-1]))
        self._links[-1].append(link)

    def turn(self) -> None:
        """Begin the next page."""
        self._canvas.showPage()
        self._marks.append([])
        self._links.append([])

    def finish(self) -> bytes:
        """The PDF, with its tree, language and title."""
        self._canvas.showPage()
        self._canvas.save()
        with pikepdf.open(io.BytesIO(self._out.getvalue())) as document:
            _tagged(document, self.root, self._marks, self._links)
            declare(document, self._title, accessible=True)
            out = io.BytesIO()
            document.save(out, deterministic_id=True)
        return out.getvalue()


def declare(document: pikepdf.Pdf, title: str, accessible: bool) -> None:
    """Title and language, for every reader; PDF/UA-1 only when it is so."""
    root = document.Root
    root.Lang = String("en-GB")
    root.MarkInfo = Dictionary(Marked=True)
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as facts:
        facts["dc:title"] = title
        if accessible:
            facts["pdfuaid:part"] = "1"


def _tagged(
    document: pikepdf.Pdf, root: Tag, marks: list[list[Tag]], links: list[list[Link]]
) -> None:
    pages = [page.obj for page in document.pages]
    annotations = _annotations(document, pages, links)
    tree = document.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    written: dict[Tag, Object] = {}
    tree.K = _written(document, root, tree, pages, annotations, written)
    parents: list[Any] = []  # number, what it stands for, number, ...
    for number, page in enumerate(pages):
        page.StructParents = number
        parents.extend([number, Array([written[tag] for tag in marks[number]])])
    for number, link in enumerate(link for of_page in links for link in of_page):
        place = annotations[link.tag.annotation] if link.tag.annotation else None
        if place is not None:
            place.StructParent = len(pages) + number
            parents.extend([len(pages) + number, written[link.tag]])
    tree.ParentTree = document.make_indirect(Dictionary(Nums=Array(parents)))
    tree.ParentTreeNextKey = len(parents) // 2
    document.Root.StructTreeRoot = tree


def _annotations(
    document: pikepdf.Pdf, pages: Sequence[Object], links: list[list[Link]]
) -> dict[tuple[int, int], Object]:
    made: dict[tuple[int, int], Object] = {}
    for number, of_page in enumerate(links):
        for order, link in enumerate(of_page):
            made[number, order] = document.make_indirect(
                Dictionary(
                    Type=Name.Annot, Subtype=Name.Link, Rect=Array([round(p, 2) for p in link.box]),
                    Border=Array([0, 0, 0]), F=4, Contents=String(link.words),
                    NM=String(link.target), Dest=Array([pages[number], Name.Fit]),
                )
            )
        if of_page:
            pages[number].Annots = Array([made[number, order] for order in range(len(of_page))])
            pages[number].Tabs = Name.S
    return made


def _written(
    document: pikepdf.Pdf, tag: Tag, parent: Object, pages: Sequence[Object],
    annotations: dict[tuple[int, int], Object], written: dict[Tag, Object],
) -> Object:  # fmt: skip
    kind = Name(f"/{tag.kind}")
    node = document.make_indirect(Dictionary(Type=Name.StructElem, S=kind, P=parent))
    written[tag] = node
    if tag.kind == "TH":
        node.A = Dictionary(O=Name.Table, Scope=Name.Column)
    under: list[Object] = []
    for item in tag.under:
        if isinstance(item, Tag):
            under.append(_written(document, item, node, pages, annotations, written))
        else:
            under.append(Dictionary(Type=Name.MCR, Pg=pages[item[0]], MCID=item[1]))
    if tag.annotation is not None:
        place = annotations[tag.annotation]
        under.append(Dictionary(Type=Name.OBJR, Obj=place, Pg=pages[tag.annotation[0]]))
    node.K = Array(under)
    return node


def block(
    sheets: Sheets, tag: Tag, lines: Iterable[str], x: float, y: float, size: float,
    leading: float, font: str = REGULAR,
) -> float:  # fmt: skip
    """Lines one below another from y down; gives the y below the last. It does not turn pages."""
    for line in lines:
        sheets.line(tag, x, y, line, size, font)
        y -= leading
    return y
