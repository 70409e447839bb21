"""Small windows that say what is being done: the demo filled, or the records closed for work."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QLabel, QProgressBar, QVBoxLayout, QWidget

from caseworker.database import Unavailable
from caseworker.rules.finding import Refused
from ui import theme
from ui.widgets.confirm import tell


class Waiting(QWidget):
    """Says what is being done while no other window is there."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.setWindowTitle("Caseworker")
        self.setFixedWidth(theme.px(460))
        column = QVBoxLayout(self)
        theme.space(column, (24, 24, 24, 24), 12)
        self._words, self._bar = QLabel(words), QProgressBar()
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._bar.setRange(0, 0)  # it goes on, without saying how far
        self._bar.setAccessibleName(words)
        column.addWidget(self._words)
        column.addWidget(self._bar)


class Filling(Waiting):
    """Says how far the demo is filled; ``then`` is called in the window's thread at the end."""

    def __init__(self, url: str, then: Callable[[], None]) -> None:
        super().__init__("Preparing the demo")
        self._then, self._going, self._done = then, True, (0, 1)
        self._pool = ThreadPoolExecutor(1, "demo")
        self._work: Future[None] = self._pool.submit(self._fill, url)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(100)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let the work end before its folder is removed."""
        self.stop()
        super().closeEvent(event)

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
