"""Panes side by side whose edges can be moved with the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSplitter, QSplitterHandle, QWidget

from ui import theme

STEP = 24  # pixels at 100 % for each press of an arrow key


class KeySplitter(QSplitter):
    """A splitter whose handles take the focus. ``names`` are those of the panes."""

    def __init__(self, names: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._names = names
        self.setChildrenCollapsible(False)
        self.setHandleWidth(theme.px(8))

    def createHandle(self) -> QSplitterHandle:
        """An edge that the arrow keys move."""
        return KeyHandle(self.orientation(), self)

    def name_handles(self) -> None:
        """Name each edge for a screen reader, once all panes are there."""
        for number in range(1, self.count()):
            handle = self.handle(number)
            names = f"{self._names[number - 1]} and {self._names[number]}"
            handle.setAccessibleName(f"Edge between {names}")
            handle.setAccessibleDescription("Arrow keys move it")

    def push(self, handle: QSplitterHandle, by: int) -> None:
        """Move an edge by some pixels."""
        number, sizes = self.indexOf(handle), self.sizes()
        sizes[number - 1] += by
        sizes[number] -= by
        self.setSizes(sizes)


class KeyHandle(QSplitterHandle):
    """One edge."""

    def __init__(self, orientation: Qt.Orientation, parent: KeySplitter) -> None:
        super().__init__(orientation, parent)
        self._splitter = parent
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A quiet line with three dots to take hold of."""
        painter, look, middle = QPainter(self), theme.current(), QRectF(self.rect()).center()
        across = self.orientation() == Qt.Orientation.Horizontal
        painter.setPen(QPen(look.colour("line"), 1))
        if across:
            painter.drawLine(QPointF(middle.x(), 0), QPointF(middle.x(), self.height()))
        else:
            painter.drawLine(QPointF(0, middle.y()), QPointF(self.width(), middle.y()))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("control"))
        for step in (-1, 0, 1):
            off = QPointF(0, look.px(7) * step) if across else QPointF(look.px(7) * step, 0)
            painter.drawEllipse(middle + off, look.px(1.8), look.px(1.8))
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrow keys move the edge."""
        across = self.orientation() == Qt.Orientation.Horizontal
        less, more = ((Qt.Key.Key_Left, Qt.Key.Key_Right) if across
                      else (Qt.Key.Key_Up, Qt.Key.Key_Down))
        if event.key() in (less, more):
            self._splitter.push(self, theme.px(STEP if event.key() == more else -STEP))
        else:
            super().keyPressEvent(event)
