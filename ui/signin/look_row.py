"""Colours and text size, before anybody has signed in."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from caseworker.config import THEMES, Config
from ui import look, theme
from ui.icons import Button
from ui.widgets.announce import announce
from ui.widgets.flow import Flow
from ui.widgets.text import label

SIZES = (1.0, 1.3, 1.6)  # what the three letters stand for; the keys go in finer steps


class TextSize(QWidget):
    """Three letters A, each larger than the one before."""

    def __init__(self, config: Config, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._config = config
        row = QHBoxLayout(self)
        theme.space(row, (0, 0, 0, 0), 6)
        row.addWidget(label("Text size", "muted"))
        for size in SIZES:
            letter = Button("A")
            letter.setAccessibleName(f"Text size {round(size * 100)} per cent")
            letter.setToolTip(f"{round(size * 100)} %")
            letter.setStyleSheet(f"font-size: {round(10 * (0.5 + size / 2))}pt")
            letter.clicked.connect(lambda _=False, size=size: self.resize_to(size))
            row.addWidget(letter)

    def resize_to(self, size: float) -> None:
        """Put a text size in force and keep it."""
        look.choose(self._config, text_size=size)
        announce(self, f"Text size {round(size * 100)} per cent")


class ThemeRow(QWidget):
    """The themes, one of which is in force."""

    def __init__(self, config: Config, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._config = config
        column, row = QVBoxLayout(self), Flow(18, 4)
        theme.space(column, (0, 0, 0, 0), 4)
        column.addWidget(label("Colours", "muted"))
        column.addWidget(row)
        self.choices: dict[str, QRadioButton] = {}
        for name, words in THEMES.items():
            radio = QRadioButton(words)
            radio.setAccessibleName(words)
            radio.setAccessibleDescription("Colours")
            radio.setChecked(name == config.now.theme)
            radio.toggled.connect(lambda on, name=name: self._choose(name) if on else None)
            self.choices[name] = radio
        row.set_items(list(self.choices.values()))

    def _choose(self, name: str) -> None:
        look.choose(self._config, name=name)
