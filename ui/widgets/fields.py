"""One field of a form: label, hint, error and the control, for each kind of answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QVBoxLayout,
    QWidget,
)

from caseworker.actions.asking import Ask
from ui import theme
from ui.icons import Picture
from ui.widgets.text import WrapLabel

RADIOS = 5  # more choices than these come in a drop-down list
WIDTHS: Mapping[str, int] = {
    "date": 170, "number": 110, "email": 360, "choice": 360, "password": 360,
}
LINES: Mapping[str, int] = {"address": 4, "long": 4}
TRI = ((True, "Yes"), (False, "No"), (None, "Not yet known"))


class Combo(QComboBox):
    """A drop-down list that the mouse wheel never changes by accident, and whose list is as wide
    as its longest words; what the box itself has no room for is in its tool-tip.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._told = ""  # of the tool-tip; one that others gave stays
        self.currentTextChanged.connect(lambda _: self._tell_whole())

    def showPopup(self) -> None:
        """Show the whole of each choice."""
        view = self.view()
        view.setMinimumWidth(view.sizeHintForColumn(0) + view.verticalScrollBar().width())
        super().showPopup()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width shows more, or less, of the words."""
        super().resizeEvent(event)
        self._tell_whole()

    def _tell_whole(self) -> None:
        if self.toolTip() != self._told:
            return
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        room = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self)
        wide = self.fontMetrics().horizontalAdvance(self.currentText())
        self._told = self.currentText() if wide > room.width() else ""
        self.setToolTip(self._told)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()


class Field(QWidget):
    """Label, hint, error text and control. ``raw()`` is what stands in the control.

    ``raw()`` is a str for text, dates and numbers; the chosen value for choices (None if none is
    chosen); a bool for ticks; True, False or None for "tri".
    """

    edited = Signal()

    def __init__(self, name: str, asked: Ask, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name, self.asked = name, asked
        self.control: QWidget
        self._wrong = ""
        self._box: QLineEdit | QPlainTextEdit | QCheckBox | Combo | QButtonGroup
        self._values: list[Any] = []
        self._column = QVBoxLayout(self)
        theme.space(self._column, (0, 0, 0, 0), 3)
        self._error = WrapLabel("", "error")
        self._label = self._head()
        self._make()
        self.blank = self.raw()

    def raw(self) -> Any:
        """What stands in the control now."""
        match self._box:
            case QLineEdit():
                typed = self._box.text()
                return typed if self.asked.kind == "password" else typed.strip()
            case QPlainTextEdit():
                return self._box.toPlainText().strip()
            case QCheckBox():
                return self._box.isChecked()
            case QComboBox():
                at = self._box.currentIndex()
                return self._values[at] if at >= 0 else None
            case group:
                at = group.checkedId()
                return self._values[at] if at >= 0 else None

    def put(self, value: Any) -> None:
        """Show a value (text as a str)."""
        match self._box:
            case QLineEdit():
                self._box.setText("" if value is None else str(value))
            case QPlainTextEdit():
                self._box.setPlainText("" if value is None else str(value))
            case QCheckBox():
                self._box.setChecked(bool(value))
            case QComboBox():
                self._box.setCurrentIndex(self._at(value))
            case group:
                if (at := self._at(value)) >= 0:
                    group.button(at).setChecked(True)
                elif (chosen := group.checkedButton()) is not None:
                    group.setExclusive(False)  # an exclusive group keeps one chosen for ever
                    chosen.setChecked(False)
                    group.setExclusive(True)

    def say_wrong(self, words: str) -> None:
        """Show an error above the control, or take it away with empty words."""
        self._wrong = words
        self._error.setText(words)
        self._error_row.setVisible(bool(words))
        self.control.setProperty("wrong", bool(words))
        self.control.setAccessibleDescription(
            ". ".join(part for part in (f"Error: {words}" if words else "", self.asked.hint)
                      if part))
        self.control.style().unpolish(self.control)
        self.control.style().polish(self.control)
        theme.space(self._column, (13 if words else 0, 2 if words else 0, 0, 0), 3)
        self.update()

    def go(self) -> None:
        """Put the focus into the control."""
        self.control.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_choices(self, choices: Sequence[tuple[Any, str]]) -> None:
        """Offer other choices; only for a drop-down list ("choice" with more than a few)."""
        if isinstance(self._box, Combo):
            self._box.clear()
            self._values = [value for value, _ in choices]
            self._box.addItems([words for _, words in choices])
            self._box.setCurrentIndex(-1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the red bar beside a field that is wrong."""
        if self._wrong:
            painter = QPainter(self)
            painter.fillRect(0, 0, theme.px(4), self.height(), theme.current().colour("red"))
            painter.end()

    def _at(self, value: Any) -> int:
        return self._values.index(value) if value in self._values else -1

    def _head(self) -> QLabel:
        head = WrapLabel(self.asked.label, "strong", self)  # without a parent it is a window
        head.setVisible(self.asked.kind != "tick")
        self._column.addWidget(head)
        if self.asked.hint:
            self._column.addWidget(WrapLabel(self.asked.hint, "small"))
        self._error_row = QWidget()
        row = QHBoxLayout(self._error_row)
        theme.space(row, (0, 0, 0, 0), 6)
        row.addWidget(Picture("warning-fill", "red", 14), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._error, 1)
        self._error_row.hide()
        self._column.addWidget(self._error_row)
        return head

    def _make(self) -> None:
        kind, choices = self.asked.kind, self.asked.choices or ()
        if kind == "tick":
            self._make_tick()
        elif kind == "tri":
            self._make_radios(choices or TRI)
        elif kind == "choice" and 0 < len(choices) <= RADIOS:
            self._make_radios(choices)
        elif kind == "choice":
            self._make_combo(choices)
        elif kind in LINES:
            self._make_text(LINES[kind])
        else:
            self._make_line()
        self.control.setObjectName(self.name)
        self.control.setAccessibleName(self.asked.label)
        self.control.setAccessibleDescription(self.asked.hint)
        self._label.setBuddy(self.control)

    def _make_tick(self) -> None:
        tick = QCheckBox(self.asked.label.replace("&", "&&"))
        tick.toggled.connect(lambda: self.edited.emit())
        self._box = self.control = tick
        self._column.addWidget(tick, 0, Qt.AlignmentFlag.AlignLeft)

    def _make_radios(self, choices: Sequence[tuple[Any, str]]) -> None:
        group, holder = QButtonGroup(self), RadioHolder()
        column = QVBoxLayout(holder)
        theme.space(column, (0, 0, 0, 0), 2)
        for number, (value, words) in enumerate(choices):
            radio = QRadioButton(words.replace("&", "&&"))
            radio.setAccessibleName(words)
            radio.setAccessibleDescription(self.asked.label)
            group.addButton(radio, number)
            column.addWidget(radio)
            self._values.append(value)
            if not number:
                holder.first = radio
        group.idToggled.connect(lambda _id, on: self.edited.emit() if on else None)
        self._box, self.control = group, holder
        self._column.addWidget(holder)

    def _make_combo(self, choices: Sequence[tuple[Any, str]]) -> None:
        combo = Combo()
        combo.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        combo.setPlaceholderText("Choose")
        combo.setMinimumContentsLength(8)  # long choices are cut rather than push the page wider
        combo.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._box = self.control = combo
        self.set_choices(choices)
        combo.currentIndexChanged.connect(lambda: self.edited.emit())
        self._add_limited(combo)

    def _make_text(self, lines: int) -> None:
        box = QPlainTextEdit()
        box.setTabChangesFocus(True)
        box.setFixedHeight(round(box.fontMetrics().lineSpacing() * (lines + 1.2)))
        box.textChanged.connect(lambda: self.edited.emit())
        self._box = self.control = box
        self._column.addWidget(box)

    def _make_line(self) -> None:
        line = QLineEdit()
        if self.asked.kind == "password":  # it can be pasted, and is never shown
            line.setEchoMode(QLineEdit.EchoMode.Password)
        line.textChanged.connect(lambda: self.edited.emit())
        self._box = self.control = line
        self._add_limited(line)

    def _add_limited(self, control: QWidget) -> None:
        if self.asked.kind not in WIDTHS:
            self._column.addWidget(control)
            return
        theme.limit_width(control, WIDTHS[self.asked.kind])
        control.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout()
        row.addWidget(control, 1)
        row.addStretch(0)
        self._column.addLayout(row)


class RadioHolder(QWidget):
    """The buttons of one question. Whoever is led to it is led on to ``first``.

    A focus proxy would do the same, but the Tab key stops at whatever has one: where the buttons
    were put elsewhere in the chain, it would lead back to them for ever.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.first: QWidget | None = None

    def focusInEvent(self, event: QFocusEvent) -> None:
        """On to the first button."""
        super().focusInEvent(event)
        if self.first is not None:
            self.first.setFocus(event.reason())
