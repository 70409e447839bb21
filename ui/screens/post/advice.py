"""What the text of a file says of itself: where it may belong, and what stands plainly in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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

OF_THE_LETTER = ("written", "name", "address", "email")


@dataclass(frozen=True)
class Looked:
    """What was found in the text of one file. ``text`` says whether there is any."""

    suggestion: Suggestion
    facts: tuple[Plain, ...] = ()
    text: bool = False


def look_at(readings: Sequence[Reading], today: date) -> Looked:
    """Read the words of the files of one item, the letter first. It can take a second for each:
    off the window's thread.
    """
    looked = [suggest_for(reading) for reading in readings]
    suggestion = next((found for found, _ in looked if found.routes), looked[0][0])
    facts = list(plain_facts(looked[0][1], today))
    for _, text in looked[1:]:  # who wrote an enclosure, and when, says nothing of the letter
        facts += [fact for fact in plain_facts(text, today) if fact.field not in OF_THE_LETTER]
    return Looked(suggestion, tuple(dict.fromkeys(facts)), any(text.strip() for _, text in looked))


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
