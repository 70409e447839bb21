"""Python's garbage collector, in the window's thread only, and its long rounds in a pause.

It runs in whichever thread happens to make the next object. What it finds may hold widgets, and
Qt ends the program when a widget is destroyed outside the window's thread.

A round through all that lives takes the window's thread 100 ms and more, which is noticed by who
types meanwhile. So all is looked through in a pause of the user, and what is left is set aside
(``gc.freeze``): while somebody works only what came since is looked at. Of what was set aside
nothing is freed before the next pause, and that can never be more than there was in the last one.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

from ui.life import life_of

EVERY = 500  # milliseconds
PAUSE = 3.0  # seconds without a sign of life: whoever typed or pointed is reading now


def collect() -> None:
    """Collect what Python itself would have collected by now. Call it in the window's thread."""
    due = [count > limit for count, limit in zip(gc.get_count(), gc.get_threshold(), strict=True)]
    if due[0]:
        gc.collect(2 if due[1] and due[2] else 1 if due[1] else 0)


def set_aside() -> None:
    """Look no more, until the next pause, through what is here now: call it when much of what
    stays has been loaded or made.
    """
    gc.freeze()


def collect_all() -> None:
    """Look through all there is, with what was set aside, and set aside what is left."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()


class Collector(QObject):
    """Collects as long as its parent, the application, lives. ``clock`` gives seconds.

    A pause is worth a round once: after it nothing is looked through before somebody stirs.
    """

    def __init__(self, parent: QGuiApplication, clock: Callable[[], float] = time.monotonic
                 ) -> None:
        super().__init__(parent)
        gc.disable()
        self._app, self._clock = parent, clock
        self._stirred: float | None = None  # when it was last, after the last round
        life_of(parent).stirred.connect(self.stir)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(EVERY)

    def stir(self) -> None:
        """Somebody is at work."""
        self._stirred = self._clock()

    def look(self) -> None:
        """Collect all in a pause, or once we are not in front; else what is due."""
        if self._stirred is None:
            collect()
            return
        away = self._app.applicationState() != Qt.ApplicationState.ApplicationActive
        if away or self._clock() - self._stirred >= PAUSE:
            self._stirred = None
            collect_all()
        else:
            collect()
