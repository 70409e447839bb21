"""How a list's rows are painted in the grid: a row, or the heading of a group."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui import theme
from ui.ink import ink_for
from ui.screens.lists.cells import TICK_BOX, paint_cell, paint_edge
from ui.screens.lists.model import ListModel

_CHOSEN, _HOVER = QStyle.StateFlag.State_Selected.value, QStyle.StateFlag.State_MouseOver.value
Index = QModelIndex | QPersistentModelIndex


class RowPainter(QStyledItemDelegate):
    """Paints the cells of a ListModel."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Rows are of one height, which the table sets."""
        return QSize(theme.px(60), theme.px(34))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        model = index.model()
        if not isinstance(model, ListModel):
            return
        ink, rect, line = ink_for(painter), option.rect, index.row()
        box = left, top, wide, high = rect.x(), rect.y(), rect.width(), rect.height()
        painter.save()
        heading = model.heading(line)
        if heading is not None:
            ink.fill(painter, *box, "raised")
            ink.line(painter, left + ink.px(12), top, wide - ink.px(12), high,
                     model.heading_words(heading), "strong")
            paint_edge(painter, ink, box)
        else:
            state, at, row = option.state.value, index.column(), model.row(line)
            paint_cell(
                painter, ink, box, row, model.columns[at], first=at == 0,
                ground=("select" if state & _CHOSEN else "hover" if state & _HOVER else "surface"),
                ticked=(row is not None and row.key in model.ticks) if model.ticking else None,
                open_=row is not None and bool(model.open_by(row)))
        painter.restore()


def tick_box(cell: QRectF) -> QRectF:
    """Where the box for a tick stands in the first cell of a row."""
    side = theme.px(TICK_BOX)
    return QRectF(cell.left() + theme.px(12), cell.center().y() - side / 2, side, side)
