"""The index at the front: laid out first, so that its own length is known; numbered after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from caseworker.bundles.contents import Cover
from caseworker.intake import sheets
from caseworker.intake.reading import clean
from caseworker.intake.sheets import BOLD, REGULAR, Link, Sheets, Tag

_LEFT, _RIGHT, _TOP, _BOTTOM = 50.0, 545.28, 780.0, 70.0
_SIZE, _SMALL, _LEADING = 9.5, 8.5, 12.5
_GAP = 8.0
# Name, left edge, room. The page column ends at the right edge and is set to the right.
_COLUMNS = (
    ("No.", 50.0, 24.0), ("Document", 78.0, 180.0), ("Type", 266.0, 78.0),
    ("Date", 352.0, 60.0), ("From", 420.0, 76.0), ("Page", 500.0, 45.28),
)  # fmt: skip
_LONGEST = 240  # characters of a title that are shown
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True)
class Row:
    """A document as the index shows it. ``pages`` is its number of pages, ``key`` names it."""

    key: str
    title: str
    kind: str
    dated: date | None
    sender: str
    note: str
    pages: int


@dataclass(frozen=True)
class _Laid:
    row: Row
    number: int
    cells: tuple[list[str], ...]  # lines of title, type, date and sender
    notes: list[str]
    height: float


class Index:
    """The plan of the index: ``length`` in pages is settled before any number is drawn."""

    def __init__(self, cover: Cover, rows: Sequence[Row]) -> None:
        sheets.fonts()
        self._cover = cover
        self._rows = rows
        self._head = _head_lines(cover)
        self._pages: list[list[_Laid]] = [[]]
        room = _TOP - _BOTTOM - self._head_height()
        for number, row in enumerate(rows, 1):
            laid = _lay(row, number)
            if laid.height > room and self._pages[-1]:
                self._pages.append([])
                room = _TOP - _BOTTOM - 2 * _LEADING
            self._pages[-1].append(laid)
            room -= laid.height
        self.length = len(self._pages)

    def _head_height(self) -> float:
        title = sheets.wrap(_shown(self._cover.title, BOLD), BOLD, 17, _RIGHT - _LEFT)
        return len(title) * 22 + len(self._head) * 14 + 14 + 3 * _LEADING

    def draw(self) -> bytes:
        """The index as a tagged PDF; its links carry the rows' keys and lead nowhere yet."""
        total = self.length + sum(row.pages for row in self._rows)
        page = Sheets(f"{self._cover.title}: index")
        y = self._draw_head(page, total)
        table = Tag("Table", page.root)
        first = self.length + 1
        for order, rows in enumerate(self._pages):
            if order:
                page.turn()
                y = _TOP
            y = _columns(page, table if not order else None, y)
            for laid in rows:
                _row(page, table, laid, first, y)
                y -= laid.height
                first += laid.row.pages
        return page.finish()

    def _draw_head(self, page: Sheets, total: int) -> float:
        heading = Tag("H1", page.root)
        y = _TOP
        title = _shown(self._cover.title, BOLD)
        for line in sheets.wrap(title, BOLD, 17, _RIGHT - _LEFT):
            page.line(heading, _LEFT, y, line, 17, BOLD)
            y -= 22
        count = f"{len(self._rows)} document{'s' * (len(self._rows) != 1)}, {total} pages"
        for line in self._head:
            tag = Tag("P", page.root)
            page.line(tag, _LEFT, y, line.replace(_COUNT, count), 10)
            y -= 14
        return y - 14


_COUNT = "\0count"  # the length of the bundle is not known when its index is laid out


def _head_lines(cover: Cover) -> list[str]:
    made = f"Made on {cover.made_on.day} {cover.made_on:%B %Y} by {_shown(cover.made_by)}"
    lines = [f"Reference {_shown(cover.reference)}", f"For: {_shown(cover.purpose)}",
             made, _COUNT]  # fmt: skip
    if cover.demo:
        lines.append("Demonstration: all people and papers in this bundle are invented.")
    room = _RIGHT - _LEFT
    return [part for line in lines for part in sheets.wrap(line, REGULAR, 10, room)]


def _shown(text: str, font: str = REGULAR) -> str:
    return sheets.printable(" ".join(clean(text, _LONGEST).split()), font)


def _lay(row: Row, number: int) -> _Laid:
    dated = f"{row.dated.day} {_MONTHS[row.dated.month - 1]} {row.dated.year}" if row.dated else "–"
    texts = (row.title, row.kind, dated, row.sender or "–")
    cells = tuple(
        sheets.wrap(_shown(text), REGULAR, _SIZE, room)[:8]
        for text, (_, _, room) in zip(texts, _COLUMNS[1:5], strict=True)
    )
    notes = sheets.wrap(_shown(row.note), REGULAR, _SMALL, _COLUMNS[1][2]) if row.note else []
    lines = max(len(cells[0]) + len(notes), *(len(cell) for cell in cells[1:]))
    return _Laid(row, number, cells, notes[:12], lines * _LEADING + _GAP)


def _columns(page: Sheets, table: Tag | None, y: float) -> float:
    """The names of the columns; on later pages they are ornament, so they are read out once."""
    row = Tag("TR", table) if table is not None else None
    for name, x, room in _COLUMNS:
        if name == "Page":
            x += room - sheets.width(name, BOLD, _SIZE)
        if row is not None:
            page.line(Tag("TH", row), x, y, name, _SIZE, BOLD)
        else:
            page.ornament(x, y, name, _SIZE, BOLD, grey=0.0)
    page.rule(_LEFT, y - 5, _RIGHT, thick=1.0, grey=0.2)
    return y - 2 * _LEADING + 4


def _row(page: Sheets, table: Tag, laid: _Laid, first: int, y: float) -> None:
    row = Tag("TR", table)
    page.line(Tag("TD", row), _COLUMNS[0][1], y, str(laid.number), _SIZE)
    words = f"Go to page {first}: {_shown(laid.row.title)}"
    title = Tag("TD", row)
    _linked(page, title, laid.row.key, words, laid.cells[0], _COLUMNS[1][1], y, _COLUMNS[1][2])
    below = y - len(laid.cells[0]) * _LEADING
    if laid.notes:
        note = Tag("P", title)
        sheets.block(page, note, laid.notes, _COLUMNS[1][1], below, _SMALL, _LEADING)
    for lines, (_, x, _) in zip(laid.cells[1:], _COLUMNS[2:5], strict=True):
        sheets.block(page, Tag("TD", row), lines, x, y, _SIZE, _LEADING)
    last = first + laid.row.pages - 1
    number = f"{first}" if last == first else f"{first}–{last}"
    wide = sheets.width(number, REGULAR, _SIZE)
    _linked(page, Tag("TD", row), laid.row.key, words, [number], _RIGHT - wide, y, wide)
    page.rule(_LEFT, y - laid.height + _GAP + 6, _RIGHT, thick=0.3, grey=0.75)


def _linked(
    page: Sheets, cell: Tag, key: str, words: str, lines: list[str], x: float, y: float,
    room: float,
) -> None:  # fmt: skip
    link = Tag("Link", cell)
    sheets.block(page, link, lines, x, y, _SIZE, _LEADING)
    bottom = y - (len(lines) - 1) * _LEADING - 3
    page.link(Link(link, key, (x - 2, bottom, x + room + 2, y + 9), words))


__all__ = ["Index", "Row"]
