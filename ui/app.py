"""Opens the window on an office."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Any

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from ui import qt_build, theme
from ui.icons import pixmap
from ui.jobs import Jobs
from ui.places import SECTIONS
from ui.screen import Screen, WindowOffice
from ui.screens.queue import QueueScreen
from ui.shell import NAME, MainWindow

SIZE = (1440, 900)
NEW_USER_SCALE = 1.1

# Every screen there is, by the name that places and links use. Names a screen may rely on are in
# ui/places.py; "case" takes case_id, "logpost" nothing.
MAKERS: dict[str, Callable[[Any], Screen]] = {"queue": QueueScreen}


def application() -> QApplication:
    """Qt's application, made once, with the style that the style sheet is written for."""
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName(NAME)
    app.setStyle("Fusion")
    return app


def make_window(
    office: WindowOffice, makers: Mapping[str, Callable[[Any], Screen]] = MAKERS
) -> MainWindow:
    """A window on an office, not yet shown."""
    return MainWindow(office, Jobs(office), makers, SECTIONS)


def start(
    office: WindowOffice, look: str = "", scale: float = NEW_USER_SCALE, first: str = "queue"
) -> int:
    """Show the window until it is closed; returns the exit code.

    ``look`` is a theme's name, "" for what the desktop asks for. Refuses, in words, a build of
    Qt that would crash.
    """
    words = qt_build.why_not()
    if words:
        print(words, file=sys.stderr)
        return 1
    app = application()
    theme.apply(app, theme.Theme(look or theme.preferred(app), scale))
    app.setWindowIcon(pixmap("folder-open-fill", "accent", 64))
    window = make_window(office)
    sys.excepthook = _tell(window)
    room = QGuiApplication.primaryScreen().availableSize()
    window.resize(min(SIZE[0], room.width()), min(SIZE[1], room.height()))
    window.show_screen(first)
    window.show()
    return app.exec()


def _tell(
    window: MainWindow,
) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    # What goes wrong in the window's own code is said in the window, not lost on a console.
    def hook(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if isinstance(error, Exception):
            window.trouble(error)
        else:
            sys.__excepthook__(kind, error, trace)

    return hook
