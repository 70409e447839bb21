"""A list with all that lists have: views, filters, the grid of any length, and its tools."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, QTimer
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
from caseworker.queries.lists.sorts import SORTS_OF, Shown, usual
from caseworker.queries.lists.window import Look, counts, first_rows, look
from caseworker.queries.queues import Counts
from caseworker.queries.views import VIEWS
from caseworker.rules.words import count
from ui import theme
from ui.command import Command
from ui.screen import Crumb, Host, Screen
from ui.screens.lists.filters import Chips
from ui.screens.lists.table import ListTable, keys
from ui.screens.lists.tools import ListTools
from ui.widgets.announce import announce
from ui.widgets.empty import EmptyState
from ui.widgets.tab_bar import TabBar
from ui.widgets.text import ElideLabel, label, offer_to_clear

PAUSE = 120  # milliseconds after the last key before a filter is asked for
FILTER_WORDS = "Filter this list"
Act = Callable[[Any, Sequence[Any]], None]


class ListScreen(Screen):
    """Tabs for the built-in views, chips and a box that filter, and the grid.

    A subclass says which list it is of, what is done to rows that are ticked (``acts``, each with
    its letter in ``act_keys``), and what opening a row does (:meth:`open_row`).
    """

    list_of: ListOf  # which views, filters, columns and orders there are
    noun, things = "case", "cases"  # what a row is, and what the list is of
    empty_words: Mapping[Any, str]
    acts: Mapping[str, Act] = {}
    act_keys: Mapping[str, str] = {}
    head_act = ("", "")  # the act with a button over the list, and its picture
    of_cases = True  # whether each row is about a case
    counted_apart = False  # whether the first rows are read before the list is counted

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(host, parent)
        self.views = tuple(VIEWS[self.list_of])
        self.shown = usual(self.list_of)
        self.row: Any | None = None  # under the cursor
        self.names: dict[str, str] = {}
        self._counts: Counts | None = None
        self._new, self._narrowed = True, False  # another list was asked for; this is filtered
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._typed)
        self._make_parts()
        self._lay_out()

    def crumbs(self) -> Sequence[Crumb]:
        """It stands among the queues."""
        return (Crumb("Queues"),)

    def keys(self) -> Sequence[tuple[str, str]]:
        """The keys of a list."""
        return keys([(key, name.lower()) for key, name in self.act_keys.items()], bool(self.acts))

    def commands(self) -> Sequence[Command]:
        """What its keys do, and what is done to the rows that are ticked."""
        return self.tools.commands(super().commands())

    def open_row(self, row: Any) -> None:
        """Open what a row is about: its case, unless a list says otherwise."""
        if self.host.has_screen("case"):
            self.host.show_screen("case", case_id=row.id)

    def acted_on(self, rows: Sequence[Any]) -> Sequence[Any]:
        """What an act is done to, when these rows are ticked."""
        return rows

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
            shown = self.in_view(replace(self.shown, filter=narrowed), view)
        self.show_list(shown)

    def in_view(self, shown: Shown, view: Any) -> Shown:
        """The same list in another view."""
        return replace(shown, view=view.value)

    def show_list(self, shown: Shown, keep: bool = False) -> None:
        """Show another list; with ``keep`` the row under the cursor stays chosen."""
        self._new = self._new or not keep
        self.shown = shown
        self._put_controls()
        if self._new and self.counted_apart:
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
        self.jobs.ask(counts, self._show_counts, for_=(self, "counts"),
                      list_of=self.list_of, me=office.actor, today=office.today())
        self.jobs.ask(colleague_names, self._show_names, for_=(self, "names"))
        self.tools.refresh()

    @property
    def view(self) -> Any:
        """The view that is chosen."""
        return VIEWS[self.list_of](self.shown.view)

    def sort_by(self, name: str) -> None:
        """Sort by a column; by the one that sorts already, the other way round."""
        if name not in SORTS_OF[self.list_of]:
            self.host.notice("This list is not sorted by this column.",
                             f"It stays as it was. {self.shown.words}", "amber")
            return
        same = name == self.shown.sort
        self.show_list(replace(self.shown, sort=name,
                               descending=same and not self.shown.descending), keep=True)
        self.tools.remember()
        announce(self, self.shown.words)

    def group_by(self, name: str) -> None:
        """Group by something that the list has; "" is no groups."""
        if name != self.shown.group:
            self.show_list(replace(self.shown, group=name), keep=True)
            self.tools.remember()

    def narrow(self, narrowed: Filter) -> None:
        """Filter the list by this."""
        self.show_list(replace(self.shown, filter=narrowed))

    def go_to_filter(self) -> None:
        """Go to the filter box."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def case_shown(self) -> tuple[int, str] | None:
        """The case under the cursor."""
        return (self.row.id, self.row.reference) if self.row and self.of_cases else None

    def main_action(self) -> None:
        """Open the row under the cursor."""
        if self.row is not None:
            self.open_row(self.row)

    def tabs(self) -> QTabBar | None:
        """The built-in views."""
        return self.tab_bar

    def panes(self) -> Sequence[QWidget]:
        """Grid, filter."""
        return (self.table, self.filter)

    def tab_words(self, view: Any) -> str:
        """What a view is called on its tab."""
        return str(view.value)

    # How it is made

    def _make_parts(self) -> None:
        self.tab_bar = TabBar("Views")
        self.tab_bar.set_tabs([self.tab_words(view) for view in self.views])
        self.tab_bar.currentChanged.connect(
            lambda at: self.show_list(self.in_view(self.shown, self.views[max(at, 0)])))
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(FILTER_WORDS)
        self.filter.setAccessibleName(FILTER_WORDS)
        self.filter.setAccessibleDescription("Ctrl+F")
        offer_to_clear(self.filter)
        self.filter.textChanged.connect(lambda: self._pause.start())
        theme.limit_width(self.filter, 200)
        self.chips = Chips()
        self.chips.changed.connect(self.narrow)
        self.table = ListTable(self.title, None, self.noun, bool(self.acts))
        self.table.set_height(self.host.config.now.row_height)
        self.table.moved.connect(self._moved)
        self.table.opened.connect(self.open_row)
        self.table.sorted_by.connect(self.sort_by)
        self.nothing = EmptyState("", icon="tray")
        self.nothing.pressed.connect(lambda: self.narrow(Filter()))
        self.tools = ListTools(self)
        self._body = QStackedWidget()
        self._body.addWidget(self.table)
        self._body.addWidget(self.nothing)

    def _lay_out(self) -> None:
        self.beside = row = QHBoxLayout(self)
        self.head, self.foot = QHBoxLayout(), QHBoxLayout()
        head, column = self.head, QVBoxLayout()
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
        self._showing = ElideLabel("", "small")
        self.foot.addWidget(self._showing, 1)
        column.addLayout(self.foot)
        row.addLayout(column, 1)

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

    def _show_first(self, rows: tuple[Any, ...]) -> None:
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
                f"No {self.things} match {count(narrowed, 'filter')}." if narrowed
                else self.empty_words[self.view], "Clear filters" if narrowed else "")
            if self._new or self._body.currentWidget() is self.table:
                announce(self, self.nothing.words)
        elif self._new and (narrowed or self._narrowed):
            announce(self, count(total, self.noun))
        self._body.setCurrentWidget(self.table if total else self.nothing)
        if self.nothing.hasFocus():  # Qt gives it the list's, and it has no button
            self.tab_bar.setFocus(Qt.FocusReason.OtherFocusReason)
        self._new, self._narrowed = False, bool(narrowed)
        self._say_showing()
        self.opened_elsewhere()

    def opened_elsewhere(self) -> None:
        """Say on the rows that are read which colleague has a case open: a hint, no more."""
        ids = self.table.rows.latest() if self.of_cases else ()

        def show(found: Sequence[OpenBy]) -> None:
            self.table.rows.show_open({each.case_id: each.words for each in found})

        if ids:
            self.jobs.run(lambda: self.host.office.who_has(ids), show, lambda _: None)

    def _show_counts(self, found: Counts) -> None:
        self._counts = found
        with QSignalBlocker(self.tab_bar):
            self.tab_bar.set_tabs([f"{self.tab_words(view)} ({found.views[view]:,})"
                                   for view in self.views])
        self._sentence.setText(found.words)
        self._say_showing()

    def _show_names(self, names: dict[str, str]) -> None:
        self.names = names
        self.chips.show_filter(self.shown.filter, names)

    def _say_showing(self) -> None:
        places, total = self.table.rows.places, self.table.rows.total
        of = f" of {self._counts.views[self.view]:,}" if self._counts else ""
        left = (f" {places.left_out:,} more are not shown: narrow the list."
                if places is not None and places.left_out else "")
        self._showing.setText(f"Showing {total:,}{of}. {self.shown.words}{left}" if total else "")

    def _moved(self, row: Any | None) -> None:
        self.row = row
