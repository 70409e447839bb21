"""A letter taken apart: passages (paragraphs) and sentences, with white space made plain."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from caseworker.rules.routes.marks import MARKS, terms
from caseworker.rules.routes.signs import Sign

LONGEST = 50_000  # characters read; a longer item is an enclosure, and its first pages tell
_PLAIN = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "\u00a0": " ", "\r": "\n"})
_PASSAGES = re.compile(r"\n[ \t]*\n|\n(?=[ \t]*(?:\d{1,2}[.)]|[-•*])\s)")
_SENTENCES = re.compile(r"(?<=[.!?])[\"'”)]?\s+(?=[A-Z0-9“\"(])")


@dataclass(frozen=True, slots=True)
class Passage:
    """Some text and the terms found in it, by kind."""

    text: str
    found: dict[str, tuple[str, ...]]

    def meets(self, sign: Sign, letter: dict[str, tuple[str, ...]]) -> bool:
        """Whether a sign stands here, in a letter in which these terms were found."""
        return (
            all(_either(kind, self.found) for kind in sign.here)
            and all(_either(kind, letter) for kind in sign.letter)
            and not any(letter[kind] for kind in sign.unless)
        )


def passage(text: str) -> Passage:
    """The text with every kind of term looked for."""
    return Passage(text, {name: terms(name, text) for name in MARKS})


def plain(text: str) -> str:
    """Plain apostrophes and line ends; at most the first 50,000 characters."""
    return text[:LONGEST].translate(_PLAIN).strip()


def passages(text: str) -> Iterator[str]:
    """The paragraphs and the points of a list, each on one line."""
    for piece in _PASSAGES.split(text):
        if words := " ".join(piece.split()):
            yield words


def sentences(text: str) -> list[str]:
    """The sentences of one passage."""
    return [sentence for sentence in _SENTENCES.split(text) if sentence]


def quoted(sign: Sign, here: Passage, letter: Passage) -> str:
    """The reason a sign was met, with the terms quoted as they stand in the letter."""
    said: list[str] = []
    for kinds, where in ((sign.here, here.found), (sign.letter, letter.found)):
        for kind in kinds:
            said += _either(kind, where)[:2]
    named = list({term.casefold(): term for term in said}.values())[:4]
    return f"{sign.says}: it says {_and([f'“{term}”' for term in named])}."


def _either(kinds: str, found: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    for kind in kinds.split("|"):
        if found[kind]:
            return found[kind]
    return ()


def _and(parts: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(parts[:-1]), parts[-1])))
