"""An administrator of a new office is led from one thing to the next."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from caseworker.actions.office_work import SetSetting
from caseworker.database import open_engine
from caseworker.office import Office
from caseworker.rules.lifecycle import Role
from tests.support.access import faults
from ui.application import make_window
from ui.screens.admin.screen import AdminScreen
from ui.shell import MainWindow


@pytest.fixture
def office(sqlite_url: str, clock: Any) -> Iterator[Office]:
    engine = open_engine(sqlite_url)
    yield Office(engine, "ada", frozenset(Role), name="Ada Lund", now=clock)
    engine.dispose()


@pytest.fixture
def window(office: Office, qtbot: QtBot) -> Iterator[MainWindow]:
    window = make_window(office)
    qtbot.addWidget(window)
    window.show()
    yield window
    window.close()


def links(window: MainWindow) -> dict[str, QPushButton]:
    return {each.accessibleName(): each for each in window.setup.steps.findChildren(QPushButton)
            if each.isVisible()}


def test_each_step_leads_to_its_tab_and_goes_when_it_is_done(
    window: MainWindow, qtbot: QtBot, office: Office
) -> None:
    qtbot.waitUntil(window.setup.isVisible)
    assert window.setup.title.text() == "Set up the office: 1 of 4 done"
    assert faults(window) == []
    link = links(window)["Address of the MPS"]
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    screen = window.screen_shown
    assert isinstance(screen, AdminScreen) and screen.part.words == "Letters"
    window.jobs.do(SetSetting(setting="mps_address", value="London", since=office.today()))
    qtbot.waitUntil(lambda: window.setup.title.text() == "Set up the office: 2 of 4 done")
    assert "Address of the MPS" not in links(window)
    window.show_screen("queue")
    assert not window.setup.isVisible(), "it is in the way of nobody's casework"
    window.show_screen("home")
    qtbot.waitUntil(window.setup.isVisible)
    window.setup.later.click()
    window.show_screen("admin")
    qtbot.waitUntil(lambda: not window.jobs._open)
    assert not window.setup.isVisible()


def test_others_are_not_asked(sqlite_url: str, clock: Any, qtbot: QtBot) -> None:
    engine = open_engine(sqlite_url)
    window = make_window(Office(engine, "bo", {Role.CASEWORKER}, now=clock))
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: not window.jobs._open)
    assert not window.setup.isVisible()
    assert window.close()
    engine.dispose()
