"""The keys that work on every screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from ui import emergency, signed_in
from ui.command import Command
from ui.help.window import open_help
from ui.keys import key_of_place
from ui.lock import LOCK_KEY
from ui.undo import KEY as UNDO_KEY

if TYPE_CHECKING:
    from ui.screen import Screen
    from ui.shell import MainWindow


def install(window: MainWindow) -> None:
    """Give the window its keys."""

    def on_screen(call: Callable[[Screen], None]) -> Callable[[], None]:
        def run() -> None:
            if window.screen_shown is not None:
                call(window.screen_shown)

        return run

    keys: dict[str, Callable[[], None]] = {
        "Ctrl+K": window.open_palette,
        "Ctrl+F": on_screen(lambda screen: screen.go_to_filter()),
        "Ctrl+N": on_screen(lambda screen: screen.new()),
        "Ctrl+Return": on_screen(lambda screen: screen.main_action()),
        "Ctrl+Enter": on_screen(lambda screen: screen.main_action()),
        "Alt+Left": window.back,
        "F1": partial(open_help, window),
        UNDO_KEY: window.undo,
        "F5": window.refresh,
        "F6": lambda: window.next_pane(1),
        "Shift+F6": lambda: window.next_pane(-1),
        "Ctrl+=": lambda: window.resize_text(1),
        "Ctrl++": lambda: window.resize_text(1),
        "Ctrl+-": lambda: window.resize_text(-1),
        LOCK_KEY: lambda: window.lock.now(),
    }
    for number in range(1, 11):
        keys[key_of_place(number)] = partial(window.go_to_place, number)
    for number in range(1, 10):
        keys[f"Alt+{number}"] = partial(window.go_to_tab, number)
    for key, call in keys.items():
        QShortcut(QKeySequence(key), window).activated.connect(call)


def commands(window: MainWindow) -> Sequence[Command]:
    """What the palette offers of them, wherever the user is."""
    return (
        Command("Look again", "F5", window.refresh, icon="arrows-clockwise"),
        window.undo.command,
        Command("Back", "Alt+Left", window.back, icon="arrow-left"),
        Command("Larger text", "Ctrl+=", lambda: window.resize_text(1), icon="text-aa"),
        Command("Smaller text", "Ctrl+-", lambda: window.resize_text(-1), icon="text-aa"),
        Command("All keys", "?", window.show_keys, icon="question"),
        *signed_in.commands(window),
        *emergency.commands(window),
    )


def press(window: QWidget, key: QKeyEvent) -> None:
    """A key, as if it were pressed in this window: a shortcut, or for what has the focus."""
    pressed = QKeySequence(key.keyCombination())
    for shortcut in window.findChildren(QShortcut):
        if shortcut.isEnabled() and shortcut.key() == pressed:
            shortcut.activated.emit()
            return
    focus = QApplication.focusWidget() or window.focusWidget() or window
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(focus, QKeyEvent(kind, key.key(), key.modifiers(), key.text()))
