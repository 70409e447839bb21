"""Hears that a colleague, or another program, changed something, and whether the records answer.

On a server by LISTEN on a connection of its own: the word is always the same, so whoever hears it
asks again what he shows. A word that was missed is made good by asking after each new connection
and once a minute. In a file, SQLite's ``data_version`` tells of every other connection's commit,
and so of the command line too.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from enum import Enum
from threading import Event, Thread
from typing import Any

import psycopg
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from caseworker import sealed
from caseworker.database import own_processes

EVERY = 60.0  # seconds: whoever shows something asks again, whether a word came or not
LOOK = 1.0  # seconds between two looks at a file
TRIES = 5  # looks at a file that failed one after another, until it is said: a restore is shorter
TICK = 0.25  # seconds between two looks at whether to stop listening
BACKOFF = (0.5, 1.0, 2.0, 4.0, 8.0, 15.0)  # seconds before each new try; the last one for ever
CHANGED, OPENED = "caseworker", "caseworker_open"


class News(Enum):
    """What was heard."""

    CHANGED = "records were changed, or may have been"
    OPENED = "a case was opened or left somewhere"
    AWAY = "the records can't be reached"
    BACK = "the records can be reached again"


class Listener:
    """Calls ``tell`` with the News, in a thread of its own, from ``start()`` until ``stop()``."""

    def __init__(self, engine: Engine, tell: Callable[[News], None]) -> None:
        self._engine, self._tell = engine, tell
        self._stop, self._now = Event(), Event()
        on_server = engine.dialect.name == "postgresql"
        work = self._listen if on_server else self._look
        self._thread = Thread(target=work, name="listener", daemon=True)

    def start(self) -> None:
        """Begin to listen."""
        self._thread.start()

    def stop(self, seconds: float = 5.0) -> None:
        """Listen no longer."""
        self._stop.set()
        self._now.set()
        if self._thread.is_alive():
            self._thread.join(seconds)

    def try_now(self) -> None:
        """Do not wait for the next try to reach the records."""
        self._now.set()

    # A server

    def _listen(self) -> None:
        tries, away = 0, False
        while not self._stop.is_set():
            try:
                connection = self._connect()
            except (psycopg.Error, DBAPIError, OSError):
                if not away:
                    self._tell(News.AWAY)
                away = True
                self._now.wait(BACKOFF[min(tries, len(BACKOFF) - 1)])
                self._now.clear()
                tries += 1
                continue
            if away:
                self._tell(News.BACK)
            tries, away = 0, False
            with contextlib.closing(connection):
                # What was said while nobody listened is not said again.
                self._tell(News.CHANGED)
                self._hear(connection)

    def _connect(self) -> Any:
        connection = self._apart()
        connection.rollback()
        connection.autocommit = True
        for channel in (CHANGED, OPENED):
            connection.execute(f"LISTEN {channel}")
        return connection

    def _hear(self, connection: Any) -> None:
        """Until the connection breaks or it is enough."""
        quiet = 0.0
        while not self._stop.is_set():
            try:
                heard = {each.channel for each in
                         connection.notifies(timeout=TICK, stop_after=1)
                         if each.pid not in own_processes(self._engine)}
                quiet = 0.0 if heard else quiet + TICK
                if quiet >= EVERY:  # also finds out that the connection is dead
                    connection.execute("SELECT 1")
                    heard, quiet = {CHANGED, OPENED}, 0.0
            except (psycopg.Error, OSError):
                return
            for channel, news in ((CHANGED, News.CHANGED), (OPENED, News.OPENED)):
                if channel in heard:
                    self._tell(news)

    # A file

    def _look(self) -> None:
        if self._engine.url.database in (None, "", ":memory:"):
            return
        connection = self._apart()
        with contextlib.closing(connection):
            seen, failed = self._version(connection), 0
            while not self._stop.wait(LOOK):
                try:
                    now = self._version(connection)
                except sealed.errors():  # locked by a restore, or the drive is gone: look again
                    failed += 1
                    if failed == TRIES:
                        self._tell(News.AWAY)
                    continue
                if failed >= TRIES:
                    self._tell(News.BACK)
                failed = 0
                if now != seen:
                    seen = now
                    self._tell(News.CHANGED)

    def _apart(self) -> Any:
        """A connection as the pool makes them, but out of it."""
        pooled = self._engine.raw_connection()
        connection = pooled.dbapi_connection
        pooled.detach()
        return connection

    @staticmethod
    def _version(connection: Any) -> int:
        return int(connection.execute("PRAGMA data_version").fetchone()[0])
