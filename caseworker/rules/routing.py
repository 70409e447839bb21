"""Where an item of post belongs, and why: a suggestion from its words and what is known of it.

Nothing is ever applied by itself. Each suggestion quotes the words that it rests on and says what
speaks against it; a letter about several things is taken apart, one part for each way out.
"""

from __future__ import annotations

from dataclasses import dataclass

from caseworker.rules.finding import Source
from caseworker.rules.routes import MIXED, ROUTES, Route
from caseworker.rules.routes.letter import LONGEST, passage, plain, quoted
from caseworker.rules.routes.parting import Hits, Part, parts_of
from caseworker.rules.routes.signs import BESIDE
from caseworker.rules.routes.weighing import (
    FOR_SOMEBODY,
    PostFacts,
    by_facts,
    more_reasons,
    with_facts,
)
from caseworker.rules.routes.weighing import against as against_it

__all__ = [
    "ROUTES", "Part", "PostFacts", "Route", "RouteFinding", "Suggestion", "suggest",
]

NO_TEXT = "There is no text to read. Look at the item itself."
NO_SIGN = "Nothing in the text says where it belongs. Look at the item itself."
AT_ONCE = "C25"


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
class Suggestion:
    """The ways out, the likeliest first; none when it is not yet known. ``reason`` says why."""

    routes: tuple[RouteFinding, ...] = ()
    parts: tuple[Part, ...] = ()
    reason: str = ""

    @property
    def answer(self) -> str:
        """"C13 Review request, MOPAC is the review body", or "not yet known"."""
        return f"{self.routes[0].code} {self.routes[0].title}" if self.routes else "not yet known"


def suggest(text: str, facts: PostFacts | None = None) -> Suggestion:
    """Where the item may belong. Never raises; no sign gives no routes and a reason."""
    known = facts or PostFacts()
    letter = with_facts(passage(" ".join(plain(text).split())), known)
    if not letter.text:
        return Suggestion(reason=NO_TEXT)
    hits = Hits(letter)
    beside = tuple(sign for sign in BESIDE if letter.meets(sign, letter.found))
    parts = by_facts(parts_of(plain(text), hits), hits, known)
    codes = sorted({part.code for part in parts}, key=hits.weight, reverse=True)
    for sign in beside:
        hits.add(sign, letter)
    if not codes and not beside:
        return Suggestion(reason=NO_SIGN)
    # The passage of a person at risk stays where it is in the letter, and is acted on at once.
    mixed = len([code for code in codes if code != AT_ONCE]) > 1
    ordered = _order(codes, mixed, [sign.code for sign in beside])
    also = [code for code in _also(codes, known) if code not in ordered]
    routes = tuple(_finding(code, hits, parts, known, text) for code in (*ordered, *also))
    return Suggestion(routes, parts, " ".join(routes[0].reasons))


def _order(codes: list[str], mixed: bool, beside: list[str]) -> list[str]:
    ordered = [*([MIXED] if mixed else ()), *codes, *beside]
    if FOR_SOMEBODY in ordered:
        ordered.remove(FOR_SOMEBODY)
        ordered.insert(0, FOR_SOMEBODY)
    if AT_ONCE in ordered:
        ordered.remove(AT_ONCE)
        ordered.insert(0, AT_ONCE)
    return ordered


def _also(codes: list[str], facts: PostFacts) -> list[str]:
    """A review goes to one body or the other: until that is decided, the other is named too."""
    return ["C13"] if "C14" in codes and facts.review_body is None else []


def _finding(
    code: str, hits: Hits, parts: tuple[Part, ...], facts: PostFacts, text: str
) -> RouteFinding:
    route = ROUTES[code]
    if code == MIXED:
        ways = list(dict.fromkeys(part.code for part in parts))
        named = [f"{way} {ROUTES[way].title}" for way in ways]
        reasons: tuple[str, ...] = (f"It holds {len(ways)} matters: {'; '.join(named)}.",)
    else:
        met = hits.met[code]
        reasons = tuple(quoted(sign, here, hits.letter) for sign, here in met[:2])
    reasons += tuple(more_reasons(code, hits.letter, parts, facts))
    against = tuple(against_it(code, hits.letter, facts))
    if len(text) > LONGEST:
        against += (f"Only the first {LONGEST:,} characters were read.",)
    return RouteFinding(code, route.title, reasons, against, route.words, route.source)
