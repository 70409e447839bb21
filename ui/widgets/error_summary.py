"""What stands in the way of saving, in one box at the top, with a link to each field."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui import enter, theme
from ui.widgets.announce import announce
from ui.widgets.card import clear_item
from ui.widgets.text import WrapLabel, WrapLink, label

TITLE = "There is a problem"


class ErrorSummary(QFrame):
    """Hidden while nothing is wrong. It takes the focus, and is spoken, when something is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "errors")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._column = QVBoxLayout(self)
        theme.space(self._column, (16, 12, 16, 12), 2)
        self._links: list[WrapLink] = []
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter on the box goes to the first field that is wrong."""
        if enter.is_enter(event) and self.hasFocus() and self._links:
            self._links[0].click()
        else:
            super().keyPressEvent(event)

    def show_errors(self, errors: Sequence[tuple[str, Callable[[], None] | None]]) -> None:
        """Show (words, call that goes to the field, or None); an empty list hides the box."""
        while self._column.count():
            clear_item(self._column.takeAt(0))
        self._links = []
        self.setVisible(bool(errors))
        if not errors:
            return
        self._column.addWidget(label(TITLE, "h2"))
        for words, go in errors:
            if go is None:
                self._column.addWidget(WrapLabel(words, "error"))
                continue
            link = WrapLink(words)
            link.clicked.connect(lambda _=False, go=go: go())
            self._column.addWidget(link)
            self._links.append(link)
        spoken = f"{TITLE}: " + ". ".join(words for words, _ in errors)
        self.setAccessibleName(spoken)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, spoken, urgent=True)
