"""What stands plainly in the letter, each with a button that puts it into its field."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from caseworker.actions.base import asked
from caseworker.actions.post import LogPost
from caseworker.rules.letter_facts import Plain
from ui import theme
from ui.icons import Button
from ui.widgets.flow import Flow
from ui.widgets.text import label

LONGEST = 44  # letters of a button
SHORT = {"outcome_letter_dated": "MPS letter", "written": "Letter", "mps_reference": "Reference",
         "name": "Name"}


class FoundCard(QFrame):
    """Hidden when there is nothing to offer. ``wanted`` sends the Plain to put into its field."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.offered: tuple[Plain, ...] = ()
        self._facts: tuple[Plain, ...] = ()
        self.buttons: list[Button] = []
        self._row = Flow(12, 2)
        column = QVBoxLayout(self)
        theme.space(column, (2, 0, 0, 0), 2)
        head = label("Found in the letter", "caps")
        head.setAccessibleDescription("Heading")
        head.setToolTip("F puts the next one into its field, when the list has the focus")
        column.addWidget(head)
        column.addWidget(self._row)
        self.setAccessibleName("Found in the letter")
        self.hide()

    def show_facts(self, facts: tuple[Plain, ...], standing: Mapping[str, str]) -> None:
        """Offer these, but for what stands in its field already."""
        self._facts = facts
        self.show_offers(standing)

    def show_offers(self, standing: Mapping[str, str], then: QWidget | None = None) -> None:
        """Offer what does not stand in its field. ``then`` takes the focus of a button used."""
        offers = tuple(fact for fact in self._facts if fact.field in standing
                       and same(fact.value) not in same(standing[fact.field]))
        if offers == self.offered:
            return
        had = any(button.hasFocus() for button in self.buttons)
        self.offered = offers
        self.buttons = [self._button(fact) for fact in offers]
        self._row.set_items(self.buttons)
        self.setVisible(bool(offers))
        if had:
            where = self.buttons[0] if self.buttons else then
            if where is not None:
                where.setFocus(Qt.FocusReason.OtherFocusReason)

    def _button(self, fact: Plain) -> Button:
        full = asked(LogPost)[fact.field].label
        words = f"{SHORT.get(fact.field, full)}: {fact.words}"
        shown = words if len(words) <= LONGEST else f"{words[:LONGEST - 1]}…"
        button = Button(shown, role="link")
        button.setAccessibleName(f"{full}: {fact.words}")
        button.setAccessibleDescription("Puts it into its field")
        button.setToolTip(f"Put {fact.words} into “{full}”")
        button.clicked.connect(lambda: self.wanted.emit(fact))
        return button


def same(text: str) -> str:
    """Text without what does not matter when two are compared."""
    return "".join(sign for sign in text.casefold() if sign.isalnum() or sign in "@/")
