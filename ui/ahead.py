"""Makes ready, while nobody waits, what is most likely asked for next: the page of a case."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from ui import rubbish

if TYPE_CHECKING:
    from ui.shell import MainWindow

SOON = 200  # milliseconds before the first piece, and between two
NEXT = "case"


class Ahead(QObject):
    """Works off pieces that are each short, and none while an answer is waited for.

    ``over`` says that all is ready.
    """

    over = Signal()

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._pieces, self.ready = window, self._all(), False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SOON)
        self._timer.timeout.connect(self._go_on)
        window.closing.connect(self._timer.stop)

    def start(self) -> None:
        """Begin, soon."""
        self._timer.start()

    def _go_on(self) -> None:
        piece = next(self._pieces, None) if self._window.jobs.idle else _wait
        if piece is not None:
            piece()
            self._timer.start()
            return
        self.ready = True
        self.over.emit()

    def _all(self) -> Iterator[Callable[[], object]]:
        window = self._window
        if window.has_screen(NEXT):
            yield partial(window.made, NEXT)
            yield from window.made(NEXT).pieces()
        # What is loaded and made by now lives as long as the window.
        yield rubbish.set_aside


def _wait() -> None:
    """Not now."""
