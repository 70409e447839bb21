"""The window before the program is loaded: its frame, and the first page of the queue.

What opens the records takes many times longer to load than Qt. So the page where the user left
off is read by itself and shown at once, in the very places where the real window has it; that
window takes over when it has its own answers. Keys pressed meanwhile are handed on to it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLayout,
    QLineEdit,
    QMainWindow,
    QVBoxLayout,
    QWidget,
)

from caseworker import system
from caseworker.config import Config
from caseworker.queries.first_page import first_page
from caseworker.queries.rows import QueueRow, View
from caseworker.rules.finding import Refused
from caseworker.rules.london import london_day
from caseworker.way_in import OwnFile, OwnFolder
from ui import theme
from ui.icons import Button
from ui.nav import Nav, Place, Section
from ui.places import SECTIONS
from ui.remember import put
from ui.screen import Crumb
from ui.screens.all import SCREENS
from ui.screens.queue_table import QueueTable
from ui.signin.attempt import Attempt
from ui.signin.opening import keep_way, open_records
from ui.top_bar import TopBar
from ui.widgets.status_bar import StatusBar
from ui.widgets.tab_bar import TabBar
from ui.widgets.text import label

if TYPE_CHECKING:
    from ui.shell import MainWindow
    from ui.signin.opening import Opened

QUEUE, TITLE, FILTER_WORDS = "queue", "Review requests", "Filter this list"
HEAD = (("Allocate", "user-plus"), ("Columns", "columns"), ("Export", "download-simple"))
PREVIEW_FROM, PREVIEW = 1200, 318  # the pane of ui.screens.preview, and the window it needs
RAIL_BELOW = 1360  # as ui.shell has it
PATIENCE = 2000  # milliseconds to wait for the answers of the window that takes over


class FirstLook(QMainWindow):
    """The window with these rows, or without any where another screen was left.

    Once it is painted the records are opened: ``opened`` sends (Opened, the way), ``failed`` an
    Exception and the way.
    """

    opened = Signal(object, object)
    failed = Signal(object, object)

    def __init__(
        self, way: OwnFolder | OwnFile, config: Config, place: Place, rows: Sequence[QueueRow]
    ) -> None:
        super().__init__()
        self._way, self._config = way, config
        self._attempt: Attempt | None = None
        self._next: QWidget | None = None
        self.setWindowTitle("Caseworker")
        self.setMinimumSize(1024, 700)
        self._keys: list[QKeyEvent] = []
        self.table = QueueTable(place.words)
        self.table.set_height(config.now.row_height)
        self.table.show_first(rows)
        put(self, config)
        self._lay_out(place)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocus()

    @classmethod
    def of(cls, way: OwnFolder | OwnFile, config: Config) -> FirstLook | None:
        """The window for these records; None when they can't be read just like that."""
        places = [place for each in sections() for place in each.places]
        place = next((each for each in places if each.words == config.now.place), places[0])
        try:
            file = Path(way.url().partition(":///")[2])
        except Refused:
            return None
        rows = first_page(file, place.args.get("view", View.OPEN), system.account(),
                          london_day(datetime.now(UTC)))
        return None if rows is None else cls(way, config, place, rows)

    def give_way(self, window: MainWindow, show: Callable[[], None]) -> None:
        """Call ``show`` when this window has its own answers; hand the keys on to it."""
        self._next = window

        def take_over() -> None:
            if self._next is None:
                return
            self._next = None
            show()
            for key in self._keys:
                _press(window, key)

        def answered(busy: bool) -> None:
            if not busy:
                QTimer.singleShot(0, take_over)  # after the answer is shown

        window.jobs.busy.connect(answered)
        QTimer.singleShot(PATIENCE, take_over)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Open the records once the window is painted: loading that keeps the computer busy."""
        super().paintEvent(event)
        if self._attempt is None:
            self._attempt = Attempt(
                partial(open_records, self._way), self._opened, self._failed, self)
            QTimer.singleShot(0, self._attempt.start)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep the key for the window that takes over."""
        self._keys.append(event.clone())

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab is a key as any other."""
        return False

    def closeEvent(self, event: QCloseEvent) -> None:
        """The user does not want to wait."""
        if self._attempt is not None:
            self._attempt.give_up()
        if self._next is not None:
            self._next.close()
            self._next = None
        super().closeEvent(event)

    def _opened(self, opened: Opened) -> None:
        keep_way(self._config, self._way)
        self.opened.emit(opened, self._way)

    def _failed(self, error: Exception) -> None:
        self.failed.emit(error, self._way)

    def _lay_out(self, place: Place) -> None:
        centre, row, column = QWidget(), QHBoxLayout(), QVBoxLayout()
        centre.setProperty("role", "page")
        centre.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme.space(row, (0, 0, 0, 0), 0)
        theme.space(column, (0, 0, 0, 0), 0)
        nav, top = Nav(sections()), TopBar("logpost" in SCREENS)
        nav.mark(place)
        nav.set_rail(self.width() / theme.current().scale < RAIL_BELOW)
        queue = place.screen == QUEUE
        top.show_crumbs((Crumb("Queues"),) if queue else (), TITLE if queue
                        else place.words)
        row.addWidget(nav)
        row.addLayout(column, 1)
        column.addWidget(top)
        column.addLayout(self._page() if queue else QVBoxLayout(), 1)
        column.addWidget(StatusBar())
        centre.setLayout(row)
        self.setCentralWidget(centre)
        for each in centre.findChildren(QWidget):
            each.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _page(self) -> QHBoxLayout:
        """Every part of the queue in its place, so that nothing moves when it comes alive."""
        page, column = QHBoxLayout(), QVBoxLayout()
        theme.space(page, (0, 0, 0, 0), 0)
        theme.space(column, (20, 14, 16, 12), 10)
        words = QVBoxLayout()
        theme.space(words, (0, 0, 0, 0), 2)
        words.addWidget(label(TITLE, "display"))
        words.addWidget(label(" ", "small"))
        tabs, box = TabBar("Views"), QLineEdit()
        tabs.set_tabs([view.value for view in View])
        box.setPlaceholderText(FILTER_WORDS)
        box.setAccessibleName(FILTER_WORDS)
        theme.fix_width(box, 200)
        buttons = [Button(*each) for each in HEAD]
        column.addLayout(_line(words, *buttons, box))
        column.addLayout(_line(tabs, Button("Views")))
        column.addLayout(_line(None, before=Button("Filters")))
        column.addWidget(self.table, 1)
        column.addLayout(_line(label(" ", "small"), Button("Take next case", "tray")))
        page.addLayout(column, 1)
        if self.width() / theme.current().scale >= PREVIEW_FROM:
            pane = QFrame()
            pane.setProperty("role", "pane")
            theme.fix_width(pane, PREVIEW)
            page.addWidget(pane)
        return page


def sections() -> list[Section]:
    """What the navigation offers."""
    return [Section(each.heading, [place for place in each.places if place.screen in SCREENS])
            for each in SECTIONS]


def _line(
    first: QWidget | QLayout | None, *others: QWidget, before: QWidget | None = None
) -> QHBoxLayout:
    """A line of which ``first`` takes the room that is left."""
    line = QHBoxLayout()
    theme.space(line, (0, 0, 0, 0), 8)
    if before is not None:
        line.addWidget(before)
    if isinstance(first, QLayout):
        line.addLayout(first, 1)
    elif first is not None:
        line.addWidget(first, 1)
    else:
        line.addStretch(1)
    for each in others:
        line.addWidget(each, 0, Qt.AlignmentFlag.AlignBottom)
    return line


def _press(window: QWidget, key: QKeyEvent) -> None:
    """A key, as if it were pressed in this window: a shortcut, or for what has the focus."""
    pressed = QKeySequence(key.keyCombination())
    for shortcut in window.findChildren(QShortcut):
        if shortcut.isEnabled() and shortcut.key() == pressed:
            shortcut.activated.emit()
            return
    focus = QApplication.focusWidget() or window.focusWidget() or window
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(focus, QKeyEvent(kind, key.key(), key.modifiers(), key.text()))
