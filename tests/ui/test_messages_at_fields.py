"""Each message of a form is reached by what somebody types, at its field and at the top."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from caseworker.actions import (
    absences,
    document_marks,
    links,
    notes,
    office_work,
    outcome,
    people,
    post,
    validity,
)
from caseworker.actions.complaints import stage_1
from caseworker.actions.documents import AddDocument
from caseworker.queries.post import PostRow
from caseworker.rules.facts import Applicant
from caseworker.rules.finding import Refused
from ui.screens.post.log_form import LogForm
from ui.screens.post.open_form import PART, OpenForm
from ui.widgets.form import Form

TODAY = date(2026, 3, 12)
LONG = "a" * 121
LETTER: dict[str, Any] = {
    "route": "review", "received": "10 3 2026", "name": "Ruth Abernathy",
    "mps_reference": "PC/04733/25", "address": "14 Larch House, London E9 7SN",
    "outcome_letter_dated": "19 2 2026",
}
REVIEW: dict[str, Any] = {"about": "No response", "received": "10 3 2026", "email": "r@a.org",
                          "name": "Ruth Abernathy"}
AGENT: dict[str, Any] = {**REVIEW, "applicant": Applicant.REPRESENTATIVE,
                         f"{PART}name": "A Cole", f"{PART}email": "a@c.org"}
OUTCOME = "Date on MPS outcome letter"

# What was typed over LETTER, the field, the words.
LOGGING: tuple[tuple[dict[str, Any], str, str], ...] = (
    ({"received": ""}, "received", "Enter the date received"),
    ({"received": "31 2 2026"}, "received", "Date received must be a real date"),
    ({"received": "29/2/26"}, "received", "Date received must be a real date"),
    ({"received": "13 3 2026"}, "received", "Date received must be today or in the past"),
    ({"written": "30 feb"}, "written", "Date on letter must be a real date"),
    ({"written": "11 3 26"}, "written", "Date on letter must be on or before the date received"),
    ({"outcome_letter_dated": ""}, "outcome_letter_dated",
     "Enter the date on the MPS outcome letter, or choose Not supplied"),
    ({"outcome_letter_dated": "31 4 26"}, "outcome_letter_dated", f"{OUTCOME} must be a real date"),
    ({"outcome_letter_dated": "t"}, "outcome_letter_dated",
     f"{OUTCOME} must be on or before the date received"),
    ({"name": ""}, "name", "Enter the full name"),
    ({"name": LONG}, "name", "Full name must be 120 characters or fewer"),
    ({"address": ""}, "address", "Enter an address or an email address"),
    ({"address": "14 Larch House\nLondon"}, "address",
     "Enter a full UK postcode, or choose Not in the UK"),
    ({"email": "ruth@example"}, "email",
     "Enter an email address with an @ and a full stop after it"),
    ({"mps_reference": ""}, "mps_reference", "Enter the MPS reference, or choose Not known"),
    ({"mps_reference": "PC#1"}, "mps_reference",
     "MPS reference must have letters, numbers and slashes only"),
    ({"route": None}, "route", "Choose where this item goes"),
)
OPENING: tuple[tuple[dict[str, Any], str, str], ...] = (
    ({**REVIEW, "about": ""}, "about", "Enter what the complaint is about"),
    ({**REVIEW, "outcome_letter_dated": "2 3 26", "outcome_provided": "1 3 26"},
     "outcome_provided", "Date provided must be on or after the date on the letter"),
    ({**AGENT, f"{PART}name": ""}, f"{PART}name", "Enter the full name"),
    ({**AGENT, f"{PART}email": ""}, f"{PART}address", "Enter an address or an email address"),
    ({**AGENT, f"{PART}consent_written": True}, f"{PART}consent_signed_on",
     "Enter the date consent was signed"),
    ({**AGENT, f"{PART}consent_written": True, f"{PART}consent_signed_on": "13 3 26"},
     f"{PART}consent_signed_on", "Date consent was signed must be today or in the past"),
    ({**AGENT, f"{PART}consent_signed_on": "99 3 26"}, f"{PART}consent_signed_on",
     "Date consent was signed must be a real date"),
)


@dataclass
class Shown:
    """What a form says when it is sent."""

    form: Form[Any]

    def at(self, name: str) -> str:
        fields = self.form.fields
        if name.startswith(PART):
            assert isinstance(self.form, OpenForm)
            fields = self.form.part.fields
        field = fields[name.removeprefix(PART)]
        assert field.control.property("wrong") is True, "no red edge"
        assert field.control.accessibleDescription().startswith("Error: ")
        (said,) = [each.text() for each in field.findChildren(QLabel)
                   if each.isVisible() and each.property("role") == "error"]
        return said

    @property
    def links(self) -> list[str]:
        assert self.form.summary.isVisible()
        return [each.accessibleName() for each in self.form.summary.findChildren(QPushButton)]


Send = Callable[[Form[Any], Callable[[], Any]], Shown]


@pytest.fixture
def send(qtbot: QtBot) -> Send:
    """Send a form that is refused, and look at what it says."""
    def run(form: Form[Any], make: Callable[[], Any]) -> Shown:
        qtbot.addWidget(form)
        form.show()
        form.activateWindow()
        typed = {name: field.raw() for name, field in form.fields.items()}
        with pytest.raises(Refused) as refused:
            make()
        assert form.failed(refused.value)
        assert {name: field.raw() for name, field in form.fields.items()} == typed
        qtbot.waitUntil(lambda: QApplication.focusWidget() is form.summary)
        assert form.summary.accessibleName().startswith("There is a problem: ")
        return Shown(form)

    return run


@pytest.mark.parametrize(("typed", "name", "words"), LOGGING)
def test_logging_post(send: Send, typed: dict[str, Any], name: str, words: str) -> None:
    form = LogForm(TODAY)
    form.put_back({**LETTER, **typed})
    shown = send(form, lambda: form.checked(files=()))
    assert shown.at(name) == words and words in shown.links
    shown.form.summary.findChildren(QPushButton)[shown.links.index(words)].click()
    focus = QApplication.focusWidget()
    assert focus is not None and form.fields[name].isAncestorOf(focus)


@pytest.mark.parametrize(("typed", "name", "words"), OPENING)
def test_opening_a_review(send: Send, typed: dict[str, Any], name: str, words: str) -> None:
    form = OpenForm(_item(), TODAY)
    form.put_back(typed)
    shown = send(form, lambda: form.checked(post_item_id=1, post_item_version=1))
    assert shown.at(name) == words and words in shown.links


# An action, what is typed, its other fields, the field, the words.
NEEDED: tuple[tuple[type[Any], dict[str, Any], str, str], ...] = (
    (outcome.Allocate, {}, "owner_id", "Choose who to allocate to"),
    (validity.DecideLate, {}, "because", "Enter why you are deciding this"),
    (validity.DecideLate, {}, "accepted", "Choose whether to accept the late request"),
    (validity.Waive, {}, "because", "Enter why you are changing this result"),
    (validity.DecideRepresentation, {}, "because", "Enter why you are changing this result"),
    (validity.RefuseAsInvalid, {}, "code", "Choose the reason"),
    (validity.ForwardToIopc, {}, "forwarded_on", "Enter the date forwarded"),
    (validity.ForwardToIopc, {"forwarded_on": "31 6"}, "forwarded_on",
     "Date forwarded must be a real date"),
    (validity.Waive, {}, "item", "Choose the item to waive"),
    (outcome.AssessAllegation, {}, "finding", "Choose a finding"),
    (outcome.AssessAllegation, {}, "why", "Enter why"),
    (outcome.Recommend, {}, "code", "Choose a recommendation"),
    (outcome.Recommend, {}, "text", "Enter what we recommend"),
    (outcome.NoteLearning, {}, "text", "Enter the learning point"),
    (outcome.ReturnDecision, {}, "because", "Enter what to look at again"),
    (outcome.RecordPoliceResponse, {}, "answered_on", "Enter the date of the reply"),
    (people.RecordPerson, {}, "name", "Enter the full name"),
    (office_work.AddNote, {}, "text", "Enter the note"),
    (notes.KeepPromise, {}, "kept", "Enter what was done"),
    (absences.RecordAbsence, {}, "staff_id", "Choose who is away"),
    (absences.RecordAbsence, {"last_day": "31 2"}, "last_day",
     "Last day away must be a real date"),
    (document_marks.RestrictDocument, {}, "because", "Enter why this document is restricted"),
    (links.LinkCases, {}, "other_reference", "Choose the other case"),
    (post.SetAside, {}, "because", "Enter why you are deciding this"),
    (post.ChangeRoute, {}, "route", "Choose where this item goes"),
    (stage_1.TellDelay, {}, "target", "Enter the new target date"),
    (stage_1.TellDelay, {}, "because", "Enter the reason for the delay"),
)
GIVEN = {"case_id": 1, "version": 1, "note_id": 1, "document_id": 1, "number": 1,
         "post_item_id": 1, "shared": (), "files": ()}


@pytest.mark.parametrize(("action", "typed", "name", "words"), NEEDED)
def test_a_field_that_is_needed(
    send: Send, action: type[Any], typed: dict[str, Any], name: str, words: str
) -> None:
    form: Form[Any] = Form(action, today=TODAY)
    for each, value in typed.items():
        form.fields[each].put(value)
    hints = form._hints

    def make() -> None:
        given = {each: value for each, value in GIVEN.items()
                 if each in hints and each not in form.fields}
        raise Refused(form.action(**given).missing())

    shown = send(form, make)
    assert shown.at(name) == words and words in shown.links


def test_a_missing_file_is_said_at_the_top(send: Send) -> None:
    form: Form[Any] = Form(AddDocument, today=TODAY)

    def make() -> None:
        raise Refused(form.action(case_id=1, version=1, files=()).missing())

    send(form, make)
    assert "Drop a file, or press Ctrl+O" in form.summary.accessibleName()


def _item() -> PostRow:
    values = dict.fromkeys(PostRow.__slots__, "")
    return PostRow(**{**values, "id": 1, "version": 1, "received": None, "written": None,
                      "outcome_letter_dated": None, "files": ()})
