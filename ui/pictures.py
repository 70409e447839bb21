"""Pictures of the window without a display: for the walkthrough and the documents."""

from __future__ import annotations

import os
from pathlib import Path

from caseworker import system

if not system.has_display():
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer

from caseworker.office import Office
from ui.application import make_window, start_qt
from ui.shell import MainWindow

PAUSE = 70  # milliseconds in which other threads work and the window paints


def settle(window: MainWindow, rounds: int = 6) -> None:
    """Wait until all questions are answered and painted."""
    for _ in range(rounds):
        loop = QEventLoop()  # unlike a sleep it lets answers arrive
        QTimer.singleShot(PAUSE, loop.quit)
        loop.exec()
        window.jobs.wait()
        QCoreApplication.processEvents()


def take(office: Office, case_id: int, out: Path) -> list[Path]:
    """A picture of the queue and one of the case, as PNG files in ``out``."""
    start_qt()
    window = make_window(office)
    window.show()
    taken = []
    for name, screen, given in (("queue", "queue", {}), ("case", "case", {"case_id": case_id})):
        window.show_screen(screen, **given)
        settle(window)
        path = out / f"{name}.png"
        window.grab().save(str(path))
        taken.append(path)
    window.close()
    return taken
