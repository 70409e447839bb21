"""The views of a queue: those that are always there, and those that people keep."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import StrEnum
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from caseworker.queries.complaints import ComplaintQueueView
from caseworker.queries.lists.saved import Kept
from caseworker.queries.lists.sorts import Shown
from caseworker.queries.rows import View
from ui.icons import Button

VIEWS = tuple(View)
EMPTY_WORDS = {
    View.OPEN: "No review requests are open.",
    View.MINE: "No open case is yours.",
    View.UNALLOCATED: "Every open case has an owner.",
    View.WAITING: "No reply from the MPS is due.",
    View.DECISIONS: "No decision is being written.",
    View.BROUGHT: "No case comes back today.",
    View.ENDED: "No case has ended yet.",
}


def in_view(shown: Shown, view: StrEnum) -> Shown:
    """The same list in another view: ended cases have no deadline, so they run by their end."""
    ended = view in (View.ENDED, ComplaintQueueView.ENDED)
    if ended != (shown.sort == "ended"):
        shown = replace(shown, sort="ended" if ended else "deadline", descending=ended)
    return replace(shown, view=view.value)


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
