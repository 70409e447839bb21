"""Cases that may be about the same person: link to one, or say that it is another."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caseworker.queries.post import PossibleMatch
from caseworker.rules.words import count
from ui import theme
from ui.icons import Button
from ui.widgets.announce import announce
from ui.widgets.card import Card
from ui.widgets.text import WrapLabel

TITLE = "Possible match"
SHOWN = 2  # the next comes up when one of these is no match


class MatchCard(Card):
    """Hidden without a match. ``linked`` and ``ignored`` send the PossibleMatch."""

    linked = Signal(object)
    ignored = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(TITLE, parent=parent)
        self.matches: tuple[PossibleMatch, ...] = ()
        self.hide()

    def show_matches(self, matches: Sequence[PossibleMatch]) -> None:
        """Show cases; what is shown already stays as it is."""
        if tuple(matches) == self.matches:
            return
        new = len(matches) > len(self.matches)
        self.matches = tuple(matches)
        self.clear()
        for match in self.matches[:SHOWN]:
            self.body.addWidget(self._row(match))
        if len(self.matches) > SHOWN:
            more = count(len(self.matches) - SHOWN, "more possible match", "more possible matches")
            self.body.addWidget(WrapLabel(f"{more[:1].upper()}{more[1:]}", "small"))
        self.setVisible(bool(self.matches))
        if new:
            announce(self, ". ".join(f"{TITLE}: {each.name}, {each.why.lower()}"
                                     for each in self.matches))

    def _row(self, match: PossibleMatch) -> QWidget:
        holder = QWidget()
        column, row = QVBoxLayout(holder), QHBoxLayout()
        theme.space(column, (0, 0, 0, 0), 2)
        theme.space(row, (0, 0, 0, 0), 8)
        about = f". {match.about}" if match.about else ""
        column.addWidget(WrapLabel(f"{match.name}, {match.reference}{about}"))
        row.addWidget(WrapLabel(match.why, "small"), 1)
        for words, icon, key, means, sent in (
            ("Link", "link", "M", f"Put this item into {match.reference}", self.linked),
            ("No match", "x", "X", f"{match.reference} is another matter", self.ignored),
        ):
            button = Button(words, icon)
            button.setAccessibleDescription(f"{means}, {match.name}. Key {key} in the list")
            button.setToolTip(f"{means} ({key}, in the list)")
            button.clicked.connect(lambda _=False, sent=sent: sent.emit(match))
            row.addWidget(button)
        column.addLayout(row)
        return holder
