"""The code lists: what is in them, how sure each entry is, and that old cases keep their words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from caseworker.rules.codes import (
    ALLEGATIONS,
    ETHNICITY,
    HANDLING,
    LISTS,
    REVIEW_OUTCOMES,
    Code,
    known_on,
    review_body_hint,
)
from caseworker.rules.facts import Body

DAY = date(2026, 3, 12)


def test_the_allegations_run_from_a_to_l_without_i() -> None:
    headings = [code.code for code in ALLEGATIONS.codes if not code.under]
    assert headings == list("ABCDEFGHJKL")
    numbers = {head: len(ALLEGATIONS.below(head, DAY)) for head in headings}
    assert numbers == {"A": 4, "B": 9, "C": 1, "D": 4, "E": 1, "F": 10, "G": 6, "H": 5, "J": 3,
                       "K": 0, "L": 0}
    assert ALLEGATIONS.get("B4").words == "B4 Use of force"


def test_headings_with_kinds_are_not_recorded_themselves() -> None:
    codes = {code.code for code in known_on(DAY)}
    assert {"A1", "F6", "K", "L"} <= codes
    assert not {"A", "B", "H", "J"} & codes


def test_what_is_not_confirmed_says_so() -> None:
    assert ALLEGATIONS.get("A1").confirmed
    assert not ALLEGATIONS.get("H1").confirmed
    assert not ALLEGATIONS.get("J1").confirmed
    confirmed = {code.name for code in HANDLING.codes if code.confirmed}
    assert confirmed == {"Service provided was acceptable", "Service provided was not acceptable"}
    assert not any(code.confirmed for code in LISTS["factors"].codes)


def test_ethnicity_has_eighteen_and_one() -> None:
    assert len(ETHNICITY.codes) == 19
    assert {code.code for code in ETHNICITY.codes} >= {"W3", "A4", "O2", "NS"}
    assert "O1" not in {code.code for code in ETHNICITY.codes}


def test_the_outcomes_of_a_review() -> None:
    codes = [code.code for code in REVIEW_OUTCOMES.codes]
    assert codes == ["RP", "NRP", "INVALID", "FWD-IOPC", "WITHDRAWN"]


@pytest.mark.parametrize("key", LISTS)
def test_a_list_is_whole(key: str) -> None:
    listed = LISTS[key]
    codes = [code.code for code in listed.codes]
    assert len(codes) == len(set(codes))
    assert all(code.name for code in listed.codes)
    assert listed.source.cite
    if any(not code.confirmed for code in listed.codes):
        assert "not checked" in listed.note


def test_nothing_was_in_use_before_the_reform() -> None:
    assert ALLEGATIONS.on(date(2020, 1, 31)) == ()
    assert ALLEGATIONS.on(date(2020, 2, 1))


def test_a_code_is_added_and_ended_with_its_day_and_never_lost() -> None:
    new = Code("B10", "Drones", False, "B", DAY)
    longer = ALLEGATIONS.adding(new)
    assert new in longer.below("B", DAY)
    assert new not in longer.below("B", date(2026, 3, 11))
    shorter = longer.ending("B10", date(2026, 6, 30))
    assert not any(code.code == "B10" for code in shorter.on(date(2026, 7, 1)))
    assert shorter.get("B10").name == "Drones"
    assert shorter.on(date(2026, 6, 30))[-1].code == "B10"


def test_a_bad_change_is_refused_in_words() -> None:
    with pytest.raises(ValueError, match="first day"):
        ALLEGATIONS.adding(Code("B11", "Drones", False))
    with pytest.raises(ValueError, match="already"):
        ALLEGATIONS.adding(replace(ALLEGATIONS.get("B4"), since=DAY))
    with pytest.raises(LookupError, match="no code X9"):
        ALLEGATIONS.ending("X9", DAY)


@pytest.mark.parametrize(
    ("code", "injury", "body"),
    [("F6", None, Body.IOPC), ("G5", None, Body.IOPC), ("J1", None, Body.IOPC),
     ("K", None, Body.IOPC), ("B4", True, Body.IOPC), ("B5", True, Body.IOPC), ("B4", None, None),
     ("B5", False, None), ("A1", None, Body.MOPAC), ("C1", None, Body.MOPAC),
     ("D3", None, Body.MOPAC), ("D1", None, None), ("H1", None, Body.MOPAC), ("L", None, None)],
)
def test_the_hint_of_the_review_body(code: str, injury: bool | None, body: Body | None) -> None:
    assert review_body_hint(code, injury) is body
