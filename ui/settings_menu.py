"""The settings of a person, in the menu of who is signed in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from caseworker.config import LOCK_AFTER, THEMES
from ui.command import Command

if TYPE_CHECKING:
    from ui.shell import MainWindow


def add_settings(menu: QMenu, window: MainWindow) -> None:
    """Add colours, text size, single-letter keys and the lock to the menu."""
    now = window.config.now
    _choices(menu, [(words, name == now.theme, partial(window.use_look, name))
                    for name, words in THEMES.items()])
    menu.addSeparator()
    for words, key, steps in (("Larger text", "Ctrl+=", 1), ("Smaller text", "Ctrl+-", -1)):
        menu.addAction(f"{words}\t{key}").triggered.connect(
            lambda _=False, steps=steps: window.resize_text(steps))
    letters = menu.addAction("Single-letter keys")
    letters.setCheckable(True)
    letters.setChecked(now.single_letters)
    letters.triggered.connect(lambda on: window.config.change(single_letters=on))
    _choices(menu.addMenu("Lock after"), [
        (_minutes(minutes), minutes == now.lock_after,
         partial(window.config.change, lock_after=minutes))
        for minutes in [*sorted({*LOCK_AFTER, now.lock_after} - {0}), 0]])


def colours(window: MainWindow) -> Sequence[Command]:
    """Each set of colours, for the palette."""
    now = window.config.now.theme
    return [Command(f"Colours: {words[:1].lower()}{words[1:]}", "", partial(window.use_look, name),
                    icon="eye", about="In use now" if name == now else "")
            for name, words in THEMES.items()]


def _choices(menu: QMenu, choices: list[tuple[str, bool, Callable[[], None]]]) -> None:
    group = QActionGroup(menu)
    for words, on, call in choices:
        action = menu.addAction(words)
        action.setCheckable(True)
        action.setChecked(on)
        action.triggered.connect(lambda _=False, call=call: call())
        group.addAction(action)


def _minutes(minutes: int) -> str:
    return f"{minutes} minutes" if minutes else "Never"
