"""The allegations, each with its number, its words and our finding."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from caseworker.queries.case import AllegationView
from ui import theme
from ui.ink import ink_for
from ui.marks import TAG, paint_tag
from ui.screens.case.assess.words import MARKS
from ui.screens.lists.cells import two_lines
from ui.widgets.tag import tag_width

ROW_TAG = 84  # pixels at 100 %
UNSAVED = "Not saved"
_DATA = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex


class AllegationList(QListWidget):
    """``chosen`` sends the number of the allegation under the cursor."""

    chosen = Signal(object)  # the id of an allegation: Qt cuts an int off at 32 bits

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Allegations")
        self.setAccessibleDescription("Alt+Up and Alt+Down choose from anywhere in this tab")
        self.setItemDelegate(AllegationLook(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setMinimumWidth(0)
        self.currentItemChanged.connect(self._moved)

    def set_rows(self, rows: Sequence[AllegationView], unsaved: Collection[int] = ()) -> None:
        """Show the allegations; those whose numbers are in ``unsaved`` are marked."""
        self.blockSignals(True)
        while self.count() > len(rows):
            self.takeItem(self.count() - 1)
        for place, row in enumerate(rows):
            if place == self.count():
                self.addItem(QListWidgetItem())
            mark = UNSAVED if row.number in unsaved else ""
            item, word = self.item(place), MARKS[row.finding][0]
            item.setData(_DATA, (row, mark))
            said = f"Allegation {row.number}, {word}, {mark + ', ' if mark else ''}{row.said}"
            item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
            item.setToolTip(row.said)
        self.blockSignals(False)
        self.viewport().update()

    def choose(self, number: int) -> None:
        """Put the cursor on an allegation; 0 on none, without telling anybody."""
        self.blockSignals(True)
        if number:
            self.setCurrentRow(number - 1)
            self.scrollToItem(self.item(number - 1))
        else:
            self.setCurrentIndex(QModelIndex())
            self.clearSelection()
        self.blockSignals(False)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters go on to the page."""
        if event.text() and event.text().isprintable():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the chosen one in sight."""
        super().resizeEvent(event)
        if self.currentItem() is not None:
            self.scrollToItem(self.currentItem())

    def minimumSizeHint(self) -> QSize:
        """Room for one row."""
        return QSize(theme.px(150), theme.px(ROW_TAG + 4))

    def sizeHint(self) -> QSize:
        """Room for every row, up to four."""
        return QSize(theme.px(220), theme.px(ROW_TAG) * min(max(self.count(), 1), 4) + 4)

    def _moved(self, now: QListWidgetItem | None, _before: object) -> None:
        if now is not None:
            self.chosen.emit(now.data(_DATA)[0].number)


class AllegationLook(QStyledItemDelegate):
    """Paints number and tag above two lines of words."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Rows are of one height."""
        return QSize(theme.px(80), theme.px(ROW_TAG))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one allegation."""
        data = index.data(_DATA)
        if data is None:
            return
        (row, mark), look, box = data, theme.current(), QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hover = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(box, look.colour("select" if chosen else "hover" if hover else "surface"))
        painter.setPen(QPen(look.colour("line"), 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        if chosen:
            painter.fillRect(QRectF(box.left(), box.top(), look.px(4), box.height()),
                             look.colour("accent"))
        inner = box.adjusted(look.px(12), look.px(9), -look.px(8), -look.px(6))
        _paint_head(painter, inner, row, mark)
        _paint_words(painter, inner, row.said)
        painter.restore()


def _paint_head(painter: QPainter, box: QRectF, row: AllegationView, mark: str) -> None:
    look, high = theme.current(), theme.px(TAG)
    font, (word, tone, icon) = look.font("strong"), MARKS[row.finding]
    line = QRectF(box.left(), box.top(), box.width(), high)
    painter.setFont(font)
    painter.setPen(look.colour("text"))
    painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, str(row.number))
    left = line.left() + QFontMetrics(font).horizontalAdvance("00") + look.px(4)
    wide = min(tag_width(word, icon), line.right() - left)
    paint_tag(painter, ink_for(painter), QRectF(left, line.top(), wide, high), word, tone, icon)
    if mark:
        small = look.font("small", 600)
        painter.setFont(small)
        painter.setPen(look.colour("amber"))
        rest = QRectF(left + wide + look.px(8), line.top(), line.right() - left - wide, high)
        painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, QFontMetrics(small).elidedText(
            mark, Qt.TextElideMode.ElideRight, int(rest.width()) - look.px(8)))


def _paint_words(painter: QPainter, box: QRectF, said: str) -> None:
    look = theme.current()
    font = look.font("body")
    painter.setFont(font)
    painter.setPen(look.colour("text"))
    words = box.adjusted(0, look.px(TAG + 4), 0, 0)
    text = two_lines(" ".join(said.split()), font.toString(), int(words.width()))
    painter.drawText(words, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, text)
