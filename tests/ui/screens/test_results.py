"""The list of everything that was found."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from caseworker.queries.search import Cases
from caseworker.queries.search_texts import Texts
from tests.support import access
from tests.support.fake_office import FakeOffice
from tests.ui.test_palette import HIT, PERSON, TEXT
from ui import theme
from ui.screens.results import ResultsScreen
from ui.shell import MainWindow


@pytest.fixture
def found(window: MainWindow, fake_office: FakeOffice) -> dict[str, Any]:
    """The window knows the list; what was asked for last."""
    asked: dict[str, Any] = {}

    def cases(**given: Any) -> Cases:
        asked.update(given)
        return Cases((HIT,), (PERSON,)) if given["text"] == "aber" else Cases()

    def texts(**given: Any) -> Texts:
        asked.update(given)
        many = tuple(replace(TEXT, record_id=n) for n in range(30))
        return Texts(many, True) if given["text"] == "aber" else Texts()

    fake_office.answers = {"find_cases": cases, "find_texts": texts}
    window._makers = {**window._makers, "results": ResultsScreen}
    return asked


def search(window: MainWindow, qtbot: QtBot, text: str) -> ResultsScreen:
    window.top.search.setFocus()
    window.top.search.setText(text)
    qtbot.keyClick(window.top.search, Qt.Key.Key_Return)
    screen = window.screen_shown
    assert isinstance(screen, ResultsScreen)
    qtbot.waitUntil(lambda: screen._cases is not None and screen._texts is not None)
    return screen


def test_enter_in_the_top_bar_lists_everything(
    window: MainWindow, qtbot: QtBot, found: dict[str, Any]
) -> None:
    screen = search(window, qtbot, "aber")
    assert screen.heading.text() == "Results for “aber”"
    assert screen.sentence.text() == (
        "1 case, 30 places or more in notes, letters and papers. Newest first.")
    assert screen.lines.count() == 3 + 1 + 1 + 30  # three headings
    assert access.faults(window) == []


def test_the_keyboard_goes_through_it(
    window: MainWindow, qtbot: QtBot, found: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[tuple[str, dict[str, Any]]] = []
    screen = search(window, qtbot, "aber")
    monkeypatch.setattr(window, "show_screen", lambda name, **args: opened.append((name, args)))
    assert QApplication.focusWidget() is screen.lines
    screen.refresh()
    qtbot.waitUntil(lambda: screen._cases is not None and screen._texts is not None)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        qtbot.keyClick(screen.lines, key)
    assert opened == [("case", {"case_id": 3}), ("case", {"case_id": 3, "tab": "NotesTab"})]


def test_the_best_match_is_asked_for(
    window: MainWindow, qtbot: QtBot, found: dict[str, Any]
) -> None:
    screen = search(window, qtbot, "aber")
    assert found["best"] is False
    qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: found["best"] is True)
    assert screen.order.currentIndex() == 1


def test_nothing_found_says_so_and_keeps_what_was_typed(
    window: MainWindow, qtbot: QtBot, found: dict[str, Any]
) -> None:
    screen = search(window, qtbot, "<b>nobody</b>")
    assert screen.body.currentWidget() is screen.nothing
    assert screen.box.text() == "<b>nobody</b>"
    qtbot.waitUntil(lambda: QApplication.focusWidget() is screen.box)


@pytest.mark.parametrize("look", [theme.Theme("dark"), theme.Theme("contrast"),
                                  theme.Theme("light", 1.5)])
def test_it_is_heard_in_every_look(
    window: MainWindow, qtbot: QtBot, found: dict[str, Any], look: theme.Theme
) -> None:
    window.use_theme(look)
    search(window, qtbot, "aber")
    assert access.faults(window) == []
