"""How a queue's cells are painted: two lines, a bar for the deadline, a tag for the stage."""

from __future__ import annotations

import functools

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from caseworker.queries.queues import QueueRow
from ui import icons, theme
from ui.screens.queue_model import ABOUT, CASE, DEADLINE, NOBODY, OWNER, STAGE, QueueModel, day
from ui.widgets.avatar import SIZE as AVATAR
from ui.widgets.avatar import paint_avatar
from ui.widgets.context_date import STATES
from ui.widgets.tag import HEIGHT as TAG
from ui.widgets.tag import paint_tag, tag_width

ROW_HEIGHT = 54  # pixels at 100 %
MARK_PICTURES = {"adjustment": "wheelchair", "representative": "users-fill", "linked": "link-bold"}
_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
Index = QModelIndex | QPersistentModelIndex


class QueueLook(QStyledItemDelegate):
    """Paints the cells of a QueueModel."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Rows are of one height."""
        return QSize(theme.px(60), theme.px(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        model = index.model()
        row = model.row(index.row()) if isinstance(model, QueueModel) else None
        if row is None:
            return
        look, box = theme.current(), QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hover = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(box, look.colour("select" if chosen else "hover" if hover else "surface"))
        painter.setPen(QPen(look.colour("line"), 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        if chosen and index.column() == CASE:
            painter.fillRect(QRectF(box.left(), box.top(), look.px(4), box.height()),
                             look.colour("accent"))
        _PAINTERS[index.column()](painter, box, row)
        painter.restore()


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
    upper, lower = _halves(box, 12)
    _line(painter, upper, row.name, look.font("strong"), "text")
    small = look.font("small")
    _line(painter, lower, row.reference, small, "muted")
    left = lower.left() + QFontMetrics(small).horizontalAdvance(row.reference) + look.px(8)
    for mark in row.marks:
        picture = MARK_PICTURES.get(mark)
        if picture and left + look.px(15) <= box.right():
            icons.draw(painter, picture, "muted", left, lower.top() + look.px(2), 15)
            left += look.px(20)


def _paint_about(painter: QPainter, box: QRectF, row: QueueRow) -> None:
    look = theme.current()
    inner = box.adjusted(look.px(10), 0, -look.px(10), 0)
    font = look.font("body")
    painter.setFont(font)
    painter.setPen(look.colour("text"))
    painter.drawText(inner, _MIDDLE, two_lines(row.about, font.toString(), int(inner.width())))


def _paint_deadline(painter: QPainter, box: QRectF, row: QueueRow) -> None:
    look = theme.current()
    state = row.deadline_state if row.deadline_state in STATES else "none"
    bar, words, picture = STATES[state]
    strong = bool(picture)
    painter.fillRect(QRectF(box.left() + look.px(6), box.top() + look.px(9), look.px(4),
                            box.height() - look.px(18)),
                     look.colour(bar if strong else "line"))
    upper, lower = _halves(box, 16, 4)
    _line(painter, upper, day(row), look.font("strong"), "text" if row.deadline else "muted")
    if picture:
        icons.draw(painter, picture, words, lower.left(), lower.top() + look.px(2), 14)
        lower = lower.adjusted(look.px(18), 0, 0, 0)
    _line(painter, lower, row.deadline_words, look.font("small", 600 if strong else 400), words)


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


_PAINTERS = {CASE: _paint_case, ABOUT: _paint_about, DEADLINE: _paint_deadline,
             OWNER: _paint_owner, STAGE: _paint_stage}


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
