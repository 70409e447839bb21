"""The tab "Timeline" of a case: what happened, newest first, by kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caseworker.queries.case import CaseView
from caseworker.queries.queues import Event as CaseEvent
from caseworker.rules.words import join
from ui import theme
from ui.screens.case.read import read
from ui.screens.case.tab import CaseTab, Page
from ui.widgets.event_list import EventList
from ui.widgets.fields import Combo
from ui.widgets.text import label
from ui.widgets.timeline import Event

# What the filter offers -> the kinds of event it lets through.
KINDS: dict[str, frozenset[str]] = {
    "Post": frozenset({"post"}), "Documents": frozenset({"document"}),
    "Notes": frozenset({"note", "flag"}), "Letters": frozenset({"letter", "pencil"}),
    "Bundles": frozenset({"bundle"}), "Decisions": frozenset({"decision"}),
    "Checks": frozenset({"check"}), "Steps": frozenset({"case", "step", "person"}),
}
ALL, IN_FULL = "Everything", "Everything, step by step"
# What the program notes of the work itself. Among everything a run of these is one line.
STEPS, RUN = frozenset({"step", "pencil", "check"}), 3


def as_shown(event: CaseEvent) -> Event:
    """An event of the records as the lists show it."""
    pinned = event.note is not None and event.note.pinned
    return Event(event.what, event.when, event.who, event.detail,
                 "flag" if pinned else event.icon)


def collapsed(events: Sequence[Event]) -> tuple[list[Event], dict[Event, Event]]:
    """The events as they are listed, runs of steps as one line; and such a line -> it in full."""
    found: list[Event] = []
    whole: dict[Event, Event] = {}
    for steps, run in groupby(events, key=lambda event: event.icon in STEPS):
        several = list(run)
        if not steps or len(several) < RUN:
            found += several
            continue
        titles, first = Counter(each.title for each in several), several[0]
        head = Event(f"{len(several)} steps", first.when,
                     join(list(dict.fromkeys(each.who for each in several))),
                     ", ".join(f"{title} ({many} times)" if many > 1 else title
                               for title, many in titles.items()), "list")
        found.append(head)
        whole[head] = replace(head, text="\n\n".join(
            "\n".join(part for part in (f"{each.when}, {each.who}", each.title, each.text) if part)
            for each in several))
    return found, whole


class TimelineTab(CaseTab):
    """Post, notes, letters, decisions, checks and steps. Read only."""

    words = "Timeline"

    def __init__(self, page: Page, parent: QWidget | None = None) -> None:
        super().__init__(page, parent)
        self._view: CaseView | None = None
        self._whole: dict[Event, Event] = {}
        self.filter = Combo()
        self.filter.setAccessibleName("Show")
        self.filter.currentIndexChanged.connect(lambda _: self._show())
        head = label("Show", "strong")
        head.setBuddy(self.filter)
        self.list = EventList("Timeline, newest first")
        self.list.opened.connect(self._read)
        column, row = QVBoxLayout(self), QHBoxLayout()
        theme.space(column, (24, 16, 24, 20), 12)
        theme.space(row, (0, 0, 0, 0), 8)
        row.addWidget(head)
        row.addWidget(self.filter)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.list, 1)

    def show_case(self, view: CaseView) -> None:
        """Show what happened; the filter stays."""
        if view is self._view:
            return
        self._view = view
        chosen = self.filter.currentData() or ALL
        counts = Counter(event.icon for event in view.timeline)
        self.filter.blockSignals(True)
        self.filter.clear()
        self.filter.addItem(f"{ALL} ({len(view.timeline)})", ALL)
        self.filter.addItem(IN_FULL, IN_FULL)
        for words, kinds in KINDS.items():
            if many := sum(counts[kind] for kind in kinds):
                self.filter.addItem(f"{words} ({many})", words)
        self.filter.setCurrentIndex(max(0, self.filter.findData(chosen)))
        self.filter.blockSignals(False)
        self._show()

    def find_words(self) -> bool:
        """Choose what is shown."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def keys(self) -> Sequence[tuple[str, str]]:
        """The keys of the list."""
        return (("Enter", "read in full"), ("Ctrl+F", "filter"), ("Ctrl+C", "copy"))

    def first(self) -> QWidget:
        """The list."""
        return self.list

    def _read(self, event: Event) -> None:
        read(self, self._whole.get(event, event))

    def _show(self) -> None:
        if self._view is not None:
            chosen = self.filter.currentData()
            kinds = KINDS.get(chosen)
            events = [as_shown(event) for event in self._view.timeline
                      if kinds is None or event.icon in kinds]
            self._whole = {}
            if chosen == ALL:
                events, self._whole = collapsed(events)
            self.list.set_events(events)
