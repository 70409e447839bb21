"""The rows of a queue as Qt wants them, and the phrases that are spoken for each cell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from caseworker.queries.queues import QueueRow

COLUMNS = ("Case", "Complaint about", "Next deadline", "Owner", "Stage")
CASE, ABOUT, DEADLINE, OWNER, STAGE = range(5)

# Comparing a role with an enum's member costs three times as much as with an int, and data() is
# called for every cell that is painted.
DISPLAY = int(Qt.ItemDataRole.DisplayRole)
SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)
ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
NOBODY = "Not allocated"

MARK_WORDS = {"adjustment": "reasonable adjustment", "representative": "has a representative",
              "linked": "linked case"}
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class QueueModel(QAbstractTableModel):
    """A table over QueueRow. Every cell's text is a whole phrase."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[QueueRow, ...] = ()

    def set_rows(self, rows: Sequence[QueueRow]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def row(self, number: int) -> QueueRow | None:
        """The row with this number, or None when there is none."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def number_of(self, case_id: int | None) -> int:
        """The number of the row of a case, or -1."""
        return next((n for n, row in enumerate(self._rows) if row.id == case_id), -1)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """The number of cases."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """The number of columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        """The phrase of a cell, to show or to speak."""
        if role not in (DISPLAY, SPOKEN) or not index.isValid():
            return None
        return phrase(self._rows[index.row()], index.column())

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = DISPLAY
    ) -> Any:
        """The name of a column; a row's is its reference (hidden, but spoken)."""
        if orientation == Qt.Orientation.Vertical and role in (DISPLAY, SPOKEN):
            row = self.row(section)
            return row.reference if row else None
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(COLUMNS):
            return None
        if role in (DISPLAY, SPOKEN):
            return COLUMNS[section]
        return LEFT if role == ALIGNMENT else None


def phrase(row: QueueRow, column: int) -> str:
    """What is spoken for a cell."""
    if column == CASE:
        return ", ".join((row.name, row.reference, *(MARK_WORDS.get(m, m) for m in row.marks)))
    if column == ABOUT:
        police = f", MPS reference {row.mps_reference}" if row.mps_reference else ""
        return f"{row.about}{police}"
    if column == DEADLINE:
        parts = (day(row), row.deadline_words, row.deadline_what if row.deadline else "")
        return ", ".join(part for part in parts if part)
    return (row.owner or NOBODY) if column == OWNER else row.tag


def day(row: QueueRow) -> str:
    """The date of the next deadline as grids show it: "9 Mar 2026"."""
    if row.deadline is None:
        return row.deadline_what or "No deadline"
    return f"{row.deadline.day} {row.deadline:%b} {row.deadline.year}"
