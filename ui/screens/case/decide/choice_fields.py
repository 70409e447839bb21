"""The questions of a recommendation that need their own look: which one, for which points."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QHBoxLayout,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from caseworker.queries.case import AllegationView
from caseworker.rules.finding import Source
from caseworker.rules.recommendations import AGAINST_THE_OUTCOME, Choice
from caseworker.rules.words import join
from ui import theme
from ui.screens.case.assess.words import MARKS
from ui.widgets.card import clear_item
from ui.widgets.fields import Field, RadioHolder
from ui.widgets.findings import SURE_WORDS
from ui.widgets.text import WrapLabel

NEEDS_MANAGER = "This one needs a manager. Ask your manager to add it."
NEEDS_MANAGER_YOU = "This one needs a manager. You are one."
NONE_AGAINST = "No allegation has been found not reasonable yet."


def cited(source: Source) -> str:
    """A source in words, with how sure we are of it."""
    return f"Source: {source.cite}{SURE_WORDS.get(source.sure, '')}"


class ChoiceField(Field):
    """The recommendations that may be made, each with its source; one of them is chosen."""

    control: RadioHolder

    def raw(self) -> Any:
        """The code of the one that is chosen, "" for none."""
        button = self._group.checkedButton()
        return button.objectName() if button is not None else ""

    def put(self, value: Any) -> None:
        """Choose one by its code; "" chooses none."""
        self._group.setExclusive(False)
        for button in self._group.buttons():
            button.setChecked(button.objectName() == value)
        self._group.setExclusive(True)

    def offer(self, choices: Sequence[Choice], manager: bool) -> None:
        """Offer these; one that needs a manager is offered to managers only, and says so."""
        chosen = self.raw()
        while self._rows.count():
            clear_item(self._rows.takeAt(0))
        for choice in choices:
            note = ""
            if choice.needs_manager:
                note = NEEDS_MANAGER_YOU if manager else NEEDS_MANAGER
            radio = QRadioButton(choice.title)
            radio.setObjectName(choice.code)
            radio.setEnabled(manager or not choice.needs_manager)
            radio.setAccessibleName(choice.title)
            words = " ".join(part for part in (note, cited(choice.source)) if part)
            radio.setAccessibleDescription(words)
            radio.setToolTip(note)
            self._group.addButton(radio)
            self._rows.addWidget(radio)
            self._rows.addWidget(_indented(words))
        self.put(chosen)
        buttons = [button for button in self._group.buttons() if button.isEnabled()]
        self.control.first = next(iter(buttons), None)

    def _make(self) -> None:
        self._group, self.control = QButtonGroup(self), RadioHolder()
        self._group.idToggled.connect(lambda _id, on: self.edited.emit() if on else None)
        self._rows = QVBoxLayout(self.control)
        theme.space(self._rows, (0, 0, 0, 0), 1)
        self.control.setObjectName(self.name)
        self.control.setAccessibleName(self.asked.label)
        self._column.addWidget(self.control)


class TickField(Field):
    """The allegations that a recommendation is for: those found not reasonable."""

    control: RadioHolder

    def raw(self) -> Any:
        """The numbers that are ticked."""
        return tuple(number for number, tick in self._ticks.items() if tick.isChecked())

    def put(self, value: Any) -> None:
        """Tick these numbers."""
        for number, tick in self._ticks.items():
            tick.setChecked(number in (value or ()))

    def offer(self, allegations: Sequence[AllegationView]) -> None:
        """Offer those whose outcome was not reasonable. A single one is ticked beforehand."""
        against = {a.number: a for a in allegations if a.finding in AGAINST_THE_OUTCOME}
        for number in [number for number in self._ticks if number not in against]:
            self._ticks.pop(number).deleteLater()
        for number, allegation in against.items():
            if number not in self._ticks:
                self._ticks[number] = tick = QCheckBox()
                tick.toggled.connect(lambda: self.edited.emit())
                self._rows.addWidget(tick)
                tick.setChecked(len(against) == 1)
            words = f"{number}  {_short(allegation.said)}"
            self._ticks[number].setText(words.replace("&", "&&"))
            self._ticks[number].setToolTip(allegation.said)
            self._ticks[number].setAccessibleName(
                f"Allegation {number}, {MARKS[allegation.finding][0]}, {allegation.said}")
        self._none.setVisible(not against)
        self.control.first = next(iter(self._ticks.values()), None)
        self.blank = tuple(against) if len(against) == 1 else ()

    def _make(self) -> None:
        self._ticks: dict[int, QCheckBox] = {}
        self.control, self._none = RadioHolder(), WrapLabel(NONE_AGAINST, "muted")
        self._rows = QVBoxLayout(self.control)
        theme.space(self._rows, (0, 0, 0, 0), 1)
        self._rows.addWidget(self._none)
        self.control.setObjectName(self.name)
        self.control.setAccessibleName(self.asked.label)
        self._column.addWidget(self.control)


class BlockedList(QWidget):
    """What may not be recommended here: the reason, what to say instead, and the source."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._shown: tuple[Choice, ...] = ()
        theme.space(self._column, (0, 0, 0, 0), 1)

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Show these, each as a choice that can't be taken."""
        if tuple(choices) == self._shown:
            return
        self._shown = tuple(choices)
        while self._column.count():
            clear_item(self._column.takeAt(0))
        for choice in choices:
            reason = " ".join(part for part in (
                choice.why_not, f"Instead: {_lower(choice.instead)}" if choice.instead else "",
            ) if part)
            radio = QRadioButton()  # its title stands beside it, where it can wrap
            radio.setEnabled(False)
            radio.setAccessibleName(choice.title)
            radio.setAccessibleDescription(f"{reason} {cited(choice.source)}")
            radio.setToolTip(reason)
            row = QHBoxLayout()
            theme.space(row, (0, 0, 0, 0), 0)
            row.addWidget(radio)
            row.addWidget(WrapLabel(choice.title, "strong"), 1)
            self._column.addLayout(row)
            self._column.addWidget(_indented(reason, ""))
            self._column.addWidget(_indented(cited(choice.source)))
            self._column.addSpacing(theme.px(8))


def for_points(numbers: Sequence[int]) -> str:
    """Which allegations something is for, in words; "" for none."""
    if not numbers:
        return ""
    noun = "allegation" if len(numbers) == 1 else "allegations"
    return f"For {noun} {join([str(number) for number in numbers])}"


def _indented(words: str, role: str = "small") -> WrapLabel:
    made = WrapLabel(words, role)
    made.setIndent(theme.px(24))
    made.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
    return made


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def _short(words: str, most: int = 44) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= most else plain[: most - 1].rstrip() + "…"
