"""The grid of a list: keys, ticks, column widths, and what stays chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from caseworker.config import ROWS, WIDTHS
from caseworker.queries.rows import BLOCK
from ui import theme
from ui.screens.lists.columns import Column
from ui.screens.lists.model import ListModel
from ui.screens.lists.painter import RowPainter, tick_box
from ui.widgets.grid import Grid

if TYPE_CHECKING:
    from caseworker.queries.lists.places import Places
    from caseworker.queries.lists.window import Look

_TICKS = (("Space", "tick"), ("Shift+Down", "tick on"))
_ALL = (("Ctrl+A", "tick all of this list"),)
LEAST = 168  # the least width of the column that takes the room that is left
PAUSE = 200  # milliseconds after the last movement of a heading
TICKS = 24  # room for the boxes in the first column
HOLD = 40  # milliseconds for which what was on screen stays, while the rows to show are read


def keys(own: Sequence[tuple[str, str]], ticking: bool = True) -> Sequence[tuple[str, str]]:
    """The keys of a list, with those that are its own."""
    return (("Enter", "open"), *(_TICKS if ticking else ()), *own, ("Ctrl+F", "filter"),
            ("Ctrl+Shift+F", "filter panel"), *(_ALL if ticking else ()), ("F6", "next part"),
            ("?", "all shortcuts"))


class ListTable(Grid):
    """``moved`` sends the row under the cursor (or None), ``opened`` the row to open,
    ``sorted_by`` the name of the column whose heading was pressed.
    """

    moved = Signal(object)
    opened = Signal(object)
    sorted_by = Signal(str)
    widened = Signal()  # somebody gave a column another width

    def __init__(
        self, name: str, parent: QWidget | None = None, noun: str = "case", ticking: bool = True
    ) -> None:
        rows = ListModel(parent, noun, ticking)
        super().__init__(name, rows, parent)
        rows.setParent(self)
        self.rows = rows
        self._chosen: int | None = None
        self._in_time = True  # whether the last rows were read within HOLD
        self._held = QTimer(self)
        self._held.setSingleShot(True)
        self._held.setInterval(HOLD)
        self._held.timeout.connect(self._too_late)
        self._row_height = ROWS["comfortable"]
        self.widths: dict[str, int] = {}  # that somebody gave to columns, in pixels at 100 %
        self._measuring = False
        self._wide = QTimer(self)  # a drag is measured once it has come to rest
        self._wide.setSingleShot(True)
        self._wide.setInterval(PAUSE)
        self._wide.timeout.connect(self._widened)
        self.setItemDelegate(RowPainter(self))
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.setMinimumSectionSize(theme.px(WIDTHS[0]))
        head.sectionResized.connect(self._dragged)
        head.setSectionsClickable(True)
        head.sectionClicked.connect(
            lambda section: self.sorted_by.emit(self.rows.columns[section].sort))
        self.selectionModel().currentRowChanged.connect(lambda now, _: self._moved(now.row()))
        self.rows.dataChanged.connect(self._arrived)
        self.doubleClicked.connect(lambda index: self._open(index.row()))
        self._measure()

    # What is shown

    @property
    def chosen(self) -> int | None:
        """The key of the row under the cursor."""
        return self._chosen

    def reading(self) -> tuple[int, int]:
        """The rows on screen, for a question about them: the first, and how many to ask for."""
        top = max(self.rowAt(0), 0)
        return max(self.rows.number(top) - BLOCK // 2, 0), 2 * BLOCK

    def show_first(self, rows: Sequence[Any]) -> None:
        """Show the first rows of another list, which is not counted yet."""
        self.rows.show_first(rows)
        self._after_reset()
        self.scrollToTop()
        self._choose(0)

    def show_look(self, look: Look) -> None:
        """Show a list anew: the case that was chosen stays chosen, and on the same height of the
        screen, wherever it now stands.
        """
        line, top = self.currentIndex().row(), self.verticalScrollBar().value()
        height = self.rowViewportPosition(line) if line >= 0 else 0
        seen = 0 <= height < self.viewport().height()
        self.rows.show_list(look.places, look.first, look.rows)
        self._after_reset()
        if not look.places.total:
            self._moved(-1)
        elif look.chosen is not None:
            line = self.rows.line(look.chosen)
            self._choose(line)
            if seen:
                self.verticalScrollBar().setValue(line * self._height() - height)
        else:  # it is no longer listed: take the one that stands in its place
            self._choose(min(max(line, 0), self.rows.rowCount() - 1))
            self.verticalScrollBar().setValue(top)

    def put(self, places: Places, first: int, rows: Sequence[Any]) -> None:
        """Take in rows that were asked for."""
        self.rows.put(places, first, rows)

    def set_height(self, name: str) -> None:
        """Make the rows comfortable, medium or compact; the case chosen stays on screen."""
        self._row_height = ROWS[name]
        self._measure()
        self.scrollTo(self.currentIndex())

    def set_columns(self, columns: Sequence[Column], widths: Mapping[str, int]) -> None:
        """Show other columns with these widths; place and choice stay."""
        self.widths = dict(widths)
        line, top = self.currentIndex().row(), self.verticalScrollBar().value()
        self.rows.set_columns(columns)
        self._measure()
        self._after_reset()
        self._choose(max(line, 0))
        self.verticalScrollBar().setValue(top)

    # Keys and mouse

    def act(self) -> None:
        """Open the case under the cursor."""
        self._open(self.currentIndex().row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Space ticks, Shift with an arrow ticks on; Home and End go to the first
        and last row; letters go to the screen.
        """
        key, line = event.key(), self.currentIndex().row()
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key == Qt.Key.Key_Space and self.rows.ticking:
            self._tick(line)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and shift and self.rows.ticking:
            self._extend(line, 1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and self.rows.rowCount():
            self._choose(0 if key == Qt.Key.Key_Home else self.rows.rowCount() - 1)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on the box of a row ticks it."""
        index = self.indexAt(event.position().toPoint())
        cell = QRectF(self.visualRect(index)) if index.isValid() else QRectF()
        if index.isValid() and index.column() == 0 and self.rows.ticking and (
                not self.rows.heading(index.row())) and (
                tick_box(cell).adjusted(-3, -3, 3, 3).contains(event.position())):
            self._tick(index.row())
        else:
            super().mousePressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Measure again at another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "rows"):
            self._measure()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The subject takes the room that is left."""
        super().resizeEvent(event)
        self._measure()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Rows that are read within a moment are painted once, when they are here.

        Painting their places first would take as long as reading them, and flicker.
        """
        if dy:
            self._hold(self._in_time and self.rows.bring(self._lines()))
        super().scrollContentsBy(dx, dy)

    # Within

    def _lines(self) -> range:
        """The lines on screen."""
        high, top = max(self._height(), 1), self.verticalScrollBar().value()
        return range(top // high, (top + self.viewport().height()) // high + 1)

    def _hold(self, on: bool) -> None:
        """Paint nothing for now; or paint again."""
        if on and not self._held.isActive():
            self._held.start()
        elif not on:
            self._held.stop()
        self.viewport().setUpdatesEnabled(not on)

    def _too_late(self) -> None:
        """Say which rows are missing, until some come."""
        self._in_time = False
        self._hold(False)

    def _height(self) -> int:
        return theme.px(self._row_height)

    def _dragged(self, column: int, _before: int, now: int) -> None:
        if not self._measuring and column < len(self.rows.columns):
            wide = round(now / theme.current().scale) - self._tick_room(column)
            self.widths[self.rows.columns[column].name] = min(max(wide, WIDTHS[0]), WIDTHS[1])
            self._wide.start()

    def _tick_room(self, column: int) -> int:
        return TICKS if column == 0 and self.rows.ticking else 0

    def _widened(self) -> None:
        self._measure()
        self.widened.emit()

    def _measure(self) -> None:
        self._measuring = True
        self._fit_columns()
        self._measuring = False

    def _fit_columns(self) -> None:
        look, columns = theme.current(), self.rows.columns
        self.verticalHeader().setDefaultSectionSize(self._height())
        self.horizontalHeader().setFixedHeight(look.px(37))
        given = [self.widths.get(each.name, each.width) for each in columns]
        widths = [look.px(wide + self._tick_room(n)) if wide else 0
                  for n, wide in enumerate(given)]
        least = look.px(LEAST) * sum(not wide for wide in widths)
        # Where even the least subject does not fit, the other columns give way together.
        room = self.viewport().width()
        share = max(0.5, min(1.0, (room - least) / max(sum(widths), 1)))
        free = [n for n, wide in enumerate(widths) if not wide] or [len(widths) - 1]
        for column, wide in enumerate(widths):
            self.setColumnWidth(column, int(wide * share))
        rest = room - sum(self.columnWidth(n) for n in range(len(widths)) if n not in free)
        for column in free:
            self.setColumnWidth(column, max(look.px(60), rest // len(free)))

    def _after_reset(self) -> None:
        self._hold(False)
        self.clearSpans()
        for line in self.rows.heading_lines():
            self.setSpan(line, 0, 1, self.rows.columnCount())

    def _choose(self, line: int) -> None:
        if self.rows.heading(line) is not None:
            line += 1
        if 0 <= line < self.rows.rowCount():
            self.setCurrentIndex(self.rows.index(line, 0))

    def _moved(self, line: int) -> None:
        row = self.rows.row(line)
        if row is not None:
            self._chosen = row.key
        self.moved.emit(row)

    def _arrived(self) -> None:
        self._in_time = True
        if self._held.isActive() and not self.rows.bring(self._lines()):
            self._hold(False)
        self.viewport().update()
        row = self.rows.row(self.currentIndex().row())
        if row is not None and row.key != self._chosen:
            self._moved(self.currentIndex().row())

    def _tick(self, line: int) -> None:
        row = self.rows.row(line)
        if row is not None:
            self.rows.tick([row], row.key not in self.rows.ticks)

    def _extend(self, line: int, step: int) -> None:
        """Tick this row and the next, and go there."""
        self._choose(line + step)
        there = self.currentIndex().row()
        rows = [row for row in (self.rows.row(line), self.rows.row(there)) if row is not None]
        self.rows.tick(rows, True)

    def _open(self, line: int) -> None:
        row = self.rows.row(line)
        if row is not None:
            self.opened.emit(row)
