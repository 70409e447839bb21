"""What an application should hold, and what to do for each item that is missing.

A missing item is never by itself a reason to refuse: most can be had from the MPS, and the review
body may proceed as if a missing requirement had been met (reg. 29(6)).
"""

from __future__ import annotations

from dataclasses import dataclass

from caseworker.rules import law
from caseworker.rules.facts import Paper, ReviewFacts
from caseworker.rules.finding import Answer, Finding, Outcome, Source, met, not_met, unknown
from caseworker.rules.words import join

NAME, TITLE = "papers", "What the request holds"


@dataclass(frozen=True, slots=True)
class Item:
    """One item: its name, its source, what to do when it is missing.

    ``needed`` is False where its absence never stands in the way (the grounds).
    ``waivable`` is False where it cannot be passed over: a nameless person cannot be shown to be
    the complainant.
    """

    paper: Paper
    title: str
    source: Source
    what_to_do: str
    needed: bool = True
    waivable: bool = True


ITEMS: tuple[Item, ...] = (
    Item(Paper.IN_WRITING, "Made in writing", law.REG_29_5,
         "Offer help or an adjustment, then get it in writing."),
    Item(Paper.NAME_AND_CONTACT, "Name and contact details", law.PAGE_HOW,
         "Ask for them.", waivable=False),
    Item(Paper.COMPLAINT_DETAILS, "Details of the complaint", law.REG_29_5,
         "Ask for them, or get them from the MPS."),
    Item(Paper.COMPLAINT_MADE, "Date the complaint was made", law.REG_29_5,
         "Get it from the MPS."),
    Item(Paper.FORCE, "Force complained about", law.REG_29_5,
         "Take it from the letter, or ask the MPS."),
    Item(Paper.OUTCOME_DATE, "Date on the outcome letter", law.REG_29_5,
         "Get it from the MPS."),
    Item(Paper.MPS_REFERENCE, "MPS reference", law.PAGE_HOW, "Get it from the MPS."),
    Item(Paper.GROUNDS, "Why they are unhappy", law.PAGE_HOW,
         "Ask for it. Never refuse for this alone.", needed=False),
    Item(Paper.OUTCOME_LETTER, "Copy of the outcome letter", law.PAGE_HOW,
         "Get it from the MPS."),
)
ITEM: dict[Paper, Item] = {item.paper: item for item in ITEMS}


def waivable(paper: Paper) -> bool:
    """Whether the office may proceed as if this item had been supplied."""
    return ITEM[paper].waivable


def details(facts: ReviewFacts) -> tuple[Finding, ...]:
    """Each item: held, waived, or missing with what to do."""
    return tuple(_finding(item, facts) for item in ITEMS)


def papers(facts: ReviewFacts) -> Finding:
    """All items as one. Missing grounds are named but do not stand in the way."""
    found = details(facts)
    missing = [f for f in found if not f and ITEM[Paper(f.field)].needed]
    asked_for = " The grounds are still to be asked for." if grounds_missing(facts) else ""
    if not missing:
        return Finding(NAME, TITLE, Outcome.MET, f"Everything needed is held or waived.{asked_for}",
                       law.REG_29_5)
    names = [ITEM[Paper(f.field)].title for f in missing]
    names = [names[0], *(name[0].lower() + name[1:] if name[:3] != "MPS" else name
                         for name in names[1:])]
    absent = [f for f in missing if f.outcome is Outcome.NOT_MET]
    outcome = Outcome.NOT_MET if absent else Outcome.UNKNOWN
    return Finding(NAME, TITLE, outcome, f"{join(names)}: missing.{asked_for}",
                   (absent or missing)[0].source, (absent or missing)[0].field)


def grounds_missing(facts: ReviewFacts) -> bool:
    """Whether the requester should still be asked why they are unhappy."""
    return not facts.grounds.strip() and Paper.GROUNDS not in facts.waived


def _finding(item: Item, facts: ReviewFacts) -> Finding:
    outcome, reason, _, used = _answer(item, facts)
    return Finding(item.paper.name.casefold(), item.title, outcome, reason, item.source,
                   item.paper.value, used)


def _answer(item: Item, facts: ReviewFacts) -> Answer:
    value = getattr(facts, item.paper.value)
    if value.strip() if isinstance(value, str) else value:
        return met("Held.")
    if item.paper in facts.waived:
        if item.waivable:
            return met("Waived: we proceed as if it had been supplied.")
        return not_met(f"This cannot be waived. {item.what_to_do}")
    if value is False:
        return not_met(f"Not supplied. {item.what_to_do}")
    return unknown(f"Not yet held. {item.what_to_do}", item.paper.value)
