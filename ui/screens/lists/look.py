"""Which columns a list shows and in which order, how high its rows are, how it is grouped."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from caseworker.actions.base import Ask
from caseworker.config import ROWS, WIDTHS
from caseworker.queries.lists.saved import Look
from caseworker.queries.lists.sorts import GROUPS_OF
from caseworker.queries.rows import ListOf
from ui import theme
from ui.icons import Button
from ui.screens.lists.offered import chosen, offered
from ui.widgets.announce import announce
from ui.widgets.dialog import Dialog
from ui.widgets.fields import Field
from ui.widgets.text import WrapLabel, label

STEP, FREE = 20, 220  # pixels at 100 %: one press; where a column without a width begins
NAME = int(Qt.ItemDataRole.UserRole)


class LookDialog(Dialog):
    """Columns to tick, move and widen, the height of the rows, and what to group by."""

    def __init__(
        self, parent: QWidget | None, look: Look, group: str,
        list_of: ListOf = ListOf.REVIEWS,
    ) -> None:
        super().__init__(parent)
        columns, self.widths = look.columns, dict(look.widths)
        self._usual = {each.name: each.width or FREE for each in offered(list_of)}
        self.setWindowTitle("Columns and rows")
        self.setAccessibleName("Columns and rows")
        self.setModal(True)
        self.list = QListWidget()
        self.list.setProperty("role", "roomy")
        self.list.setAccessibleName("Columns")
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        every = offered(list_of)
        for column in [*chosen(columns, list_of)[0],
                       *(c for c in every if c.name not in columns)]:
            item = QListWidgetItem(column.label, self.list)
            item.setData(NAME, column.name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            on = column.name in columns
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        self.list.setCurrentRow(0)
        self.row_height = Field("height", Ask("Height of the rows", kind="choice", choices=tuple(
            (name, name.capitalize()) for name in ROWS)))
        self.group = Field("group", Ask("Group by", kind="choice", choices=(
            ("", "Nothing"), *GROUPS_OF[list_of].items())))
        self.row_height.put(look.height)
        self.group.put(group)
        self._lay_out()

    def columns(self) -> tuple[str, ...]:
        """The names of the columns that are ticked, in order."""
        items = [self.list.item(n) for n in range(self.list.count())]
        return tuple(str(item.data(NAME)) for item in items
                     if item.checkState() == Qt.CheckState.Checked)

    def _lay_out(self) -> None:
        column, moves, row = QVBoxLayout(self), QHBoxLayout(), QHBoxLayout()
        theme.space(column, (24, 20, 24, 20), 12)
        column.addWidget(label("Columns and rows", "h1"))
        column.addWidget(WrapLabel("Tick what to show. Move and widen it with the buttons.",
                                   "muted"))
        column.addWidget(self.list, 1)
        self.up, self.down = Button("Move up", "arrow-up"), Button("Move down", "arrow-down")
        self.up.clicked.connect(lambda: self._move(-1))
        self.down.clicked.connect(lambda: self._move(1))
        self.wider, self.narrower = Button("Wider"), Button("Narrower")
        self.wider.clicked.connect(lambda: self._widen(STEP))
        self.narrower.clicked.connect(lambda: self._widen(-STEP))
        for button in (self.up, self.down, self.wider, self.narrower):
            moves.addWidget(button)
        moves.addStretch(1)
        column.addLayout(moves)
        column.addWidget(self.row_height)
        column.addWidget(self.group)
        self.use, back = Button("Use these", role="primary"), Button("Cancel")
        self.use.setShortcut("Ctrl+Return")
        self.use.clicked.connect(self.accept)
        back.clicked.connect(self.reject)
        row.addWidget(self.use)
        row.addWidget(back)
        row.addStretch(1)
        column.addLayout(row)
        self.fit(theme.px(460), theme.px(680))
        self.list.setFocus()

    def _widen(self, by: int) -> None:
        """Give the column another width, and say it."""
        item = self.list.currentItem()
        name = str(item.data(NAME))
        wide = min(max(self.widths.get(name, self._usual[name]) + by, WIDTHS[0]), WIDTHS[1])
        self.widths[name] = wide
        announce(self, f"{item.text()}: {wide} wide")

    def _move(self, step: int) -> None:
        at = self.list.currentRow()
        if 0 <= at + step < self.list.count():
            item = self.list.takeItem(at)
            self.list.insertItem(at + step, item)
            self.list.setCurrentRow(at + step)
