"""The words about the fields of the post desk: each at its field, and all at once."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from caseworker.actions.opening import OpenReview
from caseworker.actions.post import LogPost
from caseworker.office import Office, Refused
from caseworker.queries.earlier import earlier_copy
from caseworker.queries.find import case_by_reference
from tests.support.review import FACTS, PERSON, log, open_review

TODAY = date(2026, 3, 12)
WHOLE: dict[str, Any] = {
    "received": TODAY, "route": "review", "name": "Ruth Abernathy", "address": "14 Larch House",
    "postcode": "E9 7SN", "mps_reference": "PC/04733/25",
    "outcome_letter_dated": date(2026, 2, 19), "mps_reference_not_known": False,
    "outcome_letter_not_supplied": False, "not_in_the_uk": False,
}


def said(**given: Any) -> list[tuple[str, str]]:
    found = LogPost(**{**WHOLE, **given}).typed(TODAY)
    return [(finding.field, finding.reason) for finding in found if not finding]


def test_a_whole_item_is_let_through() -> None:
    assert said() == []


@pytest.mark.parametrize(("given", "field", "words"), [
    ({"received": None}, "received", "Enter the date received"),
    ({"received": date(2026, 3, 13)}, "received", "Date received must be today or in the past"),
    ({"written": date(2026, 3, 13)}, "written",
     "Date on letter must be on or before the date received"),
    ({"outcome_letter_dated": None}, "outcome_letter_dated",
     "Enter the date on the MPS outcome letter, or choose Not supplied"),
    ({"outcome_letter_dated": date(2026, 3, 13)}, "outcome_letter_dated",
     "Date on MPS outcome letter must be on or before the date received"),
    ({"name": ""}, "name", "Enter the full name"),
    ({"name": "a" * 121}, "name", "Full name must be 120 characters or fewer"),
    ({"address": "", "postcode": ""}, "address", "Enter an address or an email address"),
    ({"postcode": ""}, "address", "Enter a full UK postcode, or choose Not in the UK"),
    ({"email": "ruth"}, "email", "Enter an email address with an @ and a full stop after it"),
    ({"mps_reference": ""}, "mps_reference", "Enter the MPS reference, or choose Not known"),
    ({"mps_reference": "PC*1"}, "mps_reference",
     "MPS reference must have letters, numbers and slashes only"),
    ({"route": ""}, "route", "Choose where this item goes"),
])
def test_each_message_stands_at_its_field(given: dict[str, Any], field: str, words: str) -> None:
    assert said(**given) == [(field, words)]


def test_what_is_empty_on_purpose_is_let_through() -> None:
    assert said(mps_reference="", mps_reference_not_known=True, outcome_letter_dated=None,
                outcome_letter_not_supplied=True, postcode="", not_in_the_uk=True) == []


def test_what_was_not_asked_is_not_refused() -> None:
    assert said(mps_reference="", mps_reference_not_known=None, outcome_letter_dated=None,
                outcome_letter_not_supplied=None, postcode="", not_in_the_uk=None) == []


def test_a_representative_is_checked_when_the_review_is_opened(office: Office) -> None:
    item = log(office)
    action = OpenReview(
        post_item_id=item.id, post_item_version=item.version, **PERSON, **FACTS,
        representative={"name": "", "email": "x", "consent_written": True,
                        "consent_signed_on": date(2026, 3, 13)})
    with pytest.raises(Refused) as refused:
        office.do(action)
    assert [(each.field, each.reason) for each in refused.value.findings] == [
        ("representative.name", "Enter the full name"),
        ("representative.email", "Enter an email address with an @ and a full stop after it"),
        ("representative.consent_signed_on",
         "Date consent was signed must be today or in the past"),
    ]


def test_a_representative_needs_somewhere_to_write_to_and_a_date_for_the_consent() -> None:
    action = OpenReview(post_item_id=1, post_item_version=1, **PERSON, **FACTS,
                        representative={"name": "Aberra Tesfaye", "consent_written": True})
    assert [finding.reason for finding in action.typed(TODAY)] == [
        "Enter an address or an email address", "Enter the date consent was signed"]


def test_nothing_is_provided_before_the_date_on_the_letter() -> None:
    facts = {**FACTS, "outcome_provided": date(2026, 2, 18)}
    action = OpenReview(post_item_id=1, post_item_version=1, **PERSON, **facts)
    assert [(each.field, each.reason) for each in action.typed(TODAY)] == [
        ("outcome_provided", "Date provided must be on or after the date on the letter")]


def test_an_earlier_copy_is_named_with_its_place(office: Office) -> None:
    assert office.ask(earlier_copy, sha256="0" * 64) is None
    item = log(office)
    copy = office.ask(earlier_copy, sha256=item.files[0].sha256)
    assert copy is not None
    assert copy.words.startswith("This is the same file as letter.txt, logged 12 March 2026 by ")
    assert (copy.post_item_id, copy.case_id, copy.waiting) == (item.id, None, True)
    case_id = open_review(office)  # the same bytes again: the first document stays the answer
    assert office.ask(earlier_copy, sha256=item.files[0].sha256) == copy
    assert case_id


@pytest.mark.parametrize("typed", ["REV-2026-0001", "rev 2026 0001", " Rev20260001 "])
def test_a_case_is_found_by_its_reference_however_it_is_typed(office: Office, typed: str) -> None:
    case_id = open_review(office)
    found = office.ask(case_by_reference, reference=typed)
    assert found is not None and found.case_id == case_id
    assert office.ask(case_by_reference, reference="REV-2026-0002") is None
    assert office.ask(case_by_reference, reference=" ") is None
