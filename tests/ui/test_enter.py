"""Enter presses what has the focus, wherever it is."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QToolButton, QVBoxLayout
from pytestqt.qtbot import QtBot

from ui.icons import Button, IconButton
from ui.shell import MainWindow
from ui.widgets.dialog import Dialog
from ui.widgets.error_summary import ErrorSummary
from ui.widgets.row_button import RowButton
from ui.widgets.text import WrapLink

KINDS: dict[str, Callable[[], QPushButton | QToolButton]] = {
    "button": lambda: Button("Press"), "link": lambda: WrapLink("Press"),
    "row": lambda: RowButton("Press"), "picture": lambda: IconButton("Press", "plus"),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_presses_a_button_of_the_window_once(
    qtbot: QtBot, window: MainWindow, kind: str, key: Qt.Key
) -> None:
    screen = window.screen_shown
    assert screen is not None and screen.layout() is not None
    button, presses = KINDS[kind](), []
    button.clicked.connect(lambda: presses.append(kind))
    screen.layout().addWidget(button)
    button.show()
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    qtbot.keyClick(button, key)
    assert presses == [kind]
    held = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, "\r", True)
    QApplication.sendEvent(button, held)
    qtbot.keyClick(button, key, Qt.KeyboardModifier.ShiftModifier)
    assert presses == [kind]  # neither a key held down nor another key is a press


@pytest.mark.parametrize("kind", KINDS)
def test_enter_presses_a_button_of_a_dialog_which_stays(qtbot: QtBot, kind: str) -> None:
    dialog, button, presses = Dialog(), KINDS[kind](), []
    qtbot.addWidget(dialog)
    other = QPushButton("Default")  # which Qt would press instead
    other.setDefault(True)
    other.clicked.connect(lambda: presses.append("other"))
    button.clicked.connect(lambda: presses.append(kind))
    column = QVBoxLayout(dialog)
    column.addWidget(button)
    column.addWidget(other)
    dialog.show()
    dialog.activateWindow()
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    qtbot.keyClick(button, Qt.Key.Key_Return)
    assert presses == [kind] and dialog.isVisible()


def test_enter_on_what_is_wrong_goes_to_the_first_field(qtbot: QtBot) -> None:
    dialog, first, second = Dialog(), QLineEdit(), QLineEdit()
    qtbot.addWidget(dialog)
    summary, column = ErrorSummary(), QVBoxLayout(dialog)
    for each in (summary, first, second):
        column.addWidget(each)
    dialog.show()
    dialog.activateWindow()
    for errors in ([("Enter a name", second.setFocus)],
                   [("It is closed", None), ("Enter a date", first.setFocus),
                    ("Enter a name", second.setFocus)]):
        summary.show_errors(errors)
        qtbot.waitUntil(summary.hasFocus)
        qtbot.keyClick(summary, Qt.Key.Key_Return)
    assert first.hasFocus()
    summary.show_errors([("It is closed", None)])
    qtbot.keyClick(summary, Qt.Key.Key_Return)
    assert summary.hasFocus()
