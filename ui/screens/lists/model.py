"""The rows of a list as Qt wants them, however many there are: a window of them is here.

The place of every row is known from counting; the rows themselves come in blocks, and the latest
blocks are kept. A row that is not here yet is asked for when it is painted.
"""

from __future__ import annotations

import bisect
from collections import OrderedDict
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from caseworker.queries.rows import BLOCK
from ui.screens.lists.cells import NOT_HERE
from ui.screens.lists.columns import COLUMNS, Column

if TYPE_CHECKING:
    from caseworker.queries.lists.places import Heading, Places

# Comparing a role with an enum's member costs three times as much as with an int, and data() is
# called for every cell that is painted.
DISPLAY = int(Qt.ItemDataRole.DisplayRole)
SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)
ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
TIP = int(Qt.ItemDataRole.ToolTipRole)
TICK = int(Qt.ItemDataRole.CheckStateRole)
LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
KEPT = 64  # blocks
FEW = 8  # of so many rows are multiples read while somebody waits for them
AHEAD = 50  # milliseconds until those after them are read: until then they are painted
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_CELL = (Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
         | Qt.ItemFlag.ItemNeverHasChildren)
_FIRST_CELL = _CELL | Qt.ItemFlag.ItemIsUserCheckable


class ListModel(QAbstractTableModel):
    """A table over a list. A row is a case or another thing (a ``noun``), known by its key, or
    the heading of a group. ``ticking`` says whether things can be ticked.

    ``wanted`` asks for rows that are shown and not here: the first, and how many.
    ``ticked`` says that others are ticked.
    """

    wanted = Signal(int, int)
    ticked = Signal()

    def __init__(
        self, parent: QObject | None = None, noun: str = "case", ticking: bool = True
    ) -> None:
        super().__init__(parent)
        self.ticking, self._noun = ticking, noun
        self.columns: tuple[Column, ...] = COLUMNS[:5]
        self.places: Places | None = None
        self.ticks: dict[int, Any] = {}  # by key
        self._open: dict[int, str] = {}
        self._total = 0
        self._headings: tuple[Heading, ...] = ()
        self._heading_rows: list[int] = []
        self._blocks: OrderedDict[int, dict[int, Any]] = OrderedDict()
        self._missing: list[int] = []
        self._asked = range(0)  # the rows that were asked for last, and are not here yet
        self._ahead = range(0)  # those after them, to be asked for when they are here
        self._soon, self._later = QTimer(self), QTimer(self)
        for timer, pause, call in ((self._soon, 0, self._ask),
                                   (self._later, AHEAD, self._ask_ahead)):
            timer.setSingleShot(True)
            timer.setInterval(pause)
            timer.timeout.connect(call)

    # What is shown

    def show_first(self, rows: Sequence[Any]) -> None:
        """Show the first rows of a list that is not counted yet."""
        self._start(None, len(rows), (), 0, rows)

    def show_list(self, places: Places, first: int, rows: Sequence[Any]) -> None:
        """Show a list that is counted, of which ``rows`` from ``first`` on are here."""
        self._start(places, places.total, places.headings, first, rows)

    def put(self, places: Places, first: int, rows: Sequence[Any]) -> None:
        """Take in rows that were asked for, unless another list is shown meanwhile."""
        if places is not self.places or not rows:
            return
        self._asked = range(0)
        self._keep(first, rows)
        self._later.start()
        self.dataChanged.emit(self.index(self.line(first), 0),
                              self.index(self.line(first + len(rows) - 1), len(self.columns) - 1))

    def not_coming(self) -> None:
        """What was asked for does not come: it may be asked for again."""
        self._asked = self._ahead = range(0)

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Show other columns, or the same in another order."""
        self.beginResetModel()
        self.columns = tuple(columns)
        self.endResetModel()

    # Rows, by their line in the table and by their number in the list

    @property
    def total(self) -> int:
        """The number of rows, headings apart."""
        return self._total

    def heading(self, line: int) -> Heading | None:
        """The heading that stands on a line of the table."""
        if not self._headings:
            return None
        at = bisect.bisect_left(self._heading_rows, line)
        there = at < len(self._heading_rows) and self._heading_rows[at] == line
        return self._headings[at] if there else None

    def heading_lines(self) -> Sequence[int]:
        """The lines on which headings stand."""
        return self._heading_rows

    def number(self, line: int) -> int:
        """The number in the list of the case on a line."""
        return line - bisect.bisect_right(self._heading_rows, line)

    def line(self, number: int) -> int:
        """The line on which the case with this number stands."""
        return number + bisect.bisect_right(self._headings, number, key=lambda each: each.row)

    def row(self, line: int) -> Any | None:
        """The case on a line; None for a heading, and while it is not here."""
        if self.heading(line) is not None or not 0 <= line < self.rowCount():
            return None
        number = self.number(line)
        block = self._blocks.get(number // BLOCK)
        found = block.get(number) if block is not None else None
        if found is None:
            self._missing.append(number)
            self._soon.start()
        return found

    def here(self) -> Collection[Any]:
        """The cases that are here now."""
        return [row for block in self._blocks.values() for row in block.values()]

    def bring(self, lines: range) -> bool:
        """Ask at once for what is not here of these lines; whether something is on its way."""
        self._missing.clear()
        for line in lines:
            self.row(line)
        if not self._missing or self.places is None:
            return False
        self._soon.stop()
        self._ask()
        return True

    # Ticks: of cases, not of rows, so they stay whatever the list does

    def tick(self, rows: Sequence[Any], on: bool) -> None:
        """Tick cases or take their ticks away."""
        for row in rows:
            if on:
                self.ticks[row.key] = row
            else:
                self.ticks.pop(row.key, None)
        self.ticked.emit()
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, 0), [TICK])

    def clear_ticks(self) -> None:
        """Take all ticks away."""
        self.tick(list(self.ticks.values()), False)

    # What Qt asks

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """The number of cases and headings."""
        return 0 if parent.isValid() else self._total + len(self._headings)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """The number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A heading can't be chosen."""
        if not index.isValid() or self.heading(index.row()) is not None:
            return Qt.ItemFlag.NoItemFlags
        return _FIRST_CELL if index.column() == 0 and self.ticking else _CELL

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        """The phrase of a cell, to show or to speak, and the tick of the first column."""
        if role not in (DISPLAY, SPOKEN, TICK, TIP) or not index.isValid():
            return None
        heading = self.heading(index.row())
        if heading is not None:
            return None if role == TICK else self.heading_words(heading)
        row = self.row(index.row())
        if role == TICK:
            on, boxed = row is not None and row.key in self.ticks, index.column() == 0
            return Qt.CheckState(2 if on else 0) if boxed and self.ticking else None
        if row is None:
            return NOT_HERE if role == DISPLAY else "Not loaded yet"
        open_by = self.open_by(row)
        if role == TIP:
            return open_by or None
        phrase = self.columns[index.column()].phrase(row)
        return f"{phrase}, {open_by}" if open_by and index.column() == 0 else phrase

    def latest(self) -> list[int]:
        """The ids of the cases that were read last, those on screen among them."""
        blocks = list(self._blocks.values())[-3:]
        return [row.id for block in blocks for row in block.values()]

    def open_by(self, row: Any) -> str:
        """Which colleague has the case open, in words; "" for nobody."""
        return self._open.get(row.id, "")

    def show_open(self, words: Mapping[int, str]) -> None:
        """Say of these cases, by id, which colleague has them open."""
        if words != self._open:
            self._open = dict(words)
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, 0))

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = DISPLAY
    ) -> Any:
        """The name of a column; a row's is its reference (hidden, but spoken)."""
        if orientation == Qt.Orientation.Vertical and role in (DISPLAY, SPOKEN):
            row = self.row(section)
            return row.reference if row else None
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role in (DISPLAY, SPOKEN):
            return self._head(self.columns[section], role == SPOKEN)
        return LEFT if role == ALIGNMENT else None

    def heading_words(self, heading: Heading) -> str:
        """A group's heading: "Priya Shah, 12 cases"."""
        return (f"{heading.words}, {heading.count:,} {self._noun}"
                f"{'' if heading.count == 1 else 's'}")

    # Within

    def _head(self, column: Column, spoken: bool) -> str:
        """The name of a column, and which way it sorts if it is the one that does."""
        shown = self.places.shown if self.places is not None else None
        if shown is None or column.sort != shown.sort:
            return column.label
        from caseworker.queries.lists.sorts import SORTS_OF  # loads the database

        sort, down = SORTS_OF[shown.list_of][shown.sort], shown.descending
        if spoken:
            return f"{column.label}, sorted {sort.down if down else sort.up}"
        return f"{column.label} {'↓' if down else '↑'}"

    def _start(
        self, places: Places | None, total: int, headings: tuple[Heading, ...], first: int,
        rows: Sequence[Any],
    ) -> None:
        self.beginResetModel()
        self.places, self._total, self._headings = places, total, headings
        self._heading_rows = [each.row + n for n, each in enumerate(headings)]
        self._blocks.clear()
        self._missing.clear()
        self._asked = self._ahead = range(0)
        self._keep(first, rows)
        for row in rows:
            if row.key in self.ticks:
                self.ticks[row.key] = row  # with the version it has now
        self.endResetModel()

    def _keep(self, first: int, rows: Sequence[Any]) -> None:
        for number, row in enumerate(rows, first):
            self._blocks.setdefault(number // BLOCK, {})[number] = row
        for block in range(first // BLOCK, (first + len(rows)) // BLOCK + 1):
            if block in self._blocks:
                self._blocks.move_to_end(block)
        while len(self._blocks) > KEPT:
            self._blocks.popitem(last=False)

    def _ask(self) -> None:
        """Ask for the rows that were missed; when they are here, for those that come after."""
        missing, self._missing = self._missing, []
        # What was missed last is on screen now; what is far from it was passed by.
        near = [each for each in missing if abs(each - missing[-1]) < 3 * BLOCK]
        if self.places is None or all(each in self._asked for each in near):
            return  # asked again, the answer under way would count for nothing
        end = (max(near) // BLOCK + 2) * BLOCK
        seen = range(min(near) // FEW * FEW, min((max(near) // FEW + 1) * FEW, self._total))
        self._ahead = range(seen.stop, min(end, self._total))
        self._want(seen)

    def _ask_ahead(self) -> None:
        ahead, self._ahead = self._ahead, range(0)
        if ahead and not self._asked:
            self._want(ahead)

    def _want(self, rows: range) -> None:
        self._asked = rows
        self.wanted.emit(rows.start, len(rows))
