"""One long text, to be read in full and copied."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from ui import theme
from ui.icons import Button
from ui.widgets.dialog import Dialog
from ui.widgets.text import WrapLabel
from ui.widgets.timeline import Event


def read(parent: QWidget, event: Event) -> None:
    """Open an event in a dialog of its own."""
    dialog = Dialog(parent)
    dialog.setWindowTitle("Read")
    dialog.setAccessibleName(event.title)
    dialog.setModal(True)
    column, row = QVBoxLayout(dialog), QHBoxLayout()
    theme.space(column, (24, 20, 24, 20), 12)
    column.addWidget(WrapLabel(event.title, "h1"))
    column.addWidget(WrapLabel(", ".join(part for part in (event.who, event.when) if part),
                               "muted"))
    box = QPlainTextEdit(event.text)
    box.setReadOnly(True)
    box.setTabChangesFocus(True)
    box.setAccessibleName(event.title)
    column.addWidget(box, 1)
    close = Button("Close")
    close.clicked.connect(dialog.accept)
    row.addWidget(close)
    row.addStretch(1)
    column.addLayout(row)
    dialog.fit(theme.px(560), theme.px(440))
    dialog.open()
