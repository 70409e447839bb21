"""What was typed on an earlier day and never saved: offered, brought back, or thrown away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from caseworker.queries.post import PostRow
from ui.screen import Host
from ui.screens.post.batch import Batch, Item
from ui.screens.post.item_list import ItemList
from ui.screens.post.offer import Offer
from ui.screens.post.open_body import draft_key


class DraftsDesk(Protocol):
    """The desk, as this part of it sees it."""

    host: Host
    batch: Batch
    list: ItemList
    offer: Offer

    def touched(self) -> None:
        """What is typed has changed: it is to be kept."""

    def open_case(self, row: PostRow) -> None:
        """Show the form that opens a review request from an item."""


class EarlierDay:
    """``take_in`` reads files that are on the list again."""

    def __init__(self, desk: DraftsDesk, take_in: Callable[[Sequence[Item]], None]) -> None:
        self._desk, self._take_in = desk, take_in
        desk.offer.wanted.connect(self.bring_back)
        desk.offer.refused.connect(self.throw_away)

    def offer(self, found: tuple[dict[str, dict[str, Any]], str]) -> None:
        """Offer what the drafts' file holds; say when it can't be read."""
        drafts, broken = found
        self._desk.batch.kept.update(drafts)
        if broken:
            self._desk.host.notice("Something typed earlier is lost.", broken, "amber")
        self._desk.offer.show_count(len(drafts))

    def bring_back(self) -> None:
        """Put the files back on the list, and open what was half typed."""
        desk = self._desk
        files = desk.batch.bring_back()
        rows = {draft_key(row): row for row in desk.batch.waiting}
        gone = [key for key in desk.batch.kept if key not in rows]
        for key in gone:  # there is nothing left to open it from
            del desk.batch.kept[key]
        if gone:
            desk.touched()
            desk.host.notice("Some of it is for post that has gone to a case meanwhile.",
                             "What was typed for it is not needed any more.", "grey")
        self._take_in(files)
        row = next((rows[key] for key in desk.batch.kept), None)
        if row is not None and not files:
            desk.list.choose(row)
            desk.open_case(row)

    def throw_away(self) -> None:
        """Forget it."""
        self._desk.batch.kept.clear()
        self._desk.touched()
