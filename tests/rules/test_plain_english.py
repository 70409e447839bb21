"""How easy a letter is to read: against texts measured elsewhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseworker.rules.plain_english import (
    grade,
    jargon,
    measure,
    sentences,
    syllables,
    words,
)

ACKNOWLEDGED = (
    "Thank you for asking us to look at how the police dealt with your complaint. We received "
    "your letter on 10 March 2026. A review is not a new investigation. We look at the steps the "
    "police took and what they decided. We will ask the police for papers. To do this, we may "
    "share what you sent us with them."
)
NOT_UPHELD = (
    "We have checked how the police dealt with your complaint. We found that the outcome was "
    "reasonable and proportionate. This means the police looked at each of your points, weighed "
    "what they had fairly, and told you why they decided as they did."
)
UPHELD = (
    "We found that the outcome was not reasonable and proportionate. We have asked the police to "
    "look again at points 2 and 3. They must write back to us by 9 April 2026. They do not have "
    "to agree. We will write to you when they reply."
)
COURT = (
    "Our decision is final. The law gives no right to appeal it. You can ask a court to look at "
    "how we made it. This is called a judicial review. The court does not decide who was right. "
    "You may want to get legal advice first. We cannot advise you or help with this. It may cost "
    "you money and you may not win. You should act quickly, and within three months of our "
    "decision."
)


@pytest.mark.parametrize(
    ("text", "expected", "longest", "mean"),
    [
        (ACKNOWLEDGED, 3.0, 15, 9.8),
        (NOT_UPHELD, 3.6, 24, 13.7),
        (UPHELD, 1.1, 11, 8.2),
        (COURT, 2.3, 12, 8.3),
    ],
)
def test_letters_measured_elsewhere(
    text: str, expected: float, longest: int, mean: float
) -> None:
    found = measure(text)
    assert found.grade == pytest.approx(expected, abs=0.3)
    assert (found.longest, found.mean) == (longest, mean)


def test_officialese_is_hard() -> None:
    hard = (
        "Pursuant to regulation 29, the appropriate authority is required to determine, in "
        "relation to each allegation, whether proportionate consideration was demonstrated."
    )
    assert grade(hard) > 12 > grade(COURT)


def test_markdown_and_abbreviations_of_a_letter() -> None:
    text = "# What we found\n\n- One point\n- Another point,\n  which goes on\n\nIt is 2.5 miles."
    assert sentences(text) == [
        "What we found", "One point", "Another point, which goes on", "It is 2.5 miles.",
    ]


def test_a_body_is_one_word() -> None:
    assert words("The Independent Office for Police Conduct (IOPC) wrote.") == [
        "The", "Body", "Body", "wrote",
    ]
    assert words("We won't re-open it on 9 April 2026.") == [
        "We", "won't", "re-open", "it", "on", "April",
    ]


@pytest.mark.parametrize(
    ("word", "number"),
    [("the", 1), ("police", 2), ("complaint", 2), ("looked", 1), ("decided", 3), ("notes", 1),
     ("people", 2), ("boxes", 2), ("review", 2), ("information", 4), ("x", 1)],
)
def test_syllables(word: str, number: int) -> None:
    assert syllables(word) == number


def test_jargon_is_found_with_its_swap() -> None:
    text = "Prior to this, we commenced; allegations were upheld. BWV was terminated."
    assert [(one.found, one.instead) for one in jargon(text)] == [
        ("Prior to", "before"), ("commenced", "start"), ("allegations", "point"),
        ("upheld", "say what was found"), ("BWV", "body-worn video"), ("terminated", "end"),
    ]
    assert all(text[one.start:].startswith(one.found) for one in jargon(text))
    assert jargon(ACKNOWLEDGED + NOT_UPHELD + UPHELD + COURT) == ()


def test_nothing_to_read() -> None:
    for text in ("", " \n", "…", "2026"):
        assert measure(text).words == 0
    assert measure("").in_words == "Nothing to read yet"
    assert measure("We wrote to you.").in_words == "Grade 0.0, mean sentence 4 words, longest 4"


@given(st.text(max_size=300))
def test_any_text_is_measured(text: str) -> None:
    found = measure(text)
    assert found.grade >= 0 and found.longest <= found.words
    jargon(text)
