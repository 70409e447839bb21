"""The tab "People and consent" of a case: who is in it, and whom letters go to, and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caseworker.actions.people import PERSON_FIELDS, Part, RecordConsent, RecordPerson
from caseworker.queries.case import CaseView, PersonView
from caseworker.rules import complaint_papers, representation
from caseworker.rules.facts import Applicant
from caseworker.rules.words import count, long_date
from ui import theme
from ui.icons import Button
from ui.screens.case.access import AccessCard
from ui.screens.case.overview_cards import RESTRICTED, consent_words, may_see_names
from ui.screens.case.tab import CaseTab, Page
from ui.widgets.banner import Banner
from ui.widgets.card import Card, clear_item
from ui.widgets.columns import Columns
from ui.widgets.summary_list import SummaryList
from ui.widgets.text import WrapLabel, rule

SHOWN = 20  # people of one part before "Show all"
_VALUES = tuple(name for name in PERSON_FIELDS if not name.startswith("consent"))
_FIELDS = tuple(name for name in _VALUES if name != "postcode")  # it is in the box of the address
_CONSENT = {"written": "consent_written", "signed_on": "consent_signed_on",
            "covers_this_review": "consent_covers_this_review",
            "withdrawn_on": "consent_withdrawn_on"}
_TITLES = {
    Part.COMPLAINANT: "Complainant", Part.REPRESENTATIVE: "Representative",
    Part.INTERESTED: "Interested persons", Part.COMPLAINED_AGAINST: "Persons complained against",
}
_NONE = {
    Part.COMPLAINANT: "Nobody is recorded yet.",
    Part.REPRESENTATIVE: "Nobody acts for the complainant.",
    Part.INTERESTED: "Nobody else is to be told.",
    Part.COMPLAINED_AGAINST: "Nobody is recorded.",
}


def person_of(view: CaseView, part: Part) -> PersonView | None:
    """The first person with this part, None when there is none."""
    return next((person for person in view.people if person.part is part), None)


def letters_go_to(view: CaseView) -> tuple[str, str]:
    """Whom we write to, and why: a representative only with consent that covers this review."""
    complainant = person_of(view, Part.COMPLAINANT)
    name = complainant.name if complainant else "the complainant"
    agent = person_of(view, Part.REPRESENTATIVE)
    if agent is None:
        return f"Letters go to {name}.", "Nobody acts for the complainant."
    if view.complaint is not None:
        held = complaint_papers.representation(view.complaint.facts)
        only = "" if held else "only "
        return f"Letters go {only}to {agent.name if held else name}.", held.reason
    if view.facts.applicant is Applicant.PARENT and representation.may_apply(view.facts):
        return f"Letters go to {agent.name}.", "A parent or guardian acts for the complainant."
    if (agent.consent_written and agent.consent_signed_on and agent.consent_covers_this_review
            and agent.consent_withdrawn_on is None):
        signed = long_date(agent.consent_signed_on)
        why = f"The complainant's written consent, signed on {signed}, covers this review."
        return f"Letters go to {agent.name}.", why
    why = (f"{consent_words(agent)}. Until written consent for this review is held, nothing goes "
           f"to {agent.name}.")
    return f"Letters go only to {name}.", why


class PeopleTab(CaseTab):
    """A card for each part in the case."""

    words = "People and consent"

    def __init__(self, page: Page, parent: QWidget | None = None) -> None:
        super().__init__(page, parent)
        self._view: CaseView | None = None
        self._all = False
        self.goes_to = Banner("", icon="paper-plane-tilt")
        self.cards = {part: Card(words) for part, words in _TITLES.items()}
        self.bodies: dict[Part, QVBoxLayout] = {}
        self.buttons: dict[str, Button] = {}
        column, top = QVBoxLayout(self), QVBoxLayout()
        theme.space(column, (0, 0, 0, 0), 0)
        theme.space(top, (24, 20, 24, 0), 0)
        top.addWidget(self.goes_to)
        column.addLayout(top)
        for part, card in self.cards.items():
            holder = QWidget()
            self.bodies[part] = QVBoxLayout(holder)
            theme.space(self.bodies[part], (0, 0, 0, 0), 8)
            card.body.addWidget(holder)
            card.body.addLayout(self._make_buttons(part))
        column.addWidget(Columns([
            [self.cards[Part.COMPLAINANT], self.cards[Part.INTERESTED]],
            [self.cards[Part.REPRESENTATIVE], self.cards[Part.COMPLAINED_AGAINST]],
        ], least=400))
        self.access = AccessCard(page)
        column.addWidget(Columns([[self.access]], least=400))
        column.addStretch(1)

    def show_case(self, view: CaseView) -> None:
        """Show everybody."""
        if view is self._view:
            return
        self._view = view
        self.goes_to.say(*letters_go_to(view))
        self.access.ask(view)
        for part in self.cards:
            self._show_part(part, [one for one in view.people if one.part is part])
        # Who is complained about stands in the case's own record, which keeps them out of it.
        self.cards[Part.COMPLAINED_AGAINST].setVisible(view.complaint is None)
        has_agent = person_of(view, Part.REPRESENTATIVE) is not None
        self.buttons["consent"].setVisible(has_agent)
        change = self.buttons[Part.REPRESENTATIVE.value]
        change.set_words("Change the representative" if has_agent else "Add a representative")
        for name, button in self.buttons.items():
            step = "RecordConsent" if name == "consent" else "RecordPerson"
            why = view.steps[step].why_not
            button.setEnabled(not why)
            button.setToolTip(why)
            button.setAccessibleDescription(why)

    def first(self) -> QWidget:
        """The first button."""
        return self.buttons[Part.COMPLAINANT.value]

    def _make_buttons(self, part: Part) -> QHBoxLayout:
        row = QHBoxLayout()
        words: Sequence[tuple[str, str, Callable[[], None]]] = {
            Part.COMPLAINANT: ((part.value, "Change the complainant", self._change(part)),),
            Part.REPRESENTATIVE: ((part.value, "Add a representative", self._change(part)),
                                  ("consent", "Record consent", self._consent)),
            Part.INTERESTED: ((part.value, "Add an interested person", self._add(part)),),
            Part.COMPLAINED_AGAINST: (
                (part.value, "Add a person complained against", self._add(part)),),
        }[part]
        for name, label, call in words:
            self.buttons[name] = button = Button(label)
            button.clicked.connect(lambda _=False, call=call: call())
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _show_part(self, part: Part, people: list[PersonView]) -> None:
        body = self.bodies[part]
        while body.count():
            clear_item(body.takeAt(0))
        if not people:
            body.addWidget(WrapLabel(_NONE[part], "muted"))
        if part is Part.COMPLAINED_AGAINST and not may_see_names(self.page.host.office.roles):
            if people:
                many = count(len(people), "person", "people")
                body.addWidget(WrapLabel(f"{many}. {RESTRICTED}.", "muted"))
            return
        for number, person in enumerate(people if self._all else people[:SHOWN]):
            if number:
                body.addWidget(rule())
            body.addWidget(SummaryList(_rows(person), label_width=150))
            if part in (Part.INTERESTED, Part.COMPLAINED_AGAINST):
                body.addWidget(self._correct(person))
        if len(people) > SHOWN and not self._all:
            more = Button(f"Show all {count(len(people), 'person', 'people')}", role="link")
            more.clicked.connect(self._show_all)
            body.addWidget(more)

    def _correct(self, person: PersonView) -> Button:
        """A link that corrects one of several people."""
        link = Button(f"Correct {person.name}", role="link")

        def values(view: CaseView) -> Mapping[str, Any]:
            found = next((each for each in view.people if each.id == person.id), person)
            return {name: getattr(found, name) for name in _VALUES}

        link.clicked.connect(lambda: self.page.dialog(
            f"Correct {person.name}", RecordPerson, "Save", values=values, part=person.part,
            party_id=person.id, only=[name for name in _FIELDS if name != "age"]))
        return link

    def _show_all(self) -> None:
        self._all = True
        view, self._view = self._view, None
        if view is not None:
            self.show_case(view)

    def _change(self, part: Part) -> Callable[[], None]:
        def values(view: CaseView) -> Mapping[str, Any]:
            found = person_of(view, part)
            return {name: getattr(found, name) for name in _VALUES} if found else {}

        def ask() -> None:
            there = self._view and person_of(self._view, part)
            title = f"{'Change' if there else 'Add'} the {part.value}"
            self.page.dialog(title, RecordPerson, "Save", only=_FIELDS, values=values, part=part)

        return ask

    def _add(self, part: Part) -> Callable[[], None]:
        return lambda: self.page.dialog(
            self.buttons[part.value].accessibleName(), RecordPerson, "Add", part=part,
            only=[name for name in _FIELDS if name != "age"])

    def _consent(self) -> None:
        def values(view: CaseView) -> Mapping[str, Any]:
            found = person_of(view, Part.REPRESENTATIVE)
            return {ours: getattr(found, theirs) for ours, theirs in _CONSENT.items()}

        self.page.dialog(
            "Record consent", RecordConsent, "Save", values=values,
            intro="A representative gets our letters only with the complainant's written consent "
                  "that covers this review. Add the paper itself under Documents.")


def _rows(person: PersonView) -> list[tuple[str, str]]:
    address = "\n".join(part for part in (person.address, person.postcode) if part)
    rows = [
        ("Name", person.name), ("Name on letters", person.letter_name),
        ("Organisation", person.organisation), ("Relationship", person.relationship_words),
        ("Age", "" if person.age is None else str(person.age)), ("Address", address),
        ("Email", person.email), ("Phone", person.phone),
    ]
    if person.part is Part.REPRESENTATIVE:
        rows.append(("Consent", consent_words(person)))
    return [(name, value) for name, value in rows if value]
