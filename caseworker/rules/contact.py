"""Contact arrangements: when contact may be limited, for how long, and what it never touches.

The policy leaves the detail to a separate policy on abusive, persistent or vexatious contact
(paragraphs 42 and 43). What other offices do is taken here: warn first, consider adjustments, say
exactly what and why, and look at it again by a date.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from caseworker.rules import law
from caseworker.rules.clocks import SET_DAY, Clock, ClockWords, ToDaySet
from caseworker.rules.days import month_after
from caseworker.rules.finding import (
    Answer,
    Finding,
    Outcome,
    Rule,
    Source,
    against,
    met,
    not_met,
    unknown,
)
from caseworker.rules.law import Limit
from caseworker.rules.words import MONTHS, long_date

LABEL = "Contact arrangement"  # a neutral name, on screen and in letters
RIGHTS_WORDS = (
    "An arrangement never touches a right in law: a request for a review that is valid and in "
    "time must be decided."
)


@dataclass(frozen=True, slots=True)
class ContactFacts:
    """What is recorded of one arrangement. None or empty: not yet known."""

    behaviour: str = ""  # facts, with dates and counts
    handled_properly: bool | None = None  # we checked that we did our own part first
    warned_on: date | None = None
    no_warning_because: str = ""
    adjustments: str = ""  # what was considered
    terms: str = ""
    because: str = ""
    decided_by: str = ""
    conflict: bool | None = None  # the person who decides is complained about, or concerned
    start: date | None = None
    review_on: date | None = None
    lifted_on: date | None = None


def _behaviour(facts: ContactFacts) -> Answer:
    if not facts.behaviour.strip():
        return unknown("Enter what happened, with dates and counts. Being unhappy is not enough.",
                       "behaviour")
    return met("What happened is recorded.")


def _handled(facts: ContactFacts) -> Answer:
    if facts.handled_properly is None:
        return unknown("Check first that the person's concerns were dealt with properly.",
                       "handled_properly")
    if not facts.handled_properly:
        return not_met("Deal with the person's concerns properly first.", "handled_properly")
    return met("The person's concerns were dealt with properly.")


def _adjustments(facts: ContactFacts) -> Answer:
    if not facts.adjustments.strip():
        return unknown("Enter what adjustments you considered.", "adjustments")
    return met("Adjustments were considered.")


def _warned(facts: ContactFacts) -> Answer:
    if because := facts.no_warning_because.strip().rstrip("."):
        return met(f"There was no warning because {because}.")
    if facts.warned_on is None:
        return not_met("Send a warning letter first, or explain why not.", "warned_on")
    if facts.start and facts.warned_on >= facts.start:
        return not_met(f"The warning of {long_date(facts.warned_on)} must come before the start, "
                       f"{long_date(facts.start)}.", "warned_on")
    return met(f"A warning was sent on {long_date(facts.warned_on)}.")


def _terms(facts: ContactFacts) -> Answer:
    if not facts.terms.strip():
        return unknown("Enter exactly what the arrangement is.", "terms")
    if not facts.because.strip():
        return unknown("Enter the reasons for the arrangement.", "because")
    return met("The arrangement and its reasons are recorded.")


def _decided(facts: ContactFacts) -> Answer:
    if not facts.decided_by.strip():
        return unknown("A manager must decide on the arrangement.", "decided_by")
    if facts.conflict:
        return not_met(f"{facts.decided_by.strip()} has a conflict of interest. Choose someone "
                       "else.", "decided_by")
    return met(f"Decided by {facts.decided_by.strip()}.")


def _review(facts: ContactFacts, limit: Limit) -> Answer:
    if facts.start is None:
        return unknown("Enter the day on which the arrangement starts.", "start")
    if facts.review_on is None:
        return unknown("Enter the review date.", "review_on")
    if facts.review_on <= facts.start:
        return not_met("Review date must be after the start.", "review_on")
    if facts.review_on > latest_review(facts.start, limit):
        return not_met(f"Review date must be within {limit.words(facts.start)} of the start.",
                       "review_on")
    return met(f"It will be reviewed by {long_date(facts.review_on)}.")


def latest_review(start: date, limit: Limit = law.CONTACT_REVIEW) -> date:
    """The last day on which an arrangement that starts on a day must be looked at again."""
    return month_after(start, limit.on(start))


_PARTS: tuple[tuple[str, str, Source, Callable[[ContactFacts], Answer]], ...] = (
    ("behaviour", "What happened", law.policy_para("42"), _behaviour),
    ("handled_properly", "Our own part", law.OFFICES, _handled),
    ("adjustments", "Adjustments considered", law.policy_para("17"), _adjustments),
    ("warned", "Warning first", law.OFFICES, _warned),
    ("terms", "What and why", law.OFFICES, _terms),
    ("decided", "Who decided", law.OFFICES, _decided),
)


def arrangement(
    facts: ContactFacts, limit: Limit = law.CONTACT_REVIEW
) -> tuple[Finding, ...]:
    """Each thing that an arrangement needs, in the order of the form."""
    rules = [Rule(name, title, source, answer) for name, title, source, answer in _PARTS]
    rules.append(Rule("review_date", "Review date", limit.source, lambda f: _review(f, limit)))
    return tuple(ask(facts) for ask in rules)


def against_arrangement(facts: ContactFacts, limit: Limit = law.CONTACT_REVIEW) -> list[Finding]:
    """What stands against making the arrangement; empty when it may be made."""
    return against(arrangement(facts, limit))


def contact_clock(facts: ContactFacts | None, limit: Limit = law.CONTACT_REVIEW) -> Clock:
    """The clock of the review: it runs to the day that was set, from when one is set.

    ValueError, when it is read, for a day before the start: the form refuses such a day.
    """
    start = day = lifted = None
    if facts is not None and facts.start is not None and facts.review_on is not None:
        start, day, lifted = facts.start, facts.review_on, facts.lifted_on
    return Clock(
        law.CONTACT_REVIEW.key, "Review the contact arrangement", limit,
        "a contact arrangement begins with a date for its review", "the arrangement is lifted",
        start, lifted, words=ClockWords.task("Look at the arrangement again, or lift it"),
        count=ToDaySet(day) if day else None, counted_as=SET_DAY,
    )


def in_force(facts: ContactFacts, today: date) -> bool:
    """Whether it stands on a day: from its start to its review date, unless it was lifted."""
    if facts.start is None or facts.review_on is None:
        return False
    lifted = facts.lifted_on is not None and facts.lifted_on <= today
    return facts.start <= today <= facts.review_on and not lifted


def banner(facts: ContactFacts, today: date) -> str:
    """For the cases of this person: "Contact arrangement: one email a week until 1 August"."""
    if not in_force(facts, today) or facts.review_on is None:
        return ""
    end = facts.review_on
    day = f"{end.day} {MONTHS[end.month - 1]}" if end.year == today.year else long_date(end)
    return f"{LABEL}: {facts.terms.strip().rstrip('.')} until {day}"


def new_matter(facts: ContactFacts, today: date) -> Finding:
    """Something new from somebody with an arrangement: it is always logged and looked at."""
    words = "It is logged and looked at on its own merits."
    if in_force(facts, today):
        words += f" The contact arrangement does not stop that. {RIGHTS_WORDS}"
    return Finding("new_matter", "A new matter", Outcome.MET, words, law.policy_para("5 and 42"))
