"""Dates in words, and dates as people type them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import assume, example, given
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
    spelt,
    with_weekday,
)

TODAY = date(2026, 3, 12)


def test_an_old_spelling_of_the_records_is_not_shown() -> None:
    assert [spelt(each) for each in ("e-mail", "E-mail", "hand", "")] == [
        "email", "Email", "hand", ""]


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


def ways(day: date) -> list[str]:
    """Every way of writing a whole date that a form reads."""
    name = f"{day:%B}"  # the tests run in the C locale: English names
    years = [str(day.year)] + ([f"{day:%y}"] if 2000 <= day.year <= 2099 else [])
    months = [str(day.month), f"{day:%m}", name, name.lower(), name.upper(), name[:3]]
    if day.month == 9:
        months.append("sept")
    days = [str(day.day), f"{day:%d}"]
    first = [f"{one}{sign}{month}{sign}{year}" for one in days for month in months
             for year in years for sign in (" ", "/", ".", "-", "  ", ". ")]
    ending = "th" if day.day in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(
        day.day % 10, "th")
    return [*first, f"{day.day}{ending} {name} {day.year}", f"{day.day}{ending} {name}, {day.year}",
            day.isoformat(), f"  {day.day} {name} {day.year}\t"]


@given(st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)))
@example(date(2024, 2, 29))
@example(date(2000, 2, 29))
def test_a_date_is_read_back_in_every_way_of_writing_it(day: date) -> None:
    for text in ways(day):
        assert parse_typed_date(text, TODAY) == day, text


@given(st.dates(date(1990, 1, 1), date(2090, 12, 31)), st.integers(0, 9999))
def test_days_ago_are_counted_from_today(today: date, ago: int) -> None:
    day = today - timedelta(days=ago)
    if day.year >= FIRST_YEAR:
        assert parse_typed_date(f"-{ago}", today) == day
    assert parse_typed_date("t", today) == parse_typed_date("TODAY", today) == today
    yesterday = today - timedelta(days=1)
    assert parse_typed_date("y", today) == parse_typed_date("Yesterday", today) == yesterday


@given(st.dates(date(1990, 1, 1), date(2090, 12, 31)), st.integers(0, 365))
def test_a_day_and_month_of_the_last_year_need_no_year(today: date, ago: int) -> None:
    day = today - timedelta(days=ago)
    assume(day.replace(year=2000) != today.replace(year=2000) or day == today)
    for text in (f"{day.day} {day.month}", f"{day.day} {day:%B}", f"{day:%d/%m}", f"{day:%d %b}"):
        assert parse_typed_date(text, today) == day, text


@given(st.integers(1900, 2100), st.sampled_from(("29 2", "29 feb", "29/02")))
def test_29_february_is_there_in_leap_years_only(year: int, start: str) -> None:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    sign = "/" if "/" in start else " "
    if leap:
        assert parse_typed_date(f"{start}{sign}{year}", TODAY) == date(year, 2, 29)
    else:
        with pytest.raises(ValueError, match="There is no such day"):
            parse_typed_date(f"{start}{sign}{year}", TODAY)


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
