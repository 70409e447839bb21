"""What a person sets in the menu holds at once, and is kept."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from ui import theme
from ui.shell import MainWindow
from ui.signed_in import SignedIn


def actions(window: MainWindow) -> dict[str, QAction]:
    """Every action of the menu and its lists, by its words."""
    menu = window.findChild(SignedIn).menu_of_looks()
    menus = [menu, *menu.findChildren(QMenu)]
    return {action.text().partition("\t")[0]: action for each in menus
            for action in each.actions()}


def test_single_letters_can_be_switched_off(window: MainWindow, qtbot: QtBot) -> None:
    pressed: list[str] = []
    window.screen_shown.letters["Z"] = lambda: pressed.append("Z")
    table = window.screen_shown.table
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Z)
    assert pressed == ["Z"]
    actions(window)["Single-letter keys"].trigger()
    qtbot.keyClick(table, Qt.Key.Key_Z)
    assert pressed == ["Z"] and not window.config.now.single_letters


def test_the_time_until_it_locks(window: MainWindow) -> None:
    assert actions(window)["10 minutes"].isChecked()
    actions(window)["Never"].trigger()
    assert window.config.now.lock_after == 0
    window.config.change(lock_after=7)  # as IT may have set it in the file
    assert actions(window)["7 minutes"].isChecked()


def test_the_colours_of_the_system(window: MainWindow) -> None:
    actions(window)["Dark"].trigger()
    assert theme.current().name == "dark" and window.config.now.theme == "dark"
    actions(window)["Match the system"].trigger()
    assert theme.current().name == "light" and window.config.now.theme == "system"
