"""Letters to issue: the same filters and ticks as every list, and many issued in one go."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from caseworker.actions.letters import DraftLetter
from caseworker.actions.office_work import AddColleague
from caseworker.actions.people import Part, RecordPerson
from caseworker.database import open_engine
from caseworker.office import Office
from caseworker.rules.lifecycle import Role
from tests.support.access import faults
from tests.support.on_screen import dialog, words
from tests.support.review import PERSON, act, open_review, see
from ui.jobs import Jobs
from ui.places import SECTIONS
from ui.screens.letters_queue import LettersQueue
from ui.screens.lists import many as many_cases
from ui.screens.lists.many import ManyDialog
from ui.shell import MainWindow


@pytest.fixture
def real(sqlite_url: str, clock: Any) -> Iterator[Office]:
    """Three drafts; two are of one case, and one says an address that has changed since."""
    engine = open_engine(sqlite_url)
    office = Office(engine, "pshah", frozenset(Role), name="Priya Shah", now=clock)
    office.do(AddColleague(login="pshah", colleague_name="Priya Shah", roles=tuple(Role)))
    first, second = open_review(office, name="Ann Early"), open_review(office, name="Bea Late")
    for case_id in (first, first, second):
        act(office, case_id, DraftLetter, code="R1")
    act(office, second, RecordPerson, part=Part.COMPLAINANT,
        **{**PERSON, "name": "Bea Late", "address": "9 Elm Row, London"})
    yield office
    engine.dispose()


@pytest.fixture
def screen(real: Office, qtbot: QtBot) -> Iterator[LettersQueue]:
    jobs = Jobs(real)
    window = MainWindow(real, jobs, {"letters": LettersQueue}, SECTIONS)
    qtbot.addWidget(window)
    window.resize(1440, 900)
    window.show()
    window.show_screen("letters")
    shown = window.screen_shown
    assert isinstance(shown, LettersQueue)
    qtbot.waitUntil(lambda: shown.table.rows.rowCount() == 3 and not jobs._open)
    yield shown
    assert jobs.close()




def test_chips_narrow_the_letters_as_they_do_the_cases(
    screen: LettersQueue, qtbot: QtBot
) -> None:
    qtbot.keyClick(screen, Qt.Key.Key_F,
                   Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    panel = dialog(screen, qtbot, QDialog)
    assert faults(panel) == [] and ("stage", "valid") not in panel.boxes
    panel.boxes["letter", "R8"].click()
    panel.show_them.click()
    qtbot.waitUntil(lambda: screen.nothing.isVisible())
    assert "No letters match 1 filter." in words(screen)
    assert screen.chips._items[0].accessibleName() == (
        "Letter: R8 Valid: expected wait. Remove this filter")
    screen.chips._items[0].click()
    qtbot.waitUntil(lambda: screen.table.rows.rowCount() == 3)
    screen.filter.setText("early")
    qtbot.waitUntil(lambda: screen.table.rows.rowCount() == 2)
    screen.sort_by("case")
    qtbot.waitUntil(lambda: any("Sorted by name, A to Z." in each for each in words(screen)))


def test_many_are_issued_after_a_second_question_and_what_changed_is_left_out(
    screen: LettersQueue, real: Office, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(many_cases, "confirm",
                        lambda _, title, *__: bool(asked.append(title)) or len(asked) > 1)
    qtbot.keyClick(screen.table, Qt.Key.Key_Space)
    qtbot.keyClick(screen.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert "2 letters ticked" in words(screen)
    screen.tools.tick_all()
    qtbot.waitUntil(lambda: "3 letters ticked" in words(screen))
    assert faults(screen) == []
    qtbot.keyClick(screen.table, Qt.Key.Key_I)
    many = dialog(screen, qtbot, ManyDialog)
    qtbot.waitUntil(lambda: any(each.startswith("2 letters of 3 can go. 1 left out")
                                for each in words(many)))
    assert "changed after this letter was drafted" in many.list.item(0).text()
    assert faults(many) == []
    many.go.click()
    qtbot.waitUntil(lambda: asked == ["Issue letters: 2 letters"])
    assert not many.told  # the answer was no
    many.go.click()
    qtbot.waitUntil(lambda: "2 done, 0 refused, 1 left out" in words(many))
    assert [each.state for each in see(real, 1).letters] == ["issued", "issued"]
    assert not many.again.isVisible() and not screen.table.rows.ticks
    many.back.click()
    qtbot.waitUntil(lambda: screen.table.rows.rowCount() == 1)


def test_drafts_are_set_aside_together(
    screen: LettersQueue, real: Office, qtbot: QtBot
) -> None:
    screen.tools.tick_all()
    qtbot.waitUntil(lambda: len(screen.table.rows.ticks) == 3)
    screen.tools.act("Discard drafts")
    many = dialog(screen, qtbot, ManyDialog)
    many.go.click()
    qtbot.waitUntil(lambda: "3 done, 0 refused" in words(many))
    many.back.click()
    qtbot.waitUntil(lambda: screen.nothing.isVisible())
    assert see(real, 1).letters == ()
