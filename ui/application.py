"""Start Qt, open the office, show the window; for the demo, fill it first."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

from PySide6.QtCore import QLocale, Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QProgressBar, QVBoxLayout, QWidget

from caseworker.office import Office, Refused, Unavailable, open_office
from caseworker.own_file import AlreadyOpen
from caseworker.queries.papers import colleagues
from caseworker.rules.lifecycle import Role
from caseworker.schema import TooNew
from ui import theme
from ui.jobs import Jobs
from ui.places import SECTIONS
from ui.screen import Screen
from ui.screens.admin.screen import AdminScreen
from ui.screens.case.page import CasePage
from ui.screens.home.screen import HomeScreen
from ui.screens.letter.screen import LetterScreen
from ui.screens.letters_queue import LettersQueue
from ui.screens.post.desk import PostDesk
from ui.screens.queue import QueueScreen
from ui.shell import MainWindow
from ui.widgets.confirm import confirm, tell

SCREENS: dict[str, Callable[[Any], Screen]] = {
    "home": HomeScreen, "queue": QueueScreen, "case": CasePage, "logpost": PostDesk,
    "letter": LetterScreen, "letters": LettersQueue, "admin": AdminScreen,
}
SIZE = (1440, 900)
FIRST_IN_DEMO = "pshah"


def start_qt(look: theme.Theme | None = None) -> QApplication:
    """The Qt application in our look: Fusion, our fonts, British dates."""
    QLocale.setDefault(QLocale("en_GB"))  # else a date picker follows the machine's own language
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("Caseworker")
    app.setStyle("Fusion")
    theme.apply(app, look or theme.Theme())
    return app


def make_window(office: Office) -> MainWindow:
    """The window of one person, with the first page in front. Close it with close()."""
    offered = [] if not office.demo else [
        (each.login, f"{each.name}, {', '.join(role.value for role in each.roles)}")
        for each in office.ask(colleagues) if set(each.roles) != set(Role)
    ]
    window = MainWindow(office, Jobs(office), SCREENS, SECTIONS, offered)
    window.resize(*SIZE)
    window.show_screen("home")
    window.status(office.boundary if not office.demo else "")
    return window


class Sitting:
    """One office, and the window of whoever is at the desk."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._window: MainWindow | None = None

    def seat(self, office: Office) -> None:
        """Show the window of this person instead of the present one."""
        left, self._window = self._window, make_window(office)
        self._window.work_as.connect(lambda login: self.seat(self._office.working_as(login)))
        self._window.show()
        if left is not None:
            left.close()


def open_or_look(url: str, read_only: bool) -> Office | None:
    """The office; when another copy of the program has it, read-only if the user says so.

    Raises Unavailable or TooNew, in words. None when the user would rather not.
    """
    try:
        return open_office(url, read_only=read_only)
    except AlreadyOpen as taken:
        if not confirm(None, "Caseworker is already open", [str(taken)], "Open read-only"):
            return None
        return open_office(url, read_only=True)


def run(url: str, *, read_only: bool = False) -> int:
    """Open the window on the office at ``url``; returns the exit code when it is closed."""
    app = start_qt()
    try:
        office = open_or_look(url, read_only)
    except (Unavailable, TooNew) as problem:
        tell(None, "Caseworker cannot open the records", str(problem))
        return 1
    if office is None:
        return 1
    sitting = Sitting(office)
    sitting.seat(office)
    code = app.exec()
    office.close()
    return code


def run_demo(login: str = "") -> int:
    """Open the window on a throw-away folder with invented cases; it is removed at the end."""
    app = start_qt()
    folder = Path(tempfile.mkdtemp(prefix="caseworker-demo-"))
    url = f"sqlite:///{(folder / 'caseworker.db').as_posix()}"
    opened: list[Office] = []

    def ready() -> None:
        office = open_office(url, demo=True)
        opened.append(office)
        Sitting(office).seat(office.working_as(login or FIRST_IN_DEMO))

    waiting = Filling(url, ready)
    waiting.show()
    try:
        return app.exec()
    finally:
        waiting.stop()
        for office in opened:
            office.close()
        shutil.rmtree(folder, ignore_errors=True)


class Filling(QWidget):
    """Says how far the demo is filled; ``then`` is called in the window's thread at the end."""

    def __init__(self, url: str, then: Callable[[], None]) -> None:
        super().__init__()
        self._then, self._going, self._done = then, True, (0, 1)
        self.setWindowTitle("Caseworker")
        self.setFixedWidth(theme.px(460))
        column = QVBoxLayout(self)
        theme.space(column, (24, 24, 24, 24), 12)
        self._words, self._bar = QLabel("Preparing the demo"), QProgressBar()
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._bar.setAccessibleName("Preparing the demo")
        column.addWidget(self._words)
        column.addWidget(self._bar)
        self._pool = ThreadPoolExecutor(1, "demo")
        self._work: Future[None] = self._pool.submit(self._fill, url)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(100)

    def stop(self) -> None:
        """Let the work end before its folder is removed."""
        self._going = False
        self._pool.shutdown(wait=True)

    def _fill(self, url: str) -> None:
        from caseworker.demo.seed import fill

        fill(url, self._progress)

    def _progress(self, done: int, of: int, _words: str) -> bool:
        self._done = (done, of)
        return self._going

    def _look(self) -> None:
        done, of = self._done
        self._bar.setRange(0, of)
        self._bar.setValue(done)
        self._words.setText(f"Preparing the demo: case {done} of {of}")
        if not self._work.done():
            return
        self._timer.stop()
        try:
            self._work.result()
            self._then()
        except (Refused, Unavailable, OSError) as problem:
            tell(self, "The demo could not be prepared", str(problem))
            QApplication.exit(1)
        self.close()
