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


WINDOW = re.compile(
    r"\b28[ -](calendar |working )?days?\b|days\s*=\s*28\b|timedelta\(28\)|twenty[- ]eight days"
)


def written() -> Iterator[tuple[str, str]]:
    for folder in ("caseworker", "ui", "templates"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in {".py", ".md", ".qss", ".j2"} and path.name != "law.py":
                yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")


def test_a_number_of_days_stands_in_law_alone() -> None:
    places = [
        f"{name}:{number}"
        for name, text in written()
        for number, line in enumerate(text.splitlines(), 1)
        if WINDOW.search(line)
    ]
    assert places == []
    assert WINDOW.search("within 28 days") and WINDOW.search("timedelta(days=28)")
