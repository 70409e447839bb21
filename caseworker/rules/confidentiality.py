"""Who may know who complained, what the subject may be told, and what others may (20, 38 to 40)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from caseworker.rules import law
from caseworker.rules.finding import Answer, Finding, Outcome, met, not_met, rule, unknown
from caseworker.rules.words import join, long_date

NAME, TITLE = "subject_letter", "Nothing that names the complainant"
_SHORT = 2  # letters

# What the person complained about may hear, and what is kept from them where it can be.
SUBJECT_HEARS: tuple[str, ...] = (
    "that a complaint was made",
    "the points that concern them",
    "who investigates, and what happens next",
    "what support there is",
    "that they must keep it private",
)
SUBJECT_NEVER_SEES: tuple[str, ...] = (
    "the complainant's name",
    "the complainant's address, email and telephone number",
    "the complaint itself, with its wording, handwriting and file name",
    "the complainant's needs, health and protected characteristics",
    "what anybody else was told",
)


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody who wants to open a complaint.

    ``member_until`` is the last day of a membership given for a time; None: without end.
    """

    member: bool = False
    member_until: date | None = None
    subject: bool = False  # complained about in this case
    barred: bool = False  # kept out for another reason, such as a conflict of interest


@dataclass(frozen=True, slots=True)
class Asked:
    """A viewer on a day."""

    viewer: Viewer
    today: date


@rule("Who may see this complaint", law.policy_para("38 and 40"))
def may_see(asked: Asked) -> Answer:
    """Only those handling the case: a membership of it, and never the person complained about."""
    viewer = asked.viewer
    # Both answers read alike: a refusal must not tell somebody that a complaint is about them.
    if viewer.subject or viewer.barred or not viewer.member:
        return not_met("Only those who handle this case can open it.")
    if viewer.member_until is not None and viewer.member_until < asked.today:
        return not_met("Only those who handle this case can open it.")
    until = f" until {long_date(viewer.member_until)}" if viewer.member_until else ""
    return met(f"You handle this case{until}.")


@rule("Who may be added to this complaint", law.policy_para("38"))
def may_join(viewer: Viewer) -> Answer:
    """Whether somebody may become a member of the case: never the person complained about."""
    if viewer.subject:
        return not_met("This person is complained about. They can never join this case.")
    if viewer.barred:
        return not_met("This person has a conflict of interest. They cannot join this case.")
    return met("This person can handle this case.")


@dataclass(frozen=True, slots=True)
class Disclosure:
    """Personal data that somebody wants to give to somebody else.

    ``provider``: a body that provides a service for MOPAC; ``relevant``: to this complaint.
    """

    handler: bool = False  # goes only to those who handle the case
    provider: bool = False
    relevant: bool | None = None
    consent: bool | None = None
    lawful_basis: str = ""  # such as safeguarding


@rule("May be passed on", law.policy_para("20 and 38"))
def may_disclose(what: Disclosure) -> Answer:
    """Explicit consent, another lawful basis, those who handle it, or a provider it concerns."""
    if what.handler:
        return met("It stays with those who handle the case.")
    if basis := what.lawful_basis.strip().rstrip("."):
        return met(f"There is a lawful basis: {basis}.")
    if what.consent:
        return met("The complainant gave explicit consent.")
    if what.provider and what.relevant:
        return met("The complaint concerns a service that this body provides for MOPAC.")
    if what.provider and what.relevant is None:
        return unknown("It is not recorded whether this body's service is relevant to the "
                       "complaint.", "relevant")
    if what.consent is None:
        return unknown("Ask the complainant for explicit consent, or record another lawful basis.",
                       "consent")
    return not_met("The complainant does not consent, and no other lawful basis is recorded.",
                   "consent")


def names_in(text: str, names: Iterable[str]) -> tuple[str, ...]:
    """The names, or parts of a name, that stand in a text, each once, as they were given.

    A part of two letters or fewer is looked for only within the whole name, and a part alone
    only as it is written: "Will" is a name, "will" is not.
    """
    found: dict[str, None] = {}
    for name in names:
        whole = " ".join(name.split())
        if whole and _holds(text, whole, re.IGNORECASE):
            found[whole] = None
            continue
        for part in whole.split():
            if len(part) > _SHORT and _holds(text, part):
                found[part] = None
    return tuple(found)


def subject_letter(text: str, names: Iterable[str], because: str = "") -> Finding:
    """Whether a letter to the person complained about keeps the complainant's identity private.

    ``because``: a manager's reason where it cannot be avoided ("we will endeavour", para 38).
    """
    source, found = law.policy_para("38"), names_in(text, names)
    if not found:
        return Finding(NAME, TITLE, Outcome.MET, "It does not name the complainant.", source)
    reason = because.strip().rstrip(".")
    if reason:
        return Finding(NAME, TITLE, Outcome.MET, f"It names the complainant because {reason}.",
                       source)
    return Finding(NAME, TITLE, Outcome.NOT_MET, f"Take out what names the complainant: "
                   f"{join(found)}. A manager can say why it cannot be avoided.", source, "text")


def _holds(text: str, part: str, how: int = 0) -> bool:
    words = r"\s+".join(re.escape(word) for word in part.split())
    return re.search(rf"(?<!\w){words}(?!\w)", text, how) is not None
