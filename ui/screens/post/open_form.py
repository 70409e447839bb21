"""The form that opens a review request from an item of post."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields as fields_of
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseworker.actions.base import Ask
from caseworker.actions.opening import OpenReview
from caseworker.actions.representative import NO_CONSENT, Representing
from caseworker.queries.post import PostRow
from caseworker.rules.facts import Applicant
from caseworker.rules.finding import Finding, Refused
from ui.screens.post.fields import A_DATE, AdjustmentsField, RowField, beside, widen
from ui.screens.post.whole_form import WholeForm
from ui.widgets.card import Card
from ui.widgets.fields import Field
from ui.widgets.form import Form
from ui.widgets.text import WrapLabel

FIELDS = (
    "about", "name", "address", "email", "age", "applicant", "received", "mps_reference",
    "outcome_letter_held", "outcome_letter_dated", "outcome_provided", "provided_by",
    "handling", "letter_names_body", "complaint_details", "complaint_made", "grounds",
    "in_writing", "force", "adjustments",
)
OF_REPRESENTATIVE = (
    "name", "relationship_words", "organisation", "address", "email", "consent_written",
    "consent_signed_on", "consent_covers_this_review",
)
WITH_REPRESENTATIVE = (Applicant.REPRESENTATIVE, Applicant.PARENT)
PART = "representative."
IN_WRITING = {"post": True, "e-mail": True, "hand": True}  # a phone note is not


class RepresentativeForm(Form[Representing]):
    """The fields of a representative, inside the form that opens the case."""

    def make_field(self, name: str, asked: Ask) -> Field:
        """Short choices in a row."""
        return _field(name, asked) or super().make_field(name, asked)


class OpenForm(WholeForm[OpenReview]):
    """Everything that is known when a review is opened. A representative opens a part of it."""

    def __init__(self, item: PostRow, today: date, parent: QWidget | None = None) -> None:
        self._part_values: dict[str, Any] | None = None
        self.part = RepresentativeForm(Representing, OF_REPRESENTATIVE, today=today)
        super().__init__(OpenReview, only=FIELDS, parent=parent, today=today)
        self.setProperty("role", "surface")
        self.card, self._hint = Card("Representative"), WrapLabel(NO_CONSENT, "small")
        self.card.body.addWidget(self.part)
        self.card.body.addWidget(self._hint)
        self._lay_out()
        self.part.edited.connect(self.edited)
        self.part.edited.connect(self._fit)
        self.fields["applicant"].edited.connect(self._fit)
        self.fill(first_values(item))
        self._fit()

    def make_field(self, name: str, asked: Ask) -> Field:
        """Ticks, and short choices in a row."""
        return _field(name, asked) or super().make_field(name, asked)

    @property
    def represented(self) -> bool:
        """Whether somebody acts for the complainant."""
        return self.fields["applicant"].raw() in WITH_REPRESENTATIVE

    def part_wrong(self) -> list[Finding]:
        """What can't be read of the representative; what can be is kept for :meth:`finish`."""
        self._part_values = None
        if not self.represented:
            return []
        try:
            values = self.part.values()
        except Refused as refused:
            self._part_values = {"name": "-", "email": "-@-.-"}  # asked for again when it is read
            return [replace(each, field=PART + each.field) for each in refused.findings]
        self._part_values = values
        return []

    def finish(self, found: dict[str, Any]) -> dict[str, Any]:
        """The addresses apart from their postcodes, and the representative."""
        person = None
        if self._part_values is not None:
            person = Representing(**self._part_values).given()
        return {**super().finish(found), "representative": person}

    def typed_values(self) -> dict[str, Any]:
        """What stands in each control, the representative's too."""
        part = {PART + name: field.raw() for name, field in self.part.fields.items()}
        return {**super().typed_values(), **part}

    def put_back(self, typed: Mapping[str, Any]) -> None:
        """Show again what :meth:`typed_values` gave."""
        super().put_back(typed)
        for name, field in self.part.fields.items():
            if PART + name in typed:
                field.put(typed[PART + name])
        self._fit()

    def explain(self, findings: Iterable[Finding]) -> None:
        """Show what is against it, the representative's fields among them."""
        given = sorted(findings, key=self._place)
        Form.explain(self, given)
        theirs = {each.field.removeprefix(PART): each for each in given
                  if not each and each.field.startswith(PART)}
        for name, field in self.part.fields.items():
            field.say_wrong(theirs[name].reason if name in theirs else "")
        self.summary.show_errors([(each.reason, self._go_to(each.field)) for each in given
                                  if not each])

    def _go_to(self, name: str) -> Any:
        among = self.part.fields if name.startswith(PART) else self.fields
        field = among.get(name.removeprefix(PART))
        return field.go if field is not None else None

    def _place(self, finding: Finding) -> int:
        order = list(self.fields)
        at = order.index("applicant") + 1
        order[at:at] = [PART + name for name in self.part.fields]
        return order.index(finding.field) if finding.field in order else len(order)

    def _fit(self) -> None:
        self.card.setVisible(self.represented)
        parent = self.fields["applicant"].raw() is Applicant.PARENT
        self._hint.setVisible(not parent and self.part.fields["consent_written"].raw() is not True)

    def _lay_out(self) -> None:
        field, column = self.fields, self.layout()
        assert isinstance(column, QVBoxLayout)
        for each in field.values():
            column.removeWidget(each)
        widen([field["received"]], A_DATE)
        for name in FIELDS:
            if name == "mps_reference":
                continue
            if name == "received":
                column.addLayout(beside((field[name], 0), (field["mps_reference"], 1)))
            else:
                column.addWidget(field[name])
            if name == "applicant":
                column.addWidget(self.card)
        column.addStretch(1)


def first_values(item: PostRow) -> dict[str, Any]:
    """What the item of post says already. Nothing has to be typed twice (WCAG 2.2, 3.3.7)."""
    names = {each.name for each in fields_of(OpenReview)}
    known = {name: getattr(item, name) for name in PostRow.__slots__ if name in names}
    return {**known, "in_writing": IN_WRITING.get(item.channel)}


def _field(name: str, asked: Ask) -> Field | None:
    if name == "adjustments":
        return AdjustmentsField(name, asked)
    short = asked.kind == "choice" and len(asked.choices) == 3
    return RowField(name, asked) if short else None
