"""The clocks of a complaint about MOPAC: each limit, what starts it, what moves it, what stops it.

When the time for Stage 1 cannot be kept, the complainant is told why and of a new target date,
which then takes its place (paragraph 26): an extension of the clock. The time of the other parts
keeps running while a part is with internal procedures (paragraph 30).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from caseworker.rules import law
from caseworker.rules.clocks import SET_DAY, Clock, ClockWords, Extension, ToDaySet
from caseworker.rules.complaint_lifecycle import ComplaintStage
from caseworker.rules.contact import ContactFacts, contact_clock
from caseworker.rules.law import Limit
from caseworker.rules.policy import OLD
from caseworker.rules.policy import in_force as policy_of
from caseworker.rules.retention import RetentionFacts, retention_clock
from caseworker.rules.review_clocks import FORMAT_WORDS
from caseworker.rules.words import long_date

# The new date stands as an extension of its stage; as a clock of its own it is for "why this date"
# and "what if", and is not listed a second time among the dates to keep.
DELAY_TARGET = "delay_target"
# These run whether or not the complaint itself is still open.
OUTLIVE = frozenset({law.FORMAT_REQUEST.key, law.CONTACT_REVIEW.key, law.RETENTION.key})

_STARTS = ("the complaint was received", "the appeal was received", "Stage 3 was asked for")
_STAGE_WORDS = ClockWords(
    "Send the outcome, or tell the complainant why it is late and the new target date.",
    "Send the outcome today, or tell the complainant why it is late and the new target date.",
    "Tell the complainant now why it is late and the new target date.",
)


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


def complaint_clocks(
    dates: ComplaintDates, limits: Mapping[str, Limit] = law.LIMITS
) -> tuple[Clock, ...]:
    """Every clock of a complaint: not started, running or stopped.

    Stage 1 has none while every part is with internal procedures, for which no time is set; Stage
    3 only where the earlier process holds.
    """
    return (
        Clock("format_request", "Answer the request for a format", limits[law.FORMAT_REQUEST.key],
              "a format was asked for", "the format was sent", dates.format_asked_on,
              dates.format_answered_on, words=FORMAT_WORDS),
        *_stage_1(dates, limits),
        _acknowledge("acknowledge_appeal", "Acknowledge the appeal", "the appeal was received",
                     dates.appeal_received, dates.appeal_acknowledged_on,
                     dates.stage_2_outcome_on, limits),
        stage_clock(dates, 2, limits),
        *((stage_clock(dates, 3, limits),) if _has_stage_3(dates) else ()),
        delay_clock(dates, limits),
        contact_clock(dates.contact, limits[law.CONTACT_REVIEW.key]),
        retention_clock(dates.retention, limits[law.RETENTION.key]),
    )


def _stage_1(dates: ComplaintDates, limits: Mapping[str, Limit]) -> tuple[Clock, ...]:
    asleep = dates.only_internal and not dates.outcome_on
    # No time is set for internal procedures; the complainant is not forgotten meanwhile.
    update = Clock(
        "update", "Update the complainant", limits[law.UPDATE.key],
        "every part is with internal procedures and we last wrote to the complainant",
        "the outcome was sent",
        (dates.last_contact_on or dates.received) if dates.only_internal else None,
        dates.outcome_on, words=ClockWords.task("Send the complainant an update"),
    )
    return (
        _acknowledge("acknowledge", "Acknowledge", _STARTS[0], dates.received,
                     dates.acknowledged_on, dates.outcome_on, limits),
        *(() if asleep else (stage_clock(dates, 1, limits),)),
        update,
    )


def _acknowledge(
    name: str, title: str, anchor: str, start: date | None, done: date | None,
    outcome: date | None, limits: Mapping[str, Limit],
) -> Clock:
    return Clock(name, title, limits[law.ACKNOWLEDGE.key], anchor,
                 "the acknowledgement or the outcome was sent", start, done or outcome,
                 words=ClockWords.task("Issue the acknowledgement"))


def stage_clock(
    dates: ComplaintDates, stage: int, limits: Mapping[str, Limit] = law.LIMITS
) -> Clock:
    """The clock of Stage 1, 2 or 3, with the new target dates as its extensions."""
    start = (dates.received, dates.appeal_received, dates.escalated_on)[stage - 1]
    return Clock(
        f"stage_{stage}", f"Stage {stage} outcome", limits[_stage_limit(dates, stage).key],
        _STARTS[stage - 1], f"the Stage {stage} outcome was sent", start, _outcome(dates, stage),
        extensions=tuple(_extension(one) for one in _standing(dates, stage)), words=_STAGE_WORDS,
    )


def delay_clock(dates: ComplaintDates, limits: Mapping[str, Limit] = law.LIMITS) -> Clock:
    """The new target date of the latest stage with a delay, from the day it was told.

    ValueError, when it is read, for a target before that day: the form refuses such a date.
    """
    stage = max((one.stage for one in dates.delays), default=1)
    told = _standing(dates, stage)
    last = told[-1] if told else None
    return Clock(
        DELAY_TARGET, "New target date after a delay", limits[_stage_limit(dates, stage).key],
        "the complainant was told of a delay", f"the Stage {stage} outcome was sent",
        last.told_on if last else None, _outcome(dates, stage) if last else None,
        words=_STAGE_WORDS, count=ToDaySet(last.target) if last else None, counted_as=SET_DAY,
    )


def _standing(dates: ComplaintDates, stage: int) -> list[Delay]:
    """The delays of a stage in order; the latest holds, so one with a later target gave way."""
    told = sorted((one for one in dates.delays if one.stage == stage),
                  key=lambda one: (one.told_on, one.target))
    return [one for one in told if one.target <= told[-1].target]


def _extension(delay: Delay) -> Extension:
    return Extension(
        delay.because, "MOPAC", to=delay.target,
        said=f"On {long_date(delay.told_on)} the complainant was told of a new target date, "
        f"{long_date(delay.target)}",
    )


def _outcome(dates: ComplaintDates, stage: int) -> date | None:
    return (dates.outcome_on, dates.stage_2_outcome_on, dates.stage_3_outcome_on)[stage - 1]


def _has_stage_3(dates: ComplaintDates) -> bool:
    return dates.escalated_on is not None or (
        dates.received is not None and policy_of(dates.received) is OLD)


def _stage_limit(dates: ComplaintDates, stage: int) -> Limit:
    """By the policy in force on the day of receipt; Stage 3 belongs to the earlier one."""
    if stage == 3 or (dates.received is not None and policy_of(dates.received) is OLD):
        return law.OLD_STAGE
    return law.STAGE_1 if stage == 1 else law.STAGE_2
