"""The queue of review requests, by next deadline."""

from __future__ import annotations

from collections.abc import Sequence
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

from caseworker.queries.queues import (
    CasePreview,
    Chips,
    Queue,
    QueueRow,
    View,
    case_preview,
    review_queue,
)
from ui import theme
from ui.screen import Crumb, Host, Screen
from ui.screens.preview import PreviewPane
from ui.screens.queue_table import QueueTable
from ui.widgets.announce import announce
from ui.widgets.empty import EmptyState
from ui.widgets.tab_bar import TabBar
from ui.widgets.text import ElideLabel, label

PREVIEW_FROM = 1200  # width of the window, in pixels at 100 %, from which the pane shows
PAUSE = 120  # milliseconds after the last key before a filter or a preview is asked for
FILTER_WORDS = "Filter this list"
VIEWS = tuple(View)
EMPTY_WORDS = {
    View.OPEN: "No review requests are open.",
    View.MINE: "No open case is yours.",
    View.UNALLOCATED: "Every open case has an owner.",
    View.WAITING: "No reply from the MPS is due.",
    View.DECISIONS: "No decision is being written.",
    View.ENDED: "No case has ended yet.",
}


class QueueScreen(Screen):
    """Tabs for the built-in views, a filter, the grid, and a preview."""

    title = "Review requests"

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(host, parent)
        self._row: QueueRow | None = None
        self._chips: Chips = {}
        self._chips_words = ""
        self._count = 0
        self._pause, self._preview_pause = QTimer(self), QTimer(self)
        for timer, call in ((self._pause, self.refresh), (self._preview_pause, self._preview)):
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
        return (("Enter", "open"), ("Ctrl+F", "filter"), ("F6", "next part"),
                ("?", "all shortcuts"))

    def open(self, **args: Any) -> None:
        """``view`` (a View) chooses a tab, ``text`` filters, ``chips`` narrow until the next time.
        """
        self._chips, self._chips_words = args.get("chips", {}), args.get("words", "")
        if "text" in args:
            self.filter.blockSignals(True)
            self.filter.setText(args["text"])
            self.filter.blockSignals(False)
        self.tab_bar.blockSignals(True)
        if "view" in args or "text" in args:
            self.tab_bar.setCurrentIndex(VIEWS.index(args.get("view", View.OPEN)))
        self.tab_bar.blockSignals(False)
        self.refresh()

    def refresh(self) -> None:
        """Ask for the rows of the view again."""
        office = self.host.office
        self.jobs.ask(review_queue, self._show, for_=(self, "rows"), today=office.today(),
                      me=office.actor, view=self.view, text=self.filter.text(),
                      chips=self._chips)

    @property
    def view(self) -> View:
        """The view that is chosen."""
        return VIEWS[max(self.tab_bar.currentIndex(), 0)]

    def go_to_filter(self) -> None:
        """Go to the filter box."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

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

    def _make_parts(self) -> None:
        self.tab_bar = TabBar("Views")
        self.tab_bar.set_tabs([view.value for view in VIEWS])
        self.tab_bar.currentChanged.connect(self._turn)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(FILTER_WORDS)
        self.filter.setAccessibleName(FILTER_WORDS)
        self.filter.setAccessibleDescription("Ctrl+F")
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(lambda: self._pause.start())
        theme.fix_width(self.filter, 220)
        self.table = QueueTable(self.title)
        self.table.moved.connect(self._moved)
        self.table.opened.connect(self._open)
        self.nothing = EmptyState("", icon="tray")
        self.nothing.pressed.connect(self.filter.clear)
        self.pane = PreviewPane(self.host.has_screen("case"))
        self.pane.opened.connect(self._open)
        self._body = QStackedWidget()
        self._body.addWidget(self.table)
        self._body.addWidget(self.nothing)

    def _lay_out(self) -> None:
        row, column, head, foot = QHBoxLayout(self), QVBoxLayout(), QHBoxLayout(), QHBoxLayout()
        theme.space(row, (0, 0, 0, 0), 0)
        theme.space(column, (20, 14, 16, 12), 10)
        words = QVBoxLayout()
        theme.space(words, (0, 0, 0, 0), 2)
        self._heading, self._sentence = label(self.title, "display"), ElideLabel("", "small")
        words.addWidget(self._heading)
        words.addWidget(self._sentence)
        head.addLayout(words, 1)
        head.addWidget(self.filter, 0, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(head)
        column.addWidget(self.tab_bar)
        column.addWidget(self._body, 1)
        self._showing = ElideLabel("", "small")
        foot.addWidget(self._showing, 1)
        column.addLayout(foot)
        row.addLayout(column, 1)
        row.addWidget(self.pane)

    def _turn(self) -> None:
        """Another view is shown whole."""
        self._chips, self._chips_words = {}, ""
        self.refresh()

    def _show(self, queue: Queue) -> None:
        self.tab_bar.set_tabs([f"{view.value} ({queue.counts[view]})" for view in VIEWS])
        self._sentence.setText(queue.words)
        self.host.set_counts({
            self.title: queue.counts[View.OPEN],
            **{view.value: queue.counts[view] for view in VIEWS},
        })
        self.table.set_rows(queue.rows)
        filtered = self.filter.text().strip()
        if not queue.rows:
            self.nothing.say(
                f"No case in “{self.view.value}” matches “{filtered}”." if filtered
                else EMPTY_WORDS[self.view],
                "Clear the filter" if filtered else "")
        self._body.setCurrentWidget(self.table if queue.rows else self.nothing)
        of = queue.counts[self.view]
        self._showing.setText(
            f"{self._chips_words}Showing {len(queue.rows)} of {of}. Sorted by next deadline, "
            "soonest first."
            if queue.rows else "")
        if filtered and len(queue.rows) != self._count:
            announce(self, f"{len(queue.rows)} cases")
        self._count = len(queue.rows)

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
