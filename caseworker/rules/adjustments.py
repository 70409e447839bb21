"""Reasonable adjustments: what was needed, when it was made, and the time lost meanwhile.

Time lost because an adjustment was not made is never counted as lateness (Equality Act 2010,
s. 20; MOPAC Complaints Policy, January 2026, para. 17). Days lost to two at once count once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from caseworker.rules import review_sources as sources
from caseworker.rules.duties import done, done_on, still_open
from caseworker.rules.finding import Finding
from caseworker.rules.words import count, long_date

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Adjustment:
    """One adjustment. ``made_on`` None: not made yet. ``barred``: nothing could be sent without."""

    need: str  # as "large print", "a phone call", "another language", "easy read"
    asked_on: date | None = None
    made_on: date | None = None
    provided: str = ""
    barred: bool = True


def lost_days(adjustments: Iterable[Adjustment], today: date) -> frozenset[date]:
    """The days between asking and getting, without the day on which it was asked for.

    While it is still not made, the days up to and with today.
    """
    days: set[date] = set()
    for one in adjustments:
        if one.asked_on is None or not one.barred:
            continue
        last = one.made_on or today
        days |= {date.fromordinal(n)
                 for n in range(one.asked_on.toordinal() + 1, last.toordinal() + 1)}
    return frozenset(days)


def last_day_with_lost_time(
    start: date, last_day: date, adjustments: Iterable[Adjustment], today: date
) -> date:
    """The last day, moved on by every day lost since the time started (``start`` is day 0)."""
    lost = lost_days(adjustments, today)
    day, left = last_day, sum(1 for each in lost if start < each <= last_day)
    while left:
        day += _ONE_DAY
        if day not in lost:  # a day lost while the time runs on is given back as well
            left -= 1
    return day


def adjustments_made(adjustments: Iterable[Adjustment]) -> tuple[Finding, ...]:
    """Each adjustment: made, or open."""
    return tuple(
        done_on(f"adjustment_{number}", f"Adjustment: {one.need.strip() or 'not yet said'}",
                one.made_on, one.provided.strip().rstrip(".") or "Made",
                "Make the adjustment; the time lost meanwhile is not the requester's.",
                sources.ADJUSTMENTS, "made_on")
        for number, one in enumerate(adjustments, 1)
    )


def lateness_left(
    received: date | None, start: date | None, last_day: date | None,
    adjustments: Iterable[Adjustment], today: date,
) -> Finding | None:
    """Whether a late request is late only by lost time. None: it is not late, or nothing was lost.

    When time still remains unexplained, a manager weighs the rest as for any late request.
    """
    if received is None or start is None or last_day is None or received <= last_day:
        return None
    given = tuple(adjustments)
    moved = last_day_with_lost_time(start, last_day, given, today)
    lost = len([day for day in lost_days(given, today) if start < day <= min(moved, received)])
    if not lost:
        return None
    name, title = "lost_time", "Time lost to an adjustment that was not made"
    if received <= moved:
        return done(name, title, f"{count(lost, 'day')} lost are left out: the last day becomes "
                    f"{long_date(moved)}, and the request of {long_date(received)} is not late.",
                    sources.ADJUSTMENTS)
    left = (received - moved).days
    return still_open(name, title, f"{count(lost, 'day')} lost are left out. {count(left, 'day')} "
                      "remain for the decision on a late request.", sources.ADJUSTMENTS,
                      "late_decision")
