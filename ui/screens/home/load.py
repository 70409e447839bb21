"""How much each colleague has: a bar, and the same in words."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from caseworker.queries.load import Load
from caseworker.rules.words import count
from ui import theme
from ui.screens.home.card import empty
from ui.widgets.card import Card
from ui.widgets.row_button import RowButton
from ui.widgets.text import ElideLabel, label


class LoadCard(Card):
    """``opened`` sends the Load whose cases are to be listed."""

    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Team load", parent=parent)
        self.rows: list[RowButton] = []
        self._list = QVBoxLayout()
        theme.space(self._list, (0, 0, 0, 0), 0)
        self.body.addLayout(self._list)
        self.body.addStretch(1)

    def show_loads(self, loads: tuple[Load, ...]) -> None:
        """A bar for each person."""
        empty(self._list)
        most = max((each.open_cases for each in loads), default=0)
        self.rows = [self._row(each, most) for each in loads]
        for row in self.rows:
            self._list.addWidget(row)

    def first(self) -> QWidget | None:
        """Where the focus goes."""
        return self.rows[0] if self.rows else None

    def _row(self, load: Load, most: int) -> RowButton:
        late = f", {load.overdue} overdue" if load.overdue else ""
        row = RowButton(f"{load.name}, {count(load.open_cases, 'open case')}{late}")
        words = QWidget()
        column = QVBoxLayout(words)
        theme.space(column, (0, 0, 0, 2), 2)
        column.addWidget(ElideLabel(load.name, "rowlink"))
        column.addWidget(Bar(load.open_cases, load.overdue, most))
        row.add(words, 1)
        row.add(label(f"{load.open_cases}{late}", "error" if load.overdue else "small"))
        row.clicked.connect(lambda: self.opened.emit(load))
        return row


class Bar(QWidget):
    """A bar as long as its share of the most; what is overdue stands first."""

    def __init__(self, number: int, late: int, most: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number, self._late, self._most = number, late, max(most, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(theme.px(120), theme.px(10))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        look, painter = theme.current(), QPainter(self)
        each = (self.width() - 1) / self._most
        painter.fillRect(QRectF(0, 0, self.width(), self.height()), look.colour("grey_tint"))
        painter.fillRect(QRectF(0, 0, each * self._number, self.height()), look.colour("blue"))
        painter.fillRect(QRectF(0, 0, each * self._late, self.height()), look.colour("red"))
        painter.end()
