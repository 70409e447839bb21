"""The day in London, which is the day of the office wherever a computer is."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def london_day(moment: datetime) -> date:
    """The day it was in London: 23:30 UTC on 30 June is 1 July."""
    return moment.astimezone(LONDON).date()
