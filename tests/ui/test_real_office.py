"""The queue on a real, migrated database: its questions fit the office's answers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from caseworker.database import open_engine
from caseworker.office import Office
from caseworker.rules.lifecycle import Role
from tests.support.access import faults
from tests.support.on_screen import words
from ui.jobs import Jobs
from ui.places import SECTIONS
from ui.screens.queue import QueueScreen
from ui.shell import MainWindow


@pytest.fixture
def real(sqlite_url: str, clock: Any) -> Iterator[Office]:
    engine = open_engine(sqlite_url)
    yield Office(engine, "pshah", frozenset(Role), name="Priya Shah", now=clock)
    engine.dispose()



def test_an_empty_office_says_so(real: Office, qtbot: QtBot) -> None:
    window = MainWindow(real, Jobs(real), {"queue": QueueScreen}, SECTIONS)
    qtbot.addWidget(window)
    window.resize(1440, 900)
    window.show()
    window.show_screen("queue")
    qtbot.waitUntil(lambda: window.screen_shown.nothing.isVisible())
    counted = "0 open. 0 overdue, 0 due by tomorrow, 0 not allocated."  # a question of its own
    qtbot.waitUntil(lambda: counted in words(window))
    assert "No review requests are open." in words(window)
    assert "Thursday 12 March 2026" in words(window)
    assert faults(window) == []
    assert window.close()
