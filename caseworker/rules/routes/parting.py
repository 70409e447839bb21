"""A letter taken apart: each sentence given to the way out that it belongs to."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby

from caseworker.rules.routes import ROUTES
from caseworker.rules.routes.letter import Passage, passage, passages, sentences
from caseworker.rules.routes.signs import SIGNS, TAKES_IN, Sign

_EXTRACT = 160  # characters


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the letter that goes one way. ``extract`` is its beginning."""

    code: str
    text: str

    @property
    def title(self) -> str:
        """The title of the way out."""
        return ROUTES[self.code].title

    @property
    def extract(self) -> str:
        """The first words, for a list."""
        return self.text if len(self.text) <= _EXTRACT else self.text[:_EXTRACT].rstrip() + " …"


@dataclass
class Hits:
    """The signs met, each with the first passage in which it was."""

    letter: Passage
    met: dict[str, list[tuple[Sign, Passage]]] = field(default_factory=dict)

    def add(self, sign: Sign, here: Passage) -> None:
        """Remember a sign once."""
        found = self.met.setdefault(sign.code, [])
        if all(one.says != sign.says for one, _ in found):
            found.append((sign, here))

    def weight(self, code: str) -> int:
        """Of the heaviest sign of a code."""
        return max(sign.weight for sign, _ in self.met[code])


def parts_of(text: str, hits: Hits) -> tuple[Part, ...]:
    """The letter in parts, in its order, none of its words lost; empty when nothing is found.

    The signs that were met are added to ``hits``.
    """
    return joined(_units(text, hits))


def _units(text: str, hits: Hits) -> list[tuple[str, str]]:
    """Each sentence with the code that it belongs to; "" where none does."""
    units = [unit for words in passages(text) for unit in _sentences(words, hits)]
    if not any(unit.code for unit in units):
        # The terms stand far apart: the letter is one passage.
        signs = _met(hits.letter, hits)[:1]
        return [(hits.letter.text, sign.code) for sign in signs]
    kept = _left({unit.code for unit in units if unit.code})
    return [
        (unit.text, unit.code if unit.code in kept or unit.apart else "") for unit in units
    ]


@dataclass
class _Unit:
    """A sentence, its code, and whether it is said to be a matter of its own."""

    text: str
    code: str
    apart: bool


def _sentences(words: str, hits: Hits) -> list[_Unit]:
    """The sentences of one passage, each with its code."""
    signs = _met(passage(words), hits)
    codes = _left({sign.code for sign in signs})
    units: list[_Unit] = []
    apart = False
    for text in sentences(words):
        sentence = passage(text)
        apart = apart or bool(sentence.found["separate"])
        units.append(_Unit(text, _owner(sentence, signs, codes, apart, hits), apart))
    for unit, after in zip(units[-2::-1], units[:0:-1], strict=True):
        if unit.apart and not unit.code:  # "I also have a complaint." opens what follows
            unit.code = after.code
    return units


def _met(here: Passage, hits: Hits) -> list[Sign]:
    signs = [sign for sign in SIGNS if here.meets(sign, hits.letter.found)]
    for sign in signs:
        hits.add(sign, here)
    return signs


def _owner(
    sentence: Passage, signs: list[Sign], codes: set[str], apart: bool, hits: Hits
) -> str:
    """The code of a sentence: the heaviest sign that stands in it, or that it begins."""
    ours = [sign for sign in signs if sign.code in codes or apart]
    for sign in ours:
        if sentence.meets(sign, hits.letter.found):
            return sign.code
    for sign in ours:
        if any(sentence.found[kind] for kind in sign.here[0].split("|")):
            return sign.code
    return ""


def _left(codes: set[str]) -> set[str]:
    """The codes without those that are only the background of another.

    Two that are each other's background are two matters: dropping both would lose the letter.
    """
    taken = {other for code in codes for other in TAKES_IN.get(code, ())
             if code not in TAKES_IN.get(other, ())}
    return codes - taken or codes


def joined(units: list[tuple[str, str]]) -> tuple[Part, ...]:
    """Neighbouring sentences of one code as one part; those of none go with what is before."""
    first = next((code for _, code in units if code), "")
    current, coded = first, []
    for sentence, code in units:
        current = code or current
        coded.append((current, sentence))
    return tuple(
        Part(code, " ".join(sentence for _, sentence in group))
        for code, group in groupby(coded, key=lambda one: one[0]) if code
    )
