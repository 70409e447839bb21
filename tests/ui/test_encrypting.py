"""Encrypting from the window: when records are made, and later; and restoring what is encrypted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from caseworker import backup, encrypting, sealed, system
from caseworker.backup import recrypt
from caseworker.config import Config
from caseworker.database import open_engine, opener_behind
from caseworker.sealed import Key
from caseworker.way_in import FILE, OwnFolder
from tests.support.access import faults
from tests.support.keyring_box import InMemory
from tests.support.on_screen import window_of
from ui import backups
from ui import encrypting as asking
from ui.application import Program
from ui.shell import MainWindow
from ui.signed_in import SignedIn
from ui.signin.window import SignInWindow


class Paper:
    """Whoever is shown a key keeps it, and answers as told."""

    answer = QDialog.DialogCode.Accepted
    keys: list[Key]

    def __init__(self, *given: Any) -> None:
        self.keys.append(given[1])

    def exec(self) -> QDialog.DialogCode:
        return self.answer


@pytest.fixture
def paper(monkeypatch: pytest.MonkeyPatch) -> type[Paper]:
    made = type("Shown", (Paper,), {"keys": []})
    monkeypatch.setattr("ui.recovery_key.ShowKey", made)
    monkeypatch.setattr(asking, "ShowKey", made)
    return made


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, box: InMemory) -> Path:
    monkeypatch.setattr(system, "data_folder", lambda: tmp_path / "data")
    return tmp_path / "mine"


@pytest.fixture
def program(tmp_path: Path, folder: Path, qtbot: QtBot) -> Iterator[Program]:
    made = Program(Config(tmp_path / "config"))
    yield made
    made.end()



def menu_of(window: MainWindow) -> dict[str, Any]:
    return {each.text(): each for each in window.findChild(SignedIn).menu_of_looks().actions()}


def said(window: MainWindow) -> str:
    return " ".join(each.text() for each in window.messages.findChildren(QLabel))


def test_new_records_can_be_encrypted_from_the_start(
    program: Program, folder: Path, paper: type[Paper], qtbot: QtBot
) -> None:
    program.welcome(OwnFolder(str(folder)))
    sign_in = program.shown
    assert isinstance(sign_in, SignInWindow) and sign_in.own.encrypt.isVisibleTo(sign_in)
    assert faults(sign_in) == []
    sign_in.own.encrypt.put(True)
    paper.answer = QDialog.DialogCode.Rejected
    sign_in.submit()
    assert program.shown is sign_in and not folder.exists()
    paper.answer = QDialog.DialogCode.Accepted
    sign_in.submit()
    window = window_of(program, qtbot)
    assert sealed.mark_of(folder / FILE) == paper.keys[1].mark
    menu = menu_of(window)
    assert "Encrypt the records…" not in menu
    menu["Recovery key…"].trigger()
    assert paper.keys[2] == paper.keys[1]


def test_records_are_encrypted_later_and_opened_again(
    program: Program, folder: Path, paper: type[Paper], qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    program.begin(OwnFolder(str(folder)))
    menu_of(window_of(program, qtbot))["Encrypt the records…"].trigger()
    qtbot.waitUntil(lambda: isinstance(program.shown, MainWindow)
                    and "The records are encrypted." in said(program.shown))
    window = window_of(program, qtbot)
    opener = opener_behind(window.office.engine)
    assert opener is not None and opener.key == paper.keys[0]
    assert "encrypted" in window.office.boundary
    program.welcome(OwnFolder(str(folder)))
    assert not program.shown.own.encrypt.isVisibleTo(program.shown)  # there are records


def test_a_failure_opens_the_records_as_they_were(
    program: Program, folder: Path, paper: type[Paper], qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: object) -> None:
        raise OSError("the disk is gone")

    monkeypatch.setattr(recrypt, "swap_in", refuse)
    program.begin(OwnFolder(str(folder)))
    menu_of(window_of(program, qtbot))["Encrypt the records…"].trigger()
    qtbot.waitUntil(lambda: isinstance(program.shown, MainWindow)
                    and "This was not done." in said(program.shown))
    assert sealed.mark_of(folder / FILE) == b""


def test_without_the_library_the_reason_is_shown(
    program: Program, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sealed, "_found", lambda: None)
    program.welcome(OwnFolder(str(folder)))
    sign_in = program.shown
    assert isinstance(sign_in, SignInWindow)
    assert not sign_in.own.encrypt.control.isEnabled()
    assert sign_in.own.why_plain.isVisibleTo(sign_in)
    assert sign_in.own.why_plain.text() == sealed.MISSING
    sign_in.submit()
    menu = menu_of(window_of(program, qtbot))
    assert not menu["Encrypt the records…"].isEnabled() and not menu[sealed.MISSING].isEnabled()


def test_an_encrypted_backup_asks_for_its_recovery_key(
    program: Program, folder: Path, sealed_url: str, qtbot: QtBot, tmp_path: Path,
    box: InMemory, monkeypatch: pytest.MonkeyPatch,
) -> None:
    engine = open_engine(sealed_url)
    opener = opener_behind(engine)
    assert opener is not None and opener.key is not None
    backup.make(engine, tmp_path / "a.backup", backup_day())
    engine.dispose()
    box.kept.clear()
    monkeypatch.setattr(sealed, "_typed", {})
    program.begin(OwnFolder(str(folder)))
    window = window_of(program, qtbot)
    asked: list[bytes] = []
    answers = [None, opener.key]
    monkeypatch.setattr(backups, "ask_key",
                        lambda _window, mark: asked.append(mark) or answers.pop(0))
    monkeypatch.setattr(backups, "confirm", lambda *_: True)
    monkeypatch.setattr(backups, "tell", lambda *_: None)
    monkeypatch.setattr(QFileDialog, "getOpenFileName",
                        lambda *_, **__: (str(tmp_path / "a.backup"), ""))
    for _ in range(2):
        menu_of(window)["Restore the records…"].trigger()
        qtbot.waitUntil(lambda: not window.jobs._open)
    qtbot.waitUntil(lambda: not window.isVisible())
    assert asked == [opener.key.mark] * 2
    assert sealed.mark_of(folder / FILE) == opener.key.mark and len(box.kept) == 1


def backup_day() -> Any:
    from datetime import UTC, datetime

    return datetime(2026, 3, 12, 9, 30, tzinfo=UTC)


def test_the_words_name_copies_that_are_not_encrypted(folder: Path) -> None:
    folder.mkdir()
    (folder / "caseworker-before-upgrade-1.db").write_bytes(b"SQLite format 3")
    assert encrypting.open_copies(folder / FILE) == ["caseworker-before-upgrade-1.db"]
