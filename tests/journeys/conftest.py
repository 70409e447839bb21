"""An office with its people, each able to sit down at a window, and a watcher of the thread."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from caseworker import system
from caseworker.actions.office_work import AddColleague, SetSetting
from caseworker.demo.people import STAFF
from caseworker.office import Office
from tests.support.journey import Person, dialogs
from tests.support.watcher import TOO_LONG, Watcher, slowness
from ui.application import start_qt
from ui.screens import all as screens

Seat = Callable[[str], Person]


@pytest.fixture
def watcher(qtbot: QtBot) -> Iterator[Watcher]:
    """Measures the gaps of the window's thread in the whole test, and judges them at its end."""
    start_qt()
    screens.load()  # as it is done while the records are being opened
    watcher = Watcher()
    yield watcher
    watcher.stop()
    print("\nThe longest without a look at what else there is:", watcher.longest.words())
    for each in watcher.slow:
        print(f"    {each.words()}")
    assert watcher.longest.work < TOO_LONG * slowness(), watcher.longest.words()


@pytest.fixture
def seat(
    qtbot: QtBot, office: Office, watcher: Watcher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Seat]:
    """Gives a colleague of the demo a window: ``seat("pshah")``."""
    monkeypatch.setattr(system, "data_folder", lambda: tmp_path / "own")
    for each in STAFF:
        office.do(AddColleague(login=each.login, colleague_name=each.name, roles=each.roles))
    office.do(SetSetting(setting="expected_wait", value="about eight weeks",
                         since=office.today()))
    seated: list[Person] = []

    def sit(login: str) -> Person:
        watcher.begin(f"{login} sits down")
        seated.append(Person(qtbot, office.working_as(login), watcher))
        return seated[-1]

    yield sit
    for each in dialogs():
        each.reject()
    for person in seated:
        person.leave()
