"""A recovery key survives paper, telephone and typing, and says where it was typed wrong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseworker.recovery_key import SIGNS, read, same_group, written
from caseworker.rules.finding import Refused

KEYS = st.binary(min_size=32, max_size=32)


@given(KEYS, st.sampled_from([" ", "-", "\n", " \u2013 ", ""]))
def test_what_is_written_is_read(key: bytes, between: str) -> None:
    groups = written(key)
    assert [len(group) for group in groups] == [5] * 13 and set("".join(groups)) <= set(SIGNS)
    assert read(between.join(groups)) == key == read(between.join(groups).lower())


@given(KEYS)
def test_look_alikes_are_taken_for_what_they_look_like(key: bytes) -> None:
    typed = " ".join(written(key)).replace("0", "o").replace("1", "l")
    assert read(typed) == key == read(typed.replace("l", "I"))


@given(KEYS, st.integers(0, 12), st.integers(0, 4), st.sampled_from(SIGNS + "U"))
def test_one_wrong_sign_names_its_group(key: bytes, group: int, place: int, sign: str) -> None:
    groups = written(key)
    right = groups[group]
    groups[group] = right[:place] + sign + right[place + 1:]
    if groups[group] == right:
        assert read("".join(groups)) == key
        return
    with pytest.raises(Refused) as told:
        read("".join(groups))
    assert [finding.reason.partition(":")[0] for finding in told.value.findings] == [
        f"Check group {group + 1}"]


@given(KEYS, st.integers(0, 12), st.integers(0, 3))
def test_neighbours_changed_over_name_their_group(key: bytes, group: int, place: int) -> None:
    groups = written(key)
    one = groups[group]
    groups[group] = one[:place] + one[place + 1] + one[place] + one[place + 2:]
    if groups[group] == one:
        return
    with pytest.raises(Refused, match=f"Check group {group + 1}:"):
        read("".join(groups))


@given(KEYS, st.integers(0, 12), st.integers(0, 12))
def test_groups_changed_over_are_both_named(key: bytes, one: int, other: int) -> None:
    if one == other:
        return
    groups = written(key)
    groups[one], groups[other] = groups[other], groups[one]
    with pytest.raises(Refused) as told:
        read("".join(groups))
    assert len(told.value.findings) == 2


@pytest.mark.parametrize(("typed", "words"), [
    ("", "has 0"), ("7K2MV", "has 5"), ("0" * 66, "has 66"), ("\u0661" * 65, "Check group 1"),
    ("0" * 65, "Check group 1"),
])
def test_what_is_no_recovery_key_is_said(typed: str, words: str) -> None:
    with pytest.raises(Refused, match=words):
        read(typed)


def test_groups_that_are_right_by_chance_are_not_a_key() -> None:
    """Each group fits its own check sign, and yet the key as a whole does not."""
    one, two = written(bytes(32)), written(bytes([255] * 32))
    with pytest.raises(Refused, match="Check every group"):
        read("".join(one[:12] + two[12:]))


def test_one_group_is_compared_as_a_person_types_it() -> None:
    assert same_group(" 7k2mo ", "7K2M0") and not same_group("7K2MV", "7K2M0")
