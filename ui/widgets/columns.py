"""Columns beside each other where there is room, and below each other where there is not."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ui import theme


class Columns(QWidget):
    """``columns`` gives for each column its widgets (cards), from the top.

    ``least`` is the width that a column needs, in pixels at 100 %; all have the same. Columns
    without room go below the first ones. Put it into a scroll area.
    """

    def __init__(
        self, columns: Sequence[Sequence[QWidget]], least: int = 300,
        gap: int = 20, parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._least, self._gap, self._shown = least, gap, 0
        self._grid = QGridLayout(self)
        theme.space(self._grid, (24, 20, 24, 20), gap)
        self._columns: list[QWidget] = []
        for widgets in columns:
            holder = QWidget()
            column = QVBoxLayout(holder)
            theme.space(column, (0, 0, 0, 0), gap)
            for widget in widgets:
                column.addWidget(widget)
            column.addStretch(1)
            self._columns.append(holder)
        self._place(len(self._columns))

    @property
    def beside(self) -> int:
        """How many columns stand beside each other now."""
        return self._shown

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the columns anew for another width."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Place the columns anew for another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_columns"):
            self._fit()

    def _fit(self) -> None:
        each = theme.px(self._least + self._gap)
        room = (self.width() - theme.px(48) + theme.px(self._gap)) // each
        self._place(max(1, min(len(self._columns), room)))

    def _place(self, beside: int) -> None:
        if beside == self._shown:
            return
        self._shown = beside
        for number, holder in enumerate(self._columns):
            self._grid.removeWidget(holder)
            self._grid.addWidget(holder, number // beside, number % beside)
        for number in range(len(self._columns)):
            self._grid.setColumnStretch(number, int(number < beside))
