"""An office with its people, each able to sit down at a window, and a watcher of the thread."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from caseworker import system
from caseworker.actions.office_work import AddColleague, SetSetting
from caseworker.demo.people import STAFF
from caseworker.office import Office
from tests.support.journey import Person, dialogs
from tests.support.watcher import Watcher
from ui.application import start_qt

MOST = 0.4  # seconds of own work for which the window may not answer
FAR_TOO_LONG = 3.0  # seconds, whatever else the computer does

Seat = Callable[[str], Person]


@pytest.fixture
def watcher(qtbot: QtBot) -> Iterator[Watcher]:
    """Measures the gaps of the window's thread in the whole test, and judges them at its end."""
    start_qt()
    watcher = Watcher()
    yield watcher
    watcher.stop()
    print("\nThe window did not answer for")
    for gap in watcher.gaps:
        print(f"    {gap.words()}")
    # Speed is judged on a quiet machine, by whoever asks for it; here it is told.
    if os.environ.get("CASEWORKER_TIMED"):
        assert watcher.worst().ours < MOST, watcher.worst().words()
        assert max((gap.clock for gap in watcher.gaps), default=0) < FAR_TOO_LONG


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
        watcher.doing = f"{login} sits down"
        seated.append(Person(qtbot, office.working_as(login), watcher))
        return seated[-1]

    yield sit
    for each in dialogs():
        each.reject()
    for person in seated:
        person.leave()
