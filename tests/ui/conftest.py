"""Fixtures of the window's tests: the look in force, an office without a database, a window."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from caseworker import system
from caseworker.database import open_engine
from caseworker.office import Office
from caseworker.rules.lifecycle import Role
from tests.support.fake_office import FakeOffice
from tests.support.small_office import copy_of, small_office
from tests.support.visit import Visit
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


@pytest.fixture(scope="session")
def made_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of the small office, made once."""
    return small_office(tmp_path_factory.mktemp("office"))


@pytest.fixture
def visit(
    made_office: Path, tmp_path: Path, qtbot: QtBot, frozen_now: datetime,
    monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest,
) -> Iterator[Visit]:
    """A colleague's window on a copy of the office: a manager's in the demo, or as the test says
    (login, whether it is the demo).
    """
    login, demo = getattr(request, "param", ("hosei", True))
    monkeypatch.setattr(QDialog, "exec", QDialog.open)  # a test does not wait for an answer
    monkeypatch.setattr(system, "data_folder", lambda: tmp_path / "own")
    engine = open_engine(copy_of(made_office, tmp_path))
    office = Office(engine, "walk", frozenset(Role), now=lambda: frozen_now, demo=demo)
    made = Visit(qtbot, office.working_as(login), tmp_path)
    yield made
    made.leave()
    engine.dispose()
