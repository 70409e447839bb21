"""What a window remembers from one time to the next: its size, its place, and where you were."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from caseworker.config import Config
    from ui.shell import MainWindow

SIZE = (1440, 900)
LEAST = (1024, 700)  # of any window
FRAME = 40  # pixels that the title of a window may take
SEEN = 80  # pixels of the title that must be on a screen, to be got hold of
FIRST = ("home", "queue")  # where somebody starts who was nowhere yet


def restore(window: MainWindow) -> None:
    """Bring a new window to the size and the screen that it had."""
    put(window, window.config)
    place = next((place for place in window.nav.places
                  if place.words == window.config.now.place), None)
    if place is not None:
        window.show_screen(place.screen, **place.args)
    else:
        window.show_screen(next(name for name in FIRST if window.has_screen(name)))


def put(window: QWidget, config: Config) -> None:
    """Bring a window to the size that was kept, where it can be seen."""
    place(window, config.now.window)
    if maximised(config.now.window, window.screen().availableSize()):
        from PySide6.QtCore import Qt  # not for what is shown first, see ui.drawing

        window.setWindowState(Qt.WindowState.WindowMaximized)


def place(window: QWidget, kept: dict[str, Any]) -> None:
    """Bring a window to this size and place, as far as it can be seen there."""
    window.resize(*SIZE)
    if not kept:
        return
    there = QRect(*(int(kept[name]) for name in ("left", "top", "width", "height")))
    head = QRect(there.left(), there.top(), there.width(), SEEN)
    on = [screen.availableGeometry() for screen in QGuiApplication.screens()]
    if any(screen.intersected(head).width() >= SEEN for screen in on):
        window.setGeometry(there)
    else:  # the screen that it was on is no longer there
        window.resize(there.size())


def maximised(kept: dict[str, Any], room: QSize) -> bool:
    """Whether the window fills the screen, on which there is this room: as it was kept, or the
    first time where the usual size would reach beyond it.

    A screen that holds no window at all, as one that is only thought of, changes nothing.
    """
    if kept:
        return bool(kept.get("maximised"))
    wide, high = room.width(), room.height()
    return (wide >= LEAST[0] and high >= LEAST[1]
            and (wide < SIZE[0] or high < SIZE[1] + FRAME))


def keep(window: MainWindow) -> None:
    """Keep the window's size, and the place of the navigation that it showed.

    Of a case only that there was one: which one, and what was searched for, is nobody's business.
    """
    now = window.normalGeometry()
    numbers = {"left": now.left(), "top": now.top(), "width": now.width(),
               "height": now.height()}
    place = window.nav.marked
    window.config.change(window={**numbers, "maximised": window.isMaximized()},
                         place=place.words if place is not None else "")
