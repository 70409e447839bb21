"""Draws a letter's pages: letterhead, address, date and references, the words, the footer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from caseworker.letters import address, fonts, layout, tagged
from caseworker.letters.blocks import Run
from caseworker.letters.fonts import MM
from caseworker.letters.sheet import Sheet

PAGE = (210 * MM, 297 * MM)  # A4
LEFT, RIGHT = 24 * MM, 20 * MM  # margins
TOP, BOTTOM = 20 * MM, 24 * MM  # margins of the text; the footer stands below it
MEASURE = 34  # widest line, in body sizes: some 70 characters
_BODY_TOP = 97 * MM  # below the address window and all that can slide into it (ends at 92 mm)
_BESIDE = 121 * MM  # where the team's address, the date and the references begin
_LETTERHEAD_TOP = 14 * MM
SMALL, SMALL_MOST = 10 / 12, 13.5  # of the body's size, and points: what stands to the right
_FOOT = 9 / 12  # of the body's size
_BLACK = (0.0, 0.0, 0.0)
_LINK = (0.08, 0.31, 0.62)  # with white: contrast over 7 to 1
_MARK_GREY = 0.9


def body_top(sheet: Sheet) -> float:
    """Where the words begin on the first page, in points from the top."""
    _, step = address.setting(sheet.addressee)
    address_end = (address.TOP + len(sheet.addressee) * step) * MM
    about_end = _about_top(sheet) + _beside(sheet.about, sheet.size).height
    return max(_BODY_TOP, address_end + 6 * MM, about_end + 6 * MM)


def _about_top(sheet: Sheet) -> float:
    """Where date and references begin: level with the address, and below the team's address."""
    team_end = _LETTERHEAD_TOP + _beside(sheet.letterhead[1:], sheet.size).height
    return max((address.TOP + 1.3) * MM, team_end + 4 * MM)


@dataclass(frozen=True, slots=True)
class _Beside:
    """Small lines to the right of letterhead and window. They grow with the letter, to a limit."""

    lines: tuple[str, ...]
    size: float
    step: float

    @property
    def height(self) -> float:
        return len(self.lines) * self.step


def _beside(texts: Sequence[str], body_size: float) -> _Beside:
    size = min(body_size * SMALL, SMALL_MOST)
    width = PAGE[0] - _BESIDE - RIGHT
    lines = [line for text in texts for line in layout.break_lines([Run(text)], size, width)]
    return _Beside(tuple(_plain(line) for line in lines), size, size * 1.3)


class Writer:
    """Draws one letter, page by page. Heights are points from the top of the page."""

    def __init__(
        self, canvas: tagged.TaggedCanvas, sheet: Sheet, pieces: Sequence[layout.Piece]
    ) -> None:
        self.canvas = canvas
        self.sheet = sheet
        self.pieces = pieces
        self._elements: dict[int, tagged.Element] = {}  # a piece that runs over pages has one
        self._list: tagged.Element | None = None
        self._listed: layout.Piece | None = None

    def page(self, number: int, count: int, placed: Sequence[layout.Placed], top: float) -> None:
        """Draw one page and end it."""
        self._mark()
        if number == 1:
            self._letterhead()
            self._address()
            self._beside(_beside(self.sheet.about, self.sheet.size), _about_top(self.sheet))
        for part in placed:
            self._part(part, top)
        self._footer(number, count)
        self.canvas.showPage()

    def _letterhead(self) -> None:
        office, *team = self.sheet.letterhead
        size = self.sheet.size
        with self.canvas.content(self.canvas.document.add("P")):
            lines = layout.break_lines([Run(office, bold=True)], size, _BESIDE - LEFT - 4 * MM)
            words = [_plain(line) for line in lines]
            self._text(words, LEFT, _LETTERHEAD_TOP, size, size * 1.25, bold=True)
        self._beside(_beside(team, size), _LETTERHEAD_TOP)

    def _beside(self, beside: _Beside, top: float) -> None:
        with self.canvas.content(self.canvas.document.add("P")):
            self._text(beside.lines, _BESIDE, top, beside.size, beside.step)

    def _address(self) -> None:
        size, step = address.setting(self.sheet.addressee)
        with self.canvas.content(self.canvas.document.add("P")):
            self._text(self.sheet.addressee, address.LEFT * MM, address.TOP * MM, size, step * MM)

    def _text(
        self, lines: Sequence[str], left: float, top: float, size: float, step: float,
        *, bold: bool = False,
    ) -> None:
        """Lines at a place, each with a space at its end: readers join lines without it."""
        text = self.canvas.beginText(left, PAGE[1] - top - size * 0.905)  # the face's ascent
        text.setFont(fonts.BOLD if bold else fonts.BODY, size, step)
        for line in lines:
            text.textLine(f"{line} ")
        self.canvas.drawText(text)

    def _part(self, part: layout.Placed, top: float) -> None:
        piece = self.pieces[part.piece]
        element = self._elements.get(part.piece)
        y = PAGE[1] - top - part.top - (piece.leading + piece.size * 0.69) / 2
        if element is None:
            element = self._elements[part.piece] = self._new_element(piece, y)
        self._lines(element, piece, piece.lines[part.first:part.last], y)

    def _new_element(self, piece: layout.Piece, y: float) -> tagged.Element:
        if not piece.label:
            self._list = None
            kind = "P" if piece.block.kind != "heading" else f"H{min(piece.block.level, 3)}"
            return self.canvas.document.add(kind)
        item = self._list_of(piece).add("LI")
        with self.canvas.content(item.add("Lbl")):
            self.canvas.setFont(fonts.BODY, piece.size)
            wide = fonts.width(f"{piece.label} ", piece.size)
            back = max(wide, piece.size * 1.1)
            self.canvas.drawString(LEFT + piece.indent - back, y, f"{piece.label} ")
        return item.add("LBody")

    def _list_of(self, piece: layout.Piece) -> tagged.Element:
        """The list that an item goes on with, or a new one."""
        last = self._listed
        goes_on = (
            self._list is not None and last is not None
            and (last.block.kind, last.block.level) == (piece.block.kind, piece.block.level)
            and piece.block.ordinal != 1
        )
        if not goes_on:
            numbering = "Disc" if piece.block.kind == "bullet" else "Decimal"
            self._list = self.canvas.document.add("L", numbering)
        self._listed = piece
        assert self._list is not None  # made two lines above if it was not there
        return self._list

    def _lines(
        self, element: tagged.Element, piece: layout.Piece, lines: Sequence[layout.Line], y: float
    ) -> None:
        """Draw lines downwards from the base line ``y``; a link's words are an element inside."""
        for link, group in groupby(_words_at(piece, lines, y), key=lambda word: word.run.link):
            words = list(group)
            target = element.add("Link") if link else element
            with self.canvas.content(target):
                self.canvas.setFillColorRGB(*(_LINK if link else _BLACK))
                for word in words:
                    self.canvas.setFont(fonts.BOLD if word.run.bold else fonts.BODY, piece.size)
                    self.canvas.drawString(word.x, word.y, word.run.text)
            if link:
                self._underline(words)
            for word in words if link else ():
                low, high = word.y - piece.size * 0.25, word.y + piece.size * 0.9
                self.canvas.link(target, link, (word.x, low, word.x + word.width, high))

    def _underline(self, words: Sequence[_Word]) -> None:
        """Links are underlined: colour is never the only sign."""
        with self.canvas.artifact("Layout"):
            self.canvas.setStrokeColorRGB(*_LINK)
            self.canvas.setLineWidth(0.6)
            for word in words:
                self.canvas.line(word.x, word.y - 1.5, word.x + word.width, word.y - 1.5)

    def _footer(self, number: int, count: int) -> None:
        with self.canvas.artifact():
            self.canvas.setFont(fonts.BODY, _FOOT * self.sheet.size)
            self.canvas.setFillGray(0.25)
            self.canvas.drawString(LEFT, 12 * MM, self.sheet.our_reference)
            self.canvas.drawRightString(
                PAGE[0] - RIGHT, 12 * MM, f"Page {number} of {count}"
            )
            self.canvas.setFillGray(0)

    def _mark(self) -> None:
        """“Draft” and “Demo data” across the page, behind the words, clear of the window."""
        if not self.sheet.mark:
            return
        size = 30.0
        size = min(size, size * 190 * MM / fonts.width(self.sheet.mark, size, bold=True))
        with self.canvas.artifact():
            self.canvas.saveState()
            self.canvas.setFillGray(_MARK_GREY)
            self.canvas.setFont(fonts.BOLD, size)
            self.canvas.translate(PAGE[0] / 2, 105 * MM)
            self.canvas.rotate(35)
            self.canvas.drawCentredString(0, 0, self.sheet.mark)
            self.canvas.restoreState()


@dataclass(frozen=True, slots=True)
class _Word:
    """Some words of one look, and where they stand: left end of the base line, and width."""

    run: Run
    x: float
    y: float
    width: float


def _words_at(
    piece: layout.Piece, lines: Sequence[layout.Line], y: float
) -> Iterator[_Word]:
    """The runs of the lines with their places. A space ends each line: readers join words else."""
    for line in lines:
        x = LEFT + piece.indent
        for place, run in enumerate(line, 1):
            wide = fonts.width(run.text, piece.size, bold=run.bold)
            space = " " if place == len(line) and not run.text.endswith(" ") else ""
            yield _Word(replace(run, text=run.text + space), x, y, wide)
            x += wide
        y -= piece.leading


def _plain(line: layout.Line) -> str:
    return "".join(run.text for run in line).rstrip()
