"""Enter presses the button that has the focus, in windows as in dialogs.

Qt presses a button by Enter only in a dialog, and there only one that may be the default; links,
rows and the buttons of the window would answer to the space bar alone.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def is_enter(event: QKeyEvent) -> bool:
    """Whether Enter alone was pressed, of the letters or of the keypad."""
    return (event.key() in ENTER
            and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier)


def pressed(event: QKeyEvent) -> bool:
    """Press the button that has the focus if the key is Enter; says whether it did.

    A key that is held down presses once.
    """
    focus = QApplication.focusWidget()
    if not is_enter(event) or not isinstance(focus, QPushButton | QToolButton):
        return False
    if not event.isAutoRepeat():
        focus.click()
    return True
