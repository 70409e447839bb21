"""The words of a page with where they stand, as they come from the reading process."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from caseworker.intake import limits
from caseworker.intake.wire import Head


@dataclass(frozen=True, slots=True)
class Word:
    """One word and its box: parts of the page's width and height, 0 to 1 from the top left."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def words_from_wire(head: Head) -> tuple[tuple[Word, ...], ...]:
    """The words, page by page. ValueError, KeyError or TypeError for anything else."""
    pages = head["pages"]
    if not isinstance(pages, list):
        raise TypeError("not pages")
    return tuple(tuple(_word(*each) for each in page) for page in pages)


def _word(text: Any, *box: Any) -> Word:
    if not isinstance(text, str) or not text or len(text) > limits.WORD:
        raise ValueError("not a word")
    left, top, right, bottom = (min(max(float(side), 0.0), 1.0) for side in box)
    return Word(text, left, top, right, bottom)
