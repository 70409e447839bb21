"""The first thing to do, as one line and one button."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from caseworker.queries.home import Line
from caseworker.rules.words import count
from ui import theme
from ui.icons import Button
from ui.widgets.text import WrapLabel, label

NOTHING = "Nothing waits for you."


class NextStep(QFrame):
    """``pressed`` asks to open it."""

    pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "banner")
        row, words = QHBoxLayout(self), QVBoxLayout()
        theme.space(row, (14, 8, 12, 8), 12)
        theme.space(words, (0, 0, 0, 0), 0)
        self.heading, self._words = label("My next step", "strong"), WrapLabel("")
        words.addWidget(self.heading)
        words.addWidget(self._words)
        row.addLayout(words, 1)
        self.button = Button("Open", "arrow-right", "primary", after=True)
        self.button.clicked.connect(lambda: self.pressed.emit())
        row.addWidget(self.button)
        self.show_step(None, 0)

    def show_step(self, step: Line | None, unallocated: int) -> None:
        """Say what comes next, or that nothing does but what nobody owns yet."""
        words = sentence(step) if step is not None else NOTHING
        if step is None and unallocated:
            verb = "is" if unallocated == 1 else "are"
            words = f"{NOTHING} {count(unallocated, 'case')} {verb} not allocated."
        self._words.setText(words)
        self.button.setVisible(step is not None or unallocated > 0)
        self.button.setEnabled(step is not None or unallocated > 0)
        self.button.set_words("Open" if step is not None else "Show them")
        self.button.setAccessibleName(f"{self.button.text()}: {words}")


def sentence(step: Line) -> str:
    """The step in words: "Adaeze Nwosu: Acknowledge, 3 days overdue"."""
    if step.letter_id is not None:
        return f"{step.who}: issue {step.detail}, drafted {step.words}"
    if step.case_id is None:
        return f"{step.who}: put {step.detail} in a case, received {step.words}"
    return f"{step.who}: {step.detail}, {step.words[:1].lower()}{step.words[1:]}"
