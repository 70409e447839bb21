"""Every "yes", "no" and "not yet known" that the program gives, with its reason and its source."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, NamedTuple, TypeVar

Facts = TypeVar("Facts")


class Outcome(StrEnum):
    """What a rule can say of the facts. There is no fourth answer, and no guess."""

    MET = "met"
    NOT_MET = "not met"
    UNKNOWN = "not yet known"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule comes from.

    ``sure`` says how it was read: "law" (read in the law or on an official page), "page" (our own
    published page or policy), "parallel" (read in the corresponding Service Police regulations),
    "practice" (what other offices do), "unsure" (general knowledge: a warning, never a refusal).
    """

    cite: str
    url: str = ""
    sure: str = "law"


class Answer(NamedTuple):
    """What a rule's function returns; the rule adds its name, title and source."""

    outcome: Outcome
    reason: str
    field: str = ""
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule says about one set of facts.

    ``field`` names the fact that would settle it or put it right, for the form to point at.
    ``facts`` are the facts used, each as (words, value in words).
    """

    rule: str
    title: str
    outcome: Outcome
    reason: str
    source: Source | None = None
    field: str = ""
    facts: tuple[tuple[str, str], ...] = ()

    def __bool__(self) -> bool:
        return self.outcome is Outcome.MET


def met(reason: str, **facts: str) -> Answer:
    """The rule is satisfied. Keyword names are the facts used, underscores read as spaces."""
    return Answer(Outcome.MET, reason, "", _facts(facts))


def not_met(reason: str, field: str = "", **facts: str) -> Answer:
    """The rule is not satisfied; ``field`` is where the user can put it right, if anywhere."""
    return Answer(Outcome.NOT_MET, reason, field, _facts(facts))


def unknown(reason: str, field: str, **facts: str) -> Answer:
    """It cannot be said yet; ``field`` names the fact, or the decision, that settles it."""
    return Answer(Outcome.UNKNOWN, reason, field, _facts(facts))


def _facts(facts: dict[str, str]) -> tuple[tuple[str, str], ...]:
    words = {name.replace("_", " "): value for name, value in facts.items()}
    # Not capitalize(), which would write "IOPC" small.
    return tuple((name[:1].upper() + name[1:], value) for name, value in words.items())


@dataclass(frozen=True)
class Rule(Generic[Facts]):
    """A question that the law or the policy asks, and the function that answers it."""

    name: str
    title: str
    source: Source | None
    answer: Callable[[Facts], Answer]

    def __call__(self, facts: Facts) -> Finding:
        outcome, reason, field, used = self.answer(facts)
        return Finding(self.name, self.title, outcome, reason, self.source, field, used)


def rule(
    title: str, source: Source | None = None
) -> Callable[[Callable[[Facts], Answer]], Rule[Facts]]:
    """Make a function from facts to Answer into a Rule that carries its title and source."""

    def wrap(answer: Callable[[Facts], Answer]) -> Rule[Facts]:
        return Rule(answer.__name__, title, source, answer)

    return wrap


def refusal(
    rule_name: str, title: str, reason: str, field: str = "", source: Source | None = None
) -> Finding:
    """A plain "no" that is not a legal rule: an empty field, a missing right, a wrong stage."""
    return Finding(rule_name, title, Outcome.NOT_MET, reason, source, field)


def against(findings: Iterable[Finding]) -> list[Finding]:
    """Those findings that are not met or not yet known."""
    return [finding for finding in findings if not finding]


class Refused(Exception):
    """The user can put it right: every finding says how, and which field it is about."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__(" ".join(finding.reason for finding in self.findings))
