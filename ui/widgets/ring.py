"""The focus ring: yellow outside and ink inside, so that it shows on any ground."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QDialog,
    QTabBar,
    QTableView,
    QWidget,
)
from shiboken6 import isValid

from ui import theme

YELLOW, INK, ROOM = 3.0, 1.6, 6  # widths of the two lines; room around what has the focus
_MOVES = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide)


def is_page(widget: QWidget) -> bool:
    """Whether this is the page itself, which needs no ring."""
    return bool(widget.property("role") == "page")


class Ring(QWidget):
    """Lies over a window and follows the focus. It takes no clicks and says nothing.

    A dialog over that window gets a ring of its own as soon as the focus is in it.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._followed: list[QWidget] = []
        self._by_mouse = False
        self._later = QTimer(self, singleShot=True, interval=0)  # when all is laid out
        self._later.timeout.connect(self.place)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)
        self.hide()

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        for earlier in self._followed:
            if isValid(earlier):
                earlier.removeEventFilter(self)
        self._followed = []
        dialog = new.window() if new is not None else None
        if isinstance(dialog, QDialog) and dialog.findChild(Ring) is None:
            Ring(dialog)._focus_moved(old, new)
        if new is None or new.window() is not self.parentWidget() or is_page(new):
            self.hide()
            return
        # What was clicked needs no ring: the user knows where it is.
        clicked = QApplication.mouseButtons() != Qt.MouseButton.NoButton
        self._by_mouse = clicked and isinstance(
            new, QAbstractButton | QAbstractItemView | QTabBar)
        widget: QWidget | None = new
        while widget is not None and widget is not self.parentWidget():
            widget.installEventFilter(self)
            self._followed.append(widget)
            widget = widget.parentWidget()
        if isinstance(new, QAbstractItemView):
            self._watch_items(new)
        if isinstance(new, QTabBar) and not new.property("ringed"):
            new.setProperty("ringed", True)
            # By then the bar has scrolled to the tab that was chosen.
            new.currentChanged.connect(lambda: QTimer.singleShot(0, self, self.place))
        self.place()

    def _watch_items(self, view: QAbstractItemView) -> None:
        if view.property("ringed"):
            return
        view.setProperty("ringed", True)
        view.verticalScrollBar().valueChanged.connect(self.place)
        view.selectionModel().currentChanged.connect(self._current_moved)
        view.model().modelReset.connect(self.place)
        if isinstance(view, QTableView):  # rows as high as their words, columns that share a width
            for header in (view.horizontalHeader(), view.verticalHeader()):
                header.sectionResized.connect(lambda *_: self.place())

    def _current_moved(self) -> None:
        self._by_mouse = QApplication.mouseButtons() != Qt.MouseButton.NoButton
        self.place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow what has the focus when it, or something around it, moves."""
        if event.type() in _MOVES:
            self.place()
            self._later.start()
        return False

    def place(self) -> None:
        """Lie around what has the focus now, as far as it can be seen."""
        focus, window = QApplication.focusWidget(), self.parentWidget()
        if (focus is None or focus.window() is not window or self._by_mouse
                or is_page(focus)):
            self.hide()
            return
        seen = self._in_sight(focus)
        if seen.isEmpty():
            self.hide()
            return
        self.setGeometry(seen.adjusted(-ROOM, -ROOM, ROOM, ROOM))
        self.show()
        self.raise_()
        self.update()

    @classmethod
    def _in_sight(cls, focus: QWidget) -> QRect:
        """The place in the window of what can be seen of it. Not by its visible region: Qt takes
        from that what its own children cover, which may be all of it.
        """
        window = focus.window()
        seen = cls._inside(focus).translated(focus.mapTo(window, QPoint(0, 0)))
        above: QWidget | None = focus if focus.isVisible() else None
        while above is not None and above is not window:
            seen &= QRect(above.mapTo(window, QPoint(0, 0)), above.size())
            above = above.parentWidget()
        return seen if focus.isVisible() else QRect()

    @staticmethod
    def _inside(focus: QWidget) -> QRect:
        if isinstance(focus, QAbstractItemView) and focus.currentIndex().isValid():
            at = focus.viewport().mapTo(focus, QPoint(0, 0))
            return focus.visualRect(focus.currentIndex()).translated(at).adjusted(3, 3, -3, -3)
        if isinstance(focus, QTabBar) and focus.currentIndex() >= 0:
            return focus.tabRect(focus.currentIndex()).adjusted(0, 3, -theme.px(14), -3)
        return focus.rect()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the two lines."""
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = ROOM - YELLOW
        painter.setPen(QPen(look.colour("focus"), YELLOW))
        outer = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
        painter.drawRoundedRect(outer, 8, 8)
        painter.setPen(QPen(look.colour("focus_ink"), INK))
        inner = edge + YELLOW / 2 + INK / 2
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(inner, inner, -inner, -inner), 6.5, 6.5)
        painter.end()
