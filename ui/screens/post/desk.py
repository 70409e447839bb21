"""The post desk: the list of today's post, the page, and the form, side by side."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QTabBar, QWidget

from caseworker.actions.complaints.opening import ROUTE as COMPLAINTS
from caseworker.drafts import Drafts, drafts_of
from caseworker.queries.earlier import EarlierCopy, earlier_copy
from caseworker.queries.post import PossibleMatch, PostRow, post_item, post_list
from ui.autosave import Autosave
from ui.screen import Crumb, Host
from ui.screens.post.advice import Looked, look_at
from ui.screens.post.asking import AskingDesk
from ui.screens.post.batch import Batch, Item, TakenIn, take_in
from ui.screens.post.body import Body
from ui.screens.post.complaint_body import ComplaintBody
from ui.screens.post.earlier_day import EarlierDay
from ui.screens.post.item_list import Entry
from ui.screens.post.log_body import LogBody, UnreadBody
from ui.screens.post.open_body import OpenBody, WaitingBody
from ui.screens.post.papers import in_hand, stored
from ui.widgets.announce import announce
from ui.widgets.empty import EmptyState

EMPTY = "No post waiting. Drop scans here or press Ctrl+O"


class PostDesk(AskingDesk):
    """``drafts`` says where what is typed is kept; without it, beside the office's database."""

    title = "Log post"

    def __init__(
        self, host: Host, parent: QWidget | None = None, drafts: Drafts | None = None
    ) -> None:
        super().__init__(host, parent)
        self.batch, self.body = Batch(), Body(self)
        self._entry: Entry | None = None
        self._drafts = drafts or drafts_of(cast(Any, host.office))
        self._autosave = Autosave(self.jobs, self._drafts, self.batch.drafts, self._not_kept, self)
        self._began, self._started = time.monotonic(), False
        self.list.chosen.connect(self._choose)
        self.sieve.changed.connect(self.show_list)
        self._earlier_day = EarlierDay(self, self._take_in)
        self.key("Ctrl+S", lambda: self.body.save_only())
        self.key("Ctrl+D", lambda: self.body.copy_sender())
        self._choose(None)

    # What the window asks of a screen (ui.screen.Screen)

    def crumbs(self) -> Sequence[Crumb]:
        """It stands below the home page, where there is one."""
        return (Crumb("Home", "home"),) if self.host.has_screen("home") else ()

    def keys(self) -> Sequence[tuple[str, str]]:
        """The keys of what is shown."""
        own = (("Ctrl+O", "add files"), *((("Ctrl+F", "filter what waits"),)
                                          if self.sieve.isVisible() else ()))
        return (*self.body.keys(), *own) if self.body.keys() else (*own, ("?", "all shortcuts"))

    def open(self, **args: Any) -> None:
        """Look for drafts of an earlier day the first time; ``files`` are paths to add, ``item`` is
        the id of one that waits, to be shown.
        """
        if not self._started:
            self._started = True
            self.jobs.run(self._drafts.load, self._earlier_day.offer)
        self.refresh()
        if args.get("files"):
            self.add_files(args["files"])
        if args.get("item"):
            self.show_item(args["item"])

    def refresh(self) -> None:
        """Ask again what waits for a case."""
        self.jobs.ask(post_list, self._show_waiting, for_=(self, "waiting"))
        self.sieve.refresh()

    def main_action(self) -> None:
        """Save what is shown."""
        self.body.main_action()

    def new(self) -> None:
        """Add files."""
        self.pick_files()

    def tabs(self) -> QTabBar | None:
        """The files of the item."""
        return self.papers.tab_bar

    def panes(self) -> Sequence[QWidget]:
        """List, page or text, form."""
        middle = self.papers.text if self.papers.text.isVisible() else self.papers.pages
        return (self.list, middle, self.body.first())

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing typed is lost when the screen or the window goes away."""
        self._autosave.finish()
        super().hideEvent(event)

    # Files

    def add_files(self, paths: Iterable[Path]) -> None:
        """Put files on the list and read each of them, off the window's thread."""
        self._take_in(self.batch.add(paths))

    def _take_in(self, items: Sequence[Item]) -> None:
        for item in items:
            self.jobs.run(partial(take_in, Path(item.path)), partial(self._filled, item))
        self.show_list()
        if items and not isinstance(self.body, LogBody | OpenBody):
            self.list.choose(items[0])
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _filled(self, item: Item, found: TakenIn) -> None:
        self.batch.fill(item, found)
        self.batch.mark_twins()
        if item.reading is not None:
            self.jobs.ask(earlier_copy, partial(self._came_before, item), sha256=item.sha256)
            self.look_at(item)
        self.show_list()
        if self._entry is item:
            self._choose(item)

    def look_at(self, item: Item) -> None:
        """Read the words of its files, off the window's thread."""
        readings = [each.reading for each in (item, *item.stapled) if each.reading is not None]
        self.jobs.run(partial(look_at, readings, self.host.office.today()),
                      partial(self._looked_at, item))

    def _looked_at(self, item: Item, looked: Looked) -> None:
        item.looked = looked
        if self._entry is item and isinstance(self.body, LogBody):
            self.body.show_looked(looked)

    def _came_before(self, item: Item, copy: EarlierCopy | None) -> None:
        if copy is not None:
            item.earlier = copy
            self.show_list()
            if self._entry is item and isinstance(self.body, LogBody) and not item.again:
                self.body.show_copy(copy)

    # What is shown

    def _show_waiting(self, rows: Sequence[PostRow]) -> None:
        self.batch.waiting = tuple(rows)
        self.show_list()
        if not isinstance(self.body, WaitingBody | OpenBody):
            if self._entry is None:
                self._choose_first()
            return
        here = self.body.row
        now = next((row for row in rows if row.id == here.id), None)
        if isinstance(self.body, OpenBody):
            self.body.row = now or here  # what is typed stays, whatever became of the item
        elif now is None:
            self._choose_first()
        elif now.version != here.version:
            self._choose(now)
            self.list.choose(now)

    def _choose_first(self) -> None:
        """The first file, else the first item that waits, else nothing."""
        both: tuple[Entry, ...] = (*self.batch.items, *self.batch.waiting)
        first = both[0] if both else None
        self.list.choose(first)
        if self._entry is not first:
            self._choose(first)

    def show_list(self) -> None:
        """Show the list again, with how far the desk is."""
        self.list.show_entries(self.batch.items, self.sieve.passing(self.batch.waiting))
        self.sentence.setText(self.batch.words())
        self._say_place()

    def _choose(self, entry: Entry | None) -> None:
        self._entry, self._began = entry, time.monotonic()
        if entry is None:
            self.papers.clear("")
            self._show_body(Body(self))
        elif isinstance(entry, PostRow):
            self.papers.show_papers([stored(self.host.office, file.name, file.sha256)
                                     for file in entry.files])
            self._show_body(WaitingBody(self, entry))
        elif entry.bad or entry.reading is None:
            self.papers.clear("")
            self._show_body(UnreadBody(self, entry))
        else:
            self.papers.show_papers([in_hand(each.name, each.content, each.reading)
                                     for each in (entry, *entry.stapled) if each.reading])
            self._show_body(LogBody(self, entry))

    def _show_body(self, body: Body) -> None:
        self.body = body
        shown: QWidget = body
        if type(body) is Body:
            nothing = EmptyState(EMPTY, "Add files", "envelope-open")
            nothing.pressed.connect(self.pick_files)
            shown = nothing
        self.pane.show_body(body.title or "Log post", shown, body.buttons, body.pinned)
        self.letters = {"T": self.papers.turn, **body.letters}
        self._say_place()
        self.told.emit()

    def _say_place(self) -> None:
        at = self.batch.items.index(self._entry) if self._entry in self.batch.items else -1
        of = self.batch.logged + len(self.batch.items)
        self.pane.say_place(f"Item {self.batch.logged + at + 1} of {of}" if at >= 0 else "")

    # What a body asks for (ui.screens.post.body.Desk)

    def touched(self) -> None:
        """Something was typed: it is to be kept."""
        self._autosave.touch()
        if isinstance(self._entry, Item):
            self.list.say_words(self._entry)

    def logged(self, item: Item, post_item_id: int, received: Any, goes_on: str,
               match: PossibleMatch | None = None) -> None:
        """An item was logged; show what comes next."""
        self.batch.last_received = received
        self.batch.count_logged(time.monotonic() - self._began)
        if self._entry is not item:  # the user has gone to another one meanwhile
            goes_on = ""
        after = self.batch.remove(item)
        self._autosave.touch()
        self.show_list()
        for other in self.batch.items:
            if other.sha256 == item.sha256:  # it is a copy of what is logged by now
                self.jobs.ask(earlier_copy, partial(self._came_before, other),
                              sha256=other.sha256)
        self.jobs.ask(post_item, lambda row: self._go_on(row, after, goes_on, match),
                      post_item_id=post_item_id)

    def _go_on(self, row: PostRow | None, after: Item | None, goes_on: str,
               match: PossibleMatch | None) -> None:
        if row is None:
            return
        self.batch.waiting = (row, *(each for each in self.batch.waiting if each.id != row.id))
        self.show_list()
        if goes_on == "next":
            self.show_next(after)
        elif goes_on:
            self.list.choose(row)
            self.open_case(row) if goes_on == "open" else self.join(row, match)
        place = f" Item {self.batch.logged + 1} of {self.batch.logged + len(self.batch.items)}."
        said = f"Saved {row.reference}." + (place if goes_on == "next" and after else "")
        self.host.status(said)
        announce(self, said)

    def show_next(self, after: Item | None) -> None:
        """Show a file, or what stands first when there is none."""
        self.list.choose(after)
        if after is None:
            self._choose_first()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_off(self, item: Item, words: str) -> None:
        """Take a file off the list; it can be put back."""
        after = self.batch.remove(item)
        self.show_list()
        self.show_next(after)
        self._autosave.touch()

        def put_back() -> None:
            self.batch.items.append(item)
            self.batch.mark_twins()
            self.show_list()
            self.list.choose(item)
            self._autosave.touch()

        self.host.notice(words, "", "grey", "Put it back", put_back)

    def show_earlier(self, copy: EarlierCopy) -> None:
        """Show the case of the earlier copy, or the item that waits."""
        if copy.case_id is not None:
            self.show_case(copy.case_id)
        else:
            row = next((row for row in self.batch.waiting if row.id == copy.post_item_id), None)
            self.list.choose(row)

    def open_case(self, row: PostRow) -> None:
        """Show the form that opens a case, of the kind that its route says, from an item."""
        self._show_body(ComplaintBody(self, row) if row.route == COMPLAINTS
                        else OpenBody(self, row))
        self.body.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def show_case(self, case_id: int) -> None:
        """Go to a case."""
        self.list.choose(None)
        self._choose(None)
        self.host.show_screen("case", case_id=case_id)

    def case_opened(self, case_id: int, route: str) -> None:
        """Go to a new case, and offer what comes next."""
        self.show_case(case_id)
        what, code = ("complaint", "M1") if route == COMPLAINTS else ("review request", "R1")
        if self.host.has_screen("letter"):
            self.host.notice(
                f"The {what} is open.", "Next: acknowledge it.", "green",
                f"Draft the acknowledgement ({code})",
                lambda: self.host.show_screen("letter", case_id=case_id, code=code))

    def step_back(self) -> None:
        """Leave the form that opens a review; what was typed is kept."""
        self._choose(self._entry)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _not_kept(self, error: Exception) -> None:
        self.host.notice("What you type is not kept.", str(error), "amber")
