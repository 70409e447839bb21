"""The complaint as it was made, beside the question that is asked of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from caseworker.queries.case import CaseView
from ui import theme
from ui.icons import Button
from ui.widgets.card import Card
from ui.widgets.text import WrapLabel


class ComplaintCard(Card):
    """The complaint as made: what the questions are asked of. ``quoted`` sends selected words."""

    quoted = Signal(str)

    def __init__(self, record: Callable[[], None], parent: QWidget | None = None) -> None:
        super().__init__("The complaint", parent=parent)
        self._letter = WrapLabel("", "strong")
        self._none = WrapLabel("What the complaint to the MPS was is not recorded.")
        self.record = Button("Record what the complaint to the MPS was")
        self.record.clicked.connect(lambda: record())
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName("The complaint")
        self.text.setMinimumHeight(theme.px(150))
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse
                                          | Qt.TextInteractionFlag.TextSelectableByKeyboard)
        self.quote = Button("Quote the selected words in the reason")
        self.quote.clicked.connect(lambda: self._quote())
        self.text.selectionChanged.connect(self._selected)
        for part in (self._letter, self._none, self.record, self.text, self.quote):
            self.body.addWidget(part)
        self._end = QWidget()  # takes the room when there is no text
        self.body.addWidget(self._end, 1)
        self.body.setStretchFactor(self.text, 1)
        self._selected()

    def show_text(self, view: CaseView) -> None:
        """Show the complaint of a case; the selection stays while it is the same."""
        text, named = view.facts.complaint_details.strip(), view.facts.letter_names_body
        if text != self.text.toPlainText():
            self.text.setPlainText(text)
        for part in (self.text, self.quote):
            part.setVisible(bool(text))
        self._none.setVisible(not text)
        self._end.setVisible(not text)
        self.record.setVisible(not text)
        self.record.setEnabled(not view.steps["RecordFacts"].blocked)
        self.record.setToolTip(view.steps["RecordFacts"].why_not)
        self._letter.setText(f"MPS letter says: {named.value if named else 'not known'}")

    def _selected(self) -> None:
        chosen = self.text.textCursor().hasSelection()
        self.quote.setEnabled(chosen)
        self.quote.setToolTip("" if chosen else "Select words of the complaint first")
        self.quote.setAccessibleDescription(self.quote.toolTip())

    def _quote(self) -> None:
        words = " ".join(self.text.textCursor().selectedText().split())
        if words:
            self.quoted.emit(words)
