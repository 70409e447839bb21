"""Where an item of post belongs, and why: a suggestion from its words and what is known of it.

Nothing is ever applied by itself. Each suggestion quotes the words that it rests on and says what
speaks against it; a letter about several things is taken apart, one part for each way out.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import groupby

from caseworker.rules.facts import Body
from caseworker.rules.finding import Source
from caseworker.rules.routes import MIXED, ROUTES, Route
from caseworker.rules.routes.letter import (
    LONGEST,
    Passage,
    passage,
    passages,
    plain,
    quoted,
    sentences,
)
from caseworker.rules.routes.signs import BESIDE, CAUTIONS, SIGNS, TAKES_IN, Sign

__all__ = [
    "ROUTES", "Part", "PostFacts", "Route", "RouteFinding", "Suggestion", "suggest",
]

NO_TEXT = "There is no text to read. Look at the item itself."
NO_SIGN = "Nothing in the text says where it belongs. Look at the item itself."
REVIEWS = ("C13", "C14")
AT_ONCE, FOR_SOMEBODY = "C25", "C26"
_EXTRACT = 160


@dataclass(frozen=True, slots=True)
class PostFacts:
    """What is known of an item besides its text. None, or an empty text: not known."""

    review_body: Body | None = None  # as the seven questions were answered
    outcome_letter_held: bool | None = None
    force: str = ""  # the force complained about; "MPS" when it is
    provider_stages_done: bool | None = None


@dataclass(frozen=True, slots=True)
class RouteFinding:
    """One way out that is suggested: why, what speaks against it, and what it means."""

    code: str
    title: str
    reasons: tuple[str, ...]
    against: tuple[str, ...]
    words: str
    source: Source

    @property
    def route(self) -> Route:
        """Where it goes, what MOPAC does, who is told, and the address to give."""
        return ROUTES[self.code]


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


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The ways out, the likeliest first; none when it is not yet known. ``reason`` says why."""

    routes: tuple[RouteFinding, ...] = ()
    parts: tuple[Part, ...] = ()
    reason: str = ""

    @property
    def answer(self) -> str:
        """"C13 Review request, MOPAC is the review body", or "not yet known"."""
        return f"{self.routes[0].code} {self.routes[0].title}" if self.routes else "not yet known"


@dataclass
class _Hits:
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


def suggest(text: str, facts: PostFacts | None = None) -> Suggestion:
    """Where the item may belong. Never raises; no sign gives no routes and a reason."""
    known = facts or PostFacts()
    letter = _with_facts(passage(" ".join(plain(text).split())), known)
    if not letter.text:
        return Suggestion(reason=NO_TEXT)
    hits = _Hits(letter)
    units = _units(plain(text), hits)
    beside = tuple(sign for sign in BESIDE if letter.meets(sign, letter.found))
    parts = _by_facts(_joined(units), hits, known)
    codes = sorted({part.code for part in parts}, key=hits.weight, reverse=True)
    for sign in beside:
        hits.add(sign, letter)
    if not codes and not beside:
        return Suggestion(reason=NO_SIGN)
    # The passage of a person at risk stays where it is in the letter, and is acted on at once.
    mixed = len([code for code in codes if code != AT_ONCE]) > 1
    ordered = _order(codes, mixed, [sign.code for sign in beside])
    also = [code for code in _also(codes, hits) if code not in ordered]
    routes = tuple(_finding(code, hits, parts, known, text) for code in (*ordered, *also))
    return Suggestion(routes, parts, " ".join(routes[0].reasons))


def _with_facts(letter: Passage, facts: PostFacts) -> Passage:
    """What is held or known counts as if the letter said it."""
    found = dict(letter.found)
    if facts.outcome_letter_held:
        found["outcome"] = found["outcome"] or ("outcome letter",)
        found["no_outcome"] = ()
    return replace(letter, found=found)


def _units(text: str, hits: _Hits) -> list[tuple[str, str]]:
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


def _sentences(words: str, hits: _Hits) -> list[_Unit]:
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


def _met(here: Passage, hits: _Hits) -> list[Sign]:
    signs = [sign for sign in SIGNS if here.meets(sign, hits.letter.found)]
    for sign in signs:
        hits.add(sign, here)
    return signs


def _owner(
    sentence: Passage, signs: list[Sign], codes: set[str], apart: bool, hits: _Hits
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
    """The codes without those that are only the background of another."""
    taken = {other for code in codes for other in TAKES_IN.get(code, ())}
    return codes - taken


def _joined(units: list[tuple[str, str]]) -> tuple[Part, ...]:
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


def _by_facts(parts: tuple[Part, ...], hits: _Hits, facts: PostFacts) -> tuple[Part, ...]:
    """A review request or complaint goes elsewhere where the facts, or its own words, say so."""
    if _elsewhere(facts):
        return _moved(parts, ("C1", "C2", "C4", "C13", "C16"), "C15", hits)
    if _points_to_iopc(hits.letter, facts):
        return _moved(parts, ("C13",), "C14", hits)
    return parts


def _moved(
    parts: tuple[Part, ...], codes: tuple[str, ...], to: str, hits: _Hits
) -> tuple[Part, ...]:
    for code in {part.code for part in parts} & set(codes):
        hits.met.setdefault(to, hits.met[code])
    return tuple(replace(part, code=to) if part.code in codes else part for part in parts)


def _elsewhere(facts: PostFacts) -> bool:
    ours = ("", "mps", "the mps", "met police", "metropolitan police",
            "metropolitan police service")
    return facts.force.strip().casefold() not in ours


def _points_to_iopc(letter: Passage, facts: PostFacts) -> bool:
    if facts.review_body is not None:
        return facts.review_body is Body.IOPC
    return bool(letter.found["serious"] or letter.found["iopc_named"]
                or letter.found["commissioner_did"] or letter.found["senior"])


def _order(codes: list[str], mixed: bool, beside: list[str]) -> list[str]:
    ordered = [*([MIXED] if mixed else ()), *codes, *beside]
    if FOR_SOMEBODY in ordered:
        ordered.remove(FOR_SOMEBODY)
        ordered.insert(0, FOR_SOMEBODY)
    if AT_ONCE in ordered:
        ordered.remove(AT_ONCE)
        ordered.insert(0, AT_ONCE)
    return ordered


def _also(codes: list[str], hits: _Hits) -> list[str]:
    """A review goes to one body or the other; the other is named beside it."""
    if "C14" in codes:
        return ["C13"]
    return ["C14"] if "C13" in codes and hits.letter.found["serious"] else []


def _finding(
    code: str, hits: _Hits, parts: tuple[Part, ...], facts: PostFacts, text: str
) -> RouteFinding:
    route = ROUTES[code]
    if code == MIXED:
        ways = list(dict.fromkeys(part.code for part in parts))
        named = [f"{way} {ROUTES[way].title}" for way in ways]
        reasons: tuple[str, ...] = (f"It holds {len(ways)} matters: {'; '.join(named)}.",)
    else:
        met = hits.met.get(code) or hits.met["C13"]
        reasons = tuple(quoted(sign, here, hits.letter) for sign, here in met[:2])
    reasons += tuple(_more_reasons(code, hits.letter, parts, facts))
    against = tuple(_against(code, hits.letter, facts))
    if len(text) > LONGEST:
        against += (f"Only the first {LONGEST:,} characters were read.",)
    return RouteFinding(code, route.title, reasons, against, route.words, route.source)


def _more_reasons(
    code: str, letter: Passage, parts: tuple[Part, ...], facts: PostFacts
) -> list[str]:
    if code == FOR_SOMEBODY and parts:
        ways = dict.fromkeys(f"{part.code} {part.title}" for part in parts)
        return [f"The constituent's matter: {'; '.join(ways)}."]
    if code == "C15" and _elsewhere(facts):
        return [f"The force is recorded as {facts.force.strip()}."]
    if code != "C14":
        return []
    if facts.review_body is Body.IOPC:
        return ["The seven questions point to the IOPC."]
    kinds = ("serious", "iopc_named", "commissioner_did", "senior")
    said = next((letter.found[kind][0] for kind in kinds if letter.found[kind]), "")
    return [f"It says “{said}”, which often points to the IOPC."] if said else []


def _against(code: str, letter: Passage, facts: PostFacts) -> list[str]:
    """What a person should weigh before following the suggestion."""
    said = [CAUTIONS[code]] if code in CAUTIONS else []
    found = letter.found
    if code in REVIEWS:
        if facts.review_body is None:
            said.append("Only the seven questions decide which body reviews it.")
        if not found["outcome"]:
            said.append("It speaks of no MPS outcome letter. Without one it is a complaint to the "
                        "MPS.")
        if not found["mps_reference"]:
            said.append("It gives no MPS reference.")
        if found["internal_review"]:
            said.append(f"It says “{found['internal_review'][0]}”.")
    if code in ("C1", "C2", "C4", "C16") and (mark := found["outcome"] or found["review_ask"]):
        said.append(f"It says “{mark[0]}”: if the MPS has sent its outcome, it may be a review "
                    "request.")
    if code == "C9" and (facts.provider_stages_done or found["stages_done"]):
        said.append("All stages at the provider seem to be done: MOPAC may look at how it handled "
                    "the complaint.")
    if code == "C15" and found["force"]:
        said.append(f"It also says “{found['force'][0]}”.")
    return said
