"""The form for the facts of a review, in groups, and which fact settles which finding."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QVBoxLayout

from caseworker.actions.base import asked
from caseworker.actions.opening import RecordFacts
from ui.screens.case.checks.card import settle_words
from ui.widgets.form import Form
from ui.widgets.text import WrapLabel, rule

GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("The complaint", (
        "about", "complaint_details", "complained", "complaint_made", "mps_reference", "force",
        "withdrawn", "already_reviewed",
    )),
    ("The outcome", (
        "outcome_issued", "outcome_letter_held", "outcome_letter_dated", "outcome_provided",
        "provided_by", "handling", "letter_names_body",
    )),
    ("The request", ("received", "applicant", "in_writing", "grounds", "adjustments")),
    ("Time at another body", ("iopc_received", "iopc_forwarded", "mps_first_received")),
)
# Facts of people, which are recorded in the tab about them.
OF_PEOPLE = frozenset({"consent", "complainant_age", "gateway_because", "name_and_contact"})


def groups() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The groups of the form; a fact that stands in none comes in a group of its own."""
    every = asked(RecordFacts)
    placed = {name for _, names in GROUPS for name in names}
    others = tuple(name for name in every if name not in placed)
    return (*GROUPS, ("Other facts", others)) if others else GROUPS


def field_for(name: str) -> str:
    """The field of the form that settles a finding about ``name``; empty when there is none."""
    return name if name in asked(RecordFacts) else ""


def record_words(name: str) -> str:
    """The words of a button that leads to the field: "Record date received"."""
    return settle_words(asked(RecordFacts)[name].label)


def facts_form(today: date) -> Form[RecordFacts]:
    """The form, not yet filled. A fact that is left as it was filled in is not touched."""
    names = [name for _, fields in groups() for name in fields]
    form: Form[RecordFacts] = Form(RecordFacts, names, today=today)
    column = form.layout()
    assert isinstance(column, QVBoxLayout)  # that is how a form lays its fields out
    for number, (title, fields) in enumerate(groups()):
        heading = WrapLabel(title, "h2")
        heading.setAccessibleDescription("Heading")
        at = column.indexOf(form.fields[fields[0]])
        column.insertWidget(at, heading)
        if number:
            column.insertWidget(at, rule())
    column.addStretch(1)
    return form
