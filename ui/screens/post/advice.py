"""What the text of a file says of itself: where it may belong, and what stands plainly in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseworker.actions.ways_out import route_of
from caseworker.explain.post import suggest_for
from caseworker.intake import Reading
from caseworker.rules.letter_facts import Plain, plain_facts
from caseworker.rules.routing import Suggestion
from ui import theme
from ui.screens.post.found_card import FoundCard
from ui.screens.post.log_form import LogForm
from ui.screens.post.suggestion_card import SuggestionCard
from ui.widgets.announce import announce


@dataclass(frozen=True)
class Looked:
    """What was found in the text of one file. ``text`` says whether there is any."""

    suggestion: Suggestion
    facts: tuple[Plain, ...] = ()
    text: bool = False


def look_at(reading: Reading, today: date) -> Looked:
    """Read the words of a file. It can take a second: off the window's thread."""
    suggestion, text = suggest_for(reading)
    return Looked(suggestion, plain_facts(text, today), bool(text.strip()))


class Advice(QWidget):
    """Stands over the form and fills it only when the user says so.

    ``used`` sends the code of the way out whose route the user took, or "".
    """

    used = Signal(str)

    def __init__(
        self, form: LogForm, say: Callable[[str], None], way_out: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._form, self._say, self.way_out = form, say, way_out
        self.route, self.found = SuggestionCard(), FoundCard()
        self.route.used.connect(self._use)
        self.found.wanted.connect(self._fill)
        column = QVBoxLayout(self)
        theme.space(column, (0, 0, 0, 0), 8)
        column.addWidget(self.route)
        column.addWidget(self.found)
        form.edited.connect(self._edited)
        self.hide()

    def show_looked(self, looked: Looked) -> None:
        """Show what was found."""
        self.route.show_suggestion(looked.suggestion, looked.text, self.way_out)
        self.found.show_facts(looked.facts, self._form.standing())
        self.setVisible(True)

    def use_route(self) -> bool:
        """Take the suggested route; False when there is none, or it is taken already."""
        code = self.route.code
        if not code or self.way_out == code:
            return False
        self._use(code)
        return True

    def use_next(self) -> None:
        """Fill the next empty field that the letter has something for."""
        standing = self._form.standing()
        for fact in self.found.offered:
            if not standing.get(fact.field):
                self._fill(fact)
                return
        self._say("Nothing more was found in the letter for a field that is empty")

    def _use(self, code: str) -> None:
        self.way_out = code
        self._form.choose(route_of(code))
        self.used.emit(code)  # choosing the route that is chosen already edits nothing
        self.route.say_used(code)

    def _fill(self, fact: Plain) -> None:
        field = self._form.fields[fact.field]
        field.put(fact.value)
        self.found.show_offers(self._form.standing(), field.control)
        said = f"{field.asked.label}: {fact.words}"
        self._say(said)
        announce(self, said)

    def _edited(self) -> None:
        if self.way_out and self._form.route != route_of(self.way_out):
            self.way_out = ""
            self.used.emit("")
            self.route.say_used("")
        self.found.show_offers(self._form.standing())
