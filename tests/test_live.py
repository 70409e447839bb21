"""A colleague's change is heard on both engines; a lost connection is found and made anew."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from queue import Empty, SimpleQueue

import psycopg
import pytest
from sqlalchemy import event, make_url

from caseworker import live
from caseworker.database import open_engine
from caseworker.live import Listener, News
from caseworker.office import Office
from caseworker.rules.lifecycle import Role
from tests.support.review import log

Heard = SimpleQueue[News]
PATIENCE = 60  # seconds, on a busy machine


@pytest.fixture
def listen(office: Office) -> Iterator[Callable[[], Heard]]:
    """Starts a listener of this office; what it heard comes in the queue."""
    made: list[Listener] = []

    def start() -> Heard:
        heard: Heard = SimpleQueue()
        made.append(Listener(office.engine, heard.put))
        made[-1].start()
        if office.engine.dialect.name == "postgresql":  # it listens once it has said so
            assert heard.get(timeout=PATIENCE) is News.CHANGED
        return heard

    yield start
    for listener in made:
        listener.stop()


def colleague(office: Office) -> Office:
    """The same records through connections of their own."""
    url = office.engine.url.render_as_string(hide_password=False)
    return Office(open_engine(url), "colleague", frozenset(Role), now=office.now)


def nothing(heard: Heard, seconds: float) -> bool:
    try:
        heard.get(timeout=seconds)
    except Empty:
        return True
    return False


def test_a_colleagues_change_is_heard(office: Office, listen: Callable[[], Heard]) -> None:
    other, heard = colleague(office), listen()
    other.ask(lambda session: None)
    log(other)
    assert heard.get(timeout=PATIENCE) is News.CHANGED
    other.close()


def test_reading_says_nothing(office: Office, listen: Callable[[], Heard]) -> None:
    other, heard = colleague(office), listen()
    log_before = other.ask(lambda session: session.connection().info)
    assert log_before is not None and nothing(heard, 1.3)
    other.close()


def test_the_command_line_is_heard_too(sqlite_url: str) -> None:
    engine, heard = open_engine(sqlite_url), Heard()
    listener = Listener(engine, heard.put)
    listener.start()
    assert nothing(heard, 0.5)
    file = make_url(sqlite_url).database
    subprocess.run([sys.executable, "-c", f"""
import sqlite3
with sqlite3.connect({file!r}) as file:
    file.execute("INSERT INTO counter VALUES ('TEST', 2026, 1)")
"""], check=True)
    assert heard.get(timeout=PATIENCE) is News.CHANGED
    listener.stop()
    engine.dispose()
    with closing(sqlite3.connect(str(file))) as left:  # nobody holds the file any more
        left.execute("PRAGMA journal_mode=DELETE")


def test_a_file_that_does_not_answer_is_said_after_some_looks(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "LOOK", 0.01)
    answers, failed = Listener._version, list[int]()

    def away(connection: object) -> int:
        if len(failed) < live.TRIES + 2:
            failed.append(1)
            raise sqlite3.OperationalError("disk I/O error")
        return answers(connection)

    engine, heard = open_engine(sqlite_url), Heard()
    listener = Listener(engine, heard.put)
    seen = iter([1])  # the first look answers
    monkeypatch.setattr(Listener, "_version", staticmethod(
        lambda connection: answers(connection) if next(seen, 0) else away(connection)))
    listener.start()
    assert [heard.get(timeout=PATIENCE) for _ in range(2)] == [News.AWAY, News.BACK]
    listener.stop()
    assert heard.empty() and len(failed) == live.TRIES + 2
    engine.dispose()


def test_ones_own_changes_are_not_told_on_a_server(postgres_url: str) -> None:
    engine, heard = open_engine(postgres_url), Heard()
    office = Office(engine, "me", frozenset(Role))
    listener = Listener(engine, heard.put)
    listener.start()
    assert heard.get(timeout=PATIENCE) is News.CHANGED
    log(office)
    assert nothing(heard, 0.7)
    listener.stop()
    engine.dispose()


def test_a_lost_connection_is_said_and_made_anew(postgres_url: str) -> None:
    engine, heard = open_engine(postgres_url), Heard()
    listener = Listener(engine, heard.put)
    listener.start()
    assert heard.get(timeout=PATIENCE) is News.CHANGED
    refuse = [True]

    def away(*_: object) -> None:
        if refuse:
            raise psycopg.OperationalError("connection refused")

    event.listen(engine, "do_connect", away)
    with psycopg.connect(postgres_url.replace("+psycopg", "", 1), autocommit=True) as root:
        root.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                     "WHERE datname = current_database() AND pid <> pg_backend_pid()")
    assert heard.get(timeout=PATIENCE) is News.AWAY
    refuse.clear()
    listener.try_now()
    # What was said while nobody listened is asked for.
    assert [heard.get(timeout=PATIENCE) for _ in range(2)] == [News.BACK, News.CHANGED]
    listener.stop()
    engine.dispose()
