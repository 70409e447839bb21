"""The keys that work everywhere, and the list of all keys in force."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from ui import theme
from ui.icons import Button
from ui.lock import LOCK_KEY
from ui.undo import KEY as UNDO_KEY
from ui.widgets.dialog import Dialog
from ui.widgets.text import WrapLabel, label

# (key as written on screen, what it does)
EVERYWHERE: tuple[tuple[str, str], ...] = (
    ("Ctrl+K", "find a case, a person or a command"),
    ("Ctrl+F", "filter what is listed"),
    ("Ctrl+Enter", "the main action of this screen"),
    ("Ctrl+N", "new, of what this screen lists"),
    (UNDO_KEY, "undo what was done last; in a text field, the typing"),
    ("Ctrl+1 to Ctrl+9, Ctrl+0", "go to a place in the navigation; 0 is the tenth"),
    ("Alt+1 to Alt+9", "go to a tab"),
    ("Alt+Left", "back"),
    ("F6, Shift+F6", "next part of the window, the one before"),
    ("F5", "look again"),
    ("F1", "help on the field or screen"),
    ("Ctrl+= and Ctrl+-", "larger text, smaller text"),
    (LOCK_KEY, "lock the window"),
    ("?", "this list"),
)


def key_of_place(number: int) -> str:
    """The key of the n-th place of the navigation (1 is the first); empty after the tenth."""
    return f"Ctrl+{number % 10}" if number <= 10 else ""


Keys = Sequence[tuple[str, str]]  # (key as written on screen, what it does)


def key_grid(title: str, here: Keys) -> QScrollArea:
    """All keys in force: those of the screen with this title, and those of everywhere."""
    holder = QWidget()
    grid = QGridLayout(holder)
    theme.space(grid, (0, 0, 8, 0), 8)
    grid.setColumnStretch(1, 1)
    for heading, keys in ((title, here), ("Everywhere", EVERYWHERE)):
        if keys:
            grid.addWidget(label(heading, "h2"), grid.rowCount(), 0, 1, 2)
        for key, words in keys:
            row = grid.rowCount()
            grid.addWidget(label(key, "keycap"), row, 0, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(WrapLabel(words), row, 1)
    grid.setRowStretch(grid.rowCount(), 1)
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setAccessibleName("Keys in force")
    scroll.setWidget(holder)
    holder.setProperty("role", "surface")
    return scroll


class KeyList(Dialog):
    """All keys in force on a screen."""

    def __init__(self, parent: QWidget | None, title: str, here: Keys) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keys")
        self.setAccessibleName("Keys")
        column = QVBoxLayout(self)
        theme.space(column, (24, 20, 24, 20), 12)
        column.addWidget(label("Keys", "h1"))
        column.addWidget(key_grid(title, here), 1)
        shut = Button("Close", role="primary")
        shut.clicked.connect(self.accept)
        column.addWidget(shut)
        self.fit(theme.px(460), theme.px(600))
