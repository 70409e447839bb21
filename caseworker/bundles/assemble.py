"""Puts the papers together: pages, then the index, numbers, bookmarks, labels and the tree."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import BinaryIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, OutlineItem, Page, Pdf, String

from caseworker.bundles import clean
from caseworker.bundles.contents import Cover, Paper
from caseworker.bundles.index import Index, Row
from caseworker.bundles.slip import LOCKED, slip
from caseworker.bundles.stamp import Stamp
from caseworker.bundles.structure import Tree, says_accessible
from caseworker.intake.reading import DAMAGED, UNREADABLE
from caseworker.intake.reading import clean as plain
from caseworker.intake.sheets import declare

Told = Callable[[int, int, str], None]
_STEP = 20  # pages between two words of progress


@dataclass
class _Document:
    """A piece in the making: where it begins among the pages without the index, what it says."""

    title: str
    start: int
    pages: int = 0
    notes: list[str] = field(default_factory=list)
    attachments: list[tuple[str, int]] = field(default_factory=list)  # label, start


@dataclass(frozen=True)
class _Appended:
    """A paper among the pages: its place in the tree is given when all pages are there."""

    source: Pdf
    start: int
    pages: int
    title: str
    part: Object
    origin: str


class Bundle:
    """A bundle in the making. ``add`` each piece in order, then ``finish``."""

    def __init__(self, cover: Cover) -> None:
        self._cover = cover
        self._pdf = pikepdf.new()
        self._appended: list[_Appended] = []  # kept open: streams are copied when it is written
        self._front: Pdf | None = None
        self._tree = Tree(self._pdf)
        self._rows: list[Row] = []
        self._documents: list[_Document] = []
        self._hash = hashlib.sha256(repr(cover).encode())
        self._figures: set[int] = set()  # pages, without the index, that have no tags

    def add(self, row: Row, papers: list[Paper]) -> None:
        """Append the pages of one piece. ``row`` is for the index; its pages are counted here."""
        self._hash.update(repr(row).encode())
        made = _Document(row.title, len(self._pdf.pages))
        part = self._tree.part(row.title)
        for number, paper in enumerate(papers):
            if number:
                made.attachments.append((paper.label, len(self._pdf.pages)))
            for note in self._append(paper, row.title, part):
                self._note(made, paper, note, attached=number > 0)
        count = len(made.attachments)
        attached = [f"With {count} attachment{'s' * (count != 1)}"] if count else []
        made.pages = len(self._pdf.pages) - made.start
        self._documents.append(made)
        note = ". ".join([*attached, *made.notes])
        self._rows.append(
            Row(row.key, row.title, row.kind, row.dated, row.sender, note, made.pages)
        )

    def _note(self, made: _Document, paper: Paper, note: str, attached: bool) -> None:
        words = f"{paper.label}: {note}" if attached else note
        if words not in made.notes:
            made.notes.append(words.rstrip("."))

    def _append(self, paper: Paper, title: str, part: Object) -> list[str]:
        """Append one paper, or a page in its place; gives what is to be said of it."""
        self._hash.update(repr((paper.label, paper.note, paper.origin)).encode())
        self._hash.update(paper.content or b"")
        source, problem = _opened(paper)
        if source is None:
            source = pikepdf.open(io.BytesIO(slip(title, paper.label, problem)))
            said = [f"{_short(problem)}. A page in its place says so"]
        else:
            said = [paper.note] if paper.note else []
            said += clean.cleaned(source)
            if any("econstruct" in warning for warning in source.get_warnings()):
                said.append(DAMAGED)
        start = len(self._pdf.pages)
        self._pdf.pages.extend(source.pages)
        count = len(self._pdf.pages) - start
        self._appended.append(_Appended(source, start, count, title, part, paper.origin))
        return said

    def _place(self, paper: _Appended, pages: list[Page], length: int) -> None:
        """Give the pages of one paper, which follow an index of ``length``, their place."""
        mine = pages[length + paper.start : length + paper.start + paper.pages]
        if self._tree.adopt(paper.source, mine, paper.part):
            self._tree.accessible &= says_accessible(paper.source)
            return
        kind = "Scanned page" if paper.origin == "image" else "Untagged page"
        self._tree.accessible &= paper.origin == "image"
        for number, page in enumerate(mine):
            words = f"{kind} {number + 1} of {paper.title}"
            self._tree.figure(page, paper.part, words)
            self._figures.add(paper.start + number)

    def finish(self, told: Told) -> tuple[int, list[tuple[int, int, str]]]:
        """Add the index and the numbers; gives the pages in all and (first, pages, note) of each
        piece. ``told(done, total, words)`` hears how far it is."""
        index = Index(self._cover, self._rows)
        front = self._front = pikepdf.open(io.BytesIO(index.draw()))
        for number, page in enumerate(front.pages):
            self._pdf.pages.insert(number, page)
        pages = list(self._pdf.pages)
        for paper in self._appended:
            self._place(paper, pages, index.length)
        self._tree.adopt(front, pages[: index.length], self._tree.part("Index", first=True))
        self._lead(pages, index.length)
        self._stamp(pages, index.length, told)
        self._outline(index.length)
        self._tree.close()
        root = self._pdf.Root
        root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D, St=1)]))
        root.PageMode = Name.UseOutlines
        declare(self._pdf, self._cover.title, self._tree.accessible)
        self._pdf.docinfo["/Title"] = String(self._cover.title)
        where = [
            (index.length + made.start + 1, made.pages, ". ".join(made.notes))
            for made in self._documents
        ]
        return len(pages), where

    def _lead(self, pages: list[Page], length: int) -> None:
        """Let each row of the index lead to the first page of its document."""
        starts = {
            row.key: pages[length + made.start]
            for row, made in zip(self._rows, self._documents, strict=True)
        }
        for page in pages[:length]:
            for link in list(page.obj.get("/Annots") or []):
                link.Dest = Array([starts[str(link.NM)].obj, Name.Fit])
                del link["/NM"]

    def _stamp(self, pages: list[Page], length: int, told: Told) -> None:
        stamp = Stamp(self._pdf)
        for number, page in enumerate(pages):
            if number % _STEP == 0:
                words = f"Building page {number + 1} of {len(pages)}"
                told(number, len(pages), words)
            stamp.number(page, number + 1, figure=number - length in self._figures)
        told(len(pages), len(pages), "Writing the bundle")

    def _outline(self, length: int) -> None:
        with self._pdf.open_outline() as outline:
            outline.root.append(OutlineItem("p1 Index", 0))
            for made in self._documents:
                item = _bookmark(made.title, length + made.start)
                for label, start in made.attachments:
                    item.children.append(_bookmark(label, length + start))
                outline.root.append(item)

    def write(self, out: BinaryIO) -> None:
        """Write the PDF. The same papers give the same bytes.

        Its identity is the hash of what went in: qpdf's own would read all that is written once
        more. What is compressed stays so; our few marks are not worth the time of compressing.
        """
        name = self._hash.digest()[:16]
        self._pdf.trailer.ID = Array([String(name), String(name)])
        self._pdf.save(out, static_id=True, compress_streams=False)


def _bookmark(title: str, page: int) -> OutlineItem:
    return OutlineItem(f"p{page + 1} {plain(title, 200)}", page)


def _opened(paper: Paper) -> tuple[Pdf | None, str]:
    """The paper's PDF, or None and why not."""
    if paper.content is None:
        return None, paper.note or UNREADABLE
    try:
        source = pikepdf.open(io.BytesIO(paper.content))
        if len(source.pages):
            return source, ""
        source.close()
    except pikepdf.PasswordError:
        return None, LOCKED
    except (pikepdf.PdfError, ValueError, TypeError):
        pass
    return None, UNREADABLE


def _short(problem: str) -> str:
    """The first sentence, for the narrow column of the index."""
    return problem.split(". ")[0].rstrip(".")
