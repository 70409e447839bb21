"""Which moment it is. A server's clock counts for all; a file's owner is asked when in doubt."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from caseworker.database import telling_words
from caseworker.records import Entry
from caseworker.rules.london import LONDON, london_day
from caseworker.rules.words import count, long_date

SKEW = timedelta(minutes=2)  # more than this between two clocks is said
BACK = timedelta(minutes=5)  # a clock so far before the last entry was set wrong
AHEAD = timedelta(days=35)  # so far after it too, unless the office was closed
SERVERS = (
    "Dates and times in the records are the server's. Let the computer set its clock by itself, "
    "or ask IT."
)


def computers_clock() -> datetime:
    """What this computer says."""
    return datetime.now(UTC)


class ServerClock:
    """The server's moment, kept going between its answers by a clock that nobody can set."""

    def __init__(self, engine: Engine) -> None:
        self.off = timedelta()  # how far this computer's clock is before the server's
        with telling_words(), engine.connect() as connection:
            self.hear(connection.exec_driver_sql("SELECT clock_timestamp()").scalar_one())

    def hear(self, moment: datetime) -> None:
        """The server said which moment it is."""
        self._then, self._heard = moment, time.monotonic()
        self.off = computers_clock() - moment

    def __call__(self) -> datetime:
        """The moment, always aware."""
        return self._then + timedelta(seconds=time.monotonic() - self._heard)

    @property
    def warning(self) -> str:
        """ "This computer's clock is 4 minutes off" and what to do; "" while it is right."""
        if abs(self.off) <= SKEW:
            return ""
        minutes = round(abs(self.off) / timedelta(minutes=1))
        how = count(minutes, "minute") if minutes < 120 else count(round(minutes / 60), "hour")
        return f"This computer's clock is {how} off. {SERVERS}"


def doubt(session: Session, now: datetime) -> str:
    """Why this computer's date can't be right, in words; "" when it fits the last entry.

    Every record has a date, and a wrong one can't be taken back: nothing is saved until the user
    has said that the date is right.
    """
    last = session.scalars(select(Entry.at).order_by(Entry.id.desc()).limit(1)).first()
    if last is None or last - BACK <= now <= last + AHEAD:
        return ""
    days = (london_day(now) - london_day(last)).days
    apart = f"{count(abs(days), 'day')} " if days else ""
    return (
        f"This computer says that it is {_moment(now)}. That is {apart}"
        f"{'after' if now > last else 'before'} the last entry, made on {_moment(last)}. "
        "Nothing is saved until you have said that the date is right, or put it right"
    )


def _moment(at: datetime) -> str:
    here = at.astimezone(LONDON)
    return f"{long_date(here.date())}, {here:%H:%M}"
