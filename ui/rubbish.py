"""Python's garbage collector, in the window's thread only.

It runs in whichever thread happens to make the next object. What it finds may hold widgets, and
Qt ends the program when a widget is destroyed outside the window's thread.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY = 500  # milliseconds


def collect() -> None:
    """Collect what Python itself would have collected by now. Call it in the window's thread."""
    due = [count > limit for count, limit in zip(gc.get_count(), gc.get_threshold(), strict=True)]
    if due[0]:
        gc.collect(2 if due[1] and due[2] else 1 if due[1] else 0)


def spare_the_program() -> None:
    """Never look again through what is here now: call it once all modules are loaded.

    They are most of what a full collection looks through, some 40 ms of the window's thread.
    """
    if not gc.get_freeze_count():
        gc.freeze()


class Collector(QObject):
    """Collects as long as its parent, the application, lives."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(collect)
        self._timer.start(EVERY)
