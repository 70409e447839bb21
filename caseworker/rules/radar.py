"""Which open cases could be forgotten, and why: so that no case lies where nobody looks.

Each reason has its length of time in the limits. What is waited for in time is not forgotten: a
case that waits for the MPS is shown only once the MPS is late.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from caseworker.rules import law
from caseworker.rules.days import Calendar, working_day_after
from caseworker.rules.deadlines import DeadlineFacts, DeadlineState, deadlines
from caseworker.rules.finding import Source
from caseworker.rules.law import Limit
from caseworker.rules.lifecycle import ENDED, Stage
from caseworker.rules.words import count, long_date


class Sign(StrEnum):
    """Why a case is shown."""

    QUIET = "no action"
    UNSENT = "drafted and not sent"
    MPS_LATE = "the MPS is late"
    OWNER_GONE = "its owner has left"
    OWNER_AWAY = "its owner is away"
    PROMISED = "a promise has passed"


@dataclass(frozen=True, slots=True)
class Promise:
    """A day by which somebody was told that they hear from us. ``where`` says in what it was said:
    a note (``note_id``), or else a letter.
    """

    by: date
    where: str
    note_id: int | None = None


@dataclass(frozen=True, slots=True)
class Watched:
    """What is looked at. ``drafts`` are letters that were drafted and not issued: id, title, day.

    ``last_action`` is the day on which somebody last did anything to the case; ``away_until`` the
    last day of an owner's absence that nobody covers; ``promises`` those not yet kept.
    """

    stage: Stage
    last_action: date | None = None
    drafts: tuple[tuple[int, str, date], ...] = ()
    recommendation_made_on: date | None = None
    owner: str = ""
    owner_works_here: bool = True
    away_until: date | None = None
    due: date | None = None
    promises: tuple[Promise, ...] = ()


@dataclass(frozen=True, slots=True)
class Reminder:
    """One reason to look at a case: why in words, since when, and the rule's source."""

    sign: Sign
    why: str
    since: date
    source: Source
    letter_id: int | None = None
    note_id: int | None = None


def reminders(
    case: Watched, calendar: Calendar, today: date, limits: Mapping[str, Limit] = law.LIMITS
) -> tuple[Reminder, ...]:
    """Everything for which this case could be forgotten; nothing for an ended one."""
    if case.stage in ENDED:
        return ()
    return (*_owner_gone(case, today), *_owner_away(case, today), *_promised(case, today),
            *_police_late(case, calendar, today, limits), *_unsent(case, calendar, today, limits),
            *_quiet(case, today, limits))


def quiet_since(today: date, limits: Mapping[str, Limit] = law.LIMITS) -> date:
    """A case whose last action was on this day or earlier is quiet today."""
    return today - timedelta(days=limits[law.QUIET.key].on(today))


def _owner_gone(case: Watched, today: date) -> Iterator[Reminder]:
    if case.owner and not case.owner_works_here:
        yield Reminder(Sign.OWNER_GONE, f"{case.owner} owns it and no longer works reviews.",
                       case.last_action or today, law.OFFICES)


def _owner_away(case: Watched, today: date) -> Iterator[Reminder]:
    """Only where something is due before they are back: the rest can wait for them."""
    until, due = case.away_until, case.due
    if until is None or due is None or due > until or not case.owner_works_here:
        return
    yield Reminder(Sign.OWNER_AWAY, f"{case.owner} is away until {long_date(until)} and nobody "
                   f"covers. Its deadline is {long_date(due)}.", min(due, today), law.OFFICES)


def _promised(case: Watched, today: date) -> Iterator[Reminder]:
    for promise in case.promises:
        if promise.by < today:
            yield Reminder(Sign.PROMISED, f"We promised to be in touch by {long_date(promise.by)}, "
                           f"in {promise.where}.", promise.by, law.OFFICES,
                           note_id=promise.note_id)


def _police_late(
    case: Watched, calendar: Calendar, today: date, limits: Mapping[str, Limit]
) -> Iterator[Reminder]:
    """Once somebody has done something, the next chase has its own time."""
    made = case.recommendation_made_on
    if made is None or case.stage is not Stage.RESPONSE_DUE:
        return
    facts = DeadlineFacts(case.stage, decided_on=made, decision_letter_on=made,
                          recommendation_made_on=made)
    late = [one for one in deadlines(facts, calendar, today, limits)
            if one.name == law.MPS_RESPONSE.key and one.state is DeadlineState.LATE]
    for answer in late:
        after = case.last_action is not None and case.last_action > answer.due
        if after and not _working_days_over(case.last_action, law.CHASE, calendar, today, limits):
            continue
        yield Reminder(Sign.MPS_LATE, f"The MPS had until {long_date(answer.due)} to answer.",
                       answer.due, answer.source)


def _unsent(
    case: Watched, calendar: Calendar, today: date, limits: Mapping[str, Limit]
) -> Iterator[Reminder]:
    for letter_id, title, drafted in case.drafts:
        if _working_days_over(drafted, law.DRAFT_LEFT, calendar, today, limits):
            yield Reminder(Sign.UNSENT, f"{title} was drafted on {long_date(drafted)} and not "
                           "sent.", drafted, limits[law.DRAFT_LEFT.key].source, letter_id)


def _quiet(case: Watched, today: date, limits: Mapping[str, Limit]) -> Iterator[Reminder]:
    last = case.last_action
    waiting = case.stage is Stage.RESPONSE_DUE
    if last is not None and not waiting and last <= quiet_since(today, limits):
        yield Reminder(Sign.QUIET, f"Nothing was done for {count((today - last).days, 'day')}.",
                       last, limits[law.QUIET.key].source)


def _working_days_over(
    start: date | None, limit: Limit, calendar: Calendar, today: date,
    limits: Mapping[str, Limit],
) -> bool:
    """Whether more working days than the limit of its day have passed since ``start``."""
    if start is None:
        return False
    length = limits[limit.key].on(max(start, law.REFORM_DATE))
    return today > working_day_after(start, length, calendar)
