"""The first page shows before the program is loaded, and the window takes over in its place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from caseworker import own_file, system
from caseworker.config import Config
from caseworker.opening import open_office
from caseworker.queries.rows import View
from caseworker.way_in import FILE, OwnFolder
from tests.support import databases, many_cases
from tests.support.access import faults
from tests.support.keyring_box import InMemory
from ui.application import Program
from ui.first_look import FirstLook
from ui.screens.queue import QueueScreen
from ui.shell import MainWindow
from ui.signin.window import SignInWindow


@pytest.fixture
def folder(
    tmp_path: Path, sqlite_template: Path, monkeypatch: pytest.MonkeyPatch, box: InMemory
) -> Path:
    """Records of this account with two hundred cases."""
    monkeypatch.setattr(system, "data_folder", lambda: tmp_path / "data")
    made = tmp_path / "mine"
    made.mkdir()
    databases.sqlite_copy(sqlite_template, made)
    file = next(made.glob("*.db")).rename(made / FILE)
    many_cases.fill_sqlite(str(file), 200, 5)
    monkeypatch.setattr(system, "account", lambda: "bench3")
    return made


@pytest.fixture
def program(tmp_path: Path, folder: Path, qtbot: QtBot) -> Iterator[Program]:
    config = Config(tmp_path / "config")
    config.change(records="own", folder=str(folder), place="Review requests")
    made = Program(config)
    yield made
    made.end()


def first(program: Program) -> FirstLook:
    program.begin(None)
    assert isinstance(program.shown, FirstLook)
    return program.shown


def taken(program: Program, qtbot: QtBot) -> MainWindow:
    qtbot.waitUntil(lambda: isinstance(program.shown, MainWindow), timeout=30_000)
    assert isinstance(program.shown, MainWindow)
    return program.shown


def test_the_first_page_is_there_at_once_and_is_taken_over(
    program: Program, qtbot: QtBot
) -> None:
    look = first(program)
    rows = [look.table.rows.row(line) for line in range(look.table.rows.rowCount())]
    assert len(rows) > 20 and faults(look) == []
    size = look.geometry()
    window = taken(program, qtbot)
    queue = window.screen_shown
    assert isinstance(queue, QueueScreen) and queue.shown.view == View.OPEN
    assert window.geometry() == size
    assert queue.table.rows.rowCount() >= len(rows)  # no empty page in between
    assert [queue.table.rows.row(line) for line in range(len(rows))] == rows


def test_keys_pressed_meanwhile_are_not_lost(program: Program, qtbot: QtBot) -> None:
    look = first(program)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Tab):
        qtbot.keyClick(look, key)
    qtbot.keyClick(look, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(look, "Nwosu")
    third = look.table.rows.row(2)
    window = taken(program, qtbot)
    queue = window.screen_shown
    assert isinstance(queue, QueueScreen) and third is not None
    assert queue.filter.text() == "Nwosu"


def test_another_place_shows_its_frame(program: Program, qtbot: QtBot) -> None:
    program.config.change(place="Home")
    look = first(program)
    assert not look.table.isVisible()
    assert faults(look) == []
    assert taken(program, qtbot).place_shown == "home"


def test_records_that_another_copy_has_open_are_asked_about(
    program: Program, folder: Path, qtbot: QtBot
) -> None:
    other = own_file.hold(folder / FILE)
    first(program)
    qtbot.waitUntil(lambda: isinstance(program.shown, SignInWindow), timeout=30_000)
    asks = program.shown
    assert isinstance(asks, SignInWindow)
    assert asks.summary.isVisible() and asks.own.folder.raw() == str(folder)
    other.let_go()
    asks.submit()
    taken(program, qtbot)


def test_closed_before_the_records_are_open_it_leaves_nothing_open(
    program: Program, folder: Path, qtbot: QtBot
) -> None:
    look = first(program)
    qtbot.waitUntil(lambda: look._attempt is not None)
    look.close()
    attempt = look._attempt
    assert attempt is not None
    with qtbot.waitSignal(attempt._ended, timeout=30_000):
        pass
    qtbot.wait(10)
    open_office(OwnFolder(str(folder)).url()).close()  # nobody holds it
