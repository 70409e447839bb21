"""The grid of drafts: its rows, its ticks and its keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from caseworker.queries.letters import DraftRow
from caseworker.rules.words import short_date
from ui import theme
from ui.widgets.grid import Grid

COLUMNS = ("Letter", "Case", "Next deadline", "Drafted")
SORTS = ("letter", "case", "deadline", "drafted")  # what pressing each heading sorts by
SHARES = (0.36, 0.26, 0.18, 0.20)
CHECK = int(Qt.ItemDataRole.CheckStateRole)
Index = QModelIndex | Any  # Qt passes persistent indexes too


class DraftsModel(QAbstractTableModel):
    """Rows of drafts; each cell tells a screen reader a full phrase. ``ticks`` are by id, and
    stay while the list is narrowed; ``ticked`` says that they are others.
    """

    ticked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.drafts: Sequence[DraftRow] = ()
        self.ticks: dict[int, DraftRow] = {}

    def set_drafts(self, found: Sequence[DraftRow]) -> None:
        """Show other drafts; what is ticked is kept as it now stands."""
        self.beginResetModel()
        self.drafts = found
        self.ticks |= {each.id: each for each in found if each.id in self.ticks}
        self.endResetModel()

    def tick(self, rows: Sequence[DraftRow], on: bool) -> None:
        """Tick these, or take their ticks away."""
        for row in rows:
            if on:
                self.ticks[row.id] = row
            else:
                self.ticks.pop(row.id, None)
        self._ticks_changed()

    def clear_ticks(self) -> None:
        """Tick none."""
        self.ticks.clear()
        self._ticks_changed()

    def _ticks_changed(self) -> None:
        if self.drafts:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.drafts) - 1, 0))
        self.ticked.emit()

    def rowCount(self, parent: Index | None = None) -> int:
        """One row for each draft."""
        return 0 if parent is not None and parent.isValid() else len(self.drafts)

    def columnCount(self, parent: Index | None = None) -> int:
        """Letter, case, deadline, drafted."""
        return 0 if parent is not None and parent.isValid() else len(COLUMNS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """The first cell has the box."""
        box = Qt.ItemFlag.ItemIsUserCheckable if index.column() == 0 else Qt.ItemFlag.NoItemFlags
        return super().flags(index) | box

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """A press on the box ticks."""
        if role != CHECK:
            return False
        row = self.drafts[index.row()]
        self.tick([row], row.id not in self.ticks)
        return True

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The names of the columns."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words, the whole of them as a tool-tip, and a phrase for a screen reader."""
        row = self.drafts[index.row()]
        if role == CHECK and index.column() == 0:
            return Qt.CheckState.Checked if row.id in self.ticks else Qt.CheckState.Unchecked
        due = f"{short_date(row.due)}\n{row.due_words}" if row.due else "No deadline"
        shown = (f"{row.code} {row.title}", f"{row.reference}\n{row.name}", due,
                 f"{row.drafted}\n{row.drafted_by}")[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return shown
        if role == Qt.ItemDataRole.AccessibleTextRole:
            ticked = ", ticked" if index.column() == 0 and row.id in self.ticks else ""
            return f"{COLUMNS[index.column()]}: {shown.replace(chr(10), ', ')}{ticked}"
        return None


class DraftsTable(Grid):
    """Enter opens, Space ticks, Shift with an arrow ticks on, Tab leaves. ``sorted_by`` sends the
    name of the order that a heading stands for.
    """

    sorted_by = Signal(str)

    def __init__(self, name: str, rows: DraftsModel, parent: QWidget | None = None) -> None:
        super().__init__(name, rows, parent)
        self.rows = rows
        self.setProperty("role", "roomy")
        head = self.horizontalHeader()
        head.setSectionsClickable(True)
        head.sectionClicked.connect(lambda section: self.sorted_by.emit(SORTS[section]))

    def here(self) -> DraftRow | None:
        """The draft under the cursor."""
        at = self.currentIndex().row()
        return self.rows.drafts[at] if 0 <= at < len(self.rows.drafts) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of every list; letters go to the screen."""
        key, row = event.key(), self.here()
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key == Qt.Key.Key_Space and row is not None:
            self.rows.tick([row], row.id not in self.rows.ticks)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and shift:
            step = 1 if key == Qt.Key.Key_Down else -1
            last = len(self.rows.drafts) - 1
            at = min(max(self.currentIndex().row() + step, 0), last)
            self.setCurrentIndex(self.rows.index(at, 0))
            self.rows.tick([each for each in (row, self.here()) if each is not None], True)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The columns share the width, whatever the text size."""
        super().resizeEvent(event)
        self.verticalHeader().setDefaultSectionSize(theme.px(54))
        width = self.viewport().width()
        for column, share in enumerate(SHARES):
            self.setColumnWidth(column, int(width * share))
