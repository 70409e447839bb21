"""A plain table of words: each cell wraps, and tells a screen reader its column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.widgets.grid import Grid

PADDING = 10  # pixels at 100 % at each side of a cell, as in the style sheet
MAY_BREAK = "\u200b"  # where a long word may go on in the next line; it has no width
LEAST = 38  # height of a row of one line
LOWEST = 160  # height of a table, however little room there is: its head and three rows
Index = QModelIndex | Any  # Qt passes persistent indexes too


@dataclass(frozen=True)
class Row:
    """One line: ``key`` finds it again, ``about`` is what it shows."""

    key: object
    cells: tuple[str, ...]
    about: Any = None


class RowsModel(QAbstractTableModel):
    """The rows, as Qt asks for them."""

    def __init__(self, columns: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.columns, self.rows = tuple(columns), tuple[Row, ...]()

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """As many as were given."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """As many as have names."""
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The names of the columns."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words, and a phrase for a screen reader."""
        shown = self.rows[index.row()].cells[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return shown
        shown = shown.replace(MAY_BREAK, "")
        if role == Qt.ItemDataRole.ToolTipRole:
            return shown
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.columns[index.column()]}: {shown or 'nothing'}"
        return None


class RowsTable(Grid):
    """``moved`` sends what the row under the cursor shows (or None); Enter sends ``opened``.

    ``shares`` say how the columns divide the width.
    """

    moved = Signal(object)
    opened = Signal()

    def __init__(
        self, name: str, columns: Sequence[str], shares: Sequence[int],
        parent: QWidget | None = None,
    ) -> None:
        rows = RowsModel(columns)
        super().__init__(name, rows, parent)
        rows.setParent(self)
        self.rows, self._shares = rows, tuple(shares)
        self.setProperty("role", "roomy")
        self.selectionModel().currentRowChanged.connect(lambda *_: self.moved.emit(self.about()))
        self.doubleClicked.connect(lambda _: self.opened.emit())

    def about(self) -> Any:
        """What the row under the cursor shows; None when there is none."""
        at = self.currentIndex().row()
        return self.rows.rows[at].about if 0 <= at < len(self.rows.rows) else None

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show rows; the one that was chosen stays chosen, else the one in its place."""
        at = self.currentIndex().row()
        chosen = self.rows.rows[at].key if 0 <= at < len(self.rows.rows) else None
        self.rows.set_rows(rows)
        self._fit()
        again = [number for number, row in enumerate(rows) if row.key == chosen]
        if rows:
            at = again[0] if again else min(max(at, 0), len(rows) - 1)
            self.setCurrentIndex(self.rows.index(at, 0))
        self.moved.emit(self.about())

    def choose(self, key: object) -> None:
        """Put the cursor on the row with this key."""
        for number, row in enumerate(self.rows.rows):
            if row.key == key:
                self.setCurrentIndex(self.rows.index(number, 0))

    def act(self) -> None:
        """Say that the row is to be opened."""
        self.opened.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The columns share the width, and the rows are as high as their words."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Fit again at another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_shares"):
            self._fit()

    def _fit(self) -> None:
        self.setMinimumHeight(theme.px(LOWEST))
        width = self.viewport().width()
        for column, share in enumerate(self._shares):
            self.setColumnWidth(column, width * share // sum(self._shares))
        # Qt's own sum of a row's height leaves out the padding that the style sheet gives a cell,
        # and so cuts the last line of a long cell off.
        metrics, pad = QFontMetrics(self.font()), theme.px(PADDING) * 2 + 6
        for number, row in enumerate(self.rows.rows):
            heights = [
                metrics.boundingRect(QRect(0, 0, max(1, self.columnWidth(column) - pad), 10_000),
                                     Qt.TextFlag.TextWordWrap, words).height()
                for column, words in enumerate(row.cells)
            ]
            self.setRowHeight(number, max(theme.px(LEAST), max(heights) + theme.px(16)))
