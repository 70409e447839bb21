"""A closed dialog is destroyed, and what was still to come for it reaches nobody."""

from __future__ import annotations

import threading
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from caseworker.actions.office_work import AddNote
from caseworker.queries.lists.filters import Filter
from tests.support.fake_office import ROWS, FakeOffice
from ui.jobs import Jobs
from ui.screens.lists.filters import FilterPanel
from ui.screens.lists.many import ManyDialog
from ui.screens.lists.many_work import Work
from ui.shell import MainWindow
from ui.widgets.confirm import Interruption, confirm
from ui.widgets.dialog import Dialog
from ui.widgets.form import Form

MANY = 50


class Gate:
    """An office whose answers wait until the gate is opened."""

    def __init__(self) -> None:
        self.open = threading.Event()

    def do(self, action: Any) -> Any:
        assert self.open.wait(60)
        if isinstance(action, Exception):
            raise action
        return action

    def ask(self, query: Callable[..., Any], **given: Any) -> Any:
        assert self.open.wait(60)
        return query(**given)


class Asking(Dialog):
    """Asks as a dialog does, and shows what it hears."""

    def __init__(self, parent: QWidget, jobs: Jobs) -> None:
        super().__init__(parent)
        self.box = QLineEdit(self)
        self.jobs = jobs

    def show_it(self, found: Any) -> None:
        """Only a dialog that is there can."""
        self.box.setText(str(found))


@pytest.fixture
def over(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def gate(qtbot: QtBot) -> Any:
    office = Gate()
    yield office
    office.open.set()


@pytest.fixture
def slow(gate: Gate) -> Any:
    jobs = Jobs(gate)
    yield jobs
    gate.open.set()
    assert jobs.close()


def test_fifty_dialogs_leave_no_widget_behind(over: QWidget, qtbot: QtBot) -> None:
    def open_and_close() -> None:
        panel = FilterPanel(over, Filter(), {})
        panel.open()
        qtbot.keyClick(panel, Qt.Key.Key_Escape)
        card = Interruption(over, "Close the case?", ("It ends.",), "Close the case")
        card.open()
        card.act.click()
        qtbot.waitUntil(lambda: not over.findChildren(Dialog))

    open_and_close()  # what Qt makes once and keeps
    before = set(QApplication.allWidgets())
    for _ in range(MANY // 2):
        open_and_close()
    assert not set(QApplication.allWidgets()) - before


def test_what_was_chosen_can_be_read_when_a_question_is_answered(
    over: QWidget, qtbot: QtBot
) -> None:
    """``exec`` has a loop of its own: the dialog is there until its answer was taken."""
    answers: list[bool] = []

    def answer() -> None:
        card = over.findChild(Interruption)
        assert card is not None
        qtbot.keyClick(card.act, Qt.Key.Key_Space)

    for _ in range(3):
        QTimer.singleShot(0, answer)
        answers.append(confirm(over, "Close the case?", ("It ends.",), "Close the case"))
    assert answers == [True] * 3
    qtbot.waitUntil(lambda: over.findChild(Interruption) is None)


def close(asking: Asking, qtbot: QtBot) -> None:
    """Close it, and wait until it is gone."""
    asking.open()
    asking.reject()
    qtbot.waitUntil(lambda: not isValid(asking))


def test_an_answer_that_comes_too_late_is_dropped(
    over: QWidget, qtbot: QtBot, slow: Jobs, gate: Gate
) -> None:
    asking, told = Asking(over, slow), list[Any]()
    slow.failed.connect(told.append)
    slow.ask(lambda: "too late", asking.show_it)
    slow.ask(lambda: 1 / 0, asking.show_it, otherwise=asking.show_it)
    slow.run(lambda report: gate.open.wait(60) and report(1, 2, "half"), asking.show_it,
             progress=lambda *_: None)
    close(asking, qtbot)
    gate.open.set()
    qtbot.waitUntil(lambda: not slow._open)  # an error in a slot fails the test
    assert told == []


def test_what_was_not_saved_is_told_though_its_dialog_is_gone(
    over: QWidget, qtbot: QtBot, slow: Jobs, gate: Gate
) -> None:
    asking, told, changed = Asking(over, slow), list[Any](), list[Any]()
    slow.failed.connect(told.append)
    slow.changed.connect(changed.append)
    error = OSError("no room")
    slow.do(error, asking.show_it, asking.show_it)
    slow.do("saved", asking.show_it, asking.show_it)
    close(asking, qtbot)
    gate.open.set()
    qtbot.waitUntil(lambda: changed == ["saved"])
    assert told == [error]


def many_of(window: MainWindow, against: Any) -> ManyDialog:
    """A note to two cases."""
    made = ManyDialog(window, window, ROWS[:2], Work(
        "Add note", Form(AddNote, ("text",)), lambda row: row, against=against))
    made.open()
    return made


def test_a_dialog_for_many_can_be_left_while_it_looks(
    window: MainWindow, qtbot: QtBot, jobs: Jobs
) -> None:
    gate = threading.Event()
    many = many_of(window, lambda *_: gate.wait(60) and ())
    qtbot.keyClick(many, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not isValid(many))
    gate.set()
    qtbot.waitUntil(lambda: not jobs._open)


def test_esc_stops_what_is_being_done_and_what_was_done_is_told(
    window: MainWindow, qtbot: QtBot, jobs: Jobs, fake_office: FakeOffice,
    monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, gate = threading.Event(), threading.Event()

    def do(action: Any) -> Any:
        begun.set()
        assert gate.wait(60)
        return SimpleNamespace(undo=None)

    monkeypatch.setattr(fake_office, "do", do)
    many = many_of(window, lambda *_: ((), ()))
    qtbot.waitUntil(lambda: not jobs._open)
    many.start()
    qtbot.waitUntil(begun.is_set)
    qtbot.keyClick(many, Qt.Key.Key_Escape)
    assert many.isVisible()
    gate.set()
    qtbot.waitUntil(lambda: many.heading.text() == "1 done, 0 refused, 1 not reached")
    qtbot.keyClick(many, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not isValid(many))


def test_when_nothing_more_can_be_done_it_can_still_be_closed(
    window: MainWindow, qtbot: QtBot, jobs: Jobs, fake_office: FakeOffice,
    monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Any] = []
    error = RuntimeError("our own fault")
    monkeypatch.setattr(window, "trouble", told.append)

    def do(action: Any) -> Any:
        raise error

    monkeypatch.setattr(fake_office, "do", do)
    many = many_of(window, lambda *_: ((), ()))
    qtbot.waitUntil(lambda: not jobs._open)
    many.start()
    qtbot.waitUntil(lambda: told == [error])
    qtbot.keyClick(many, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not isValid(many))
