"""What stands plainly in a letter is offered for its field; what does not is left alone."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from caseworker.rules.letter_facts import plain_facts

TODAY = date(2026, 3, 12)
LETTER = """Ruth Abernathy
14 Larch House
Tudor Grove
London E9 7SN
ruth.abernathy@example.org

8 March 2026

MOPAC
169 Union St
London
SE1 0LL
enquiries@mopac.london.gov.uk

Dear Sir or Madam,

My complaint PC/04733/25. I am unhappy with the outcome letter dated 19 February
2026, which says that Sergeant Hill acted properly on 3 May 2025.

Yours faithfully,

Ruth Abernathy
"""


def offered(text: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for each in plain_facts(text, TODAY):
        found.setdefault(each.field, []).append(each.value)
    return found


def test_a_letter_offers_its_fields_and_not_the_addressee() -> None:
    assert offered(LETTER) == {
        "written": ["8 March 2026"], "name": ["Ruth Abernathy"],
        "mps_reference": ["PC/04733/25"],
        "address": ["14 Larch House\nTudor Grove\nLondon\nE9 7SN"],
        "email": ["ruth.abernathy@example.org"], "outcome_letter_dated": ["19 February 2026"],
    }


@pytest.mark.parametrize(("text", "field", "values"), [
    ("your ref PC-04733-25", "mps_reference", ["PC/04733/25"]),
    ("our reference REV/2026/0001", "mps_reference", []),
    ("crime number 04733/25", "mps_reference", []),
    ("Flat 2, 9 Elm Road, London N1 9GU", "address", ["Flat 2, 9 Elm Road, London\nN1 9GU"]),
    ("I live in N1 9GU and was stopped there.", "address", ["N1 9GU"]),
    ("Write to PC Smith@met.police.uk", "email", []),
    ("Mail me: r@example.org.", "email", ["r@example.org"]),
    ("They sent a decision on 19.2.2026.", "outcome_letter_dated", ["19 February 2026"]),
    ("the letter dated 31 February 2026", "outcome_letter_dated", []),
    ("the letter dated 19 February 2027", "outcome_letter_dated", []),
    ("I was stopped on 19 February 2026.", "outcome_letter_dated", []),
    ("Date: 8th March 2026", "written", ["8 March 2026"]),
    ("I was there on 8 March 2026", "written", []),
    ("Kind regards\n\nI will ring you later on today about it", "name", []),
])
def test_what_is_plain_and_what_is_not(text: str, field: str, values: list[str]) -> None:
    assert offered(text).get(field, []) == values


@given(some.text(max_size=400))
def test_no_text_breaks_it(text: str) -> None:
    plain_facts(text, TODAY)


def test_a_long_text_takes_no_time() -> None:
    began = time.process_time()
    for piece in ("a", "1 ", "A" * 9 + " ", "E9 7SN\n", "letter dated ", "a@a.", "\n"):
        plain_facts(piece * 50_000, TODAY)
    assert time.process_time() - began < 2
