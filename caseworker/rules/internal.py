"""Parts of a complaint that moved to an internal procedure (paragraphs 27 to 30).

The complainant hears that a part moved and, later, that the procedure has ended: never which one,
never its outcome. Which one it is stands in no fact here, so no letter or screen can show it. The
other parts go on, and their time keeps running.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from caseworker.rules import law
from caseworker.rules.complaint_facts import ComplaintFacts, Part
from caseworker.rules.finding import Finding, Outcome
from caseworker.rules.lifecycle import Role
from caseworker.rules.words import count, join

NAME, TITLE = "internal_words", "Nothing private in the letter"
MOVED_LETTER, ENDED_LETTER = "M8", "M9"
MOVED_WORDS = (
    "We will look into this part of your complaint under our internal procedures. We take it "
    "seriously. We will write to you when they have ended."
)
ENDED_WORDS = (
    "The internal procedures we told you about have now ended. They are private, so we cannot "
    "tell you the result."
)

# The names of procedures that paragraph 27 gives, in every form of the word.
_PROCEDURES = (
    r"grievances?", r"disciplin\w+", r"misconduct", r"bull(?:y|ies|ied|ying)", r"harass\w*",
    r"capability (?:process|procedure|policy)",
)
# What would tell the outcome of a procedure that has ended.
_OUTCOMES = (
    r"upheld", r"not upheld", r"prove[nd]", r"unproven", r"dismiss\w*", r"sack(?:ed|ing)?",
    r"found (?:that|against|in favour)", r"no case to answer", r"case to answer",
    r"substantiated", r"unsubstantiated", r"sanction\w*", r"warning", r"guilty",
    r"cleared", r"suspen(?:d|ded|sion)", r"exonerated", r"sustained", r"resign\w*",
    r"left (?:mopac|our employment)",
)


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)


_PROCEDURE, _OUTCOME = _pattern(_PROCEDURES), _pattern(_OUTCOMES)


@dataclass(frozen=True, slots=True)
class Clearance:
    """An HR adviser's decision that certain words may stand, because of what is complained of."""

    by: str
    roles: frozenset[Role]
    because: str


@dataclass(frozen=True, slots=True)
class PrivateWord:
    """A word that must not stand in the letter, and where: ``start`` counts characters from 0."""

    word: str
    start: int
    why: str


def private_words(text: str, *, ended: bool = False) -> tuple[PrivateWord, ...]:
    """Every word that names a procedure and, when it has ended, every word of an outcome."""
    found = [PrivateWord(hit.group(), hit.start(), "Take out the name of the procedure")
             for hit in _PROCEDURE.finditer(text)]
    if ended:
        found += [PrivateWord(hit.group(), hit.start(), "Take out the outcome")
                  for hit in _OUTCOME.finditer(text)]
    return tuple(sorted(found, key=lambda one: (one.start, one.word)))


def letter_words(text: str, code: str, clearance: Clearance | None = None) -> Finding:
    """Whether a letter about a moved part keeps the procedure private (codes M8 and M9).

    Words that were found can be cleared by an HR adviser only, with a reason.
    """
    found = private_words(text, ended=code == ENDED_LETTER)
    if not found:
        return _finding(Outcome.MET, "It names no procedure and no outcome.")
    words = _named(found)
    if clearance is None:
        return _finding(Outcome.NOT_MET, f"{words}. An HR adviser can let them stand.", "text")
    if Role.HR not in clearance.roles:
        return _finding(Outcome.NOT_MET, f"{words}. Only an HR adviser can let them stand.", "text")
    because = clearance.because.strip().rstrip(".")
    if not because:
        return _finding(Outcome.UNKNOWN, "Enter why these words may stand.", "clearance")
    return _finding(Outcome.MET, f"{clearance.by} (HR) let them stand because {because}.")


def may_see_procedure(roles: Collection[Role]) -> bool:
    """Whether somebody with these roles may see which procedure it is: HR advisers only."""
    return Role.HR in roles


def running(parts: Iterable[Part]) -> tuple[Part, ...]:
    """The parts whose internal procedure has not ended."""
    return tuple(part for part in parts if part.internal and part.ended_on is None)


def go_on(parts: Iterable[Part]) -> tuple[Part, ...]:
    """The parts that go on under the policy, with their time running (paragraph 30)."""
    return tuple(part for part in parts if not part.internal)


def only_internal(facts: ComplaintFacts) -> bool:
    """Whether every part moved, so that nothing is left to be answered under the policy."""
    return bool(facts.parts) and not go_on(facts.parts)


def to_tell(parts: Iterable[Part]) -> tuple[Finding, ...]:
    """What the complainant has still to be told, in the order of the parts."""
    found = []
    for part in parts:
        if part.internal and part.moved_told_on is None:
            found.append(Finding(
                "internal_moved", "Tell the complainant", Outcome.UNKNOWN,
                f"Tell the complainant that part {part.number} is looked into under internal "
                "procedures, without saying which.", law.policy_para("28"), "moved_told_on"))
        elif part.internal and part.ended_on and part.ended_told_on is None:
            found.append(Finding(
                "internal_ended", "Tell the complainant", Outcome.UNKNOWN,
                f"Tell the complainant that the internal procedures for part {part.number} have "
                "ended, and nothing more.", law.policy_para("28 and 29"), "ended_told_on"))
    return tuple(found)


def all_told(facts: ComplaintFacts) -> Finding:
    """Whether every moved part has ended and the complainant knows: else it cannot be closed."""
    name, title, source = "internal_parts", "Parts that moved", law.policy_para("28")
    if still := running(facts.parts):
        numbers = join([str(part.number) for part in still])
        word = "Part" if len(still) == 1 else "Parts"
        return Finding(name, title, Outcome.NOT_MET, f"{word} {numbers}: internal procedures have "
                       "not ended.", source, "parts")
    if told := to_tell(facts.parts):
        return Finding(name, title, Outcome.NOT_MET, told[0].reason, told[0].source, "parts")
    return Finding(name, title, Outcome.MET, "No part waits for an internal procedure.", source)


def answered(facts: ComplaintFacts) -> Finding:
    """Whether each part that goes on has its finding, so that the outcome can be sent."""
    left = [part for part in go_on(facts.parts) if not part.answered]
    name, title, source = "parts_answered", "Each part is answered", law.policy_para("30 and 31")
    if left:
        return Finding(name, title, Outcome.NOT_MET, f"{count(len(left), 'part')} still to be "
                       f"answered: {join([str(part.number) for part in left])}.", source, "parts")
    return Finding(name, title, Outcome.MET, "Every part under the policy is answered.", source)


def _named(found: tuple[PrivateWord, ...]) -> str:
    by_why: dict[str, list[str]] = {}
    for one in found:
        words = by_why.setdefault(one.why, [])
        if one.word.casefold() not in words:
            words.append(one.word.casefold())
    return ". ".join(f"{why}: {join(words)}" for why, words in by_why.items())


def _finding(outcome: Outcome, reason: str, field: str = "") -> Finding:
    return Finding(NAME, TITLE, outcome, reason, law.policy_para("28 and 29"), field)
