"""What the desk asks about an item before it goes somewhere, and files that become one item."""

from __future__ import annotations

from PySide6.QtCore import Qt

from caseworker.queries.lists.filters import Filter
from caseworker.queries.post import PossibleMatch, PostRow, post_item
from ui.screens.post.batch import Batch, Item
from ui.screens.post.dialogs import (
    ask_for_route,
    ask_to_join,
    ask_to_set_aside,
    ask_why_not_post,
)
from ui.screens.post.frame import DeskFrame


class AskingDesk(DeskFrame):
    """A subclass shows and reads things, with the methods that are not written here."""

    batch: Batch

    def touched(self) -> None:
        """What is typed has changed: it is to be kept."""
        raise NotImplementedError

    def show_next(self, after: Item | None) -> None:
        """Show a file, or what stands first when there is none."""
        raise NotImplementedError

    def show_list(self) -> None:
        """Show the list again."""
        raise NotImplementedError

    def look_at(self, item: Item) -> None:
        """Read the words of its files again: there are others now."""
        raise NotImplementedError

    def show_item(self, post_item_id: int) -> None:
        """Show an item that waits; where the filter hides it, the filter goes."""
        def show(row: PostRow | None) -> None:
            if row is None or row.state != "logged":
                return
            if not self.sieve.passing((row,)):
                self.sieve.narrow(Filter())
            if all(each.id != row.id for each in self.batch.waiting):
                self.batch.waiting = (*self.batch.waiting, row)
            self.show_list()
            self.list.choose(row)
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

        self.jobs.ask(post_item, show, for_=(self, "item"), post_item_id=post_item_id)

    def join(self, row: PostRow, match: PossibleMatch | None) -> None:
        """Ask which case, and why; then put the item there."""
        ask_to_join(self, row, match, self._settled)

    def set_aside(self, row: PostRow) -> None:
        """Ask why an item is not post, and set it aside."""
        ask_to_set_aside(self, row, self._settled)

    def change_route(self, row: PostRow) -> None:
        """Ask where an item that waits goes, and why."""
        ask_for_route(self, row, self.host.status)

    def not_post(self, item: Item) -> None:
        """Ask why a file is not post, and keep it with the reason."""
        def done(_: object) -> None:
            after = self.batch.remove(item)
            self.show_list()
            self.show_next(after)
            self.touched()
            self.host.notice(f"{item.name} was set aside.", "It is kept, with your reason.")

        ask_why_not_post(self, item, self.batch.last_received, done)

    def staple(self, item: Item) -> None:
        """Make a file a further file of the item above it; it can be taken apart again."""
        above = self.batch.above(item)
        if above is None:
            self.host.status("There is no file above this one that it could be stapled to")
            return

        def apart() -> None:
            self.batch.take_apart(above)
            self.look_at(above)
            self.show_list()
            self.show_next(item)
            self.touched()

        self.batch.staple(item, above)
        self.look_at(above)
        self.show_list()
        self.show_next(above)
        self.touched()
        self.host.notice(f"{item.name} is stapled to {above.name}.",
                         "Both are logged as one item.", "grey", "Take it apart", apart)

    def _settled(self, row: PostRow, words: str) -> None:
        self.batch.waiting = tuple(each for each in self.batch.waiting if each.id != row.id)
        self.show_list()
        self.show_next(None)
        self.host.notice(words)
