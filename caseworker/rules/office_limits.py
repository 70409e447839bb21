"""Which limits the office may follow with a value of its own, and the limits then in force.

The law's own numbers change only with the program. Those of our policy and of our practice, and
the time for the MPS to answer, whose number of days was not checked in the regulation, can be
followed by a new value from a day on. A clock keeps the value in force on the day it started.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from caseworker.rules import law
from caseworker.rules.finding import Finding, refusal
from caseworker.rules.law import Limit
from caseworker.rules.words import long_date

OwnValue = tuple[str, date, int]  # the limit's key, the first day, the number

# Greatest number that is no slip of the finger, in each unit.
MOST: dict[str, int] = {law.DAYS: 366, law.WORKING_DAYS: 260, law.MONTHS: 24, law.YEARS: 100}
_OURS = ("practice", "page")
# The checks of a request ask these by themselves, as the program ships them.
_AS_SHIPPED = frozenset({"child_under", "adult", "long_pause", "chase"})


def why_fixed(limit: Limit) -> str:
    """Why the office can't follow this limit with its own value; nothing where it can."""
    if limit.key == law.MPS_RESPONSE.key:
        return ""
    if limit.source.sure not in _OURS:
        return f"Set by law: {limit.source.cite}. It changes with the program."
    if limit.key in _AS_SHIPPED:
        return "The checks rest on this number. It changes with the program."
    return ""


def in_force(own: Iterable[OwnValue]) -> Mapping[str, Limit]:
    """Every limit, followed by the office's own values; a later one of the same day holds.

    A value for a limit that is no longer there, or that is not the office's, is passed over.
    """
    limits = dict(law.LIMITS)
    for key, since, number in own:
        limit = limits.get(key)
        if limit is not None and not why_fixed(limit):
            values = {**dict(limit.values), since: number}
            limits[key] = replace(limit, values=tuple(sorted(values.items())))
    return limits


def against_value(limit: Limit, since: date | None, number: int | None) -> list[Finding]:
    """What stands against a new value of a limit as it is now."""
    fixed = why_fixed(limit)
    if fixed:
        return [refusal("limit", limit.title, fixed)]
    found = []
    if number is None or not 1 <= number <= MOST[limit.unit]:
        found.append(refusal("limit", limit.title, f"Number of {limit.unit} must be from 1 to "
                             f"{MOST[limit.unit]}", "number"))
    if since is None:
        return [*found, refusal("limit", limit.title, "Enter the first day", "since")]
    last = limit.values[-1][0] if limit.values else None
    if any(day == since for day, _ in limit.values):
        found.append(refusal("limit", limit.title,
                             "Another value begins on that day. Choose a later day", "since"))
    elif last is not None and since < last:
        found.append(refusal("limit", limit.title, "A new value must begin after "
                             f"{long_date(last)}, when the last one began", "since"))
    elif since < law.REFORM_DATE:
        found.append(refusal("limit", limit.title, "The first day must not be before "
                             f"{long_date(law.REFORM_DATE)}", "since"))
    return found
