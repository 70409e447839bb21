"""Counting days: bank holidays against another source, worked cases, and what must always hold."""

from __future__ import annotations

import json
import runpy
from datetime import date, timedelta
from pathlib import Path

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseworker import calendars
from caseworker.rules import law
from caseworker.rules.days import (
    Calendar,
    calendar_days,
    month_after,
    months,
    parse_holidays,
    reckon,
    working_day_after,
    working_days,
)

CALENDAR = calendars.england_and_wales()
ROOT = Path(__file__).parents[2]
EMPTY = Calendar({}, date(2028, 12, 31))


def test_bank_holidays_agree_with_another_source() -> None:
    theirs = {day for day in holidays.country_holidays("GB", subdiv="ENG",
                                                       years=range(1990, 2036))
              if day.weekday() < 5}
    assert set(CALENDAR.holidays) == theirs


def test_the_shipped_list_is_what_the_script_writes() -> None:
    script = runpy.run_path(str(ROOT / "tools" / "make_bank_holidays.py"))
    shipped = json.loads(calendars.BANK_HOLIDAYS.read_text(encoding="utf-8"))
    assert script["table"]() == shipped
    assert CALENDAR.known_until == date(2028, 12, 31)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 4, 3), "Good Friday"),
        (date(2026, 12, 28), "Boxing Day (substitute day)"),
        (date(2027, 12, 27), "Christmas Day (substitute day)"),
        (date(2022, 12, 27), "Christmas Day (substitute day)"),
        (date(2022, 9, 19), "State Funeral of Queen Elizabeth II"),
    ],
)
def test_a_holiday_has_its_name(day: date, name: str) -> None:
    assert CALENDAR.why_not_working(day) == name


@pytest.mark.parametrize(
    ("received", "due"),
    [
        (date(2026, 1, 5), date(2026, 2, 2)),
        (date(2026, 1, 2), date(2026, 1, 30)),
        (date(2026, 3, 20), date(2026, 4, 21)),
        (date(2026, 4, 2), date(2026, 5, 5)),
        (date(2026, 5, 1), date(2026, 6, 2)),
        (date(2026, 5, 22), date(2026, 6, 22)),
        (date(2026, 8, 8), date(2026, 9, 7)),
        (date(2025, 12, 15), date(2026, 1, 15)),
        (date(2026, 12, 10), date(2027, 1, 12)),
        (date(2026, 12, 24), date(2027, 1, 26)),
    ],
)
def test_twenty_working_days(received: date, due: date) -> None:
    assert working_days(received, 20, CALENDAR).end == due


def test_the_days_left_out_are_named() -> None:
    counted = working_days(date(2026, 4, 1), 3, CALENDAR)
    assert [(day.date.day, day.why) for day in counted.left_out] == [
        (3, "Good Friday"), (4, "Saturday"), (5, "Sunday"), (6, "Easter Monday"),
    ]
    assert [day.number for day in counted.days if day.counted] == [1, 2, 3]
    assert counted.words == (
        "3 working days after Wednesday 1 April 2026 is Wednesday 8 April 2026"
    )


def test_calendar_days_count_every_day() -> None:
    counted = calendar_days(date(2026, 4, 1), 3)
    assert counted.words == "3 days after Wednesday 1 April 2026 is Saturday 4 April 2026"
    assert [(day.date.day, day.number) for day in counted.days] == [
        (1, None), (2, 1), (3, 2), (4, 3),
    ]
    assert counted.left_out == ()


def test_past_the_proclaimed_days_a_date_is_provisional() -> None:
    assert not working_days(date(2028, 12, 20), 2, CALENDAR).provisional
    late = working_days(date(2028, 12, 29), 5, CALENDAR)
    assert late.provisional and "provisional" in late.words
    assert not calendar_days(date(2028, 12, 29), 28).provisional


def test_a_day_proclaimed_later_is_added() -> None:
    longer = CALENDAR.adding({date(2026, 3, 13): "A day of thanks"})
    assert working_day_after(date(2026, 3, 12), 1, longer) == date(2026, 3, 16)
    assert working_day_after(date(2026, 3, 12), 1, CALENDAR) == date(2026, 3, 13)


@pytest.mark.parametrize(
    ("start", "n", "end"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 3, 31), 1, date(2026, 4, 30)),
        (date(2026, 3, 12), 3, date(2026, 6, 12)),
        (date(2026, 12, 1), 0, date(2026, 12, 1)),
    ],
)
def test_a_month_is_clipped_and_not_rolled(start: date, n: int, end: date) -> None:
    assert months(start, n).end == end


def test_a_limit_is_reckoned_in_its_own_unit() -> None:
    start = date(2026, 6, 1)
    assert reckon(law.MPS_RESPONSE, start, CALENDAR).end == date(2026, 6, 29)
    assert reckon(law.ACKNOWLEDGE, start, CALENDAR).end == date(2026, 6, 8)
    assert reckon(law.JUDICIAL_REVIEW, start, CALENDAR).end == date(2026, 9, 1)
    with pytest.raises(ValueError, match="gives no date"):
        reckon(law.CHILD_UNDER, start, CALENDAR)


@pytest.mark.parametrize(
    "damaged",
    [
        {},
        {"holidays": [], "known_until": "2028-12-31"},
        {"holidays": [{"date": "2026-02-30", "name": "x"}], "known_until": "2028-12-31"},
        {"holidays": [{"name": "x"}], "known_until": "2028-12-31"},
        {"holidays": ["2026-01-01"], "known_until": "2028-12-31"},
        {"holidays": [{"date": "2026-01-01", "name": "x"}]},
    ],
)
def test_a_damaged_list_is_refused_in_words(damaged: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="list of bank holidays"):
        parse_holidays(damaged)


@pytest.mark.parametrize("n", [1, 28])
def test_the_end_of_the_calendar_is_said_in_words(n: int) -> None:
    for count in (calendar_days, months):
        with pytest.raises(ValueError, match="past the end"):
            count(date.max, n)
    with pytest.raises(ValueError, match="past the end"):
        working_days(date.max, n, CALENDAR)
    with pytest.raises(ValueError, match="negative"):
        working_days(date(2026, 1, 1), -n, CALENDAR)


def slowly(start: date, n: int) -> date:
    day = start
    while n:
        day += timedelta(days=1)
        n -= CALENDAR.is_working_day(day)
    return day


any_day = st.dates(date(1985, 1, 1), date(2040, 12, 31))


@given(any_day, st.integers(0, 300))
def test_the_fast_count_is_the_slow_count(start: date, n: int) -> None:
    assert working_day_after(start, n, CALENDAR) == slowly(start, n)


@given(any_day, any_day, st.integers(0, 100), st.integers(0, 30))
def test_working_days_never_go_back(one: date, other: date, n: int, more: int) -> None:
    first, second = sorted((one, other))
    assert working_day_after(first, n, CALENDAR) <= working_day_after(second, n, CALENDAR)
    assert working_day_after(first, n, CALENDAR) <= working_day_after(first, n + more, CALENDAR)
    if n:
        assert CALENDAR.is_working_day(working_day_after(first, n, CALENDAR))


@given(any_day, st.integers(0, 60))
def test_the_explanation_counts_to_the_date(start: date, n: int) -> None:
    counted = working_days(start, n, CALENDAR)
    numbers = [day.number for day in counted.days if day.counted]
    assert numbers == list(range(1, n + 1))
    assert counted.days[0].date == start and counted.days[-1].date == counted.end
    assert len(counted.days) == (counted.end - start).days + 1


@given(any_day, st.integers(0, 600))
def test_a_month_keeps_the_day_or_ends_the_month(start: date, n: int) -> None:
    end = month_after(start, n)
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == n
    assert end.day == start.day or (
        end.day < start.day and (end + timedelta(days=1)).day == 1
    )


def test_without_a_list_only_weekends_are_left_out() -> None:
    assert working_day_after(date(2026, 4, 2), 1, EMPTY) == date(2026, 4, 3)
    assert working_day_after(date(2026, 4, 3), 1, EMPTY) == date(2026, 4, 6)
