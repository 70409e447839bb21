"""The words of a page with their places: turned pages, long files, and files that have none."""

from __future__ import annotations

from typing import Any

import pytest

from caseworker import intake
from caseworker.intake.page_words import words_from_wire
from tests.support import files


def test_words_come_page_by_page_with_their_places() -> None:
    content = files.pdf_text("Outcome letter", "Second page")
    first, second = intake.page_words(content, "a.pdf", 1, 9)
    assert [word.text for word in first] == ["Outcome", "letter"]
    assert [word.text for word in second] == ["Second", "page"]
    outcome, letter = first
    assert 0 < outcome.left < outcome.right < letter.left < letter.right < 0.5
    assert 0 < outcome.top < outcome.bottom < 0.2


def test_only_the_pages_asked_for_come() -> None:
    found = intake.page_words(files.pdf_text("One", "Two", "Three"), "a.pdf", 2, 2)
    assert [[word.text for word in page] for page in found] == [["Two"]]


def test_a_turned_page_has_its_words_where_they_are_seen() -> None:
    (upright,), (turned,) = (
        [page[0] for page in intake.page_words(files.pdf_text("Outcome", rotate=turn), "a.pdf",
                                               1, 1)] for turn in (0, 90))
    assert turned.left > 0.8 and turned.top < 0.3  # the head of the page is at the right
    assert turned.bottom - turned.top > turned.right - turned.left  # and the word runs downwards
    assert upright.right - upright.left > upright.bottom - upright.top


def test_an_email_has_the_words_of_its_pages() -> None:
    (page,) = intake.page_words(b"Please review my complaint.", "letter.txt", 1, 1)
    assert [word.text for word in page][-4:] == ["Please", "review", "my", "complaint."]


@pytest.mark.parametrize(("content", "name", "found"), [
    (files.jpeg(), "scan.jpg", ()), (files.pdf_scan(2), "scan.pdf", ((), ())),
    (files.pdf_locked(), "locked.pdf", ()), (b"", "empty.pdf", ()),
])
def test_what_has_no_words_has_none(content: bytes, name: str, found: tuple[Any, ...]) -> None:
    assert intake.page_words(content, name, 1, 9) == found


@pytest.mark.parametrize("said", [
    {}, {"pages": "words"}, {"pages": [[["", 0, 0, 1, 1]]]}, {"pages": [[[7, 0, 0, 1, 1]]]},
    {"pages": [[["word", 0, 0]]]}, {"pages": [[["w" * 3000, 0, 0, 1, 1]]]},
])
def test_an_answer_that_is_not_words_is_not_believed(said: dict[str, Any]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        words_from_wire(said)


def test_places_outside_the_page_are_brought_back() -> None:
    ((word,),) = words_from_wire({"pages": [[["word", -3, 0.5, 99, 0.6]]]})
    assert (word.left, word.right) == (0.0, 1.0)
