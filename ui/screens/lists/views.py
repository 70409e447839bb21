"""The menu of the views of a list that people keep."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from caseworker.queries.lists.saved import Kept
from ui.icons import Button


class ViewsButton(Button):
    """A menu of the views that are kept. ``chosen`` sends a Kept; ``save``, ``remove`` ask."""

    chosen = Signal(object)
    save = Signal()
    remove = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Views", parent=parent)
        self._menu = QMenu(self)
        self._menu.setAccessibleName("Views")
        self.setMenu(self._menu)
        self.show_views(())

    def show_views(self, views: Sequence[Kept]) -> None:
        """Offer these views, then what can be done with the list that is shown."""
        self._menu.clear()
        for view in views:
            whose = "" if view.mine else f", {view.owner}'s, locked"
            words = f"{view.name} ({view.count:,}){whose}"
            self._add(words.replace("&", "&&"), partial(self.chosen.emit, view))
        if views:
            self._menu.addSeparator()
        self._add("Save this view", lambda: self.save.emit())
        for view in views:
            if view.mine:
                self._add(f"Remove “{view.name}”".replace("&", "&&"),
                          partial(self.remove.emit, view))

    def _add(self, words: str, call: Callable[[], None]) -> None:
        action = QAction(words, self._menu)
        action.triggered.connect(lambda: call())
        self._menu.addAction(action)
