"""Contact arrangements, and how long a closed case is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseworker.rules import contact, law
from caseworker.rules.contact import ContactFacts
from caseworker.rules.finding import Outcome
from caseworker.rules.retention import (
    Hold,
    RetentionFacts,
    financial_year_end,
    held_by,
    keep_until,
    reckon_retention,
    retention,
)

MET, NOT_MET, UNKNOWN = Outcome.MET, Outcome.NOT_MET, Outcome.UNKNOWN
MADE = ContactFacts(
    behaviour="46 emails from 2 to 16 January 2026", handled_properly=True,
    warned_on=date(2026, 1, 20), adjustments="We offered a telephone call once a week",
    terms="one email a week", because="answering them keeps us from looking into it",
    decided_by="Oona Strand", conflict=False, start=date(2026, 2, 2), review_on=date(2026, 8, 1),
)


def test_a_full_arrangement_may_be_made() -> None:
    assert contact.against_arrangement(MADE) == []
    assert [one.rule for one in contact.arrangement(MADE)] == [
        "behaviour", "handled_properly", "adjustments", "warned", "terms", "decided",
        "review_date",
    ]


@pytest.mark.parametrize(
    ("changed", "outcome", "field", "words"),
    [
        ({"behaviour": " "}, UNKNOWN, "behaviour", "Being unhappy is not enough"),
        ({"handled_properly": None}, UNKNOWN, "handled_properly", "Check first"),
        ({"handled_properly": False}, NOT_MET, "handled_properly", "properly first"),
        ({"adjustments": ""}, UNKNOWN, "adjustments", "Enter what adjustments you considered."),
        ({"warned_on": None}, NOT_MET, "warned_on",
         "Send a warning letter first, or explain why not."),
        ({"warned_on": date(2026, 2, 2)}, NOT_MET, "warned_on", "must come before the start"),
        ({"terms": ""}, UNKNOWN, "terms", "exactly what"),
        ({"because": ""}, UNKNOWN, "because", "reasons"),
        ({"decided_by": ""}, UNKNOWN, "decided_by", "manager"),
        ({"conflict": True}, NOT_MET, "decided_by", "conflict of interest"),
        ({"start": None}, UNKNOWN, "start", "starts"),
        ({"review_on": None}, UNKNOWN, "review_on", "Enter the review date."),
        ({"review_on": date(2026, 2, 2)}, NOT_MET, "review_on", "after the start"),
        ({"review_on": date(2026, 8, 3)}, NOT_MET, "review_on",
         "Review date must be within 6 months of the start."),
    ],
)
def test_each_thing_that_is_missing(
    changed: dict[str, object], outcome: Outcome, field: str, words: str
) -> None:
    facts = replace(MADE, **changed)  # type: ignore[arg-type]
    found = contact.against_arrangement(facts)
    assert [(one.outcome, one.field) for one in found] == [(outcome, field)]
    assert words in found[0].reason


def test_threats_may_leave_no_room_for_a_warning() -> None:
    facts = replace(MADE, warned_on=None, no_warning_because="he threatened a colleague")
    assert contact.against_arrangement(facts) == []
    assert contact.latest_review(MADE.start or date.min) == date(2026, 8, 2)
    assert contact.against_arrangement(replace(MADE, review_on=date(2026, 8, 2))) == []


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 2, 1), ""),
        (date(2026, 2, 2), "Contact arrangement: one email a week until 1 August"),
        (date(2026, 8, 1), "Contact arrangement: one email a week until 1 August"),
        (date(2026, 8, 2), ""),
    ],
)
def test_the_banner_drops_off(day: date, words: str) -> None:
    assert contact.banner(MADE, day) == words
    assert contact.in_force(MADE, day) is bool(words)
    assert contact.banner(replace(MADE, lifted_on=day), day) == ""
    over_new_year = replace(MADE, start=date(2026, 12, 1), review_on=date(2027, 1, 5))
    assert contact.banner(over_new_year, date(2026, 12, 2)).endswith("until 5 January 2027")


@given(st.dates(date(2026, 1, 1), date(2027, 12, 31)))
def test_a_new_matter_is_always_logged(day: date) -> None:
    found = contact.new_matter(MADE, day)
    assert found and "logged" in found.reason
    assert ("must be decided" in found.reason) == contact.in_force(MADE, day)


def test_an_unfinished_arrangement_never_stands() -> None:
    assert not contact.in_force(replace(MADE, review_on=None), date(2026, 3, 1))
    assert len(contact.against_arrangement(ContactFacts())) == 7


@pytest.mark.parametrize(
    ("closed", "year_end", "kept"),
    [
        (date(2026, 2, 10), date(2026, 3, 31), date(2032, 3, 31)),
        (date(2026, 4, 5), date(2027, 3, 31), date(2033, 3, 31)),
        (date(2026, 3, 31), date(2026, 3, 31), date(2032, 3, 31)),
        (date(2026, 4, 1), date(2027, 3, 31), date(2033, 3, 31)),
    ],
)
def test_six_years_from_the_end_of_the_financial_year(
    closed: date, year_end: date, kept: date
) -> None:
    assert financial_year_end(closed) == year_end
    counted = reckon_retention(closed)
    assert (counted.start, counted.end) == (closed, kept)
    assert "6 years" in counted.words
    facts = RetentionFacts(closed)
    assert retention(facts, kept) and not retention(facts, kept - timedelta(days=1))
    assert retention(facts, kept).source is law.RETENTION_PRACTICE


CLOSED = date(2026, 2, 10)
DUE = date(2032, 4, 1)


@pytest.mark.parametrize(
    ("facts", "outcome", "field"),
    [
        (RetentionFacts(), UNKNOWN, "closed_on"),
        (RetentionFacts(CLOSED, holds=(Hold("a claim in court"),)), NOT_MET, "holds"),
        (RetentionFacts(CLOSED, holds=(Hold("a claim", lifted_on=date(2030, 1, 1)),)), MET, ""),
        (RetentionFacts(CLOSED, holds=(Hold("a claim", since=date(2033, 1, 1)),)), MET, ""),
        (RetentionFacts(CLOSED, linked=(None,)), NOT_MET, "linked"),
        (RetentionFacts(CLOSED, linked=(date(2026, 4, 5),)), NOT_MET, "closed_on"),
        (RetentionFacts(CLOSED, linked=(date(2024, 4, 5),)), MET, ""),
    ],
)
def test_what_keeps_it_longer(facts: RetentionFacts, outcome: Outcome, field: str) -> None:
    found = retention(facts, DUE)
    assert (found.outcome, found.field) == (outcome, field)


@given(closed=st.dates(date(2020, 1, 1), date(2060, 12, 31)),
       linked=st.lists(st.dates(date(2020, 1, 1), date(2060, 12, 31)), max_size=3))
def test_a_linked_case_never_shortens(closed: date, linked: list[date]) -> None:
    alone = keep_until(RetentionFacts(closed))
    both = keep_until(RetentionFacts(closed, linked=tuple(linked)))
    assert alone and both and both.end >= alone.end
    assert (both.end.month, both.end.day) == (3, 31)
    assert closed <= financial_year_end(closed) < closed.replace(month=12, day=31) + timedelta(200)
    assert held_by(RetentionFacts(closed), DUE) == ()


def test_a_newer_length_holds_for_cases_closed_since() -> None:
    longer = law.RETENTION.followed_by(date(2027, 4, 1), 7)
    assert reckon_retention(date(2027, 3, 31), longer).end == date(2033, 3, 31)
    assert reckon_retention(date(2027, 4, 1), longer).end == date(2035, 3, 31)
