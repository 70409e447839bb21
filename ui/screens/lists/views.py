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
    """A menu of the views that are kept. ``chosen`` sends a Kept; ``save``, ``remove`` ask, and
    ``take`` asks to save a colleague's as one's own.
    """

    chosen = Signal(object)
    save = Signal()
    take = Signal(object)
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
            words, signal = ((f"Remove “{view.name}”", self.remove) if view.mine else
                             (f"Save “{view.name}” as mine", self.take))
            self._add(words.replace("&", "&&"), partial(signal.emit, view))

    def _add(self, words: str, call: Callable[[], None]) -> None:
        action = QAction(words, self._menu)
        action.triggered.connect(lambda: call())
        self._menu.addAction(action)
