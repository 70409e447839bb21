"""The limits: what they are, from when, and that they stand nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from caseworker.rules import law

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("limit", "words"),
    [
        (law.REVIEW_WINDOW, "28 days"),
        (law.MPS_RESPONSE, "28 days"),
        (law.UPDATE, "28 days"),
        (law.ACKNOWLEDGE, "5 working days"),
        (law.FORWARD_TARGET, "2 working days"),
        (law.FORMAT_REQUEST, "5 working days"),
        (law.JUDICIAL_REVIEW, "3 months"),
        (law.CHILD_UNDER, "16 years"),
        (law.POST_FIRST_CLASS, "2 working days"),
        (law.POST_SECOND_CLASS, "4 working days"),
    ],
)
def test_the_limits(limit: law.Limit, words: str) -> None:
    assert limit.words(date(2026, 3, 12)) == words


def test_nothing_is_in_force_before_its_day() -> None:
    assert law.REVIEW_WINDOW.on(date(2020, 2, 1))
    with pytest.raises(LookupError, match="Time to ask for a review: nothing was in force"):
        law.REVIEW_WINDOW.on(date(2020, 1, 31))


def test_an_old_case_keeps_the_old_value() -> None:
    since = date(2027, 4, 1)
    newer = law.REVIEW_WINDOW.followed_by(since, 1)
    assert newer.words(since) == "1 day"
    assert newer.on(since - timedelta(days=1)) == law.REVIEW_WINDOW.on(since)
    with pytest.raises(ValueError, match="must start after"):
        newer.followed_by(since, 30)


def test_every_limit_has_its_source_and_its_order() -> None:
    for key, limit in law.LIMITS.items():
        assert key == limit.key and limit.source.cite and limit.title
        days = [since for since, _ in limit.values]
        assert days == sorted(days)
    named = {value.key for value in vars(law).values() if isinstance(value, law.Limit)}
    assert named == set(law.LIMITS)
    parts = {value.key for value in vars(law).values() if isinstance(value, law.Particular)}
    assert parts == set(law.PARTICULARS)


def test_particulars() -> None:
    today = date(2026, 3, 12)
    assert law.ADDRESS.on(today) == ("169 Union St", "London", "SE1 0LL")
    assert law.PHONE.on(today) == ("020 7983 4000",)
    assert law.EMAIL.on(today) == ("enquiries@mopac.london.gov.uk",)
    assert law.IOPC_ADDRESS.on(today) == ("PO Box 473", "Sale", "M33 0BW")
    with pytest.raises(LookupError, match="nothing is known"):
        law.ADDRESS.on(date(2020, 1, 1))


def test_every_source_says_how_sure_it_is() -> None:
    from caseworker.rules.finding import Source

    sources = [value for value in vars(law).values() if isinstance(value, Source)]
    assert len(sources) > 40
    assert {one.sure for one in sources} <= {"law", "page", "parallel", "practice", "unsure"}
    for one in sources:
        assert one.url.startswith("https://") or (one.url == "" and one.sure in
                                                  ("page", "practice"))


NUMBERS = {1: "one", 2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 10: "ten",
           12: "twelve", 14: "fourteen", 16: "sixteen", 18: "eighteen", 20: "twenty",
           28: "twenty[- ]?eight"}
DAY = r"(?:(?:working|calendar|clear)[- ])?days?"
UNITS = {law.DAYS: DAY, law.WORKING_DAYS: DAY, law.MONTHS: r"(?:calendar[- ])?months?",
         law.YEARS: "years?"}
# Words that are a name, a quotation or an invented date, each with its reason.
ALLOWED = {
    ("caseworker/demo/words.py", "two days"): "how long an invented letter was in the post",
    ("caseworker/demo/words.py", "days=2"): "how long an invented letter was in the post",
    ("caseworker/queries/lists/desk_fields.py", "7 days"): "a span to choose a list by, no limit",
    ("caseworker/queries/lists/desk_fields.py", "28 days"): "a span to choose a list by, no limit",
    ("caseworker/queries/lists/whole.py", "7 days"): "the words of such a span",
    ("caseworker/queries/views.py", "7 days"): "a view of such a span",
    ("ui/screens/post_list.py", "7 days"): "the words of such a view",
    ("caseworker/queries/lists/filters.py", "7 days"): "a span to choose a list by, no limit",
    ("caseworker/queries/lists/filters.py", "28 days"): "a span to choose a list by, no limit",
    ("caseworker/rules/words.py", "two days"): "an example of what a person may type",
    ("caseworker/walkthrough/checks.py", "days=2"): "dates of an invented case",
    ("caseworker/walkthrough/outcome.py", "days=10"): "dates of an invented case",
}


def ways_to_write(limit: law.Limit) -> Iterator[str]:
    """Each of its numbers with the unit, in figures and words, in weeks, and as code has it.

    A limit of one is left out: one day is the step of every count.
    """
    in_days = limit.unit in (law.DAYS, law.WORKING_DAYS)
    for number in {number for _, number in limit.values if number > 1}:
        yield rf"\b(?:{number}|{NUMBERS[number]})[- ]{UNITS[limit.unit]}\b"
        if in_days:
            yield rf"\bdays\s*=\s*{number}\b|\btimedelta\(\s*{number}\s*[,)]"
        if in_days and number % 7 == 0:
            weeks = number // 7
            yield rf"\b(?:{weeks}|{NUMBERS[weeks]})[- ]weeks?\b|\bweeks\s*=\s*{weeks}\b"


# Whatever the number: a count takes its length from a limit.
A_COUNT = (r"\b(?:(?:calendar_day|working_day|month)_after|calendar_days|working_days|months)"
           r"\((?:[^()]|\([^()]*\))*,\s*(?!1\b)\d+\b")
A_LIMIT = re.compile("|".join((A_COUNT, *sorted(
    {way for limit in law.LIMITS.values() for way in ways_to_write(limit)}))), re.I)


def written() -> Iterator[tuple[str, str]]:
    for folder in ("caseworker", "ui", "templates"):
        for path in sorted((ROOT / folder).rglob("*")):
            name = path.relative_to(ROOT).as_posix()
            if (path.suffix in {".py", ".md", ".qss", ".j2", ".html", ".txt", ".toml"}
                    and name != "caseworker/rules/law.py"):
                yield name, path.read_text(encoding="utf-8")


def test_a_number_of_days_stands_in_law_alone() -> None:
    found = {
        (name, match.group()): f"{name}:{text.count(chr(10), 0, match.start()) + 1}"
        for name, text in written() for match in A_LIMIT.finditer(text)
    }
    assert [f"{place} {words}" for (name, words), place in found.items()
            if (name, words) not in ALLOWED] == []
    assert set(ALLOWED) <= set(found), "an exception that nothing needs any more"


@pytest.mark.parametrize("words", [
    "within 28 days", "the 28-day time", "timedelta(days=28)", "timedelta(28)", "four weeks",
    "timedelta(weeks=4)", "twenty-eight days", "5 working days", "five working days",
    "20 working days", "Twenty working days", "3 months", "within three months of", "12 months",
    "6 years", "10 days", "14 days", "working_day_after(day, 7, calendar)",
    "month_after(min(one, two), 9)", "under 16 years",
])
def test_the_search_finds_a_limit(words: str) -> None:
    assert A_LIMIT.search(words)


@pytest.mark.parametrize("words", [
    "1 day left", "timedelta(days=1)", "timedelta(days=280)", "128 days", "28 pages",
    "working_days(start, number, calendar)", "working_day_after(last, 1, calendar)",
    "paras 33 and 34", "3 day0",
])
def test_the_search_leaves_others_alone(words: str) -> None:
    assert not A_LIMIT.search(words)
