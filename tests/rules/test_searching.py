"""What is typed becomes words that no search language takes for an operator."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseworker.rules.searching import (
    MOST_WORDS,
    asked,
    fold,
    grams,
    reference_of,
    slips,
    words_of,
)


@pytest.mark.parametrize(("text", "phrases", "beginning"), [
    ("", (), False), ("  ", (), False), ("Siân Prosser", (("sian",), ("prosser",)), True),
    ("prosser ", (("prosser",),), False), ('"rude to me" twice', (("rude", "to", "me"), ("twice",)),
                                           True),
    ("“rude to me”", (("rude", "to", "me"),), False), ('"open', (("open",),), True),
    ("a@b.org", (("a",), ("b",), ("org",)), True), ("NEAR(a b*) AND -c", (
        ("near",), ("a",), ("b",), ("and",), ("c",)), True), ("* ' %", (), False),
])
def test_words_and_phrases(text: str, phrases: tuple[object, ...], beginning: bool) -> None:
    found = asked(text)
    assert (found.phrases, found.beginning) == (phrases, beginning)


@given(st.text())
def test_only_letters_and_numbers_are_left(text: str) -> None:
    found = asked(text)
    assert all(word.isalnum() and word == fold(word) for word in found.words)
    assert len(found.phrases) <= MOST_WORDS
    assert words_of(" ".join(found.words)) == list(found.words)


@pytest.mark.parametrize(("text", "reference"), [
    ("REV-2026-0402", "REV-2026-0402"), ("rev 2026 402", "REV-2026-0402"),
    ("REV20260402", "REV-2026-0402"), ("com-2026-12345", "COM-2026-12345"),
    ("PC/04733/25", ""), ("Ruth Abernathy", ""), ("", ""), ("REV-2026", ""), ("REV-2026-²²", ""),
])
def test_references_however_they_are_written(text: str, reference: str) -> None:
    assert reference_of(text) == reference


def test_a_misspelt_word_shares_pieces_at_its_ends() -> None:
    assert grams("smith") & grams("smyth") == {" sm", "th "}


@pytest.mark.parametrize("typed", [
    "abernathy", "abernethy", "abernaty", "abbernathy", "abernatyh", "bernathy", "abernathyy",
])
def test_words_that_are_one_slip_apart_have_something_in_common(typed: str) -> None:
    assert slips("abernathy") & slips(typed)


def test_words_that_are_two_slips_apart_have_nothing_in_common() -> None:
    assert not slips("abernathy") & slips("abornethy")
