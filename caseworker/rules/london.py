"""The day in London, which is the day of the office wherever a computer is."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def london_day(moment: datetime) -> date:
    """The day it was in London: 23:30 UTC on 30 June is 1 July."""
    return moment.astimezone(LONDON).date()


def ahead(moment: datetime) -> tuple[int, datetime]:
    """The seconds that London is ahead of UTC, and a moment until which that holds at least."""
    first = moment.astimezone(LONDON).utcoffset() or timedelta(0)
    until = moment
    while (until + timedelta(days=1)).astimezone(LONDON).utcoffset() == first:
        until += timedelta(days=1)
    return int(first.total_seconds()), until
