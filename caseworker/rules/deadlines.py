"""The dates that a review must keep: what is due, when, why that day, and how near it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from caseworker.rules import law
from caseworker.rules.days import Calendar, Reckoning, calendar_days, reckon
from caseworker.rules.finding import Source
from caseworker.rules.law import Limit
from caseworker.rules.lifecycle import ENDED, Stage
from caseworker.rules.words import count


class DeadlineState(StrEnum):
    """How near a date is. "waiting": it is for somebody else to keep, and not yet past."""

    LATE = "late"
    SOON = "soon"
    LATER = "later"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class DeadlineFacts:
    """What the deadlines of a review are asked about. None: it has not happened."""

    stage: Stage
    received: date | None = None
    acknowledged_on: date | None = None
    papers_asked_on: date | None = None
    papers_received_on: date | None = None
    iopc_found_on: date | None = None  # the day the IOPC was found to be the review body
    forwarded_on: date | None = None
    valid_on: date | None = None
    allocated_on: date | None = None
    decided_on: date | None = None
    decision_letter_on: date | None = None  # the day the decision letter was issued
    recommendation_made_on: date | None = None
    response_extended_to: date | None = None  # a longer time given to the MPS
    response_received_on: date | None = None
    last_contact_on: date | None = None  # the last letter or update to the requester
    format_asked_on: date | None = None
    format_answered_on: date | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """One date to keep. ``information`` marks a date that is nobody's task here."""

    name: str
    title: str
    due: date
    reckoning: Reckoning
    state: DeadlineState
    words: str
    source: Source
    information: bool = False


def days_words(due: date, today: date) -> str:
    """How near a date is: "3 days overdue", "Due today", "1 day left"."""
    left = (due - today).days
    if left < 0:
        return f"{count(-left, 'day')} overdue"
    return "Due today" if left == 0 else f"{count(left, 'day')} left"


def deadlines(
    facts: DeadlineFacts, calendar: Calendar, today: date,
    limits: Mapping[str, Limit] = law.LIMITS,
) -> tuple[Deadline, ...]:
    """Every date that is still to be kept, the earliest first; information dates come last.

    An ended case has none but the outer date for judicial review.
    """
    found = []
    for clock in _running(facts):
        limit = limits[clock.limit.key]
        reckoning = reckon(limit, clock.start, calendar)
        if clock.extended_to and clock.extended_to > reckoning.end:
            length = (clock.extended_to - clock.start).days
            reckoning = calendar_days(clock.start, length)
        found.append(_deadline(clock, limit, reckoning, today, limits["soon"].on(today)))
    return tuple(sorted(found, key=lambda one: (one.information, one.due, one.name)))


def next_deadline(
    facts: DeadlineFacts, calendar: Calendar, today: date,
    limits: Mapping[str, Limit] = law.LIMITS,
) -> Deadline | None:
    """The date to show on the queue: the earliest of our own or overdue ones, else one we wait for.

    None when nothing is to be kept.
    """
    tasks = [one for one in deadlines(facts, calendar, today, limits) if not one.information]
    ours = [one for one in tasks if one.state is not DeadlineState.WAITING]
    return next(iter(ours or tasks), None)


@dataclass(frozen=True, slots=True)
class _Clock:
    """A limit that is running: since when, and whether it is for somebody else to keep."""

    limit: Limit
    title: str
    start: date
    waiting: bool = False
    information: bool = False
    extended_to: date | None = None


def _running(facts: DeadlineFacts) -> Iterator[_Clock]:
    """Each clock that is running, not before reviews began (a slip in a year starts none)."""
    for clock in _all(facts):
        if clock.start >= law.REFORM_DATE:
            yield clock


def _all(facts: DeadlineFacts) -> Iterator[_Clock]:
    if facts.stage not in ENDED:
        yield from _before_validity(facts)
        yield from _after_validity(facts)
    if facts.decided_on:
        yield _Clock(law.JUDICIAL_REVIEW, "Judicial review: outer date, information only",
                     facts.decided_on, information=True)


def _before_validity(facts: DeadlineFacts) -> Iterator[_Clock]:
    checking = facts.valid_on is None and facts.decided_on is None
    if facts.received and checking:
        yield _Clock(law.VALIDITY, "Decide validity", facts.received)
    if facts.received and not facts.acknowledged_on and facts.decided_on is None:
        yield _Clock(law.ACKNOWLEDGE, "Acknowledge", facts.received)
    if facts.papers_asked_on and not facts.papers_received_on and facts.decided_on is None:
        yield _Clock(law.PAPERS, "Papers from the MPS", facts.papers_asked_on, waiting=True)
    if facts.iopc_found_on and not facts.forwarded_on:
        yield _Clock(law.FORWARD_TARGET, "Forward to the IOPC", facts.iopc_found_on)
    if facts.format_asked_on and not facts.format_answered_on:
        yield _Clock(law.FORMAT_REQUEST, "Answer the request for a format", facts.format_asked_on)


def _after_validity(facts: DeadlineFacts) -> Iterator[_Clock]:
    undecided = facts.decided_on is None
    if facts.valid_on and not facts.allocated_on and undecided:
        yield _Clock(law.ALLOCATION, "Allocate", facts.valid_on)
    if facts.allocated_on and undecided:
        yield _Clock(law.DECISION, "Decide", facts.allocated_on)
    if facts.decided_on and not facts.decision_letter_on:
        yield _Clock(law.DECISION_LETTER, "Issue the decision letter", facts.decided_on)
    contact = facts.last_contact_on or facts.received
    if contact and undecided:
        yield _Clock(law.UPDATE, "Update the requester", contact)
    if facts.recommendation_made_on and not facts.response_received_on:
        yield _Clock(law.MPS_RESPONSE, "MPS response", facts.recommendation_made_on,
                     waiting=True, extended_to=facts.response_extended_to)


def _deadline(
    clock: _Clock, limit: Limit, reckoning: Reckoning, today: date, soon: int
) -> Deadline:
    left = (reckoning.end - today).days
    if clock.information:
        state = DeadlineState.WAITING
    elif left < 0:
        state = DeadlineState.LATE
    elif clock.waiting:
        state = DeadlineState.WAITING
    else:
        state = DeadlineState.SOON if left <= soon else DeadlineState.LATER
    return Deadline(limit.key, clock.title, reckoning.end, reckoning, state,
                    days_words(reckoning.end, today), limit.source, clock.information)
