"""A clock that stands still until a test moves it."""

from __future__ import annotations

from datetime import datetime, timedelta


class Clock:
    """Called, it gives the time, with its zone; hand it to Office as ``now``."""

    def __init__(self, start: datetime) -> None:
        assert start.tzinfo is not None, "a time without a zone means nothing"
        self.time = start

    def __call__(self) -> datetime:
        return self.time

    def forward(self, **amount: float) -> None:
        """Move on by so many days, hours, minutes: the names of timedelta."""
        self.time += timedelta(**amount)
