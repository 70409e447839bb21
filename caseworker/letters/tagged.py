"""Tags for reportlab: what a screen reader needs, which the open-source library does not write.

A ``TaggedCanvas`` marks what is drawn as belonging to an ``Element`` (a heading, a paragraph, a
list) or as an artifact (page furniture). ``finish`` then writes the tree of elements into the
file, with its language, title and metadata, so that it is PDF/UA-1 (ISO 14289-1) and PDF/A-2a
(ISO 19005-2) and comes out the same, byte for byte, each time.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from reportlab.pdfgen.canvas import Canvas

from caseworker.letters import fonts, metadata

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Mark:
    """A piece of a page: page from 0, and its number among the marked pieces of that page."""

    page: int
    number: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where a link can be clicked: page from 0, box in points from the lower left."""

    page: int
    box: Box
    url: str


@dataclass(eq=False, slots=True)
class Element:
    """One node of the tree: its standard type (P, H1, L, LI, Lbl, LBody, Link) and its content."""

    kind: str
    numbering: str = ""  # of a list: "Disc" or "Decimal"
    content: list[Element | Mark | Place] = field(default_factory=list)

    def add(self, kind: str, numbering: str = "") -> Element:
        """A new element inside this one, after what it holds."""
        child = Element(kind, numbering)
        self.content.append(child)
        return child


class TaggedCanvas(Canvas):  # type: ignore[misc]  # reportlab has no type information
    """A canvas that knows which element each drawing belongs to."""

    def __init__(self, target: BytesIO, page_size: tuple[float, float]) -> None:
        fonts.load()
        # Without this font for the start, an unembedded Helvetica would be named on each page.
        super().__init__(
            target, pagesize=page_size, invariant=1, pageCompression=1, pdfVersion=(1, 7),
            initialFontName=fonts.BODY,
        )
        self.document = Element("Document")
        self.marks: list[list[Element]] = [[]]

    @contextmanager
    def content(self, element: Element) -> Iterator[None]:
        """What is drawn inside belongs to this element."""
        page = self.marks[-1]
        element.content.append(Mark(len(self.marks) - 1, len(page)))
        self.addLiteral(f"/{element.kind} <</MCID {len(page)}>> BDC")
        page.append(element)
        yield
        self.addLiteral("EMC")

    @contextmanager
    def artifact(self, kind: str = "Pagination") -> Iterator[None]:
        """What is drawn inside is page furniture, which a screen reader passes over."""
        self.addLiteral(f"/Artifact <</Type /{kind}>> BDC")
        yield
        self.addLiteral("EMC")

    def link(self, element: Element, url: str, box: Box) -> None:
        """Make the box on this page lead to the address; ``element`` is its Link."""
        element.content.append(Place(len(self.marks) - 1, box, url))

    def showPage(self) -> None:
        super().showPage()
        self.marks.append([])


def finish(content: bytes, canvas: TaggedCanvas, about: metadata.About) -> bytes:
    """The saved file of this canvas with its tree of elements and its metadata written in."""
    with pikepdf.open(BytesIO(content)) as pdf:
        _Tree(pdf, canvas).write()
        metadata.write(pdf, about)
        out = BytesIO()
        pdf.save(out, deterministic_id=True, linearize=False)
    return out.getvalue()


class _Tree:
    """Writes the elements, and the table that leads from a page's marks back to them."""

    def __init__(self, pdf: pikepdf.Pdf, canvas: TaggedCanvas) -> None:
        self.pdf = pdf
        self.canvas = canvas
        self.written: dict[int, Any] = {}
        self.links: list[Any] = []  # the elements of the links, in order of their StructParent

    def write(self) -> None:
        root = self.pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        root.K = Array([self._element(self.canvas.document, root)])
        table: list[Any] = []
        for number, page in enumerate(self.pdf.pages):
            page.obj.StructParents = number
            page.obj.Tabs = Name.S
            elements = [self.written[id(element)] for element in self.canvas.marks[number]]
            table += [number, self.pdf.make_indirect(Array(elements))]
        for number, element in enumerate(self.links, len(self.pdf.pages)):
            table += [number, element]
        root.ParentTree = self.pdf.make_indirect(Dictionary(Nums=Array(table)))
        root.ParentTreeNextKey = len(self.pdf.pages) + len(self.links)
        self.pdf.Root.StructTreeRoot = root
        self.pdf.Root.MarkInfo = Dictionary(Marked=True)

    def _element(self, element: Element, parent: Any) -> Any:
        node = self.pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name(f"/{element.kind}"), P=parent)
        )
        self.written[id(element)] = node
        if element.numbering:
            node.A = Dictionary(O=Name.List, ListNumbering=Name(f"/{element.numbering}"))
        node.K = Array([self._content(part, node) for part in element.content])
        return node

    def _content(self, part: Element | Mark | Place, node: Any) -> Any:
        if isinstance(part, Element):
            return self._element(part, node)
        page = self.pdf.pages[part.page].obj
        if isinstance(part, Mark):
            return Dictionary(Type=Name.MCR, MCID=part.number, Pg=page)
        return Dictionary(Type=Name.OBJR, Obj=self._annotation(part, page, node), Pg=page)

    def _annotation(self, place: Place, page: Any, node: Any) -> Any:
        annotation = self.pdf.make_indirect(
            Dictionary(
                Type=Name.Annot, Subtype=Name.Link, Rect=Array([round(x, 2) for x in place.box]),
                Border=Array([0, 0, 0]), F=4, Contents=String(f"Link: {place.url}"), P=page,
                A=Dictionary(S=Name.URI, URI=String(place.url)),
                StructParent=len(self.pdf.pages) + len(self.links),
            )
        )
        self.links.append(node)
        if "/Annots" not in page:
            page.Annots = Array([])
        page.Annots.append(annotation)
        return annotation
