"""Start Qt; from the sign-in window to a person's own, and back when they sign out."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication, QWidget

from caseworker import system
from caseworker.config import Config
from caseworker.way_in import FILE, Demo, OwnFolder, Records, ToServer, Way
from ui import look as looks
from ui import rubbish, theme
from ui.first_look import FirstLook, application

if TYPE_CHECKING:
    from caseworker.office import Office
    from ui.shell import MainWindow
    from ui.signin.opening import Opened
    from ui.signin.window import SignInWindow

FIRST_IN_DEMO = "pshah"


def start_qt(wanted: theme.Theme | None = None, config: Config | None = None) -> QApplication:
    """The Qt application in our look or in that of these settings: Fusion, our fonts, British
    dates.
    """
    QLocale.setDefault(QLocale("en_GB"))  # else a date picker follows the machine's own language
    app = application()
    app.setStyle("Fusion")
    theme.apply(app, looks.chosen(app, config) if config else wanted or theme.Theme())
    if app.findChild(rubbish.Collector) is None:
        rubbish.Collector(app)
    return app


def make_window(office: Office, config: Config | None = None) -> MainWindow:
    """The window of one person, where they last were. Close it with close()."""
    from caseworker.drafts import drafts_of
    from caseworker.queries.papers import colleagues
    from caseworker.rules.lifecycle import Role
    from ui.ahead import Ahead
    from ui.jobs import Jobs
    from ui.places import SECTIONS
    from ui.remember import restore
    from ui.screens.all import SCREENS
    from ui.shell import MainWindow
    from ui.together import Together
    from ui.typed_before import offer

    rubbish.set_aside()
    offered = [] if not office.demo else [
        (each.login, f"{each.name}, {', '.join(role.value for role in each.roles)}")
        for each in office.ask(colleagues) if set(each.roles) != set(Role)
    ]
    window = MainWindow(office, Jobs(office), SCREENS, SECTIONS, offered, config or Config(),
                        drafts_of(office, "forms"))
    restore(window)
    offer(window)
    Together(window).start()
    Ahead(window).start()
    window.status(office.boundary if not office.demo else "")
    return window


class Program:
    """Which window is shown: sign-in, the demo being filled, or the window of a person."""

    def __init__(self, config: Config, *, read_only: bool = False) -> None:
        self.config, self._read_only = config, read_only
        self._office: Office | None = None
        self._folder: Path | None = None  # of the demo
        self._way: Way | None = None  # to the records that are open
        self._said: tuple[tuple[str, str], ...] = ()  # when they are open again
        self.shown: QWidget | None = None

    def begin(self, way: Way | None, password: str = "") -> None:
        """Show the first window. Without a way it is that of the settings, or sign-in.

        A way from the command line, and one's own folder, need no question.
        """
        if isinstance(way, Demo):
            self.demo(way.login)
        elif way is not None:
            self._at_once(way, password)
        elif self.config.now.records == "own":
            self._at_once(OwnFolder(self.config.now.folder))
        elif not self.config.now.records and (system.data_folder() / FILE).is_file():
            self.welcome(OwnFolder(str(system.data_folder())))  # an office from before settings
        else:
            self.welcome()

    def _at_once(self, way: Records, password: str = "") -> None:
        """Show the first page while the records are being opened, where it can be read by
        itself; else the sign-in window, which says what is being done.
        """
        look = None
        if not isinstance(way, ToServer) and not self._read_only and not self.config.problems:
            from ui import frame

            look = frame.first_look(way, self.config)
        if look is None or isinstance(way, ToServer):
            self.welcome(way, password, at_once=True)
            return
        look.painted.connect(partial(look.open, way, self.config))
        self._show(look)
        self._follow(look)

    def take_on(self, look: FirstLook) -> None:
        """Go on from the window that is shown already."""
        self.shown = look
        self._follow(look)
        look.open(OwnFolder(self.config.now.folder), self.config)

    def _follow(self, look: FirstLook) -> None:
        look.opened.connect(self._opened)
        look.failed.connect(self._not_opened)

    def _not_opened(self, error: Exception, way: Records) -> None:
        """The sign-in window says why, as if it had been asked."""
        self.welcome(way).failed(error)

    def welcome(self, way: Way | None = None, password: str = "", *, at_once: bool = False
                ) -> SignInWindow:
        """Show the sign-in window; with ``at_once`` it goes its way without being asked."""
        from ui.signin.window import SignInWindow

        window = SignInWindow(self.config, way, password, read_only=self._read_only)
        window.opened.connect(self._opened)
        window.demo.connect(self.demo)
        self._show(window)
        if self.config.problems:
            window.say(" ".join(self.config.problems))
        if at_once:
            window.submit()
        return window

    def demo(self, login: str = "") -> None:
        """Fill a throw-away folder with invented cases, then show the window there."""
        from ui.filling import Filling

        self._folder = Path(tempfile.mkdtemp(prefix="caseworker-demo-"))
        url = f"sqlite:///{(self._folder / FILE).as_posix()}"

        def ready() -> None:
            from caseworker.opening import open_office

            self._office = open_office(url, demo=True)
            self.seat(self._office.working_as(login or FIRST_IN_DEMO))

        self._show(Filling(url, ready))

    def seat(self, office: Office, notices: tuple[tuple[str, str], ...] = ()) -> None:
        """Show the window of this person."""
        window = make_window(office, self.config)
        window.work_as.connect(self._work_as)
        window.sign_out.connect(self.sign_out)
        window.closed_for.connect(self.closed_for)
        if isinstance(self.shown, FirstLook):
            self.shown.give_way(window, lambda: self._show(window))
        else:
            self._show(window)
        notices, self._said = (*notices, *self._said), ()
        for title, detail in (*((each, "") for each in self._told_once()), *notices):
            window.notice(title, detail, "amber")

    def sign_out(self) -> None:
        """Leave the records, and show the sign-in window for whoever comes next."""
        settings = self.config.now
        own = settings.records == "own" or self._folder is not None
        self._show(None)
        self._let_go()
        self.welcome(OwnFolder(settings.folder) if own and settings.folder else None)

    def closed_for(self, title: str, done: str, work: Callable[[], list[str]]) -> None:
        """Close the records, do work on their file, and open them again; what there is to say
        is ``done``, and what the work answers.
        """
        from ui.filling import Waiting
        from ui.signin.attempt import Attempt

        waiting, way = Waiting(title), self._way
        self._show(waiting)
        self._let_go()

        def over(said: tuple[str, str]) -> None:
            self._said = (said,)
            self.welcome(way, at_once=True)

        Attempt(work, lambda said: over((done, " ".join(said))),
                lambda error: over(("This was not done.", str(error))), waiting).start()

    def keep_frame(self) -> None:
        """Keep what the program is to be shown with at once the next time."""
        from ui import frame
        from ui.shell import MainWindow

        frame.keep(self.config, self.shown if isinstance(self.shown, MainWindow) else None)

    def end(self) -> None:
        """Let go of everything, when the last window has closed."""
        self._show(None)
        self._let_go()

    def _opened(self, opened: Opened, way: Records) -> None:
        self._office, self._way = opened.office, way
        self.seat(opened.office, opened.notices)

    def _work_as(self, login: str) -> None:
        if self._office is not None:
            self.seat(self._office.working_as(login))

    def _told_once(self) -> list[str]:
        told = list(self.config.problems)
        self.config.problems.clear()
        return told

    def _show(self, window: QWidget | None) -> None:
        left, self.shown = self.shown, window
        if window is not None:
            window.show()  # before the other closes: Qt ends with its last window
        if left is not None:
            left.close()
            left.deleteLater()

    def _let_go(self) -> None:
        if self._office is not None:
            self._office.close()
            self._office = None
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None


def run(way: Way | None, password: str = "", *, read_only: bool = False,
        config: Config | None = None, look: FirstLook | None = None) -> int:
    """Show the window, or go on from what is shown already; returns the exit code when it is
    closed.
    """
    kept = config if config is not None else Config(system.config_folder())
    app = start_qt(config=kept)
    looks.Follower(app, kept)
    program = Program(kept, read_only=read_only)
    if look is not None:
        program.take_on(look)
    else:
        program.begin(way, password)
    try:
        code = app.exec()
        program.keep_frame()
        return code
    finally:
        program.end()
