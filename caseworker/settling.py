"""When the server goes away in the middle of a save: was it saved? Never twice, never a guess.

The journal entry of the save is its mark: its number and its moment are known before the end of
the transaction, and the server is asked whether that entry is there.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, text

from caseworker.database import Unavailable, telling_words

NOT_KNOWN = (
    "The connection was lost in the middle of saving. Caseworker will ask whether it was saved as "
    "soon as it reaches the records again, and saves nothing twice."
)
NOT_SAVED = (
    "The connection was lost in the middle of saving, and nothing was saved. What you typed is "
    "still here. Save it again."
)
PATIENCE = 2.0  # seconds for the server to end the transaction that was left behind
_SELF = "SELECT backend_start FROM pg_stat_activity WHERE pid = pg_backend_pid()"
_LEFT = text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
             "WHERE pid = :pid AND backend_start = :began AND usename = session_user")
_SAVED = text("SELECT app.was_saved(:entry, :at)")


class NotSaved(Unavailable):
    """It is known that nothing was saved, and the records answer again."""

    def __init__(self) -> None:
        super().__init__(NOT_SAVED)


class NotKnown(Unavailable):
    """It is not known yet whether it was saved. ``ask()`` says what the save gave, or raises
    NotSaved when nothing was saved, or NotKnown again."""

    def __init__(self, ask: Callable[[], Any]) -> None:
        super().__init__(NOT_KNOWN)
        self.ask = ask


@dataclass(frozen=True)
class Mark:
    """One save: its entry, and the server's process that works on it."""

    entry: int
    at: datetime
    pid: int
    began: datetime


def mark(connection: Connection, entry: int, at: datetime) -> Mark | None:
    """The mark of a save, taken before its end; None on SQLite, where nothing can come between."""
    if connection.dialect.name != "postgresql":
        return None
    # Asked once for each connection of the pool.
    began = connection.info.get("began")
    if began is None:
        began = connection.exec_driver_sql(_SELF).scalar_one()
        connection.info["began"] = began
    driver: Any = connection.connection.driver_connection
    return Mark(entry, at, driver.info.backend_pid, began)


def was_saved(engine: Engine, given: Mark) -> bool:
    """Whether the save that was interrupted is in the records. Raises Unavailable.

    A transaction that the server still holds open for the lost connection is ended first: else
    it could come to its end after the answer.
    """
    with telling_words(), engine.connect() as connection:
        patience = time.monotonic() + PATIENCE
        while connection.execute(_LEFT, {"pid": given.pid, "began": given.began}).all():
            if time.monotonic() > patience:
                raise Unavailable(NOT_KNOWN)
            time.sleep(0.02)
            connection.rollback()
        asked = {"entry": given.entry, "at": given.at}
        return connection.execute(_SAVED, asked).scalar() is True
