"""Rows of label and value."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from ui import theme
from ui.icons import Button
from ui.widgets.card import clear_item
from ui.widgets.text import WrapLabel, rule

LABEL_WIDTH = 120  # pixels at 100 %


class SummaryList(QWidget):
    """Facts, one below the other. ``lines`` draws a thin line between the rows."""

    def __init__(
        self, rows: Sequence[tuple[str, str] | tuple[str, str, str]] = (), lines: bool = False,
        label_width: int = LABEL_WIDTH, parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._lines, self._label_width, self._next = lines, label_width, 0
        self._grid = QGridLayout(self)
        theme.space(self._grid, (0, 0, 0, 0), 2)
        self._grid.setColumnStretch(1, 1)
        for row in rows:
            self.add(row[0], row[1], row[2] if len(row) == 3 else "")

    def add(
        self, name: str, value: str, extra: str = "",
        change: Callable[[], None] | None = None, change_words: str = "Change",
    ) -> None:
        """Add a row: label, value, a smaller line below it, and a link that calls ``change``."""
        top = Qt.AlignmentFlag.AlignTop
        if self._lines and self._next:
            self._grid.addWidget(rule(), self._next, 0, 1, 3)
            self._next += 1
        title = WrapLabel(name, "muted")
        theme.fix_width(title, self._label_width)
        shown = WrapLabel(value)
        shown.setAccessibleName(f"{name}: {value}")
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._grid.addWidget(title, self._next, 0, 2 if extra else 1, 1, top)
        self._grid.addWidget(shown, self._next, 1, top)
        if change is not None:
            link = Button(change_words, role="link")
            link.setAccessibleName(f"{change_words} {name[:1].lower()}{name[1:]}")
            link.clicked.connect(lambda: change())
            self._grid.addWidget(link, self._next, 2, 2 if extra else 1, 1, top)
        if extra:
            self._next += 1
            self._grid.addWidget(WrapLabel(extra, "small"), self._next, 1, top)
        self._next += 1
        self._grid.setRowMinimumHeight(self._next, theme.px(4))
        self._next += 1

    def clear(self) -> None:
        """Take all rows out."""
        while self._grid.count():
            clear_item(self._grid.takeAt(0))
        self._next = 0
