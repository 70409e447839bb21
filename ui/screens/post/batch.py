"""The files of today's post: what was read of each, and what was typed about it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from email.utils import parseaddr
from pathlib import Path
from typing import TYPE_CHECKING, Any

from caseworker.actions.documents import Incoming
from caseworker.intake import Reading, accept, read, safe_name
from caseworker.intake.limits import LARGEST_FILE
from caseworker.queries.earlier import EarlierCopy
from caseworker.queries.post import PostRow
from caseworker.rules.words import count

if TYPE_CHECKING:
    from ui.screens.post.advice import Looked

SENDER = ("name", "address", "not_in_the_uk", "email")  # what Ctrl+D copies
GONE = "This file is no longer where it was. Add it again; what you typed is kept"


@dataclass(eq=False)
class Item:
    """One file on the list. ``typed`` holds what stands in its form, by field, once touched."""

    path: str
    name: str
    sha256: str = ""
    content: bytes = b""
    reading: Reading | None = None  # None: it is still being read, or can't be taken in
    bad: str = ""  # why it can't be logged
    earlier: EarlierCopy | None = None
    typed: dict[str, Any] = field(default_factory=dict)
    not_matching: set[int] = field(default_factory=set)  # cases that the user said are others
    again: bool = False  # the user said that the same file came twice
    looked: Looked | None = None  # what its text says of itself, once it was looked at
    stapled: list[Item] = field(default_factory=list)  # further files of the same item

    @property
    def key(self) -> str:
        """What its draft is kept under."""
        return self.sha256 or self.path

    def words(self) -> str:
        """The line below its name."""
        if self.bad:
            return self.bad
        if self.reading is None:
            return "Reading"
        if self.earlier is not None:
            return f"Copy of {self.earlier.name}"
        if self.stapled:
            return f"{count(1 + len(self.stapled), 'file')}, stapled"
        if self.reading.note:
            return self.reading.note
        if self.reading.kind == "email" and self.reading.sender:
            return f"From {parseaddr(self.reading.sender)[1] or self.reading.sender}"
        return count(self.reading.pages, "page") if self.reading.pages else "No pages to show"

    def incoming(self, route: str) -> Incoming:
        """The file as the action takes it."""
        reading = self.reading or Reading()
        kind = "Review request" if route == "review" and reading.kind != "email" else ""
        return Incoming.from_reading(self.name, self.content, reading, kind)

    def files(self, route: str) -> tuple[Incoming, ...]:
        """All its files: its own first."""
        return (self.incoming(route), *(each.incoming("") for each in self.stapled))

    def first_values(self, today: date, last_received: date | None) -> dict[str, Any]:
        """What the form shows at first: the day, and what an email says of itself."""
        values: dict[str, Any] = {"received": last_received or today}
        if self.reading is not None and self.reading.kind == "email":
            name, address = parseaddr(self.reading.sender)
            values |= {"name": name, "email": address, "channel": "e-mail"}
            if self.reading.sent is not None and self.reading.sent <= today:
                values |= {"received": self.reading.sent, "written": self.reading.sent}
        return values


@dataclass(frozen=True)
class TakenIn:
    """What was found at a path: the bytes and their reading, or why not."""

    content: bytes = b""
    sha256: str = ""
    reading: Reading | None = None
    bad: str = ""


def take_in(path: Path) -> TakenIn:
    """Read one file, off the window's thread. Never raises: a bad file says what is wrong."""
    name = safe_name(path.name)
    try:
        if path.is_dir():
            return TakenIn(bad=f"{name} is a folder. Open it and choose the files")
        if path.stat().st_size > LARGEST_FILE:
            return TakenIn(bad=f"{name} is larger than 50 MB")
        content = path.read_bytes()
    except FileNotFoundError:
        return TakenIn(bad=GONE)
    except OSError:
        return TakenIn(bad=f"{name} cannot be opened. Close it in other programs and try again")
    if refused := accept(name, content):
        return TakenIn(bad=refused[0].reason)
    return TakenIn(content, hashlib.sha256(content).hexdigest(), read(content, name))


class Batch:
    """Today's files and the items that wait for a case, with how fast the logging goes."""

    def __init__(self) -> None:
        self.items: list[Item] = []
        self.waiting: tuple[PostRow, ...] = ()
        self.kept: dict[str, dict[str, Any]] = {}  # drafts whose file or item is not here (yet)
        # What is typed about a complaint about MOPAC stays in memory: no draft of it on a disk.
        self.private: dict[str, dict[str, Any]] = {}
        self.logged = 0
        self.last_received: date | None = None
        self.last_sender: dict[str, Any] = {}  # of the item logged last, by field
        self._seconds = 0.0

    def add(self, paths: Iterable[Path]) -> list[Item]:
        """New items for those paths that are not on the list already."""
        here = {each.path for item in self.items if item.bad != GONE
                for each in (item, *item.stapled)}
        added = []
        for path in dict.fromkeys(str(each) for each in paths):
            if path not in here:
                added.append(Item(path, safe_name(Path(path).name)))
        self.items += added
        return added

    def fill(self, item: Item, found: TakenIn) -> None:
        """Put what was found into the item, with what was typed about these very bytes before."""
        if item.sha256 and found.sha256 != item.sha256:  # brought back, and another file by now
            item.bad = GONE
            return
        item.content, item.sha256, item.reading = found.content, found.sha256, found.reading
        item.bad = found.bad
        for other in [each for each in self.items if each is not item and each.bad == GONE]:
            if other.sha256 and other.sha256 == item.sha256:
                item.typed = item.typed or other.typed
                self.items.remove(other)
        draft = self.kept.pop(item.sha256, None) if item.sha256 else None
        if draft is not None:
            item.typed = item.typed or dict(draft["typed"])

    def bring_back(self) -> list[Item]:
        """Items for the drafts of an earlier day. Their files are still to be read."""
        files = {key: draft for key, draft in self.kept.items() if draft.get("path")}
        here = {item.sha256 for item in self.items}
        added = []
        for key, draft in files.items():
            del self.kept[key]
            if key not in here:
                added.append(Item(str(draft["path"]), str(draft.get("name", "")), key,
                                  typed=dict(draft.get("typed") or {})))
                for path in draft.get("stapled") or ():  # to be stapled again
                    added.append(Item(str(path), safe_name(Path(path).name)))
        self.items += added
        return added

    def twin(self, item: Item) -> Item | None:
        """The earlier file on this list with the same bytes."""
        for other in self.items:
            if other is item:
                return None
            if other.sha256 and other.sha256 == item.sha256:
                return other
        return None

    def mark_twins(self) -> None:
        """Say of each file that has the bytes of one above it that it is a copy."""
        for item in self.items:
            twin, earlier = self.twin(item), item.earlier
            if twin is not None and earlier is None:
                words = f"This is the same file as {twin.name}, which is on this list."
                item.earlier = EarlierCopy(twin.name, words, None, None, "", False)
            elif twin is None and earlier is not None and not earlier.reference:
                item.earlier = None  # the other one has left the list

    def remove(self, item: Item) -> Item | None:
        """Take an item off the list; returns the one that now stands in its place, if any."""
        at = self.items.index(item)
        self.items.remove(item)
        self.mark_twins()
        return self.items[min(at, len(self.items) - 1)] if self.items else None

    def above(self, item: Item) -> Item | None:
        """The file above it on the list, if it can have files stapled to it."""
        at = self.items.index(item)
        other = self.items[at - 1] if at else None
        return other if other is not None and other.reading is not None else None

    def staple(self, item: Item, to: Item) -> None:
        """Make it, and what is stapled to it, further files of another item."""
        self.items.remove(item)
        to.stapled += [item, *item.stapled]
        item.stapled = []
        self.mark_twins()

    def take_apart(self, item: Item) -> None:
        """Put the files stapled to it back on the list, below it."""
        at = self.items.index(item) + 1
        self.items[at:at] = item.stapled
        item.stapled = []
        self.mark_twins()

    def count_logged(self, seconds: float) -> None:
        """One more was logged, after so many seconds."""
        self.logged += 1
        self._seconds += seconds

    def words(self) -> str:
        """How far the desk is: "6 of 14 logged. Average 27 seconds"."""
        if not self.logged:
            return count(len(self.items), "file") if self.items else ""
        average = round(self._seconds / self.logged)
        return (f"{self.logged} of {self.logged + len(self.items)} logged. "
                f"Average {count(average, 'second')}")

    def drafts(self) -> dict[str, dict[str, Any]]:
        """Everything typed and not saved, as the drafts' file takes it: no complaint."""
        typed: dict[str, dict[str, Any]] = {
            item.key: {"name": item.name, "path": item.path, "typed": item.typed,
                       "stapled": [each.path for each in item.stapled]}
            for item in self.items if item.typed and item.typed.get("route") != "mopac"}
        return {**self.kept, **typed}
