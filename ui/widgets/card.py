"""A white box with a heading."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.icons import Button
from ui.widgets.text import label


class Card(QFrame):
    """A white box: put what belongs in it into ``body`` (a QVBoxLayout).

    ``action`` is the label of a link at the right of the heading, which sends ``pressed``;
    ``hint`` says more of the link to a screen reader ("Change people").
    """

    pressed = Signal()

    def __init__(
        self, title: str = "", action: str = "", hint: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.body = QVBoxLayout(self)
        theme.space(self.body, (16, 13, 16, 13), 8)
        self.heading = label(title, "h2")
        self.action: Button | None = None
        if title:
            self.setAccessibleName(title)
            self.heading.setAccessibleDescription("Heading")
            row = QHBoxLayout()
            row.addWidget(self.heading)
            row.addStretch(1)
            if action:
                self.action = Button(action, role="link")
                self.action.setAccessibleDescription(hint or f"{action}: {title}")
                self.action.clicked.connect(lambda: self.pressed.emit())
                row.addWidget(self.action)
            self.body.addLayout(row)

    def clear(self) -> None:
        """Take out everything below the heading."""
        while self.body.count() > (1 if self.heading.text() else 0):
            item = self.body.takeAt(self.body.count() - 1)
            clear_item(item)


def clear_item(item: object) -> None:
    """Delete the widget, or the widgets of the layout, that a layout item holds."""
    widget = item.widget() if hasattr(item, "widget") else None
    inner = item.layout() if hasattr(item, "layout") else None
    if widget is not None:
        widget.hide()
        widget.deleteLater()
    elif inner is not None:
        while inner.count():
            clear_item(inner.takeAt(0))
        inner.deleteLater()
