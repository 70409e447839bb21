"""What a person finds in front: the words that are to be seen, the dialog, the window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from ui.shell import MainWindow

if TYPE_CHECKING:
    from ui.application import Program


def words(widget: QWidget) -> list[str]:
    """The text of each label that is to be seen."""
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def dialog(over: QWidget, qtbot: QtBot, kind: type[QDialog] = QDialog) -> Any:
    """Wait for the dialog of this kind over a screen."""
    qtbot.waitUntil(lambda: any(each.isVisible() for each in over.findChildren(kind)))
    return next(each for each in over.findChildren(kind) if each.isVisible())


def closed(dialog: QDialog) -> bool:
    """Whether it was closed; once it is, it is destroyed as well, sooner or later."""
    return not isValid(dialog) or not dialog.isVisible()


def window_of(program: Program, qtbot: QtBot) -> MainWindow:
    """Wait for a person's window, with its first page there."""
    qtbot.waitUntil(lambda: isinstance(program.shown, MainWindow))
    window = program.shown
    assert isinstance(window, MainWindow)
    qtbot.waitUntil(lambda: not window.jobs._open)
    return window
