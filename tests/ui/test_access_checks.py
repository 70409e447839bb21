"""The walk tells faint words and edges, a focus that does not show, and keys that stay."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QMainWindow, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.support.access_looks import colours, keys, ring
from ui.icons import Button
from ui.widgets.ring import Ring


class KeepsBacktab(QLineEdit):
    """Lets nobody go back."""

    def event(self, event: QKeyEvent) -> bool:
        return (event.type() == QKeyEvent.Type.KeyPress and event.key() == Qt.Key.Key_Backtab
                ) or super().event(event)


def tinted(made: QWidget, style: str) -> QWidget:
    made.setStyleSheet(style)
    return made


def window_of(qtbot: QtBot, ringed: bool, *parts: QWidget) -> QMainWindow:
    """A window with these, one below the other."""
    window, holder = QMainWindow(), QWidget()
    column = QVBoxLayout(holder)
    for each in parts:
        column.addWidget(each)
    window.setCentralWidget(holder)
    if ringed:
        window.kept = Ring(window)  # type: ignore[attr-defined]  # as long as the window
    qtbot.addWidget(window)
    window.resize(400, 300)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


@pytest.mark.parametrize(("make", "said"), [
    (lambda: tinted(QLabel("Faint words"), "color: #999999"), "words of 2."),
    (lambda: tinted(Button("Save"), "border-color: #DDDDDD"), "edge of 1."),
])
def test_what_is_faint_is_told(qtbot: QtBot, make: Callable[[], QWidget], said: str) -> None:
    window = window_of(qtbot, True, make())
    assert [each[:len(said)] for each in colours(window)] == [said]


def test_a_focus_without_a_ring_is_told(qtbot: QtBot) -> None:
    assert [each.split(" (")[0] for each in ring(window_of(qtbot, False, Button("Save")))] == [
        "the focus does not show"]


def test_the_tab_key_that_stays_is_told(qtbot: QtBot) -> None:
    said = keys(window_of(qtbot, True, QPlainTextEdit(), Button("Save")))  # it writes a tab
    assert "the Tab key does not reach Button 'Save'" in said


def test_shift_and_tab_that_stay_are_told(qtbot: QtBot) -> None:
    said = keys(window_of(qtbot, True, Button("Back"), KeepsBacktab(), Button("Save")))
    assert "Shift and Tab does not reach Button 'Back'" in said


def test_what_is_well_made_is_no_fault(qtbot: QtBot) -> None:
    window = window_of(qtbot, True, QLabel("Name"), QLineEdit(), Button("Save"))
    assert [*colours(window), *keys(window), *ring(window)] == []
