"""Merging new values into typed text: what each side changed, and what can't be told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseworker.letters.merge import Clash, merge

OLD = "# Letter\n\nDear Ann\n\nDue 1 May.\n\nBye"
LINES = st.lists(st.sampled_from(["a", "b", "c", ""]), max_size=8).map("\n".join)


@pytest.mark.parametrize(("fresh", "typed", "expected"), [
    (OLD.replace("Ann", "Bea"), OLD.replace("Bye", "Bye now"), "Bea|Bye now"),
    (OLD.replace("Dear Ann\n\n", ""), OLD.replace("Bye", "Bye now"), "Bye now"),
    (OLD.replace("Ann", "Bea"), OLD.replace("Dear Ann", "My dear Ann,"), "My dear Bea,"),
    (OLD.replace("Ann", "Bea"), OLD.replace("Dear Ann", "Madam Bea"), "Madam Bea"),
])
def test_both_changes_are_kept(fresh: str, typed: str, expected: str) -> None:
    text, clashes = merge(OLD, fresh, typed, {"Ann": "Bea"})
    assert not clashes and "Ann" not in text
    assert all(words in text for words in expected.split("|"))


def test_two_dates_that_change_places_are_not_changed_twice() -> None:
    old, fresh = "From 1 May to 2 May.", "From 2 May to 3 May."
    text, clashes = merge(old, fresh, f"{old} Sorry.", {"1 May": "2 May", "2 May": "3 May"})
    assert (text, clashes) == (f"{fresh} Sorry.", ())


def test_what_cannot_be_told_is_left_as_typed_and_said() -> None:
    old, fresh = "Got 1 May, sent 1 May.", "Got 1 May, sent 2 May."
    typed = f"{old} Sorry."
    assert merge(old, fresh, typed, {"1 May": "2 May"}) == (typed, (Clash(typed, fresh),))


@given(LINES, LINES)
def test_one_side_alone_is_taken_whole(old: str, new: str) -> None:
    assert merge(old, new, old, {}) == (new, ())
    assert merge(old, old, new, {}) == (new, ())
    assert merge(old, new, new, {}) == (new, ())
