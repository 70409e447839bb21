"""What every grid of rows has in common: one row is chosen at a time, and Tab leaves the grid."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

_BY_MOUSE = (Qt.FocusReason.MouseFocusReason, Qt.FocusReason.ActiveWindowFocusReason,
             Qt.FocusReason.PopupFocusReason)


def show_focus(view: QAbstractItemView, event: QFocusEvent) -> None:
    """Who comes by key sees the row that has the focus; the mouse finds the rows where they were.
    """
    if event.reason() not in _BY_MOUSE:
        view.scrollTo(view.currentIndex())


class Grid(QTableView):
    """``name`` is what a screen reader says of the grid. Enter is for ``act``."""

    def __init__(self, name: str, model: QAbstractItemModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setHighlightSections(False)
        head.setSectionsClickable(False)

    def act(self) -> None:
        """Open the row under the cursor, or whatever Enter is for."""
        self.activated.emit(self.currentIndex())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The row that has the focus is to be seen, also where large text leaves few."""
        super().focusInEvent(event)
        show_focus(self, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter acts, on every desktop; letters go to the screen."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.act()
        elif event.text() and event.text().isprintable():
            event.ignore()
        else:
            super().keyPressEvent(event)
