"""Dates in words, and dates as people type them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from caseworker.rules.words import (
    FIRST_YEAR,
    LAST_YEAR,
    count,
    join,
    long_date,
    parse_typed_date,
    sentence,
    short_date,
    with_weekday,
)

TODAY = date(2026, 3, 12)


def test_dates_in_words() -> None:
    day = date(2026, 3, 10)
    assert long_date(day) == "10 March 2026"
    assert short_date(day) == "10 Mar 2026"
    assert with_weekday(day) == "Tuesday 10 March 2026"


def test_counts_and_lists() -> None:
    assert (count(1, "day"), count(0, "day"), count(3, "reply", "replies")) == (
        "1 day", "0 days", "3 replies",
    )
    assert [join(parts) for parts in ((), ("a",), ("a", "b"), ("a", "b", "c"))] == [
        "", "a", "a and b", "a, b and c",
    ]
    assert [sentence(text) for text in (" yes ", "no.", "")] == ["yes.", "no.", ""]


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("10 3 2026", date(2026, 3, 10)),
        ("10/3/26", date(2026, 3, 10)),
        ("10.03.2026", date(2026, 3, 10)),
        ("10-3-26", date(2026, 3, 10)),
        ("10 mar", date(2026, 3, 10)),
        ("10 March 2026", date(2026, 3, 10)),
        ("10th March, 2026", date(2026, 3, 10)),
        ("3 Sept 25", date(2025, 9, 3)),
        ("2026-03-10", date(2026, 3, 10)),
        (" Today ", TODAY),
        ("t", TODAY),
        ("yesterday", date(2026, 3, 11)),
        ("Y", date(2026, 3, 11)),
        ("-2", date(2026, 3, 10)),
        ("12 3", TODAY),
        ("13 3", date(2025, 3, 13)),
        ("31 12", date(2025, 12, 31)),
        ("29 feb", date(2024, 2, 29)),
    ],
)
def test_a_typed_date(typed: str, day: date) -> None:
    assert parse_typed_date(typed, TODAY) == day


@pytest.mark.parametrize(
    "typed",
    ["", "10", "31 2 2026", "30 feb", "0 3 2026", "10 13 2026", "10 3 202", "10 3 1066", "ten mar",
     "10 ma", "10 ju 2026", "10 march 2026 9", "--2", "3/10/2026/1", "2026-13-01", "٣ ٣ ٢٠٢٦",
     "-99999", "10 3 9999"],
)
def test_no_real_date(typed: str) -> None:
    with pytest.raises(ValueError, match=r"\.$"):
        parse_typed_date(typed, TODAY)


@given(st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)))
def test_a_date_in_words_is_read_back(day: date) -> None:
    for text in (long_date(day), short_date(day), day.isoformat()):
        assert parse_typed_date(text, TODAY) == day


@given(st.text(max_size=20) | st.from_regex(r"\s?-?[0-9]{1,5}[ /.-][0-9a-z]{1,5}([ -/]\d{1,5})?"),
       st.dates())
@example("-9999", date.min)
@example("yesterday", date.min)
@example("1 1", date.min)
def test_anything_typed_is_a_date_or_refused_in_words(text: str, today: date) -> None:
    try:
        assert isinstance(parse_typed_date(text, today), date)
    except ValueError as refused:
        assert str(refused).endswith(".")


@given(st.integers(1, 31), st.integers(1, 12), st.dates(date(1990, 1, 1), date(2090, 12, 31)))
def test_a_day_and_month_alone_are_never_in_the_future(day: int, month: int, today: date) -> None:
    try:
        found = parse_typed_date(f"{day} {month}", today)
    except ValueError:
        return
    assert found <= today
