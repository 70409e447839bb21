"""Where a file may belong, and why. It is never applied by itself."""

from __future__ import annotations

import re

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caseworker.actions.post import ROUTES
from caseworker.actions.ways_out import BESIDE, route_of, way_to_use, way_words
from caseworker.explain.answers import cite
from caseworker.rules.routes import MIXED
from caseworker.rules.routing import AT_ONCE, RouteFinding, Suggestion
from caseworker.rules.words import count, sentence
from ui import theme
from ui.icons import Button, Picture
from ui.widgets.announce import announce
from ui.widgets.card import Card, clear_item
from ui.widgets.text import WrapLabel, label

NO_TEXT = "No suggestion: the page has no text that can be read"
NO_SIGN = "No suggestion: nothing in the text says where it belongs"
USE = "Use this route"
EXTRACT = 90  # letters of a part
ROUTE_WORDS = dict(ROUTES)


class SuggestionCard(Card):
    """``used`` sends the code of the way out whose route the user wants; ``code`` is the main
    one, "" without a suggestion.
    """

    used = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        theme.space(self.body, (12, 10, 12, 10), 4)
        self.code, self._suggestion, self._open = "", Suggestion(), False
        self._text, self._way_out = False, ""

    def show_suggestion(self, found: Suggestion, text: bool, way_out: str) -> None:
        """Show it; ``way_out`` is what was used of it already."""
        self._suggestion, self._text, self._way_out = found, text, way_out
        self.code = way_to_use(found)
        self._show()
        announce(self, self.accessibleName())

    def say_used(self, code: str) -> None:
        """Say which way out the form follows; "" when it follows none."""
        if code != self._way_out:
            self._way_out = code
            self._show()

    def _show(self) -> None:
        self.clear()
        found = self._suggestion
        if not found.routes:
            words = NO_SIGN if self._text else NO_TEXT
            self.body.addWidget(WrapLabel(words, "muted"))
            self.setAccessibleName(words)
            return
        words = f"Suggested route: {ROUTE_WORDS[route_of(self.code)]}"
        self.setAccessibleName(words)
        self._warn(found)
        if self._way_out:
            self._say(f"Route taken from the suggestion: {way_words(self._way_out)}", "small")
        else:
            self._head(words)
            self._why(found.routes[0])
            self._parts(found)
        if self._open:
            self._more(found)
        self._switch()

    def _warn(self, found: Suggestion) -> None:
        if any(route.code == AT_ONCE for route in found.routes):
            row = QHBoxLayout()
            row.addWidget(Picture("warning-fill", "red", 18))
            row.addWidget(WrapLabel("Act now: 999 where there is danger, and the safeguarding "
                                    "lead. Log it afterwards.", "strong"), 1)
            self.body.addLayout(row)

    def _head(self, words: str) -> None:
        row = QHBoxLayout()
        theme.space(row, (0, 0, 0, 0), 8)
        row.addWidget(WrapLabel(words, "strong"), 1)
        self.use = Button(USE)
        self.use.setToolTip(f"{USE} (R, in the list)")
        self.use.setAccessibleDescription(
            f"{ROUTE_WORDS[route_of(self.code)]}, {way_words(self.code)}. Key R in the list")
        self.use.clicked.connect(lambda: self.used.emit(self.code))
        row.addWidget(self.use)
        self.body.addLayout(row)

    def _why(self, first: RouteFinding) -> None:
        mixed = first.code == MIXED  # its parts say what it holds
        title = f"{first.code} {sentence(first.title)}"
        self._say(f"{title} {first.words}" if mixed else title)
        for reason in first.reasons[1:] if mixed else first.reasons:
            self._say(reason, "small")
        for against in first.against:
            self._say(f"Against: {against}", "small")
        self._say(f"Source: {sentence(cite(first.source))}", "small")

    def _parts(self, found: Suggestion) -> None:
        if len({part.code for part in found.parts}) < 2:
            return
        reasons = {route.code: " ".join(route.reasons) for route in found.routes}
        for number, part in enumerate(found.parts, 1):
            words = extract(part.text, reasons.get(part.code, ""))
            self._say(f"Part {number}, {part.code} {part.title}: “{words}”", "small")

    def _more(self, found: Suggestion) -> None:
        first = found.routes[0]
        if first.code != MIXED:
            self._say(sentence(first.words), "small")
        self._say(f"MOPAC does: {first.route.does}", "small")
        others = found.routes[1:]
        if others:
            self.body.addWidget(label("Other routes", "caps"))
        for other in others:
            self._other(other)

    def _other(self, other: RouteFinding) -> None:
        holder = QWidget()
        row = QHBoxLayout(holder)
        theme.space(row, (0, 0, 0, 0), 8)
        words = QVBoxLayout()
        theme.space(words, (0, 0, 0, 0), 0)
        words.addWidget(WrapLabel(f"{other.code} {sentence(other.title)}"))
        against = [f"Against: {each}" for each in other.against]
        said = " ".join((*other.reasons, *against, f"Source: {sentence(cite(other.source))}"))
        words.addWidget(WrapLabel(said, "small"))
        row.addLayout(words, 1)
        if other.code not in BESIDE and other.code != self._way_out:
            button = Button("Use")
            button.setAccessibleName(f"Use the route {other.code} {other.title}")
            button.clicked.connect(lambda: self.used.emit(other.code))
            row.addWidget(button)
        self.body.addWidget(holder)

    def _switch(self) -> None:
        others = len(self._suggestion.routes) - 1
        words = "Less" if self._open else (
            f"What it means, and {count(others, 'other route')}" if others else "What it means")
        self.more = Button(words, role="link")
        self.more.setAccessibleName(
            "Less of the suggestion" if self._open else f"{words} of the suggestion")
        self.more.clicked.connect(self._turn)
        row = QHBoxLayout()
        row.addWidget(self.more)
        row.addStretch(1)
        self.body.addLayout(row)

    def _turn(self) -> None:
        self._open = not self._open
        self._show()
        self.more.setFocus()

    def clear(self) -> None:
        """Take out everything."""
        while self.body.count():
            clear_item(self.body.takeAt(0))

    def _say(self, words: str, role: str = "") -> None:
        self.body.addWidget(WrapLabel(words, role))


def extract(text: str, reasons: str) -> str:
    """Some words of a part, from the sentence in which the term stands that gave it away."""
    terms = [text.find(term) for term in re.findall("“(.+?)”", reasons)]
    at = next((place for place in terms if place >= 0), 0)
    start = max(text.rfind(stop, 0, at) + len(stop) if stop in text[:at] else 0
                for stop in (". ", "? ", "! ", ", ", ": "))
    start = start if at - start < EXTRACT // 2 else at
    words = text[start:start + EXTRACT].rstrip()
    return f"{'… ' if start else ''}{words}{' …' if start + EXTRACT < len(text) else ''}"
