"""What stops a letter from being printed, named in words."""

from __future__ import annotations

import pytest

from caseworker.letters import check
from caseworker.letters.blocks import parse


@pytest.mark.parametrize(("text", "named"), [
    ("a\x00b", "control character null"),
    ("a\x1fb", "control character U+001F"),
    ("שלום", "Hebrew letter shin, written from right to left"),
    ("سلام", "written from right to left"),
    ("नमस्ते", "Devanagari letter na"),
    ("good 😀", "Grinning face"),
    ("a\u200bb", "invisible character zero width space"),
    ("a\u202eb", "invisible character right-to-left override"),
    ("q\u0301", "an accent that joins no letter"),
    ("\ue000", "character U+E000"),
    ("\ud800", "character U+D800"),
])
def test_characters_that_cannot_be_printed_are_named(text: str, named: str) -> None:
    finding = check.printable(text, "markdown")
    assert not finding
    assert named in finding.reason
    assert finding.field == "markdown"


@pytest.mark.parametrize("text", [
    "Siân Llŵyd-Jones", "Łódź Nguyễn Đỗ", "“quoted” – £5, €3, ½", "Αθήνα Москва",
    "e\u0301", "a\tb\nc",
])
def test_characters_that_can(text: str) -> None:
    assert check.printable(text)


def test_many_bad_characters_are_counted() -> None:
    assert "and 3 more" in check.printable("अआइईउऊएऐ").reason


@pytest.mark.parametrize(("markdown", "reason"), [
    ("Only words", "no main heading"),
    ("# One\n\n# Two", "2 main headings"),
    ("## First\n\n# Main", "comes after another"),
    ("# One\n\n### Three", "level 3 follows one of level 1"),
])
def test_headings_out_of_order(markdown: str, reason: str) -> None:
    assert reason in check.headings(parse(markdown)).reason


def test_headings_in_order() -> None:
    assert check.headings(parse("# One\n\n## Two\n\n### Three\n\n## Two"))


@pytest.mark.parametrize(("text", "words"), [
    ("We are sorry that it takes longer than we said. This is why:\n\n## Next\n\nMore.",
     "Add the reason for the delay, or take out this paragraph"),
    ("We are sorry that it takes\nlonger than we said. This is why:",
     "Add the reason for the delay, or take out this paragraph"),
    ("We looked at it. Here is what we found:\n\n## Next",
     "Add what follows “Here is what we found:”, or take out this paragraph"),
])
def test_what_is_announced_must_come(text: str, words: str) -> None:
    (finding,) = check.finished(parse(f"# Letter\n\n{text}"))
    assert not finding
    assert (finding.reason, finding.field) == (words, "markdown")


@pytest.mark.parametrize("text", [
    "This is why:\n\nIt came late.", "You sent:\n\n- a letter", "End."])
def test_what_comes_is_not_asked_for(text: str) -> None:
    assert check.finished(parse(f"# Letter\n\n{text}")) == []
