"""What a dated value is: a limit, or a particular of an office. The values stand in ``law``."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from caseworker.rules.finding import Source

DAYS, WORKING_DAYS, MONTHS, YEARS = "days", "working days", "months", "years"


@dataclass(frozen=True, slots=True)
class Limit:
    """A length of time set by law, policy or the office, with the days its values came into force.

    ``values`` are (in force from, number), oldest first; none when nothing sets a length yet.
    ``unit`` is "days", "working days", "months" or "years".
    """

    key: str
    title: str
    source: Source
    unit: str
    values: tuple[tuple[date, int], ...]

    def on(self, day: date) -> int:
        """The number in force on a day. LookupError, in words, when nothing was in force yet."""
        for since, number in reversed(self.values):
            if since <= day:
                return number
        raise LookupError(f"{self.title}: nothing was in force on {day.isoformat()}.")

    def words(self, day: date) -> str:
        """The length in force on a day: its number and unit, in the singular for one."""
        number = self.on(day)
        return f"{number} {self.unit if number != 1 else self.unit.removesuffix('s')}"

    @property
    def now(self) -> str:
        """The newest length in words. LookupError when nothing sets one."""
        return self.words(date.max)

    def followed_by(self, since: date, number: int) -> Limit:
        """The same limit with a newer value. ValueError when it is not newer than the last."""
        if self.values and since <= self.values[-1][0]:
            raise ValueError(f"{self.title}: a new value must start after {self.values[-1][0]}.")
        return replace(self, values=(*self.values, (since, number)))


@dataclass(frozen=True, slots=True)
class Particular:
    """A name, address or number of an office, as lines of text, with the days it was in use."""

    key: str
    title: str
    source: Source
    values: tuple[tuple[date, tuple[str, ...]], ...]

    def on(self, day: date) -> tuple[str, ...]:
        """The lines in use on a day. LookupError, in words, when none is known for it."""
        for since, lines in reversed(self.values):
            if since <= day:
                return lines
        raise LookupError(f"{self.title}: nothing is known for {day.isoformat()}.")
