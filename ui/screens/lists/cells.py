"""How the cells of a list of cases are painted: two lines, a bar for the deadline, a tag.

This is the one description of a row: the grid paints with it, and so does what is shown first.
"""

from __future__ import annotations

import functools
from typing import Any

from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextLayout, QTextOption

from caseworker.queries.rows import QueueRow
from ui import drawing
from ui.ink import Ink, cut
from ui.marks import AVATAR, STATES, TAG, paint_avatar, paint_tag, paint_tick
from ui.screens.lists.columns import NOBODY, Column, day

TICK_BOX = 18  # pixels at 100 %
TICK_ROOM = 36  # before the words of the first column
TWO_LINES = 40  # the height of a row, in pixels at 100 %, from which there are two lines
OPEN_PICTURE = "eye"  # a colleague has the case open
MARK_PICTURES = {"adjustment": "wheelchair", "representative": "users-fill", "linked": "link-bold"}
NOT_HERE = "…"
Box = tuple[int, int, int, int]  # left, top, width, height


def paint_cell(
    painter: QPainter, ink: Ink, box: Box, row: Any | None, column: Column, *,
    first: bool, ground: str = "surface", ticked: bool | None = False, open_: bool = False,
) -> None:
    """Paint one cell of a row (None: it is not here yet). ``first`` is the cell with the box for
    a tick (``ticked`` None: it has none), ``ground`` "surface", "hover" or "select", ``open_``
    whether a colleague has it open.
    """
    left, top, wide, high = box
    ink.fill(painter, *box, ground)
    if first:
        if ground == "select":
            ink.fill(painter, left, top, ink.px(4), high, "accent")
        if ticked is not None:
            side = ink.px(TICK_BOX)
            ink.stamp(painter, left + ink.px(12), top + (high - side) // 2, side, side,
                      paint_tick, ticked)
            left, wide = left + ink.px(TICK_ROOM - 12), wide - ink.px(TICK_ROOM - 12)
        if open_:
            wide -= ink.px(22)
            drawing.draw(painter, OPEN_PICTURE, "muted", left + wide + ink.px(2),
                         top + high // 2 - ink.px(8), 16)
    if row is None:
        ink.line(painter, left + ink.px(12), top, wide - ink.px(12), high, NOT_HERE, "body",
                 "muted")
    elif column.name in _PAINTERS:
        _PAINTERS[column.name](painter, ink, (left, top, wide, high), row)
    elif column.lines is not None and _two_lines(ink, high):
        upper, lower = _halves(ink, (left, top, wide, high), 12)
        for place, words, kind, tone in zip((upper, lower), column.lines(row), ("body", "small"),
                                            ("text", "muted"), strict=True):
            ink.line(painter, *place, words, kind, tone, 600 if first and place is upper else 400)
    else:
        ink.line(painter, left + ink.px(10), top, wide - ink.px(16), high, column.phrase(row))
    paint_edge(painter, ink, box)


def paint_edge(painter: QPainter, ink: Ink, box: Box) -> None:
    """Paint the line under a row."""
    left, top, wide, high = box
    ink.fill(painter, left, top + high - 1, wide, 1, "line")


def _two_lines(ink: Ink, high: int) -> bool:
    return high >= ink.px(TWO_LINES)


def _halves(ink: Ink, box: Box, left: float, right: float = 6) -> tuple[Box, Box]:
    """The upper and the lower line of a cell, with room at the sides (pixels at 100 %)."""
    at, middle = box[0] + ink.px(left), box[1] + box[3] // 2
    wide = box[2] - ink.px(left) - ink.px(right)
    return ((at, middle - ink.px(19), wide, ink.px(19)), (at, middle + ink.px(1), wide, ink.px(18)))


def _paint_case(painter: QPainter, ink: Ink, box: Box, row: QueueRow) -> None:
    if _two_lines(ink, box[3]):
        upper, lower = _halves(ink, box, 12)
        ink.line(painter, *upper, row.name, "strong")
        ink.line(painter, *lower, row.reference, "small", "muted")
        before, text, kind, top = lower[0], row.reference, "small", lower[1] + ink.px(2)
    else:
        before, text, kind = box[0] + ink.px(12), row.name, "strong"
        ink.line(painter, before, box[1], box[2] - ink.px(18), box[3], text, kind)
        top = box[1] + box[3] // 2 - ink.px(8)
    pictures = [MARK_PICTURES[mark] for mark in row.marks if mark in MARK_PICTURES]
    if row.restricted:
        pictures.insert(0, "lock")
    if pictures:
        left = before + ink.px(8) + ink.metrics(kind).horizontalAdvance(text)
        for picture in pictures:
            if left + ink.px(15) <= box[0] + box[2]:
                drawing.draw(painter, picture, "muted", left, top, 15)
                left += ink.px(20)


def _paint_about(painter: QPainter, ink: Ink, box: Box, row: QueueRow) -> None:
    left, wide = box[0] + ink.px(10), box[2] - ink.px(20)
    if not _two_lines(ink, box[3]):
        ink.line(painter, left, box[1], wide, box[3], row.about)
        return
    lines = two_lines(row.about, ink.font_key("body"), wide).split("\n")
    high = ink.metrics("body").lineSpacing()
    top = box[1] + (box[3] - high * len(lines)) // 2
    for n, line in enumerate(lines):
        ink.line(painter, left, top + n * high, wide, high, line)


def _paint_deadline(painter: QPainter, ink: Ink, box: Box, row: QueueRow) -> None:
    state = row.deadline_state if row.deadline_state in STATES else "none"
    bar, words, picture = STATES[state]
    both = _two_lines(ink, box[3])
    room = ink.px(9 if both else 6)
    ink.fill(painter, box[0] + ink.px(6), box[1] + room, ink.px(4), box[3] - 2 * room,
             bar if picture else "line")
    said = row.deadline_words
    if both:
        upper, (left, top, wide, high) = _halves(ink, box, 16, 4)
        ink.line(painter, *upper, day(row), "strong", "text" if row.deadline else "muted")
    else:  # the words stay whatever the height: the colour alone would not say it
        left, top = box[0] + ink.px(16), box[1] + box[3] // 2 - ink.px(9)
        wide, high = box[2] - ink.px(20), ink.px(18)
        short = f"{row.deadline.day} {row.deadline:%b}" if row.deadline else ""
        said = ", ".join(part for part in (said, short) if part)
    if picture:
        drawing.draw(painter, picture, words, left, top + ink.px(2), 14)
        left, wide = left + ink.px(18), wide - ink.px(18)
    ink.line(painter, left, top, wide, high, said, "small", words, 600 if picture else 400)


def _paint_reply_due(painter: QPainter, ink: Ink, box: Box, row: QueueRow) -> None:
    _paint_deadline(painter, ink, box, row.own)


def _paint_owner(painter: QPainter, ink: Ink, box: Box, row: QueueRow) -> None:
    left = ink.px(10)
    if row.owner:
        side, left = ink.px(AVATAR), ink.px(40)
        ink.stamp(painter, box[0] + ink.px(8), box[1] + (box[3] - side) // 2, side, side,
                  paint_avatar, row.owner_initials)
    ink.line(painter, box[0] + left, box[1], box[2] - left - ink.px(4), box[3],
             short_name(row.owner) or NOBODY, "body", "text" if row.owner else "muted")


def _paint_stage(painter: QPainter, ink: Ink, box: Box, row: QueueRow) -> None:
    high, most = ink.px(TAG), box[2] - ink.px(12)
    wide = min(ink.metrics("tag").horizontalAdvance(row.tag) + ink.px(20), most)
    ink.stamp(painter, box[0] + ink.px(6), box[1] + (box[3] - high) // 2, wide, high, paint_tag,
              row.tag, row.tone)


_PAINTERS = {"case": _paint_case, "about": _paint_about, "deadline": _paint_deadline,
             "owner": _paint_owner, "stage": _paint_stage, "reply_due": _paint_reply_due,
             "post": _paint_case}


def short_name(name: str) -> str:
    """A colleague's name as a grid shows it: "P Shah"."""
    words = name.split()
    return f"{words[0][0]} {words[-1]}" if len(words) > 1 else name


@functools.lru_cache(maxsize=2048)
def two_lines(text: str, font_key: str, width: int) -> str:
    """``text`` broken into at most two lines of ``width`` pixels, the second cut with "..."."""
    font = QFont()
    font.fromString(font_key)
    layout, option = QTextLayout(text, font), QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(width)
    first = text[: line.textLength()].rstrip()
    layout.endLayout()
    rest = text[line.textLength():].strip()
    if not rest:
        return first
    return f"{first}\n{cut(rest, QFontMetrics(font), width)}"
