"""The grid of a queue: keys, column widths, and what stays chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from caseworker.queries.queues import QueueRow
from ui import theme
from ui.screens.queue_look import ROW_HEIGHT, QueueLook
from ui.screens.queue_model import ABOUT, CASE, DEADLINE, OWNER, STAGE, QueueModel

WIDTHS = {CASE: 184, DEADLINE: 146, OWNER: 122, STAGE: 156}  # pixels at 100 %
LEAST_ABOUT = 130


class QueueTable(QTableView):
    """``moved`` sends the row under the cursor (or None), ``opened`` the row to open."""

    moved = Signal(object)
    opened = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = QueueModel(self)
        self._chosen: int | None = None
        self.setAccessibleName(name)
        self.setModel(self.rows)
        self.setItemDelegate(QueueLook(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)  # Tab leaves the grid
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        self.selectionModel().currentRowChanged.connect(lambda now, _: self._moved(now.row()))
        self.doubleClicked.connect(lambda index: self._open(index.row()))
        self._measure()

    def set_rows(self, rows: Sequence[QueueRow]) -> None:
        """Show rows; the case that was chosen stays chosen, wherever it now stands."""
        chosen, place = self._chosen, self.currentIndex().row()
        self.rows.set_rows(rows)
        at = self.rows.number_of(chosen)
        if at < 0:  # it is no longer listed: take the one that stands in its place
            at = min(max(place, 0), len(rows) - 1)
        if at >= 0:
            self.setCurrentIndex(self.rows.index(at, CASE))
        else:
            self._moved(-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Home and End go to the first and last row; letters go to the screen."""
        column, last = max(self.currentIndex().column(), CASE), self.rows.rowCount() - 1
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._open(self.currentIndex().row())
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and last >= 0:
            self.setCurrentIndex(self.rows.index(0 if key == Qt.Key.Key_Home else last, column))
        elif event.text() and event.text().isprintable():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Measure again at another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "rows"):
            self._measure()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The subject takes the room that is left."""
        super().resizeEvent(event)
        self._measure()

    def _measure(self) -> None:
        look = theme.current()
        self.verticalHeader().setDefaultSectionSize(look.px(ROW_HEIGHT))
        self.horizontalHeader().setFixedHeight(look.px(37))
        rest = self.viewport().width() - sum(look.px(wide) for wide in WIDTHS.values())
        # Where even the least subject does not fit, the other columns give way together.
        share = 1.0
        if rest < look.px(LEAST_ABOUT):
            wanted = self.viewport().width() - look.px(LEAST_ABOUT)
            share = max(0.5, wanted / sum(look.px(wide) for wide in WIDTHS.values()))
        for column, wide in WIDTHS.items():
            self.setColumnWidth(column, int(look.px(wide) * share))
        used = sum(self.columnWidth(column) for column in WIDTHS)
        self.setColumnWidth(ABOUT, max(look.px(60), self.viewport().width() - used))

    def _moved(self, number: int) -> None:
        row = self.rows.row(number)
        if row is not None:
            self._chosen = row.id
        self.moved.emit(row)

    def _open(self, number: int) -> None:
        row = self.rows.row(number)
        if row is not None:
            self.opened.emit(row)
