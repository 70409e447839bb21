"""Grab pictures of the screens, without a display: ``python -m tools.pictures [FOLDER]``.

Each shot is a function that brings the window to where the picture is taken.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from tests.support.fake_office import FakeOffice
from ui import theme
from ui.jobs import Jobs
from ui.places import SECTIONS
from ui.screens.queue import QueueScreen
from ui.shell import MainWindow

SIZE = (1440, 900)
FOLDER = Path("docs/pictures")


def settle(window: MainWindow) -> None:
    """Wait until all questions are answered and painted."""
    for _ in range(6):
        loop = QEventLoop()  # unlike QTest.qWait it lets the other threads work
        QTimer.singleShot(70, loop.quit)
        loop.exec()
        window.jobs.wait()
        QCoreApplication.processEvents()


def queue(window: MainWindow) -> None:
    """The review queue with the third case chosen."""
    window.show_screen("queue")
    settle(window)
    screen = window.screen_shown
    if isinstance(screen, QueueScreen):
        screen.table.selectRow(2)
        window.nav.list.clearFocus()
        screen.table.clearFocus()
        screen.setFocus()


SHOTS: dict[str, tuple[Callable[[MainWindow], None], theme.Theme]] = {
    "queue_light": (queue, theme.Theme("light", 1.0)),
    "queue_dark": (queue, theme.Theme("dark", 1.0)),
    "queue_contrast": (queue, theme.Theme("contrast", 1.0)),
    "queue_150": (queue, theme.Theme("light", 1.5)),
}


def main(folder: Path = FOLDER) -> None:
    """Take every picture."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setStyle("Fusion")
    folder.mkdir(parents=True, exist_ok=True)
    for name, (bring, look) in SHOTS.items():
        theme.apply(app, look)
        office = FakeOffice()
        window = MainWindow(office, Jobs(office), {"queue": QueueScreen}, SECTIONS)
        window.resize(*SIZE)
        window.show()
        bring(window)
        settle(window)
        window.grab().save(str(folder / f"{name}.png"))
        window.close()


if __name__ == "__main__":
    main(*(Path(each) for each in sys.argv[1:2]))
