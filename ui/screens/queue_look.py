"""How a queue's cells are painted: two lines, a bar for the deadline, a tag for the stage."""

from __future__ import annotations

import functools

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from caseworker.queries.rows import QueueRow
from ui import icons, theme
from ui.screens.queue_columns import NOBODY, day
from ui.screens.queue_ink import Ink
from ui.screens.queue_model import NOT_HERE, QueueModel, heading_words
from ui.widgets.avatar import SIZE as AVATAR
from ui.widgets.avatar import paint_avatar
from ui.widgets.context_date import STATES
from ui.widgets.tag import HEIGHT as TAG
from ui.widgets.tag import paint_tag

TICK_BOX = 18  # pixels at 100 %
TICK_ROOM = 36  # before the words of the first column
TWO_LINES = 40  # the height of a row, in pixels at 100 %, from which there are two lines
OPEN_PICTURE = "eye"  # a colleague has the case open
MARK_PICTURES = {"adjustment": "wheelchair", "representative": "users-fill", "linked": "link-bold"}
_CHOSEN, _HOVER = QStyle.StateFlag.State_Selected.value, QStyle.StateFlag.State_MouseOver.value
Box = tuple[int, int, int, int]  # left, top, width, height
Index = QModelIndex | QPersistentModelIndex


class QueueLook(QStyledItemDelegate):
    """Paints the cells of a QueueModel."""

    _ink: Ink | None = None

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Rows are of one height, which the table sets."""
        return QSize(theme.px(60), theme.px(34))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        model = index.model()
        if not isinstance(model, QueueModel):
            return
        ink, rect, line = self._ink_for(painter), option.rect, index.row()
        box = left, top, wide, high = rect.x(), rect.y(), rect.width(), rect.height()
        painter.save()
        heading = model.heading(line)
        if heading is not None:
            painter.fillRect(rect, ink.colour("raised"))
            ink.line(painter, left + ink.px(12), top, wide - ink.px(12), high,
                     heading_words(heading), "strong")
        else:
            state = option.state.value
            ground = ("select" if state & _CHOSEN else "hover" if state & _HOVER else "surface")
            painter.fillRect(rect, ink.colour(ground))
            _case(painter, ink, box, model, model.row(line), index.column(),
                  bool(state & _CHOSEN))
        painter.fillRect(left, top + high - 1, wide, 1, ink.colour("line"))
        painter.restore()

    def _ink_for(self, painter: QPainter) -> Ink:
        look, fineness = theme.current(), painter.device().devicePixelRatioF()
        if self._ink is None or self._ink.look is not look or self._ink.fineness != fineness:
            self._ink = Ink(look, fineness)
        return self._ink


def _case(
    painter: QPainter, ink: Ink, box: Box, model: QueueModel, row: QueueRow | None, at: int,
    chosen: bool,
) -> None:
    left, top, wide, high = box
    if at == 0:
        if chosen:
            painter.fillRect(left, top, ink.px(4), high, ink.colour("accent"))
        side = ink.px(TICK_BOX)
        ink.stamp(painter, left + ink.px(12), top + (high - side) // 2, side, side,
                  _TICKS[row is not None and row.id in model.ticks])
        left, wide = left + ink.px(TICK_ROOM - 12), wide - ink.px(TICK_ROOM - 12)
        if row is not None and model.open_by(row):
            wide -= ink.px(22)
            icons.draw(painter, OPEN_PICTURE, "muted", left + wide + ink.px(2),
                       top + high // 2 - ink.px(8), 16)
    column = model.columns[at]
    if row is None:
        ink.line(painter, left + ink.px(12), top, wide - ink.px(12), high, NOT_HERE, "body",
                 "muted")
    elif column.name in _PAINTERS:
        _PAINTERS[column.name](painter, ink, (left, top, wide, high), row)
    else:
        ink.line(painter, left + ink.px(10), top, wide - ink.px(16), high, column.phrase(row))


def tick_box(cell: QRectF) -> QRectF:
    """Where the box for a tick stands in the first cell of a row."""
    side = theme.px(TICK_BOX)
    return QRectF(cell.left() + theme.px(12), cell.center().y() - side / 2, side, side)


def paint_tick(painter: QPainter, box: QRectF, on: bool) -> None:
    """Paint a box, with a tick or without."""
    look = theme.current()
    painter.setPen(QPen(look.colour("accent" if on else "control"), 1.5))
    painter.setBrush(look.colour("accent" if on else "surface"))
    painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 4, 4)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if on:
        room = (box.width() - look.px(12)) / 2
        icons.draw(painter, "check-bold", "accent_text", box.left() + room, box.top() + room, 12)


_TICKS = {on: functools.partial(paint_tick, on=on) for on in (False, True)}


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
                icons.draw(painter, picture, "muted", left, top, 15)
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
    painter.fillRect(box[0] + ink.px(6), box[1] + room, ink.px(4), box[3] - 2 * room,
                     ink.colour(bar if picture else "line"))
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
        icons.draw(painter, picture, words, left, top + ink.px(2), 14)
        left, wide = left + ink.px(18), wide - ink.px(18)
    ink.line(painter, left, top, wide, high, said, "small", words, 600 if picture else 400)


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
             "owner": _paint_owner, "stage": _paint_stage}


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
    metrics = QFontMetrics(font)
    return f"{first}\n{metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width)}"
