"""Look for words in the pages shown: a box, the count, the next and the one before."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from ui import theme
from ui.icons import IconButton
from ui.widgets.announce import announce
from ui.widgets.text import label

NAME = "Find in these pages"


class FindBar(QWidget):
    """``sought`` sends what is typed when it is to be looked for; ``moved`` 1 or -1, for the next
    place and the one before; ``closed`` when it is put away.
    """

    sought = Signal(str)
    moved = Signal(int)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sought = ""
        self.line, self.count = QLineEdit(), label("", "muted")
        self.line.setAccessibleName(NAME)
        self.line.setAccessibleDescription(
            "Enter: next. Shift+Enter: the one before. Escape: close")
        self.line.setPlaceholderText(NAME)
        self.before = IconButton("Place before", "caret-up")
        self.after = IconButton("Next place", "caret-down")
        self.away = IconButton("Close the search", "x")
        self.before.clicked.connect(lambda: self.moved.emit(-1))
        self.after.clicked.connect(lambda: self.moved.emit(1))
        self.away.clicked.connect(self.close_bar)
        row = QHBoxLayout(self)
        theme.space(row, (0, 0, 0, 0), 8)
        row.addWidget(self.line, 1)
        for widget in (self.count, self.before, self.after, self.away):
            row.addWidget(widget)
        self.say("")
        self.hide()

    def open_bar(self) -> None:
        """Show it, with the words of before ready to be typed over."""
        self.show()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    def close_bar(self) -> None:
        """Put it away; what was found is no longer marked."""
        self.forget()
        self.hide()
        self.closed.emit()

    def forget(self) -> None:
        """Another document: nothing has been looked for in it."""
        self._sought = ""
        self.say("")

    def say(self, words: str, places: int = 0) -> None:
        """What was found, as "2 of 7"; it is spoken too."""
        self.count.setText(words)
        self.count.setVisible(bool(words))
        self.before.setEnabled(places > 1)
        self.after.setEnabled(places > 1)
        if words:
            announce(self, words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter looks, then goes on; Escape closes."""
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go_on(back)
        else:
            super().keyPressEvent(event)

    def go_on(self, back: bool = False) -> None:
        """Look for what is typed; when it was looked for already, go to the next place."""
        typed = self.line.text().strip()
        if typed and typed == self._sought:
            self.moved.emit(-1 if back else 1)
        elif typed:
            self._sought = typed
            self.sought.emit(typed)
