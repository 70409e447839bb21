"""Which process a complaint about MOPAC follows: the one in force on the day it was received.

A complaint received before the policy of January 2026 keeps the three stages of the earlier one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from caseworker.rules import law
from caseworker.rules.finding import Finding, Outcome, Source
from caseworker.rules.words import count, long_date

NAME, TITLE = "policy", "Which process it follows"


@dataclass(frozen=True, slots=True)
class StageName:
    """One stage of a process: its number, its name, and what happens in it."""

    number: int
    title: str
    words: str


@dataclass(frozen=True, slots=True)
class Policy:
    """A process for complaints. ``since`` is None when the day it began is not known.

    ``how_sure`` says in words how the day was found; ``review_on`` is when its owners look at it.
    """

    key: str
    title: str
    since: date | None
    stages: tuple[StageName, ...]
    source: Source
    how_sure: str
    review_on: date | None = None

    @property
    def last_stage(self) -> int:
        """The number of the last stage."""
        return self.stages[-1].number


OLD = Policy(
    "three-stages", "Earlier three-stage process", None,
    (
        StageName(1, "Stage 1", "An early answer, when no detailed investigation is needed"),
        StageName(2, "Stage 2",
                  "Investigation by the Head of Workforce and Professional Standards"),
        StageName(3, "Stage 3", "Referral to the Chief Executive Officer"),
    ),
    law.OLD_PROCESS,
    "The day on which the earlier process began is not known. It ended when the policy of "
    "January 2026 came into force.",
)
JANUARY_2026 = Policy(
    "january-2026", "Complaints Policy, January 2026", law.COMPLAINTS_POLICY_DATE,
    (
        StageName(1, "Stage 1", "Consideration of the complaint"),
        StageName(2, "Stage 2", "Appeal"),
    ),
    law.policy_para("21"),
    "The policy names its month, January 2026, and not the day. The first of the month is taken.",
    law.COMPLAINTS_POLICY_REVIEW,
)
POLICIES = (OLD, JANUARY_2026)


def in_force(received: date) -> Policy:
    """The process in force on the day a complaint was received."""
    for policy in reversed(POLICIES):
        if policy.since is None or policy.since <= received:
            return policy
    raise AssertionError("The earliest process has no first day.")


def which(received: date | None) -> Finding:
    """The process as a finding, with its date in force and how sure that is."""
    if received is None:
        return Finding(NAME, TITLE, Outcome.UNKNOWN, "The date it was received is not recorded.",
                       law.policy_para("21"), "received")
    policy = in_force(received)
    began = f", in force from {long_date(policy.since)}" if policy.since else ""
    reason = (
        f"Received on {long_date(received)}. It follows the {_lower(policy.title)}{began}: "
        f"{count(policy.last_stage, 'stage')}."
    )
    if _close(received):
        reason += f" {policy.how_sure}"
    facts = (("Received", long_date(received)), ("How sure", policy.how_sure))
    return Finding(NAME, TITLE, Outcome.MET, reason, policy.source, "", facts)


def review_due(today: date) -> str:
    """Words for a banner once the policy is due for review by its owners; else empty."""
    policy = in_force(today)
    if policy.review_on is None or today < policy.review_on:
        return ""
    return (
        f"{policy.title}: its owners were to review it from {long_date(policy.review_on)}. "
        "Check whether a newer policy is in force."
    )


def _close(received: date) -> bool:
    """In the month that the policy names, a day either way can matter."""
    began = law.COMPLAINTS_POLICY_DATE
    return (received.year, received.month) == (began.year, began.month)


def _lower(title: str) -> str:
    return title[0].lower() + title[1:] if title.startswith("Earlier") else title
