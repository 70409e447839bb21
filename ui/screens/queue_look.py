"""How a queue's cells are painted: two lines, a bar for the deadline, a tag for the stage."""

from __future__ import annotations

import functools

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from caseworker.queries.rows import QueueRow
from ui import icons, theme
from ui.screens.queue_columns import NOBODY, day
from ui.screens.queue_model import NOT_HERE, QueueModel, heading_words
from ui.widgets.avatar import SIZE as AVATAR
from ui.widgets.avatar import paint_avatar
from ui.widgets.context_date import STATES
from ui.widgets.tag import HEIGHT as TAG
from ui.widgets.tag import paint_tag, tag_width

TICK_BOX = 18  # pixels at 100 %
TICK_ROOM = 36  # before the words of the first column
TWO_LINES = 40  # the height of a row, in pixels at 100 %, from which there are two lines
OPEN_PICTURE = "eye"  # a colleague has the case open
MARK_PICTURES = {"adjustment": "wheelchair", "representative": "users-fill", "linked": "link-bold"}
_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
Index = QModelIndex | QPersistentModelIndex


class QueueLook(QStyledItemDelegate):
    """Paints the cells of a QueueModel."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Rows are of one height, which the table sets."""
        return QSize(theme.px(60), theme.px(34))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        model = index.model()
        if not isinstance(model, QueueModel):
            return
        look, box = theme.current(), QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        heading = model.heading(index.row())
        if heading is not None:
            painter.fillRect(box, look.colour("raised"))
            _line(painter, box.adjusted(look.px(12), 0, 0, 0), heading_words(heading),
                  look.font("strong"), "text")
        else:
            self._case(painter, option, box, index, model)
        painter.setPen(QPen(look.colour("line"), 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        painter.restore()

    def _case(
        self, painter: QPainter, option: QStyleOptionViewItem, box: QRectF, index: Index,
        model: QueueModel,
    ) -> None:
        look, row = theme.current(), model.row(index.row())
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hover = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.fillRect(box, look.colour("select" if chosen else "hover" if hover else "surface"))
        first = index.column() == 0
        if chosen and first:
            painter.fillRect(QRectF(box.left(), box.top(), look.px(4), box.height()),
                             look.colour("accent"))
        if first:
            paint_tick(painter, tick_box(box), row is not None and row.id in model.ticks)
            box = box.adjusted(look.px(TICK_ROOM - 12), 0, 0, 0)
            if row is not None and model.open_by(row):
                box = box.adjusted(0, 0, -look.px(22), 0)
                icons.draw(painter, OPEN_PICTURE, "muted", box.right() + look.px(2),
                           box.center().y() - look.px(8), 16)
        column = model.columns[index.column()]
        if row is None:
            _line(painter, box.adjusted(look.px(12), 0, 0, 0), NOT_HERE, look.font("body"),
                  "muted")
        elif column.name in _PAINTERS:
            _PAINTERS[column.name](painter, box, row)
        else:
            _line(painter, box.adjusted(look.px(10), 0, -look.px(6), 0), column.phrase(row),
                  look.font("body"), "text")


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


def _two_lines(box: QRectF) -> bool:
    return box.height() >= theme.px(TWO_LINES)


def _line(
    painter: QPainter, box: QRectF, text: str, font: QFont, token: str
) -> None:
    painter.setFont(font)
    painter.setPen(theme.current().colour(token))
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()))
    painter.drawText(box, _MIDDLE, shown)


def _halves(box: QRectF, left: float, right: float = 6) -> tuple[QRectF, QRectF]:
    """The upper and the lower line of a cell, with room at the sides (pixels at 100 %)."""
    look, middle = theme.current(), box.center().y()
    wide = box.width() - look.px(left) - look.px(right)
    at = box.left() + look.px(left)
    return (QRectF(at, middle - look.px(19), wide, look.px(19)),
            QRectF(at, middle + look.px(1), wide, look.px(18)))


def _paint_case(painter: QPainter, box: QRectF, row: QueueRow) -> None:
    look = theme.current()
    small = look.font("small")
    if _two_lines(box):
        upper, lower = _halves(box, 12)
        _line(painter, upper, row.name, look.font("strong"), "text")
        _line(painter, lower, row.reference, small, "muted")
        left = lower.left() + QFontMetrics(small).horizontalAdvance(row.reference) + look.px(8)
        top = lower.top() + look.px(2)
    else:
        inner = box.adjusted(look.px(12), 0, -look.px(6), 0)
        _line(painter, inner, row.name, look.font("strong"), "text")
        left = inner.left() + look.px(8) + QFontMetrics(look.font("strong")).horizontalAdvance(
            row.name)
        top = box.center().y() - look.px(8)
    pictures = [MARK_PICTURES[mark] for mark in row.marks if mark in MARK_PICTURES]
    for picture in (*(["lock"] if row.restricted else []), *pictures):
        if left + look.px(15) <= box.right():
            icons.draw(painter, picture, "muted", left, top, 15)
            left += look.px(20)


def _paint_about(painter: QPainter, box: QRectF, row: QueueRow) -> None:
    look = theme.current()
    inner = box.adjusted(look.px(10), 0, -look.px(10), 0)
    font = look.font("body")
    if not _two_lines(box):
        _line(painter, inner, row.about, font, "text")
        return
    painter.setFont(font)
    painter.setPen(look.colour("text"))
    painter.drawText(inner, _MIDDLE, two_lines(row.about, font.toString(), int(inner.width())))


def _paint_deadline(painter: QPainter, box: QRectF, row: QueueRow) -> None:
    look = theme.current()
    state = row.deadline_state if row.deadline_state in STATES else "none"
    bar, words, picture = STATES[state]
    strong, room = bool(picture), look.px(9 if _two_lines(box) else 6)
    painter.fillRect(QRectF(box.left() + look.px(6), box.top() + room, look.px(4),
                            box.height() - 2 * room),
                     look.colour(bar if strong else "line"))
    said = row.deadline_words
    if _two_lines(box):
        upper, lower = _halves(box, 16, 4)
        _line(painter, upper, day(row), look.font("strong"), "text" if row.deadline else "muted")
    else:  # the words stay whatever the height: the colour alone would not say it
        lower = QRectF(box.left() + look.px(16), box.center().y() - look.px(9),
                       box.width() - look.px(20), look.px(18))
        short = f"{row.deadline.day} {row.deadline:%b}" if row.deadline else ""
        said = ", ".join(part for part in (said, short) if part)
    if picture:
        icons.draw(painter, picture, words, lower.left(), lower.top() + look.px(2), 14)
        lower = lower.adjusted(look.px(18), 0, 0, 0)
    _line(painter, lower, said, look.font("small", 600 if strong else 400), words)


def _paint_owner(painter: QPainter, box: QRectF, row: QueueRow) -> None:
    look, side = theme.current(), theme.px(AVATAR)
    left = 10.0
    if row.owner:
        circle = QRectF(box.left() + look.px(8), box.center().y() - side / 2, side, side)
        paint_avatar(painter, circle, row.owner_initials)
        left = 40
    inner = box.adjusted(look.px(left), 0, -look.px(4), 0)
    _line(painter, inner, short_name(row.owner) or NOBODY, look.font("body"),
          "text" if row.owner else "muted")


def _paint_stage(painter: QPainter, box: QRectF, row: QueueRow) -> None:
    look = theme.current()
    high = look.px(TAG)
    wide = min(tag_width(row.tag), box.width() - look.px(12))
    paint_tag(painter, QRectF(box.left() + look.px(6), box.center().y() - high / 2, wide, high),
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
