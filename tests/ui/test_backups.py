"""Backing up and restoring from the window: by administrators, with the result in words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QProgressDialog
from pytestqt.qtbot import QtBot

from caseworker import own_file
from caseworker.database import open_engine
from caseworker.office import Office
from caseworker.opening import open_office
from caseworker.rules.lifecycle import Role
from tests.support.access import faults
from tests.support.review import log, open_review
from ui import backups
from ui.application import make_window
from ui.shell import MainWindow
from ui.signed_in import SignedIn


@pytest.fixture
def office(sqlite_url: str, clock: Any) -> Iterator[Office]:
    engine = open_engine(sqlite_url)
    made = Office(engine, "ada", frozenset(Role), name="Ada Lund", now=clock)
    open_review(made)
    yield made
    engine.dispose()


@pytest.fixture
def window(office: Office, qtbot: QtBot) -> Iterator[MainWindow]:
    window = make_window(office)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: not window.jobs._open)
    yield window
    window.close()


def menu_of(window: MainWindow) -> dict[str, Any]:
    """The actions of the signed-in menu, by their words."""
    menu = window.findChild(SignedIn).menu_of_looks()
    return {action.text(): action for action in menu.actions()}


def said(window: MainWindow) -> str:
    return " ".join(each.text() for each in window.messages.findChildren(QLabel))


def saves_to(monkeypatch: pytest.MonkeyPatch, place: Path) -> None:
    for name in ("getSaveFileName", "getOpenFileName"):
        monkeypatch.setattr(QFileDialog, name, lambda *_, **__: (str(place), ""))


def test_a_backup_is_made_and_said(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saves_to(monkeypatch, tmp_path / "mine")
    menu_of(window)["Back up the records…"].trigger()
    bar = window.findChild(QProgressDialog)
    assert bar.isModal() and bar.isVisible() and faults(bar) == []
    qtbot.waitUntil(lambda: "The records are backed up." in said(window))
    assert "1 case, as on 12 March 2026 at 09:30. The copy was restored once" in said(window)
    assert (tmp_path / "mine.backup").is_file()
    menu_of(window)["Back up the records…"].trigger()
    # Two at once would be answered in any order.
    qtbot.waitUntil(lambda: "There is a file of that name already" in said(window))
    saves_to(monkeypatch, tmp_path / "none" / "mine")
    menu_of(window)["Back up the records…"].trigger()
    qtbot.waitUntil(lambda: "There is no such folder" in said(window))


def test_a_restore_asks_first_then_closes_the_window(
    window: MainWindow, office: Office, qtbot: QtBot, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    saves_to(monkeypatch, tmp_path / "mine.backup")
    backups.back_up(window)
    qtbot.waitUntil(lambda: (tmp_path / "mine.backup").is_file() and not window.jobs._open)
    log(office, files=(), name="After the backup")
    asked: list[Any] = []
    told: list[Any] = []
    answer = [False, True]
    monkeypatch.setattr(backups, "confirm", lambda *given: asked.append(given) or answer.pop(0))
    monkeypatch.setattr(backups, "tell", lambda *given: told.append(given))
    for _ in range(2):
        menu_of(window)["Restore the records…"].trigger()
        qtbot.waitUntil(lambda: not window.jobs._open)
    qtbot.waitUntil(lambda: bool(told))
    assert "1 case, as on 12 March 2026 at 09:30" in asked[0][2][0] and len(asked) == 2
    assert "is kept: " in told[0][2] and "closes now" in told[0][2]
    assert not window.isVisible()
    kept = list(tmp_path.glob("*-before-restore-*.db"))
    assert len(kept) == 1


def test_only_administrators_are_offered_it(sqlite_url: str, clock: Any, qtbot: QtBot) -> None:
    engine = open_engine(sqlite_url)
    window = make_window(Office(engine, "ada", {Role.CASEWORKER}, now=clock))
    qtbot.addWidget(window)
    assert [words for words in menu_of(window) if "records…" in words] == []
    assert not menu_of(window)[own_file.BOUNDARY].isEnabled()
    assert window.close()
    engine.dispose()


def test_the_boundary_is_said_at_the_start(window: MainWindow) -> None:
    assert own_file.BOUNDARY in [each.text() for each in window.foot.findChildren(QLabel)]


def test_a_window_that_only_looks_says_so(tmp_path: Path, qtbot: QtBot) -> None:
    url = f"sqlite:///{(tmp_path / 'caseworker.db').as_posix()}"
    first = open_office(url)
    second = open_office(url, read_only=True)
    window = make_window(second)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: not window.jobs._open)
    shown = [each.text() for each in window.findChildren(QLabel) if each.isVisible()]
    assert "Read-only. You can look at everything and change nothing." in shown
    assert window.close()
    second.close()
    first.close()
    assert QApplication.activeModalWidget() is None
