"""The right part of the post desk: a heading, a form that scrolls, and buttons that stay."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.icons import Button
from ui.widgets.card import clear_item
from ui.widgets.scrolled import Steady, put
from ui.widgets.text import ElideLabel, label


class Pane(QFrame):
    """Shows one body at a time."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "pane")
        column, head = QVBoxLayout(self), QHBoxLayout()
        theme.space(column, (0, 0, 0, 0), 0)
        theme.space(head, (20, 14, 20, 8), 8)
        self._title, self._place = label("", "h1"), ElideLabel("", "muted")
        self._title.setAccessibleDescription("Heading")
        self._place.setAlignment(Qt.AlignmentFlag.AlignRight)
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._place)
        column.addLayout(head)
        self.area = Steady()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column.addWidget(self.area, 1)
        self._pinned = QVBoxLayout()
        theme.space(self._pinned, (20, 0, 20, 0), 0)
        column.addLayout(self._pinned)
        self._foot = QWidget()
        self.buttons = QHBoxLayout(self._foot)
        theme.space(self.buttons, (20, 10, 20, 12), 8)
        column.addWidget(self._foot)

    def show_body(
        self, title: str, body: QWidget, buttons: Sequence[Button], pinned: QWidget | None
    ) -> None:
        """Show another body; the one before is deleted. The first button takes the room left.

        ``pinned`` stands between the body and its buttons.
        """
        self._title.setText(title)
        self.area.setAccessibleName(title)
        holder = QWidget()
        holder.setProperty("role", "surface")
        column = QVBoxLayout(holder)
        theme.space(column, (20, 4, 20, 12), 10)
        column.addWidget(body, 1)
        put(self.area, holder)
        for layout in (self._pinned, self.buttons):
            while layout.count():
                clear_item(layout.takeAt(0))
        if pinned is not None:
            self._pinned.addWidget(pinned)
        for number, button in enumerate(buttons):
            self.buttons.addWidget(button, 0 if number else 1)
        self._foot.setVisible(bool(buttons))

    def say_place(self, words: str) -> None:
        """Say where this item stands ("Item 7 of 14")."""
        self._place.setText(words)
