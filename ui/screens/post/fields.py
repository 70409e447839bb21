"""Fields of the post desk that look other than in most forms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.widgets.fields import Field
from ui.widgets.flow import Flow
from ui.widgets.text import label

ADJUSTMENTS = ("Large print", "Easy read", "Audio", "Braille", "Interpreter", "No phone")
A_DATE = 160  # pixels at 100 %: "30 September 2026" is never cut to another day


class Chip(QRadioButton):
    """One of a few choices, drawn as a chip. It is heard as a radio button."""

    def sizeHint(self) -> QSize:
        """As wide as its words."""
        look = theme.current()
        wide = QFontMetrics(look.font("strong")).horizontalAdvance(self.text())
        return QSize(wide + look.px(18), look.px(28))

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        """All of it can be pressed."""
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chip; the chosen one has a thick edge, a tint and strong words."""
        look, on = theme.current(), self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = 2.0 if on or look.strong_lines else 1.0
        painter.setPen(QPen(look.colour("accent" if on else "control"), edge))
        painter.setBrush(look.colour(
            "select" if on else "hover" if self.underMouse() else "surface"))
        box = QRectF(self.rect()).adjusted(edge / 2, edge / 2, -edge / 2, -edge / 2)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.setPen(look.colour("text"))
        painter.setFont(look.font("strong" if on else "body"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()


class ChipField(Field):
    """A choice as chips in a row, each with the number that is its key."""

    def _make(self) -> None:
        group, holder = QButtonGroup(self), Flow(4, 6)
        chips = []
        for number, (value, words) in enumerate(self.asked.choices, 1):
            short = words.removesuffix(" request")  # so that all stand in one line
            chip = Chip(f"{number} {short}".replace("&", "&&"))
            chip.setAccessibleName(words)
            chip.setAccessibleDescription(f"{self.asked.label}, key {number} in the list")
            group.addButton(chip, number - 1)
            chips.append(chip)
            self._values.append(value)
        holder.set_items(chips)
        holder.setFocusProxy(group.button(0))
        group.idToggled.connect(lambda _id, on: self.edited.emit() if on else None)
        self._box, self.control = group, holder
        self.control.setAccessibleName(self.asked.label)
        self._label.hide()
        self._column.addWidget(holder)

    def go(self) -> None:
        """The chosen chip takes the focus, else the first."""
        assert isinstance(self._box, QButtonGroup)
        chosen = self._box.checkedButton() or self._box.button(0)
        chosen.setFocus(Qt.FocusReason.OtherFocusReason)


class RowField(Field):
    """A choice of a few short words as radio buttons in one row."""

    def _make_radios(self, choices: Sequence[tuple[Any, str]]) -> None:
        super()._make_radios(choices)
        assert isinstance(self._box, QButtonGroup)
        row = QHBoxLayout()
        theme.space(row, (0, 0, 0, 0), 16)
        for button in self._box.buttons():
            row.addWidget(button)
        row.addStretch(1)
        column = self.control.layout()
        assert isinstance(column, QVBoxLayout)
        column.addLayout(row)


class ListField(Field):
    """A choice in a drop-down list, however few there are."""

    def _make(self) -> None:
        self._make_combo(self.asked.choices)
        self.control.setObjectName(self.name)
        self.control.setAccessibleName(self.asked.label)
        self._label.setBuddy(self.control)


class AdjustmentsField(Field):
    """Ticks for the usual adjustments, and a line for others. ``raw()`` is one line of words."""

    def _make(self) -> None:
        holder = Flow(18, 2)
        self._ticks = [QCheckBox(words) for words in ADJUSTMENTS]
        for tick in self._ticks:
            tick.setAccessibleDescription(self.asked.label)
            tick.toggled.connect(lambda: self.edited.emit())
        holder.set_items(self._ticks)
        self._box = QLineEdit()
        self._box.setAccessibleName("Other adjustments")
        words = label("Other adjustments", "small")
        words.setBuddy(self._box)
        self._box.textChanged.connect(lambda: self.edited.emit())
        self.control = self._box
        self._column.addWidget(holder)
        row = QHBoxLayout()
        theme.space(row, (0, 0, 0, 0), 8)
        row.addWidget(words)
        row.addWidget(self._box, 1)
        self._column.addLayout(row)

    def raw(self) -> str:
        """The ticked words and the others, in one line."""
        assert isinstance(self._box, QLineEdit)
        words = [tick.text() for tick in self._ticks if tick.isChecked()]
        return ", ".join([*words, *filter(None, [self._box.text().strip()])])

    def put(self, value: Any) -> None:
        """Tick what is usual, the rest goes into the line."""
        parts = [part.strip() for part in str(value or "").split(",") if part.strip()]
        usual = {words.casefold() for words in ADJUSTMENTS}
        for tick in self._ticks:
            tick.setChecked(tick.text().casefold() in {part.casefold() for part in parts})
        assert isinstance(self._box, QLineEdit)
        self._box.setText(", ".join(part for part in parts if part.casefold() not in usual))

    def go(self) -> None:
        """The first tick takes the focus."""
        self._ticks[0].setFocus(Qt.FocusReason.OtherFocusReason)


def beside(*parts: tuple[QWidget, int]) -> QHBoxLayout:
    """Fields in one row, each with its share of the width (0: as wide as it asks for)."""
    row = QHBoxLayout()
    theme.space(row, (0, 0, 0, 0), 12)
    for part, share in parts:
        low = isinstance(part, Field) and part.asked.kind == "tick"
        row.addWidget(part, share, Qt.AlignmentFlag.AlignBottom if low
                      else Qt.AlignmentFlag.AlignTop)
    if not any(share for _, share in parts):
        row.addStretch(1)
    return row


def widen(fields: Sequence[Field], width: float) -> None:
    """Give controls of one row the same width, in pixels at 100 %."""
    for field in fields:
        theme.fix_width(field.control, width)
