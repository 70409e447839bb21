"""Who has a case open: a hint that stops nobody and ends by itself.

It is no action, so it leaves no journal entry, and it touches no record. In a file of one's own
nobody else is at work: there it says nothing and writes nothing.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import BigInteger, Engine, bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY

from caseworker.database import telling_words
from caseworker.rules.london import LONDON

RENEW = 30  # seconds; the server forgets after two minutes who has not said it again

_WHO = text("SELECT case_id, name, since FROM app.who_has(:ids)").bindparams(
    bindparam("ids", type_=ARRAY(BigInteger))
)


@dataclass(frozen=True, slots=True)
class OpenBy:
    """A colleague who has a case open, and since when."""

    case_id: int
    name: str
    since: datetime

    @property
    def words(self) -> str:
        """ "Leah Brandt has this case open, since 10:31"."""
        return f"{self.name} has this case open, since {self.since.astimezone(LONDON):%H:%M}"


def have_open(engine: Engine, case_id: int) -> None:
    """Say for two minutes that this case is open here. A case that is not seen is passed over."""
    _say(engine, "SELECT app.have_open(:case_id)", case_id)


def leave_open(engine: Engine, case_id: int) -> None:
    """Say that it is no longer open here."""
    _say(engine, "SELECT app.leave_open(:case_id)", case_id)


def who_has(engine: Engine, case_ids: Collection[int]) -> tuple[OpenBy, ...]:
    """Which colleagues have one of these cases open, who came first first. Raises Unavailable."""
    if engine.dialect.name != "postgresql" or not case_ids:
        return ()
    with telling_words(), engine.connect() as connection:
        return tuple(OpenBy(*row) for row in connection.execute(_WHO, {"ids": list(case_ids)}))


def _say(engine: Engine, statement: str, case_id: int) -> None:
    if engine.dialect.name == "postgresql":
        with telling_words(), engine.begin() as connection:
            connection.execute(text(statement), {"case_id": case_id})
