"""The first window, whichever way to the records is chosen, and its help: by ear and by keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from caseworker import system
from caseworker.config import Config
from tests.support.access_looks import LARGE, faults_of, looks
from tests.support.keyring_box import InMemory
from ui import theme
from ui.help.window import HelpWindow
from ui.signin.window import SignInWindow

SIZE = (1024, 700)  # it scrolls where that is too little
LOOKS = [(look, checks) for look, size, checks in looks() if size == LARGE]


@pytest.fixture
def window(
    qtbot: QtBot, tmp_path: Path, box: InMemory, monkeypatch: pytest.MonkeyPatch
) -> SignInWindow:
    """On a computer where nobody signed in yet."""
    monkeypatch.setattr(system, "data_folder", lambda: tmp_path / "data")
    made = SignInWindow(Config(tmp_path / "config"))
    qtbot.addWidget(made)
    made.resize(*SIZE)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: not made.server.why.isVisible())  # the keyring has answered
    return made


@pytest.mark.parametrize("way", range(3), ids=("server", "own folder", "demo"))
def test_each_way_to_the_records(qtbot: QtBot, window: SignInWindow, way: int) -> None:
    window.boxes[way].radio.click()
    found = []
    for look, checks in LOOKS:
        theme.apply(QApplication.instance(), look)
        window.resize(*SIZE)
        QApplication.processEvents()
        said = faults_of(window, checks)
        found += [f"{look.name} {look.scale:.0%}: {each}" for each in said]
    assert found == [], "\n".join(found)


def test_f1_tells_of_signing_in_before_any_records_are_open(
    qtbot: QtBot, window: SignInWindow
) -> None:
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F1)
    shown = window.findChild(HelpWindow)
    assert isinstance(shown, HelpWindow) and shown.isVisible()
    topic = shown.view.page.topic
    assert topic is not None and topic.id == "sign-in"
    found = []
    for look, checks in LOOKS:
        theme.apply(QApplication.instance(), look)
        QApplication.processEvents()
        said = faults_of(shown, checks)
        found += [f"{look.name} {look.scale:.0%}: {each}" for each in said]
    assert found == [], "\n".join(found)
