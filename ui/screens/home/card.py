"""One card of the first page: a number that leads to its list, and the first few of it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from caseworker.queries.home import Card, Line, Pile
from caseworker.rules.words import count
from ui import theme
from ui.icons import Picture
from ui.marks import STATES
from ui.widgets.card import clear_item
from ui.widgets.row_button import RowButton
from ui.widgets.text import ElideLabel, WrapLabel, label

# What is said where there is nothing, and what an item is called.
NOTHING: dict[Pile, str] = {
    Pile.OVERDUE: "Nothing is overdue.",
    Pile.DUE: "Nothing is due.",
    Pile.BROUGHT: "No case comes back today.",
    Pile.WAITING: "No reply from the MPS is due.",
    Pile.UNALLOCATED: "Every open case has an owner.",
    Pile.LETTERS: "No letter waits to be issued.",
    Pile.POST: "Every item of post is in a case.",
    Pile.COMPLAINTS: "No complaint is open.",
}
_NOUN = {Pile.LETTERS: "letter", Pile.POST: "item", Pile.COMPLAINTS: "complaint"}


def spoken(card: Card) -> str:
    """The card's name: "Overdue, 2 cases"."""
    noun = count(card.number, _NOUN.get(card.pile, "case"))
    return ", ".join(part for part in (card.title, noun, card.note) if part)


class HomeCard(QFrame):
    """``opened`` asks for the list; ``chosen`` sends the Line that was pressed."""

    opened = Signal()
    chosen = Signal(object)

    def __init__(self, card: Card, key: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.card = card
        self.setProperty("role", "card")
        self.setAccessibleName(spoken(card))
        column = QVBoxLayout(self)
        theme.space(column, (10, 8, 10, 10), 0)
        self.head = self._head(card, key)
        column.addWidget(self.head)
        self.rows = [self._row(line) for line in card.lines]
        for row in self.rows:
            column.addWidget(row)
        if not self.rows:
            column.addWidget(_in_line(WrapLabel(NOTHING[card.pile], "muted")))
        column.addStretch(1)

    def _head(self, card: Card, key: int) -> RowButton:
        head = RowButton(spoken(card))
        head.setAccessibleDescription(f"{card.why} Opens the list. {key}")
        head.setToolTip(f"Open the list ({key})")
        words = QWidget()
        column, first = QVBoxLayout(words), QHBoxLayout()
        theme.space(column, (0, 0, 0, 0), 0)
        theme.space(first, (0, 0, 0, 0), 8)
        first.addWidget(label(card.title, "h2"))
        if card.note:
            first.addWidget(label(card.note, "error"))
        first.addStretch(1)
        column.addLayout(first)
        column.addWidget(WrapLabel(card.why, "small"))
        head.add(words, 1)
        head.add(label(f"{card.number:,}", "display"))
        cap = label(str(key), "keycap")
        cap.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        head.add(cap)
        head.clicked.connect(lambda: self.opened.emit())
        return head

    def _row(self, line: Line) -> RowButton:
        row = RowButton(", ".join(part for part in (line.who, line.words, line.detail) if part))
        theme.space(row.row, (10, 2, 4, 2), 8)
        words = QWidget()
        column, below = QVBoxLayout(words), QHBoxLayout()
        theme.space(column, (0, 0, 0, 0), 0)
        theme.space(below, (0, 0, 0, 0), 8)
        column.addWidget(ElideLabel(line.who, "rowlink"))  # a name has the whole width
        below.addWidget(ElideLabel(line.detail, "small"), 1)
        _, token, picture = STATES[line.state]
        if picture:
            below.addWidget(Picture(picture, token, 14))
        below.addWidget(label(line.words, {"red": "error"}.get(token, "small")))
        column.addLayout(below)
        row.add(words, 1)
        row.clicked.connect(lambda: self.chosen.emit(line))
        return row


def _in_line(words: QWidget) -> QWidget:
    """Words that stand where the words of the rows do."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    theme.space(row, (10, 8, 4, 4), 0)
    row.addWidget(words, 1, Qt.AlignmentFlag.AlignTop)
    return holder


def empty(layout: QLayout) -> None:
    """Take out everything."""
    while layout.count():
        clear_item(layout.takeAt(0))
