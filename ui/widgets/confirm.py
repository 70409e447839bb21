"""The interruption card: asked only where a letter leaves or a right ends."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.icons import Button, Picture
from ui.widgets.dialog import Dialog
from ui.widgets.text import WrapLabel


class Interruption(Dialog):
    """A title, lines that say what will happen, and two buttons. "Go back" has the focus.

    Without ``action_words`` there is nothing to decide, and only the second button.
    """

    def __init__(
        self, parent: QWidget | None, title: str, lines: Sequence[str], action_words: str,
        back_words: str = "Go back",
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        column, top, row = QVBoxLayout(self), QHBoxLayout(), QHBoxLayout()
        theme.space(column, (24, 20, 24, 20), 12)
        theme.space(top, (0, 0, 0, 0), 10)
        top.addWidget(Picture("warning-fill", "amber", 24))
        top.addWidget(WrapLabel(title, "h1"), 1)
        column.addLayout(top)
        for line in lines:
            column.addWidget(WrapLabel(line))
        self.act, self.back = Button(action_words, role="primary"), Button(back_words)
        self.act.clicked.connect(self.accept)
        self.back.clicked.connect(self.reject)
        self.act.setVisible(bool(action_words))
        column.addSpacing(theme.px(8))
        row.addWidget(self.act)
        row.addWidget(self.back)
        row.addStretch(1)
        column.addLayout(row)
        self.setMinimumWidth(theme.px(460))
        self.back.setFocus()


def confirm(
    parent: QWidget | None, title: str, lines: Sequence[str], action_words: str
) -> bool:
    """Ask; True only if the action's button was pressed. Esc and closing mean no."""
    return Interruption(parent, title, lines, action_words).exec() == QDialog.DialogCode.Accepted


def tell(parent: QWidget | None, title: str, words: str) -> None:
    """Say something that has to be read before going on."""
    Interruption(parent, title, [words] if words else [], "", "Close").exec()
