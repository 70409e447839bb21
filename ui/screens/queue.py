"""The queue of review requests: views, filters, the grid of any length, and a preview."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from caseworker.leases import OpenBy
from caseworker.queries.lists.filters import Filter, ListOf, colleague_names
from caseworker.queries.lists.sorts import Shown
from caseworker.queries.lists.window import Look, first_rows, look
from caseworker.queries.queues import CasePreview, Counts, case_preview, view_counts
from caseworker.queries.rows import QueueRow
from caseworker.rules.words import count
from ui import theme
from ui.command import Command
from ui.screen import Crumb, Host, Screen
from ui.screens.lists.filters import Chips
from ui.screens.lists.table import KEYS, ListTable
from ui.screens.lists.tools import ListTools
from ui.screens.lists.views import EMPTY_WORDS, VIEWS, in_view
from ui.screens.preview import PreviewPane
from ui.screens.queue_acts import ACTS
from ui.screens.take_next import TakeNextButton
from ui.widgets.announce import announce
from ui.widgets.empty import EmptyState
from ui.widgets.tab_bar import TabBar
from ui.widgets.text import ElideLabel, label, offer_to_clear

PREVIEW_FROM = 1200  # width of the window, in pixels at 100 %, from which the pane shows
PAUSE = 120  # milliseconds after the last key before a filter or a preview is asked for
FILTER_WORDS = "Filter this list"


class QueueScreen(Screen):
    """Tabs for the built-in views, chips and a box that filter, the grid, and a preview."""

    title, noun = "Review requests", "review requests"
    list_of = ListOf.REVIEWS  # which filters and columns there are
    acts: Sequence[str] = tuple(ACTS)
    views: Sequence[Any] = VIEWS  # the first is that of all open cases
    empty_words: Mapping[Any, str] = EMPTY_WORDS
    counts_of: Callable[..., Counts] = staticmethod(view_counts)

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(host, parent)
        self.shown = Shown(view=self.views[0].value)
        self._row: QueueRow | None = None
        self.names: dict[str, str] = {}
        self._counts: Counts | None = None
        self._new = True  # the list that is shown is not the one that was asked for
        self._pause, self._preview_pause = QTimer(self), QTimer(self)
        for timer, call in ((self._pause, self._typed), (self._preview_pause, self._preview)):
            timer.setSingleShot(True)
            timer.setInterval(PAUSE)
            timer.timeout.connect(call)
        self._make_parts()
        self._lay_out()

    def crumbs(self) -> Sequence[Crumb]:
        """It stands among the queues."""
        return (Crumb("Queues"),)

    def keys(self) -> Sequence[tuple[str, str]]:
        """The keys of a list."""
        return KEYS

    def commands(self) -> Sequence[Command]:
        """What its keys do, and what is done to the cases that are ticked."""
        return self.tools.commands(super().commands())

    # What is shown

    def open(self, **args: Any) -> None:
        """``view`` (a View) chooses a tab, ``text`` filters, ``filter`` (a Filter) narrows;
        ``shown`` (a Shown) says all of it. Without any it looks again.
        """
        if not args:
            self.refresh()
            return
        shown = args.get("shown")
        if shown is None:
            view = args.get("view", self.views[0])
            narrowed = args.get("filter", Filter(args.get("text", "")))
            shown = in_view(replace(self.shown, filter=narrowed), view)
        self.show_list(shown)

    def show_list(self, shown: Shown, keep: bool = False) -> None:
        """Show another list; with ``keep`` the case under the cursor stays chosen."""
        self._new = self._new or not keep
        self.shown = shown
        self._put_controls()
        if self._new:
            office = self.host.office
            self.jobs.ask(first_rows, self._show_first, for_=(self, "first"), shown=shown,
                          me=office.actor, today=office.today())
        self.refresh()

    def refresh(self) -> None:
        """Look at the list again; place and choice stay."""
        office = self.host.office
        first, number = (0, 128) if self._new else self.table.reading()
        self.jobs.ask(look, self._show, for_=(self, "rows"), shown=self.shown, me=office.actor,
                      today=office.today(), first=first, number=number,
                      chosen=None if self._new else self.table.chosen)
        self.jobs.ask(self.counts_of, self._show_counts, for_=(self, "counts"), me=office.actor,
                      today=office.today())
        self.jobs.ask(colleague_names, self._show_names, for_=(self, "names"))
        self.tools.refresh()

    @property
    def view(self) -> Any:
        """The view that is chosen."""
        return type(self.views[0])(self.shown.view)

    def sort_by(self, name: str) -> None:
        """Sort by a column; by the one that sorts already, the other way round."""
        same = name == self.shown.sort
        self.show_list(replace(self.shown, sort=name,
                               descending=same and not self.shown.descending), keep=True)
        announce(self, self.shown.words)

    def group_by(self, name: str) -> None:
        """Group by owner, stage or week; "" is no groups."""
        if name != self.shown.group:
            self.show_list(replace(self.shown, group=name), keep=True)

    def narrow(self, narrowed: Filter) -> None:
        """Filter the list by this."""
        self.show_list(replace(self.shown, filter=narrowed))

    def go_to_filter(self) -> None:
        """Go to the filter box."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def case_shown(self) -> tuple[int, str] | None:
        """The case under the cursor."""
        return (self._row.id, self._row.reference) if self._row else None

    def main_action(self) -> None:
        """Open the case under the cursor."""
        if self._row is not None:
            self._open(self._row)

    def tabs(self) -> QTabBar | None:
        """The built-in views."""
        return self.tab_bar

    def panes(self) -> Sequence[QWidget]:
        """Grid, preview, filter."""
        return (self.table, self.pane.area, self.filter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window has no room for the preview."""
        super().resizeEvent(event)
        wide = self.window().width() / theme.current().scale
        self.pane.setVisible(wide >= PREVIEW_FROM)

    # How it is made

    def _make_parts(self) -> None:
        self.tab_bar = TabBar("Views")
        self.tab_bar.set_tabs([view.value for view in self.views])
        self.tab_bar.currentChanged.connect(
            lambda at: self.show_list(in_view(self.shown, self.views[max(at, 0)])))
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(FILTER_WORDS)
        self.filter.setAccessibleName(FILTER_WORDS)
        self.filter.setAccessibleDescription("Ctrl+F")
        offer_to_clear(self.filter)
        self.filter.textChanged.connect(lambda: self._pause.start())
        theme.limit_width(self.filter, 200)
        self.chips = Chips()
        self.chips.changed.connect(self.narrow)
        self.table = ListTable(self.title)
        self.table.set_height(self.host.config.now.row_height)
        self.table.moved.connect(self._moved)
        self.table.opened.connect(self._open)
        self.table.sorted_by.connect(self.sort_by)
        self.nothing = EmptyState("", icon="tray")
        self.nothing.pressed.connect(lambda: self.narrow(Filter()))
        self.pane = PreviewPane(self.host.has_screen("case"))
        self.pane.opened.connect(self._open)
        self.tools = ListTools(self)
        self._body = QStackedWidget()
        self._body.addWidget(self.table)
        self._body.addWidget(self.nothing)

    def _lay_out(self) -> None:
        row, column, foot = QHBoxLayout(self), QVBoxLayout(), QHBoxLayout()
        self.head = head = QHBoxLayout()
        theme.space(row, (0, 0, 0, 0), 0)
        theme.space(column, (20, 14, 16, 12), 10)
        theme.space(head, (0, 0, 0, 0), 8)
        words = QVBoxLayout()
        theme.space(words, (0, 0, 0, 0), 2)
        self._heading, self._sentence = label(self.title, "display"), ElideLabel("", "small")
        words.addWidget(self._heading)
        words.addWidget(self._sentence)
        head.addLayout(words, 1)
        for control in (*self.tools.head, self.filter):
            head.addWidget(control, 0, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(head)
        for line in ((self.tab_bar,), (self.tools.filters, self.chips, self.tools.views)):
            beside = QHBoxLayout()
            theme.space(beside, (0, 0, 0, 0), 8)
            for each in line:
                beside.addWidget(each, each in (self.tab_bar, self.chips))
            column.addLayout(beside)
        column.addWidget(self.tools.strip)
        column.addWidget(self._body, 1)
        self._showing, self.take_next = ElideLabel("", "small"), TakeNextButton(self.host, self)
        foot.addWidget(self._showing, 1)
        foot.addWidget(self.take_next)
        column.addLayout(foot)
        row.addLayout(column, 1)
        row.addWidget(self.pane)

    # What comes back

    def _put_controls(self) -> None:
        """The controls say what is shown; none of them asks for it again."""
        for control in (self.tab_bar, self.filter):
            control.blockSignals(True)
        self.tab_bar.setCurrentIndex(self.views.index(self.view))
        if self.filter.text() != self.shown.filter.text:
            self.filter.setText(self.shown.filter.text)
        for control in (self.tab_bar, self.filter):
            control.blockSignals(False)
        self.chips.show_filter(self.shown.filter, self.names)

    def _typed(self) -> None:
        self.narrow(replace(self.shown.filter, text=self.filter.text()))

    def _show_first(self, rows: tuple[QueueRow, ...]) -> None:
        if self._new and rows:
            self.table.show_first(rows)
            self._body.setCurrentWidget(self.table)

    def _show(self, found: Look) -> None:
        total, narrowed = found.places.total, self.shown.filter.count
        if self._new:
            self.table.show_first(())
        self.table.show_look(found)
        if not total:
            self.nothing.say(
                f"No {self.noun} match {count(narrowed, 'filter')}." if narrowed
                else self.empty_words[self.view], "Clear filters" if narrowed else "")
        self._body.setCurrentWidget(self.table if total else self.nothing)
        if self._new and narrowed:
            announce(self, count(total, "case"))
        self._new = False
        self._say_showing()
        self.opened_elsewhere()

    def opened_elsewhere(self) -> None:
        """Say on the rows that are read which colleague has a case open: a hint, no more."""
        ids = self.table.rows.latest()

        def show(found: Sequence[OpenBy]) -> None:
            self.table.rows.show_open({each.case_id: each.words for each in found})

        if ids:
            self.jobs.run(lambda: self.host.office.who_has(ids), show, lambda _: None)

    def _show_counts(self, counts: Counts) -> None:
        self._counts = counts
        self.tab_bar.blockSignals(True)
        self.tab_bar.set_tabs([f"{view.value} ({counts.views[view]:,})" for view in self.views])
        self.tab_bar.blockSignals(False)
        self._sentence.setText(counts.words)
        self._say_showing()

    def _show_names(self, names: dict[str, str]) -> None:
        self.names = names
        self.chips.show_filter(self.shown.filter, names)

    def _say_showing(self) -> None:
        total = self.table.rows.total
        of = f" of {self._counts.views[self.view]:,}" if self._counts else ""
        self._showing.setText(f"Showing {total:,}{of}. {self.shown.words}" if total else "")

    def _moved(self, row: QueueRow | None) -> None:
        self._row = row
        if row is None:
            self._preview_pause.stop()
            self.pane.clear("")
        else:
            self._preview_pause.start()

    def _preview(self) -> None:
        row = self._row
        if row is None or self.pane.isHidden():
            return

        def show(preview: CasePreview | None) -> None:
            if preview is None or self._row is None or preview.row.id != self._row.id:
                return
            self.pane.show_case(preview)

        self.jobs.ask(case_preview, show, for_=(self, "preview"), case_id=row.id,
                      today=self.host.office.today())

    def _open(self, row: QueueRow) -> None:
        if self.host.has_screen("case"):
            self.host.show_screen("case", case_id=row.id)
