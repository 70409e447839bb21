"""Widgets side by side that go on to the next line where there is no more room."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme


class Flow(QWidget):
    """A line of widgets that wraps like words. ``gap`` and ``row_gap`` are pixels at 100 %."""

    def __init__(
        self, gap: float = 20, row_gap: float = 4, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._gap, self._row_gap = gap, row_gap
        self._items: list[QWidget] = []
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_items(self, items: Sequence[QWidget]) -> None:
        """Show these, in reading order. Those shown before and not among them are deleted."""
        for old in self._items:
            if old not in items:
                old.hide()
                old.deleteLater()
        self._items = list(items)
        for item in self._items:
            item.setParent(self)
            item.show()
        self._place()

    def wanted_width(self) -> int:
        """How wide it is when all stand on one line, in pixels."""
        widths = [_wanted(item).width() for item in self._items if not item.isHidden()]
        return sum(widths) + theme.px(self._gap) * max(0, len(widths) - 1)

    def sizeHint(self) -> QSize:
        """All on one line, as high as the lines there are now."""
        return QSize(self.wanted_width(), self._place(move=False))

    def minimumSizeHint(self) -> QSize:
        """Narrow: the items wrap."""
        return QSize(theme.px(60), self._place(move=False))

    def event(self, event: QEvent) -> bool:
        """Place the items again when one of them has changed its size."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._place()
        return super().event(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Place the items once their fonts are known."""
        super().showEvent(event)
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap anew."""
        super().resizeEvent(event)
        self._place()

    def _place(self, move: bool = True) -> int:
        """Each line is as high as its highest item, and the others stand in its middle."""
        width, top = max(self.width(), 1), 0
        for number, line in enumerate(self._lines(width)):
            high = max(size.height() for _, size in line)
            top += theme.px(self._row_gap) if number else 0
            left = 0
            for item, size in line:
                wide = min(size.width(), width)
                if move:
                    item.setGeometry(left, top + (high - size.height()) // 2, wide, size.height())
                left += wide + theme.px(self._gap)
            top += high
        if move and self.minimumHeight() != top:
            self.setFixedHeight(top)
        return top

    def _lines(self, width: int) -> list[list[tuple[QWidget, QSize]]]:
        lines: list[list[tuple[QWidget, QSize]]] = []
        left = 0
        for item in (each for each in self._items if not each.isHidden()):
            size = _wanted(item)
            wide = min(size.width(), width)
            if not lines or left + wide > width:
                lines.append([])
                left = 0
            lines[-1].append((item, size))
            left += wide + theme.px(self._gap)
        return lines


def _wanted(item: QWidget) -> QSize:
    """Its own size, within what was set for it."""
    return item.sizeHint().expandedTo(item.minimumSize()).boundedTo(item.maximumSize())
