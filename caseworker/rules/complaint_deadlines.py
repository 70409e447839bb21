"""The dates that a complaint about MOPAC must keep, in the shape of those of a review.

Twenty working days from receipt for Stage 1; when that cannot be kept, the complainant is told why
and of a new target date, which then takes its place (paragraph 26). The time of the other parts
keeps running while a part is with internal procedures (paragraph 30).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from caseworker.rules import law
from caseworker.rules.complaint_lifecycle import ENDED, ComplaintStage
from caseworker.rules.contact import ContactFacts
from caseworker.rules.days import Calendar, Reckoning, calendar_days, reckon
from caseworker.rules.deadlines import Deadline, DeadlineState, days_words
from caseworker.rules.finding import Finding, Outcome, Source, refusal
from caseworker.rules.law import Limit
from caseworker.rules.policy import OLD
from caseworker.rules.policy import in_force as policy_of
from caseworker.rules.retention import RetentionFacts, keep_until
from caseworker.rules.words import long_date

DELAY_NAME, DELAY_TITLE = "delay_letter", "Tell the complainant of a delay"


@dataclass(frozen=True, slots=True)
class Delay:
    """The complainant was told of a delay: when, why, and the new target date."""

    stage: int
    told_on: date
    because: str
    target: date


@dataclass(frozen=True, slots=True)
class ComplaintDates:
    """What the deadlines of a complaint are asked about. None: it has not happened."""

    stage: ComplaintStage
    received: date | None = None
    acknowledged_on: date | None = None
    delays: tuple[Delay, ...] = ()
    outcome_on: date | None = None
    only_internal: bool = False  # every part moved: nothing is left under the policy
    last_contact_on: date | None = None
    appeal_received: date | None = None
    appeal_acknowledged_on: date | None = None
    stage_2_outcome_on: date | None = None
    escalated_on: date | None = None
    stage_3_outcome_on: date | None = None
    format_asked_on: date | None = None
    format_answered_on: date | None = None
    contact: ContactFacts | None = None
    retention: RetentionFacts | None = None


@dataclass(frozen=True, slots=True)
class _Clock:
    """A clock that is running. ``stage``: which stage's delays move it."""

    name: str
    title: str
    limit: Limit
    start: date
    stage: int = 0


def complaint_deadlines(
    dates: ComplaintDates, calendar: Calendar, today: date,
    limits: Mapping[str, Limit] = law.LIMITS,
) -> tuple[Deadline, ...]:
    """Every date that is still to be kept, the earliest first; information dates come last."""
    soon = limits["soon"].on(today)
    found = []
    for clock in _running(dates):
        limit = limits[clock.limit.key]
        # A slip in a year, before the limit was in force, starts no clock.
        if not limit.values or clock.start < limit.values[0][0]:
            continue
        counted = _with_delay(dates, clock, reckon(limit, clock.start, calendar))
        found.append(_deadline(clock.name, clock.title, counted, limit.source, today, soon))
    found += _others(dates, today, soon, limits)
    return tuple(sorted(found, key=lambda one: (one.information, one.due, one.name)))


def next_complaint_deadline(
    dates: ComplaintDates, calendar: Calendar, today: date,
    limits: Mapping[str, Limit] = law.LIMITS,
) -> Deadline | None:
    """The date to show on the queue: the earliest that is somebody's task; None when none is."""
    found = complaint_deadlines(dates, calendar, today, limits)
    return next((one for one in found if not one.information), None)


def stage_due(
    dates: ComplaintDates, stage: int, calendar: Calendar,
    limits: Mapping[str, Limit] = law.LIMITS,
) -> Reckoning | None:
    """When a stage is, or was, due, with any new target date; None when it has not begun."""
    start = (dates.received, dates.appeal_received, dates.escalated_on)[stage - 1]
    if start is None or dates.received is None:
        return None
    limit = limits[_stage_limit(dates.received, stage).key]
    if not limit.values or start < limit.values[0][0]:
        return None
    clock = _Clock("", "", limit, start, stage)
    return _with_delay(dates, clock, reckon(limit, start, calendar))


def delay_needed(
    dates: ComplaintDates, stage: int, calendar: Calendar, today: date,
    limits: Mapping[str, Limit] = law.LIMITS,
) -> Finding:
    """Whether the complainant must hear of a delay: a stage that is not finished as it falls due.

    NOT_MET once the day is past without a letter, "not yet known" when it is near.
    """
    source = law.policy_para("26")
    due = stage_due(dates, stage, calendar, limits)
    ended = (dates.outcome_on, dates.stage_2_outcome_on, dates.stage_3_outcome_on)[stage - 1]
    if due is None or ended is not None or dates.stage in ENDED or (
            stage == 1 and dates.only_internal):
        return Finding(DELAY_NAME, DELAY_TITLE, Outcome.MET, "No delay to tell.", source)
    ask = "send the outcome, or tell the complainant why it is late and the new target date."
    if today > due.end:
        return Finding(DELAY_NAME, DELAY_TITLE, Outcome.NOT_MET, f"It was due on "
                       f"{long_date(due.end)}: {ask}", source, "delays")
    if (due.end - today).days <= limits["soon"].on(today):
        return Finding(DELAY_NAME, DELAY_TITLE, Outcome.UNKNOWN, f"By {long_date(due.end)}, {ask}",
                       source, "delays")
    return Finding(DELAY_NAME, DELAY_TITLE, Outcome.MET, f"It is due on {long_date(due.end)}.",
                   source)


def against_delay(delay: Delay, due: date) -> list[Finding]:
    """What is wrong with a delay that somebody enters: a reason, and a date later than before."""
    source, found = law.policy_para("26"), []
    if not delay.because.strip():
        found.append(refusal(DELAY_NAME, DELAY_TITLE, "Enter the reason for the delay.", "because",
                             source))
    if delay.target <= max(due, delay.told_on):
        found.append(refusal(DELAY_NAME, DELAY_TITLE, "The new target date must be after "
                             f"{long_date(max(due, delay.told_on))}.", "target", source))
    return found


def why(deadline: Deadline) -> tuple[str, ...]:
    """Why this date: the count in words, each day left out and why, and where the rule stands."""
    left_out = tuple(
        f"{long_date(day.date)} does not count: {day.why}."
        for day in deadline.reckoning.left_out
        if day.date.weekday() < 5  # week-ends need no line of their own
    )
    return f"{deadline.reckoning.words}.", *left_out, f"{deadline.source.cite}."


def _stage_limit(received: date, stage: int) -> Limit:
    if policy_of(received) is OLD:
        return law.OLD_STAGE
    return law.STAGE_1 if stage == 1 else law.STAGE_2


def _running(dates: ComplaintDates) -> Iterator[_Clock]:
    if dates.format_asked_on and not dates.format_answered_on:
        yield _Clock("format_request", "Answer the request for a format", law.FORMAT_REQUEST,
                     dates.format_asked_on)
    if dates.stage in ENDED or dates.received is None:
        return
    if not dates.acknowledged_on and not dates.outcome_on:
        yield _Clock("acknowledge", "Acknowledge", law.ACKNOWLEDGE, dates.received)
    yield from _stages(dates, dates.received)


def _stages(dates: ComplaintDates, received: date) -> Iterator[_Clock]:
    if not dates.outcome_on and not dates.only_internal:
        yield _Clock("stage_1", "Stage 1 outcome", _stage_limit(received, 1), received, 1)
    if not dates.outcome_on and dates.only_internal:
        # No time is set for internal procedures; the complainant is not forgotten meanwhile.
        yield _Clock("update", "Update the complainant", law.UPDATE,
                     dates.last_contact_on or received)
    if dates.appeal_received and not dates.stage_2_outcome_on:
        if not dates.appeal_acknowledged_on:
            yield _Clock("acknowledge_appeal", "Acknowledge the appeal", law.ACKNOWLEDGE,
                         dates.appeal_received)
        yield _Clock("stage_2", "Stage 2 outcome", _stage_limit(received, 2),
                     dates.appeal_received, 2)
    if dates.escalated_on and not dates.stage_3_outcome_on:
        yield _Clock("stage_3", "Stage 3 outcome", law.OLD_STAGE, dates.escalated_on, 3)


def _with_delay(dates: ComplaintDates, clock: _Clock, counted: Reckoning) -> Reckoning:
    told = [delay for delay in dates.delays if clock.stage and delay.stage == clock.stage]
    if not told:
        return counted
    latest = max(told, key=lambda delay: (delay.told_on, delay.target))
    if latest.target <= counted.end:
        return counted
    moved = calendar_days(clock.start, (latest.target - clock.start).days)
    words = (
        f"{counted.words}. On {long_date(latest.told_on)} the complainant was told of a new target "
        f"date, {long_date(latest.target)}"
    )
    return Reckoning(clock.start, latest.target, words, moved.days, False)


def _others(
    dates: ComplaintDates, today: date, soon: int, limits: Mapping[str, Limit]
) -> Iterator[Deadline]:
    asked = dates.contact
    # Past its review date it no longer stands, but somebody has still to say what follows.
    if asked and asked.start and asked.review_on and (
            asked.lifted_on is None or asked.lifted_on > today):
        counted = calendar_days(asked.start, (asked.review_on - asked.start).days)
        yield _deadline("contact_review", "Review the contact arrangement", counted,
                        law.CONTACT_REVIEW.source, today, soon)
    kept = keep_until(dates.retention, limits["retention"]) if dates.retention else None
    if kept is not None:
        yield _deadline("retention", "Look at for disposal, information only", kept,
                        law.RETENTION.source, today, soon, information=True)


def _deadline(
    name: str, title: str, counted: Reckoning, source: Source, today: date, soon: int,
    information: bool = False,
) -> Deadline:
    left = (counted.end - today).days
    if information:
        state = DeadlineState.WAITING
    elif left < 0:
        state = DeadlineState.LATE
    else:
        state = DeadlineState.SOON if left <= soon else DeadlineState.LATER
    return Deadline(name, title, counted.end, counted, state, days_words(counted.end, today),
                    source, information)
