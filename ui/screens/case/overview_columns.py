"""The three columns of the overview, which become two, then one, when there is less room."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ui import theme

THREE, TWO = 1000, 640  # pixels at 100 %, from which there is room for so many columns
# Number of columns -> the (row, column, rows) of each part, how the width is shared, and the row
# that takes spare height: it goes below the last card, never between two.
_PLACES = {
    3: (((0, 0, 1), (0, 1, 1), (0, 2, 1)), (36, 39, 33), 0),
    2: (((0, 0, 1), (1, 0, 1), (0, 1, 2)), (55, 45, 0), 1),
    1: (((0, 0, 1), (1, 0, 1), (2, 0, 1)), (1, 0, 0), 2),
}


class OverviewColumns(QWidget):
    """Three ``parts``, each a column of cards. With two columns the second part stands below the
    first beside the third, so that no corner is empty and the order of reading stays.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        theme.space(self._grid, (0, 0, 0, 0), 20)
        self.count = 0
        self.parts: list[QVBoxLayout] = []
        self._holders = [QWidget() for _ in range(3)]
        for holder in self._holders:
            column = QVBoxLayout(holder)
            theme.space(column, (0, 0, 0, 0), 20)
            self.parts.append(column)
        self._arrange(3)

    def minimumSizeHint(self) -> QSize:
        """Narrow, or the columns would never learn that there is no room for them."""
        return QSize(theme.px(240), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many columns as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """The same for another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_holders"):
            self._fit()

    def _fit(self) -> None:
        room = self.width() / theme.current().scale
        self._arrange(3 if room >= THREE else 2 if room >= TWO else 1)

    def _arrange(self, count: int) -> None:
        if count == self.count:
            return
        self.count = count
        places, widths, spare = _PLACES[count]
        for holder in self._holders:
            self._grid.removeWidget(holder)
        for holder, (row, column, rows) in zip(self._holders, places, strict=True):
            self._grid.addWidget(holder, row, column, rows, 1)
        for column, wide in enumerate(widths):
            self._grid.setColumnStretch(column, wide)
        for row in range(3):
            self._grid.setRowStretch(row, int(row == spare))
