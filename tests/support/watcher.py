"""Measures what the window's thread works at one stretch, without coming back to its events."""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from time import thread_time

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

BEAT = 5  # milliseconds between two looks
SLOW = 0.1  # seconds: longer than this a person notices
# What fails: one piece of work takes 4.2 to 6.6 ms of the processor on the computer of the
# figures while others keep it busy, so up to half as much again as when it is quiet.
TOO_LONG = 1.5 * SLOW
QUIET = 0.0042  # seconds that the work of ``slowness`` takes there when it is quiet


@dataclass(frozen=True)
class Stretch:
    """Seconds of processor time between two looks, and what was being done, in words.

    Of this thread alone: what other threads do meanwhile, and how long this one waits for its
    turn on a busy computer, is not the fault of whoever handles an event.
    """

    work: float
    doing: str

    def words(self) -> str:
        """As it is printed."""
        return f"{self.work * 1000:.0f} ms of work, {self.doing}"


def slowness() -> float:
    """How many times as long this computer takes for a piece of work with widgets as that of the
    figures; 1.0 for one that is faster.
    """
    return max(1.0, statistics.median(_painting() for _ in range(7)) / QUIET)


def _painting() -> float:
    start, page = thread_time(), QWidget()
    column = QVBoxLayout(page)
    for number in range(20):
        column.addWidget(QLabel(f"Words {number}"))
        column.addWidget(QLineEdit(f"Typed {number}"))
    page.resize(400, 1500)
    page.grab()
    took = thread_time() - start
    page.deleteLater()
    QCoreApplication.sendPostedEvents(page, QEvent.Type.DeferredDelete)
    return took


class Watcher(QObject):
    """Looks all the time, in the thread that it is made in. Whoever acts says ``begin``."""

    def __init__(self) -> None:
        super().__init__()
        self.slow: list[Stretch] = []  # those a person notices
        self.longest = Stretch(0, "nothing yet")
        self._doing, self._last = "", thread_time()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.look)
        self._timer.start(BEAT)

    def begin(self, doing: str) -> None:
        """Something is done to the window now. What a test worked since the last look is its own.
        """
        self._doing, self._last = doing, thread_time()

    def look(self) -> None:
        """Note what was worked since the last look."""
        now = thread_time()
        stretch = Stretch(now - self._last, self._doing)
        self._last = now
        if stretch.work > self.longest.work:
            self.longest = stretch
        if stretch.work > SLOW:
            self.slow.append(stretch)

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()
