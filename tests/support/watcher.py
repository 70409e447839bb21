"""Measures for how long the window's thread does not come back to its events."""

from __future__ import annotations

from dataclasses import dataclass
from time import perf_counter, process_time

from PySide6.QtCore import QObject, Qt, QTimer

BEAT = 5  # milliseconds between two looks
SLOW = 0.1  # seconds: longer than this a person notices


@dataclass(frozen=True)
class Gap:
    """A time without a look, in seconds: by the clock, and of this program's own work in it.

    On a busy computer the first is longer: the program waits for its turn.
    """

    clock: float
    work: float
    doing: str

    @property
    def ours(self) -> float:
        """What this program is to be blamed for."""
        return min(self.clock, self.work)

    def words(self) -> str:
        """As it is printed."""
        return f"{self.clock * 1000:.0f} ms (own work {self.ours * 1000:.0f}), {self.doing}"


class Watcher(QObject):
    """Looks at the clock all the time. ``doing`` is set by whoever acts, in words."""

    def __init__(self) -> None:
        super().__init__()
        self.doing = ""
        self.gaps: list[Gap] = []  # those a person notices
        self._last: tuple[float, float] | None = None
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._look)
        self._timer.start(BEAT)

    def skip(self) -> None:
        """Do not count the time since the last look."""
        self._last = None

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()

    def worst(self) -> Gap:
        """The longest gap by own work; nothing when nobody noticed any."""
        return max(self.gaps, key=lambda gap: gap.ours, default=Gap(0, 0, "none over 100 ms"))

    def _look(self) -> None:
        now = perf_counter(), process_time()
        if self._last is not None:
            gap = Gap(now[0] - self._last[0], now[1] - self._last[1], self.doing)
            if gap.clock > SLOW:
                self.gaps.append(gap)
        self._last = now
