"""What each thing that stands in the right part of the desk is, and may ask of the desk."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from caseworker.queries.earlier import EarlierCopy
from caseworker.queries.post import PossibleMatch, PostRow
from ui.icons import Button
from ui.jobs import Jobs
from ui.screen import Host
from ui.screens.post.batch import Batch, Item


class Desk(Protocol):
    """The desk, as a body sees it."""

    host: Host
    batch: Batch

    @property
    def jobs(self) -> Jobs:
        """The work off the window's thread."""

    def touched(self) -> None:
        """Something was typed: it is to be kept."""

    def logged(self, item: Item, post_item_id: int, received: Any, goes_on: str,
               match: PossibleMatch | None = None) -> None:
        """An item was logged. ``goes_on`` is "open", "join" or "next"."""

    def take_off(self, item: Item, words: str) -> None:
        """Take a file off the list without logging it."""

    def not_post(self, item: Item) -> None:
        """Ask why a file is not post, and keep it with the reason."""

    def staple(self, item: Item) -> None:
        """Make a file a further file of the item above it."""

    def change_route(self, row: PostRow) -> None:
        """Ask where an item that waits goes, and why."""

    def show_earlier(self, copy: EarlierCopy) -> None:
        """Show where the earlier copy is."""

    def open_case(self, row: PostRow) -> None:
        """Show the form that opens a case, of the kind that its route says, from an item."""

    def join(self, row: PostRow, match: PossibleMatch | None) -> None:
        """Ask why an item belongs to a case, and put it there."""

    def set_aside(self, row: PostRow) -> None:
        """Ask why an item is not post, and set it aside."""

    def case_opened(self, case_id: int, route: str) -> None:
        """Go to a new case, and offer what comes next."""

    def show_case(self, case_id: int) -> None:
        """Go to a case."""

    def step_back(self) -> None:
        """Leave the form that opens a review; what was typed is kept."""


class Body(QWidget):
    """A body. A subclass sets ``title`` and ``buttons`` and what Ctrl+Enter does."""

    title = ""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.buttons: list[Button] = []
        self.pinned: QWidget | None = None  # stands over the buttons, and never scrolls away
        self.letters: dict[str, Callable[[], None]] = {}

    @property
    def gone(self) -> bool:
        """Whether something else is shown by now, so that an answer comes too late."""
        return not isValid(self)

    def ask(self, query: Callable[..., Any], then: Callable[[Any], None], **given: Any) -> None:
        """Ask the office; the answer is dropped when this is no longer shown."""
        self.desk.jobs.ask(query, lambda found: None if self.gone else then(found),
                           for_=(self.desk, query.__name__), **given)

    def main_action(self) -> None:
        """What Ctrl+Enter does."""

    def copy_sender(self) -> None:
        """What Ctrl+D does."""

    def save_only(self) -> None:
        """What Ctrl+S does."""

    def first(self) -> QWidget:
        """Where the focus goes when this part of the window is gone to."""
        return self.buttons[0] if self.buttons else self

    def keys(self) -> Sequence[tuple[str, str]]:
        """The keys in force while this is shown."""
        return ()
