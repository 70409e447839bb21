"""How easy a letter is to read: reading grade, length of sentences, and jargon with plainer words.

The grade is the Flesch-Kincaid grade (Kincaid and others, 1975): 0.39 x words per sentence + 11.8 x
syllables per word - 15.59. The names of bodies and the words of the legal test count as one word of
one syllable, for a letter cannot avoid them; bare numbers are not counted. Syllables are counted by
groups of vowels, good to about one in ten words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# Names, and the legal test, that a letter cannot avoid.
_BODIES = (
    "Independent Office for Police Conduct", "Local Government and Social Care Ombudsman",
    "Mayor's Office for Policing And Crime", "Mayor's Office for Policing and Crime",
    "Metropolitan Police Service", "MOPAC", "IOPC", "MPS",
    "reasonable and proportionate",
)
_BODY = re.compile("|".join(re.escape(name) for name in _BODIES))

SWAPS: tuple[tuple[str, str], ...] = (
    ("appropriate authority", "the police force that dealt with it"),
    ("relevant review body", "the body that does your review"),
    ("pursuant to", "under"),
    ("determine", "decide"),
    ("in relation to", "about"),
    ("correspondence", "letters and emails"),
    ("allegation", "point"),
    ("upheld", "say what was found"),
    ("further to", "leave it out"),
    ("terminate", "end"),
    ("commence", "start"),
    ("prior to", "before"),
    ("regarding", "about"),
    ("utilise", "use"),
    ("remedy", "put right"),
    ("service level", "leave it out"),
    ("BWV", "body-worn video"),
    ("DPS", "Directorate of Professional Standards"),
)
_ENDINGS = r"(?:s|d|ed|es|ing|ation|ations)?"


def _swap_pattern(jargon: str) -> re.Pattern[str]:
    if jargon.isupper():
        return re.compile(rf"\b{jargon}\b")
    # "commencing" and "terminated" are "commence" and "terminate" too.
    stem = jargon.removesuffix("e") + ("e?" if jargon.endswith("e") else "")
    stem = stem.removesuffix("y") + "(?:y|ies)" if jargon.endswith("y") else stem
    return re.compile(rf"\b{stem}{_ENDINGS}\b", re.IGNORECASE)


_PATTERNS = tuple((_swap_pattern(jargon), jargon, plain) for jargon, plain in SWAPS)


@dataclass(frozen=True, slots=True)
class Jargon:
    """A word to swap: as written, where it starts in the text, and what to say instead."""

    found: str
    start: int
    instead: str


@dataclass(frozen=True, slots=True)
class Ease:
    """How easy a text is to read. Lengths are in words. All are 0 for an empty text."""

    grade: float
    mean: float
    longest: int
    longest_sentence: str
    words: int
    sentences: int

    @property
    def in_words(self) -> str:
        """For the composer: "Grade 4.1, mean sentence 11 words, longest 18"."""
        if not self.words:
            return "Nothing to read yet"
        return (
            f"Grade {self.grade:.1f}, mean sentence {self.mean:.0f} words, longest {self.longest}"
        )


def sentences(text: str) -> list[str]:
    """The sentences of a text; a heading, a list item and a paragraph each end one."""
    parts = [
        part for block in _blocks(text) for part in re.split(r"(?<=[.!?])[\"”’)]*\s+", block)
    ]
    return [part for part in parts if re.search(r"\w", part)]


_MARKER = re.compile(r"\s*(?:#+|[-*>]|[0-9]+[.)])\s+")


def _blocks(text: str) -> Iterator[str]:
    """Paragraphs, headings and list items of Markdown, each on one line without its marker."""
    block: list[str] = []
    for line in text.splitlines():
        heading = line.lstrip().startswith("#")
        if not line.strip() or _MARKER.match(line):
            yield " ".join(block)
            block = []
        block += _MARKER.sub("", line, count=1).split() if _MARKER.match(line) else line.split()
        if heading:
            yield " ".join(block)
            block = []
    yield " ".join(block)


def words(sentence: str) -> list[str]:
    """The words of a sentence, each body's name as one, without bare numbers."""
    named = _BODY.sub("Body", sentence)
    found = re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", named)
    return [word for word in found if not word.isdigit()]


def syllables(word: str) -> int:
    """The syllables of a word, by groups of vowels, a silent e at the end left out. At least 1."""
    letters = re.sub(r"[^a-z]", "", word.casefold())
    if word == "Body" or len(letters) <= 3:
        return 1
    # A last e, es or ed is mostly silent: "police", "notes", "looked", but not "decided".
    trimmed = re.sub(r"(?:(?<![lsxz])es|(?<![td])ed|(?<!l)e)$", "", letters)
    return max(len(re.findall(r"[aeiouy]+", trimmed)), 1)


def measure(text: str) -> Ease:
    """Measure a text, plain or Markdown."""
    parts = [(sentence, words(sentence)) for sentence in sentences(text)]
    parts = [(sentence, found) for sentence, found in parts if found]
    total = sum(len(found) for _, found in parts)
    if not total:
        return Ease(0.0, 0.0, 0, "", 0, 0)
    spoken = sum(syllables(word) for _, found in parts for word in found)
    longest, most = max(parts, key=lambda part: len(part[1]))
    mean = total / len(parts)
    grade = max(0.39 * mean + 11.8 * spoken / total - 15.59, 0.0)
    return Ease(round(grade, 1), round(mean, 1), len(most), longest, total, len(parts))


def grade(text: str) -> float:
    """The reading grade of a text: years of school needed. 0 for an empty text."""
    return measure(text).grade


def jargon(text: str) -> tuple[Jargon, ...]:
    """Each word that the office swaps for a plainer one, in the order of the text."""
    found = [
        Jargon(hit.group(), hit.start(), plain)
        for pattern, _, plain in _PATTERNS for hit in pattern.finditer(text)
    ]
    return tuple(sorted(found, key=lambda one: one.start))
