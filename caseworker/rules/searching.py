"""What somebody types into the search box, as words that can be looked up safely.

Text is folded the same way on both databases: no capitals, no accents, and every sign that is no
letter or number parts two words. What is left of the typed text has no sign that a search
language could take for an operator.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

MOST_TYPED = 500  # characters; nobody searches for more, and 10,000 are a paste by mistake
MOST_WORDS = 12
LONGEST = 60  # characters of a word
QUOTES = re.compile("[\"“”„«»]")  # signs that begin and end a phrase
_ACCENTS = re.compile("[\u0300-\u036f]")
_REFERENCE = re.compile(r"([A-Z]{2,8})((?:19|20)\d\d)(\d{1,6})")


def fold(text: str) -> str:
    """The text without capitals and accents: "Siân" is "sian"."""
    return _ACCENTS.sub("", unicodedata.normalize("NFD", text)).lower()


def words_of(text: str) -> list[str]:
    """The words of a text, folded, each cut at 60 letters."""
    plain = "".join(sign if sign.isalnum() else " " for sign in fold(text))
    return [word[:LONGEST] for word in plain.split()]


def grams(word: str) -> set[str]:
    """The three-letter pieces of a folded word, with its beginning and its end."""
    return {f" {word} "[n:n + 3] for n in range(len(word))}


def slips(word: str) -> set[str]:
    """A folded word whole, and without each of its letters, after a hyphen.

    Two words share one when a single letter is wrong, too many or missing, or two changed places.
    """
    return {f"-{word[:max(n - 1, 0)]}{word[n:]}" for n in range(len(word) + 1)}


def is_name(word: str) -> bool:
    """Whether a folded word can be one of a name, so that its likes are looked for."""
    return len(word) >= 3 and not any(sign.isdigit() for sign in word)


@dataclass(frozen=True, slots=True)
class Asked:
    """Phrases of one or more words, all of which must be there.

    ``beginning``: the last word may be the beginning of a longer one, as while somebody types.
    """

    phrases: tuple[tuple[str, ...], ...]
    beginning: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """Every word."""
        return tuple(word for phrase in self.phrases for word in phrase)


def asked(text: str) -> Asked:
    """What is asked for: words, and phrases in quotation marks. No text is an error."""
    text = text[:MOST_TYPED]
    phrases: list[tuple[str, ...]] = []
    for number, part in enumerate(QUOTES.split(text)):
        words = words_of(part)
        phrases += [tuple(words)] if number % 2 and words else [(word,) for word in words]
    kept = phrases[:MOST_WORDS]
    return Asked(tuple(kept), bool(kept) and len(kept[-1]) == 1 and text[-1:].isalnum())


def reference_of(text: str) -> str:
    """The case reference that somebody wrote, "" when it is none.

    "rev 2026 402" and "REV20260402" are REV-2026-0402.
    """
    plain = "".join(sign for sign in text[:60].upper() if sign.isascii() and sign.isalnum())
    found = _REFERENCE.fullmatch(plain)
    return f"{found[1]}-{found[2]}-{int(found[3]):04}" if found else ""
