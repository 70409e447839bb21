"""The window before the program is loaded: its frame, and the first page of the queue.

What opens the records takes many times longer to load than Qt. So the page where the user left
off is read by itself and shown at once, in the very places where the real window has it; that
window takes over when it has its own answers. Keys pressed meanwhile are handed on to it.

The frame is a picture without any data that ``ui.frame`` made of the window's own parts, the last
time as a rule; the rows are read and painted now. Until that is on screen nothing else is loaded:
no settings but by their own text, no style sheet, no widget but this, no enumeration of ``Qt``.
"""

from __future__ import annotations

import ast
import sys
import threading
import time
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from functools import partial
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import PySide6
from PySide6.QtCore import QEventLoop, QTimer, Signal
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QWidget

import caseworker
from caseworker.paths import SETTINGS_FILE
from caseworker.queries.first_page import first_page
from caseworker.queries.rows import BLOCK, QueueRow, View
from ui import theme
from ui.ink import Ink
from ui.remember import LEAST, maximised, place
from ui.screens.lists.cells import paint_cell
from ui.screens.lists.columns import COLUMNS

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QKeyEvent, QPaintEvent

    from caseworker.config import Config
    from caseworker.way_in import OwnFile, OwnFolder
    from ui.shell import MainWindow
    from ui.signin.opening import Opened

KEPT = "first-look"  # the file beside that of the settings
PATIENCE = 2000  # milliseconds to wait for the answers of the window that takes over
FORMAT = "3"  # of what is kept: another number when its fields change their meaning
STEP = 5  # milliseconds between looks whether all is loaded
TITLE = "Review requests"


class Frame(NamedTuple):
    """What the window is shown with at once, and what that depends on."""

    settings: bytes  # the settings that it was made with, word for word
    versions: tuple[str, ...]  # of the program, of Qt, and of this
    ground: str  # the system's own colour of windows: the theme may follow it
    dots: float  # of the screen, in an inch
    fineness: float  # of the screen: 2.0 on a dense one
    look: tuple[str, float]  # theme and text size
    window: dict[str, Any]  # its place on the screen, as the settings have it
    file: str  # the records
    view: str  # of the queue; "" where another screen was left
    order: tuple[str, bool]  # see caseworker.queries.first_page
    me: str
    ahead: int  # seconds that London is ahead of UTC
    until: float  # a moment until which that holds
    rows: tuple[int, int, int, int]  # left, top, width and height of the place for the rows
    high: int  # one row
    columns: tuple[tuple[str, int], ...]  # by name, with their widths
    size: tuple[int, int]  # of the picture of the frame, in its own pixels


def application() -> QApplication:
    """The Qt application; ``ground`` is the colour of windows that the system wants."""
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication(sys.argv[:1])
    if app.property("ground") is None:
        app.setApplicationName("Caseworker")
        app.setProperty("ground", app.palette().color(QPalette.ColorRole.Window).name())
    return app


def kept(folder: Path) -> FirstLook | None:
    """The window as it was left; None when the last one kept nothing, or anything else is as it
    was not then.
    """
    try:
        with (folder / KEPT).open("rb") as file:
            frame = Frame(*ast.literal_eval(file.readline().decode()))
            if frame.settings != (folder / SETTINGS_FILE).read_bytes():
                return None
            pixels = memoryview(mmap(file.fileno(), 0, access=ACCESS_READ))[file.tell():]
    except (OSError, ValueError, SyntaxError, TypeError):
        return None
    if frame.versions != versions() or len(pixels) != 4 * frame.size[0] * frame.size[1]:
        return None
    if not frame.until - 86_400 * 400 < time.time() < frame.until:
        return None
    app = application()
    if frame.ground not in ("", app.property("ground")) or frame.dots != dots():
        return None
    today = datetime.fromtimestamp(time.time() + frame.ahead, UTC).date()
    rows = read(frame, today, frame.rows[3] // frame.high + 1)
    if rows is None:
        return None
    theme.use(theme.Theme(*frame.look))
    picture = QImage(pixels, *frame.size, 4 * frame.size[0], QImage.Format.Format_RGB32)
    look = FirstLook(frame, picture, rows)
    look.pixels = pixels  # Qt does not hold them, and they go with the window
    return look if look.devicePixelRatioF() == frame.fineness else None


def read(frame: Frame, today: date, number: int = BLOCK) -> tuple[QueueRow, ...] | None:
    """The first rows that this frame is for; None when the records have to be opened for that."""
    if not frame.view:
        return ()
    return first_page(Path(frame.file), View(frame.view), frame.me, today, number, frame.order)


def versions() -> tuple[str, ...]:
    """Of the program, of Qt, and of what is kept."""
    return caseworker.__version__, PySide6.__version__, FORMAT


def dots() -> float:
    """How fine the screen's points are."""
    screen = QGuiApplication.primaryScreen()
    return screen.logicalDotsPerInch() if screen else 0.0


class FirstLook(QWidget):
    """The frame with these rows, or without any where another screen was left.

    ``painted`` says that it can be seen. After ``open``, ``opened`` sends (Opened, the way) and
    ``failed`` an Exception and the way.
    """

    painted = Signal()
    opened = Signal(object, object)
    failed = Signal(object, object)

    def __init__(self, frame: Frame, picture: QImage, rows: Sequence[QueueRow]) -> None:
        super().__init__()
        self.frame, self.rows = frame, rows
        self._picture = picture
        self._keys: list[QKeyEvent] = []
        self._painted = self._closed = False
        self._next: QWidget | None = None
        self._give_up: Callable[[], None] | None = None
        self.setWindowTitle("Caseworker")
        self.setAccessibleName(TITLE if frame.view else "Caseworker")
        self.setMinimumSize(*LEAST)
        place(self, frame.window)
        picture.setDevicePixelRatio(frame.fineness)
        self.pixels: memoryview | None = None

    def wait_for(self, work: Callable[[], object]) -> bool:
        """Show it, and do work in a thread of its own once it is painted, while it answers.

        Returns whether the window is still there.
        """
        loop, timer = QEventLoop(), QTimer(self)
        thread = threading.Thread(target=work, daemon=True, name="load")
        self.painted.connect(lambda: thread.start())  # Qt keeps no method alive, but a function

        def look() -> None:
            if self._closed or (thread.ident is not None and not thread.is_alive()):
                timer.stop()
                loop.quit()

        timer.timeout.connect(look)
        timer.start(STEP)
        self.show_in_place()
        loop.exec()
        if thread.ident is not None:
            thread.join()  # nothing may be half loaded when the program ends
        return not self._closed

    def show_in_place(self) -> None:
        """Show it, as large as it was."""
        if maximised(self.frame.window, self.screen().availableSize()):
            self.showMaximized()
        else:
            self.show()

    def open(self, way: OwnFolder | OwnFile, config: Config) -> None:
        """Open the records, while this window answers."""
        from ui.signin.attempt import Attempt
        from ui.signin.opening import keep_way, open_records

        def then(opened: Opened) -> None:
            keep_way(config, way)
            self.opened.emit(opened, way)

        attempt = Attempt(partial(open_records, way), then,
                          lambda error: self.failed.emit(error, way), self)
        self._give_up = attempt.give_up
        attempt.start()

    def give_way(self, window: MainWindow, show: Callable[[], None]) -> None:
        """Call ``show`` when this window has its own answers; hand the keys on to it."""
        from ui.shortcuts import press

        self._next = window

        def take_over() -> None:
            if self._next is None:
                return
            self._next = None
            show()
            for key in self._keys:
                press(window, key)

        def answered(busy: bool) -> None:
            if not busy:
                QTimer.singleShot(0, take_over)  # after the answer is shown

        window.jobs.busy.connect(answered)
        QTimer.singleShot(PATIENCE, take_over)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The frame, and in it the rows; all else of the program comes after it."""
        first = not self._painted
        if first:  # whatever becomes of the painting, the program is loaded
            self._painted = True
            QTimer.singleShot(0, self.painted.emit)
        painter = QPainter(self)
        try:
            painter.drawImage(0, 0, self._picture)
            look = theme.Theme(*self.frame.look)
            self._paint_rows(painter, (_FirstInk if first else Ink)(look, self.frame.fineness))
        finally:
            painter.end()  # Qt takes a window whose painter is still at work down with it

    def _paint_rows(self, painter: QPainter, ink: Ink) -> None:
        """The rows that have room, the first of them chosen, as the grid shows them."""
        known = {column.name: column for column in COLUMNS}
        left, top, wide, high = self.frame.rows
        painter.setClipRect(left, top, wide, high)
        painter.translate(left, top)
        for line, row in enumerate(self.rows[:high // self.frame.high + 1]):
            at = 0
            for name, width in self.frame.columns:
                paint_cell(painter, ink, (at, line * self.frame.high, width, self.frame.high), row,
                           known[name], first=not at, ground="surface" if line else "select")
                at += width

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep the key for the window that takes over."""
        self._keys.append(event.clone())

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab is a key as any other."""
        return False

    def closeEvent(self, event: QCloseEvent) -> None:
        """The user does not want to wait."""
        self._closed = True
        if self._give_up is not None:
            self._give_up()
        if self._next is not None:
            self._next.close()
            self._next = None
        super().closeEvent(event)


class _FirstInk(Ink):
    """Writes in the colour that a widget has: for a colour itself PySide6 loads all of ``Qt``."""

    _wells: dict[str, QWidget]

    def pen(self, painter: QPainter, token: str) -> None:
        """Write in this colour from now on; choose the font after it."""
        wells = self.__dict__.setdefault("_wells", {})
        if token not in wells:
            palette = QPalette()
            palette.setColor(QPalette.ColorRole.WindowText, QColor(self.look.hex(token)))
            wells[token] = QWidget()
            wells[token].setPalette(palette)
        wells[token].initPainter(painter)
