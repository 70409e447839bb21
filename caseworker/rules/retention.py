"""How long a closed case is kept, and when it is looked at for disposal. Nothing deletes itself.

Whole years from the end of the financial year (31 March) in which the case was closed. A hold, or
an open or later linked case, keeps it longer.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from caseworker.rules import law
from caseworker.rules.clocks import Clock, ClockWords
from caseworker.rules.days import Reckoning, months
from caseworker.rules.finding import Answer, Finding, Rule, met, not_met, unknown
from caseworker.rules.law import Limit
from caseworker.rules.words import long_date, with_weekday

NAME, TITLE = "retention", "May be looked at for disposal"
_MARCH, _LAST_DAY = 3, 31
_MONTHS_IN_A_YEAR = 12
CONVENTION = "whole years from 31 March, the end of the financial year of closing"


@dataclass(frozen=True, slots=True)
class Hold:
    """Why disposal waits: litigation, a request for information, an audit."""

    because: str
    since: date | None = None
    lifted_on: date | None = None


@dataclass(frozen=True, slots=True)
class RetentionFacts:
    """What decides how long a case is kept. ``linked`` has one closing day per linked case.

    None among ``linked``: that case is still open.
    """

    closed_on: date | None = None
    holds: tuple[Hold, ...] = ()
    linked: tuple[date | None, ...] = ()


def financial_year_end(day: date) -> date:
    """The 31 March on or after a day. ValueError past the end of the calendar."""
    end = date(day.year, _MARCH, _LAST_DAY)
    return end if day <= end else end.replace(year=day.year + 1)


def reckon_retention(closed_on: date, limit: Limit = law.RETENTION) -> Reckoning:
    """The day for one closed case, and why, by the value in force on the day it closed."""
    year_end = financial_year_end(closed_on)
    counted = months(year_end, limit.on(closed_on) * _MONTHS_IN_A_YEAR)
    words = (
        f"Closed on {long_date(closed_on)}. The financial year ended on {long_date(year_end)}; "
        f"{limit.words(closed_on)} after that is {with_weekday(counted.end)}"
    )
    return Reckoning(closed_on, counted.end, words, counted.days, False)


def keep_until(facts: RetentionFacts, limit: Limit = law.RETENTION) -> Reckoning | None:
    """The day on which the case may be looked at: its own or a linked case's, whichever is later.

    None while it, or a linked case, is open. A hold is no date: see ``retention``.
    """
    closed = _closed(facts, limit)
    return reckon_retention(closed, limit) if closed else None


def _closed(facts: RetentionFacts, limit: Limit) -> date | None:
    """The closing day, among its own and those of linked cases, that keeps the case longest."""
    if facts.closed_on is None or None in facts.linked:
        return None
    closed = [day for day in (facts.closed_on, *facts.linked) if day is not None]
    return max(closed, key=lambda day: reckon_retention(day, limit).end)


def retention_clock(facts: RetentionFacts | None, limit: Limit = law.RETENTION) -> Clock:
    """The clock of a closed case. It is for information: nothing deletes itself."""
    return Clock(
        law.RETENTION.key, "Look at for disposal, information only", limit,
        "this and every linked case is closed", "its disposal is logged",
        _closed(facts, limit) if facts else None, information=True,
        words=ClockWords("It may be looked at for disposal soon.",
                         "It may be looked at for disposal today.",
                         "It may be looked at for disposal."),
        count=reckon_retention, counted_as=CONVENTION,
    )


def held_by(facts: RetentionFacts, today: date) -> tuple[Hold, ...]:
    """The holds that stand on a day."""
    return tuple(
        hold for hold in facts.holds
        if (hold.since is None or hold.since <= today)
        and (hold.lifted_on is None or hold.lifted_on > today)
    )


def retention(facts: RetentionFacts, today: date, limit: Limit = law.RETENTION) -> Finding:
    """Whether somebody may look at the case for disposal now. It is never deleted by itself."""
    ask: Rule[RetentionFacts] = Rule(NAME, TITLE, limit.source,
                                     lambda given: _answer(given, today, limit))
    return ask(facts)


def _answer(facts: RetentionFacts, today: date, limit: Limit) -> Answer:
    if facts.closed_on is None:
        return unknown("The case is not closed.", "closed_on")
    if holds := held_by(facts, today):
        return not_met(f"It is on hold: {holds[0].because.strip().rstrip('.')}.", "holds")
    due = keep_until(facts, limit)
    if due is None:
        return not_met("A linked case is still open.", "linked")
    if today < due.end:
        return not_met(f"{due.words}. Keep it until then.", "closed_on",
                       keep_until=long_date(due.end))
    return met(f"{due.words}. Somebody decides, and the disposal is logged.",
               keep_until=long_date(due.end))
