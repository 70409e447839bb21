"""Fixtures of the window's tests: the look in force, an office without a database, a window."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.support.fake_office import FakeOffice
from ui import theme
from ui.jobs import Jobs
from ui.places import SECTIONS
from ui.screens.queue import QueueScreen
from ui.shell import MainWindow


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> None:
    """The light theme at 100 %."""
    qapp.setStyle("Fusion")
    theme.apply(qapp, theme.Theme())


@pytest.fixture
def fake_office() -> FakeOffice:
    """Twelve invented cases on Thursday 12 March 2026."""
    return FakeOffice()


@pytest.fixture
def jobs(fake_office: FakeOffice, qtbot: QtBot) -> Iterator[Jobs]:
    """Jobs over the fake office."""
    made = Jobs(fake_office)
    yield made
    assert made.close()


@pytest.fixture
def window(qtbot: QtBot, fake_office: FakeOffice, jobs: Jobs) -> MainWindow:
    """The window with the review queue in front, its rows and its preview there."""
    window = MainWindow(fake_office, jobs, {"queue": QueueScreen}, SECTIONS)
    qtbot.addWidget(window)
    window.resize(1440, 900)
    window.show()
    window.show_screen("queue")
    screen = window.screen_shown
    qtbot.waitUntil(lambda: screen.table.rows.rowCount() == 12)
    qtbot.waitUntil(lambda: not jobs._open)
    return window
