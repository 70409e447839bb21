"""Drafts: every value required is asked for at once; optional paragraphs leave no trace."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseworker import paths
from caseworker.letters.blocks import parse
from caseworker.letters.catalogue import CATALOGUE
from caseworker.letters.draft import draft, values_of
from caseworker.rules import law, plain_english
from caseworker.rules.finding import Refused
from tests.support.letter_values import ALL

CODES = sorted(CATALOGUE)
# Material that older pages carry and that no letter may (rules of the present policy replace it).
SUPERSEDED = (
    "SE1 2AA", "IPCC", "0207 983 4010", "020 7983 4010", "Empress State", "Stage 3",
    "Conduct) Regulations 2008", "Conduct Regulations 2008", "Queen's Walk", "Queens Walk",
)


def least(code: str) -> dict[str, object]:
    """Only the values that must be there."""
    return {value.name: ALL[value.name] for value in values_of(code) if value.required}


def text_of(code: str, values: dict[str, object]) -> str:
    return "\n".join(block.text for block in parse(draft(code, values)))


@pytest.mark.parametrize("code", CODES)
def test_every_missing_value_is_named_at_once(code: str) -> None:
    with pytest.raises(Refused) as refused:
        draft(code, {})
    fields = [finding.field for finding in refused.value.findings]
    assert fields == [value.name for value in values_of(code) if value.required]
    assert all(finding.reason.startswith("Add ") for finding in refused.value.findings)


def test_a_missing_part_of_a_point_is_named() -> None:
    points = ({"number": 1, "said": "x", "police_did": "y", "finding_words": "z", "why": " "},)
    with pytest.raises(Refused) as refused:
        draft("R13", ALL | {"allegations": points, "received": None})
    assert [(finding.field, finding.reason) for finding in refused.value.findings] == [
        ("received", "Add the date we received the request"),
        ("allegations", "Add why we take this view for 1 of the points of the complaint"),
    ]


@pytest.mark.parametrize("code", CODES)
def test_optional_paragraphs_are_absent_cleanly(code: str) -> None:
    short, full = draft(code, least(code)), draft(code, ALL)
    assert len(short) < len(full)
    for text in (short, full):
        assert "None" not in text and "{" not in text and "\n\n\n" not in text
        assert not re.search(r" [.,]| {2}", text)
    headings = [block.text for block in parse(short) if block.kind == "heading"]
    assert len(headings) == len(set(headings)) or code in {"R13", "R14", "N2", "R15", "M6", "M12"}


@pytest.mark.parametrize("code", CODES)
def test_one_main_heading_and_the_ways_to_reach_us(code: str) -> None:
    blocks = parse(draft(code, least(code)))
    assert [block.level for block in blocks if block.kind == "heading"].count(1) == 1
    text = " ".join(block.text for block in blocks)
    assert "Ask us for another format or a change to how we work" in text
    assert "write to us at the address at the top" in text
    assert "What happens next" in text or "How long you may wait" in text


@pytest.mark.parametrize(("code", "wanted"), [
    ("R1", ("10 March 2026", "your letter of 8 March 2026", "not a new investigation",
            "share what you sent us", "in time", "the body that does your review", "consent")),
    ("R6", ("Independent Office for Police Conduct", "12 March 2026", "PO Box 473", "M33 0BW",
            "do not count against you", "the outcome letter the police sent you")),
    ("R8", ("is valid", "the body that will review", "about three months", "in hospital")),
    ("R13", ("was reasonable and proportionate", "compensation", "lawful", "no right to appeal",
             "contact us first", "judicial review", "legal advice", "cost you money", "promptly",
             "3 months", "20 August 2026", "What you said", "Why we take this view")),
    ("R14", ("was not reasonable and proportionate", "1. Look again", "2. Say sorry",
             "17 June 2026", "do not have to agree", "not a promise", "We will write to you",
             "judicial review", "compensation")),
    ("N2", ("Recommendation 2", "17 June 2026", "paragraph 28ZA", "whether you accept it",
            "Learning points", "kept apart", "PC/04733/25", "REV-2026-0402")),
    ("R15", ("Recommendation 2", "due by 17 June 2026", "20 May 2026", "asked for it on 25 June",
             "whether you accept it", "by return", "oversee", "PC/04733/25", "REV-2026-0402")),
])
def test_what_a_letter_must_say(code: str, wanted: tuple[str, ...]) -> None:
    blocks = parse(draft(code, ALL))
    text = "\n".join(
        f"{block.ordinal}. {block.text}" if block.ordinal else block.text for block in blocks
    )
    assert [words for words in wanted if words not in text] == []


def test_the_time_for_a_court_is_that_of_the_day_or_the_letter_is_refused() -> None:
    assert f"within {law.JUDICIAL_REVIEW.words(date(2026, 5, 20))} of our" in draft("R13", ALL)
    with pytest.raises(Refused, match="no limit judicial_review to say for soon"):
        draft("R13", {**ALL, "decision_on": "soon"})


@pytest.mark.parametrize("code", CODES)
def test_letters_are_plain_english(code: str) -> None:
    """15 words a sentence on average and 25 at most: the house rule, with sample values."""
    sentences = [
        sentence
        for block in parse(draft(code, ALL)) if block.kind != "heading"
        for sentence in re.split(r"(?<=[.?!:])\s+", block.text)
    ]
    lengths = [len(sentence.split()) for sentence in sentences]
    assert sum(lengths) / len(lengths) <= 15
    assert max(lengths) <= 25, max(sentences, key=lambda sentence: len(sentence.split()))


@pytest.mark.parametrize("code", [code for code in CODES if code != "N2"])
def test_letters_to_people_have_no_jargon(code: str) -> None:
    assert plain_english.jargon(text_of(code, ALL)) == ()
    assert plain_english.grade(text_of(code, ALL)) <= 6


def test_nothing_superseded_is_printed() -> None:
    files = [*paths.LETTERS.rglob("*.md"), *(paths.ROOT / "caseworker" / "letters").glob("*.py")]
    assert len(files) > 15
    found = [(file.name, old) for file in files for old in SUPERSEDED
             if old.lower() in file.read_text(encoding="utf-8").lower()]
    assert found == []


def test_no_number_of_days_is_typed_in_a_template() -> None:
    typed = re.compile(r"\b(\d+|ten|fourteen|twenty|thirty)[- ](working |calendar )?days?\b", re.I)
    found = [(file.name, hit[0]) for file in paths.LETTERS.rglob("*.md")
             for hit in typed.finditer(file.read_text(encoding="utf-8"))]
    assert found == []


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1)
       .filter(lambda text: text.strip()))
def test_a_name_cannot_become_markup(name: str) -> None:
    blocks = parse(draft("R8", ALL | {"dear_name": name}))
    assert blocks[1].kind == "paragraph"
    assert blocks[1].text.strip() == f"Dear {name}".strip()


def test_a_value_cannot_be_code_of_the_template() -> None:
    text = text_of("R8", ALL | {"dear_name": "{{ received }}{% if x %}"})
    assert "Dear {{ received }}{% if x %}" in text


def test_values_that_no_letter_can_hold_are_refused() -> None:
    with pytest.raises(Refused) as refused:
        draft("R8", ALL | {
            "received": datetime(2026, 3, 10, 9, 30),  # noqa: DTZ001  # what is refused
            "dear_name": "Ruth\x00", "expected_wait": object(),
        })
    reasons = {finding.field: finding.reason for finding in refused.value.findings}
    assert reasons["received"].startswith("A letter cannot hold")
    assert "U+0000" in reasons["dear_name"]
    assert reasons["expected_wait"].startswith("A letter cannot hold")


def test_frozen_dataclasses_serve_as_list_items() -> None:
    @dataclass(frozen=True)
    class Point:
        number: int
        said: str
        police_did: str
        finding_words: str
        why: str

    text = text_of("R13", ALL | {"allegations": (Point(1, "a said", "b", "c", "d"),)})
    assert "a said" in text


def test_an_unknown_letter_is_refused() -> None:
    with pytest.raises(Refused, match="There is no letter R99"):
        draft("R99", {})


def test_dates_are_in_words() -> None:
    assert "by 3 December 2026" in text_of("R1", ALL | {"write_by": date(2026, 12, 3)})
