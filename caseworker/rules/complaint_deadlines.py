"""The dates that a complaint about MOPAC must keep, in the shape of those of a review.

When the time for a stage cannot be kept, the complainant is told why and of a new target date,
which then takes its place (paragraph 26). The clocks themselves stand in ``complaint_clocks``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from caseworker.rules import law
from caseworker.rules.clock_reckoning import reckon_clock
from caseworker.rules.clocks import Clock
from caseworker.rules.complaint_clocks import (
    DELAY_TARGET,
    OUTLIVE,
    ComplaintDates,
    Delay,
    complaint_clocks,
    stage_clock,
)
from caseworker.rules.complaint_lifecycle import ENDED
from caseworker.rules.days import Calendar, Reckoning
from caseworker.rules.deadlines import Deadline, deadline_of
from caseworker.rules.finding import Finding, Outcome, refusal
from caseworker.rules.law import Limit
from caseworker.rules.words import long_date

__all__ = ["ComplaintDates", "Delay", "against_delay", "complaint_deadlines", "delay_needed",
           "next_complaint_deadline", "stage_due", "why"]

DELAY_NAME, DELAY_TITLE = "delay_letter", "Tell the complainant of a delay"


def complaint_deadlines(
    dates: ComplaintDates, calendar: Calendar, today: date,
    limits: Mapping[str, Limit] = law.LIMITS,
) -> tuple[Deadline, ...]:
    """Every date that is still to be kept, the earliest first; information dates come last."""
    soon = limits["soon"].on(today)
    found = [
        deadline_of(reckon_clock(replace(clock, stopped=None), calendar, today, soon), today)
        for clock in complaint_clocks(dates, limits) if _running(clock, dates, today)
    ]
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
    clock = stage_clock(dates, stage, limits)
    if clock.start is None or dates.received is None:
        return None
    return reckon_clock(clock, calendar, clock.start).reckoning


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
        found.append(refusal(DELAY_NAME, DELAY_TITLE, "New target date must be after "
                             f"{long_date(max(due, delay.told_on))}", "target", source))
    return found


def why(deadline: Deadline) -> tuple[str, ...]:
    """Why this date: the count in words, each day left out and why, and where the rule stands."""
    left_out = tuple(
        f"{long_date(day.date)} does not count: {day.why}."
        for day in deadline.reckoning.left_out
        if day.date.weekday() < 5  # week-ends need no line of their own
    )
    return f"{deadline.reckoning.words}.", *left_out, f"{deadline.source.cite}."


def _running(clock: Clock, dates: ComplaintDates, today: date) -> bool:
    """Started, not stopped, not ended with the complaint unless it outlives it.

    A slip in a year, before the limit was in force, starts no clock.
    """
    values = clock.limit.values
    if clock.name == DELAY_TARGET or clock.start is None:
        return False
    if not values or clock.start < values[0][0]:
        return False
    over = dates.stage in ENDED or dates.received is None
    return (clock.stopped is None or _lifted_later(clock, today)) and (
        clock.name in OUTLIVE or not over)


def _lifted_later(clock: Clock, today: date) -> bool:
    """A contact arrangement that will be lifted on a day to come stands until then."""
    return (clock.name == law.CONTACT_REVIEW.key and clock.stopped is not None
            and clock.stopped > today)
