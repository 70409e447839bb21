"""The walk tells a widget that is heard as the wrong thing, or as nothing at all."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDial,
    QLineEdit,
    QMainWindow,
    QPushButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.support.access import faults


def checkable(button: QPushButton | QToolButton) -> QWidget:
    """A button that Qt makes a tick box for those who hear it."""
    button.setText("Show the text")
    button.setCheckable(True)
    return button


def stopping() -> QWidget:
    """A bare widget at which the Tab key stops."""
    made = QWidget()
    made.setAccessibleName("A place")
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return made


def valued() -> QWidget:
    """A combo box that says what is chosen, and not what is asked."""
    made = QComboBox()
    made.addItem("Any stage")
    return made


def disabled() -> QWidget:
    """A box without a name that nobody can use just now."""
    made = QLineEdit()
    made.setEnabled(False)
    return made


@pytest.mark.parametrize(("make", "said"), [
    (lambda: checkable(QPushButton()), "a QPushButton that is heard as CheckBox"),
    (lambda: checkable(QToolButton()), "a QToolButton that is heard as CheckBox"),
    (QPushButton, "no name"), (QLineEdit, "no name"), (QCheckBox, "no name"),
    (QComboBox, "no name"), (valued, "no name"), (disabled, "no name"),
    (stopping, "a holder that takes the focus"),
    (QDial, "a QDial is not among the known kinds"),
])
def test_a_wrong_role_or_a_missing_name_is_told(
    qtbot: QtBot, make: Callable[[], QWidget], said: str
) -> None:
    window = QMainWindow()
    window.setAccessibleName("Caseworker")
    qtbot.addWidget(window)
    window.setCentralWidget(make())
    window.show()
    assert any(each.startswith(said) for each in faults(window)), faults(window)


def test_what_is_named_and_of_its_kind_is_no_fault(qtbot: QtBot) -> None:
    window, button = QMainWindow(), QPushButton("Save")
    window.setAccessibleName("Caseworker")
    qtbot.addWidget(window)
    window.setCentralWidget(button)
    window.show()
    assert faults(window) == []
