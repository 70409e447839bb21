"""``caseworker search``: check the search index against the records, or make it anew."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from caseworker import own_file, schema
from caseworker.database import Unavailable, open_engine, refused_by_server, telling_words
from caseworker.records import searching

HOLDS = "The search index says what the records say."
NO_RIGHTS = "On a server only an administrator checks the search index or makes it anew."
WRONG = ("{} of the search index {} not as the records are. Run: caseworker search rebuild")


def run(url: str, work: str) -> int:
    """Do "check" or "rebuild" on the records at ``url``; returns the exit code."""
    hold = None
    try:
        file = own_file.file_of(url)
        if work == "rebuild" and file is not None:
            hold = own_file.hold(file)
        engine = open_engine(url)
        try:
            schema.check(engine)
            return _work(engine, work)
        finally:
            engine.dispose()
    except (Unavailable, schema.TooNew) as problem:
        print(problem, file=sys.stderr)
        return 1
    finally:
        if hold is not None:
            hold.let_go()


def _work(engine: Engine, work: str) -> int:
    if work == "rebuild":
        rebuild(engine)
        print("The search index was made anew from the records.")
    wrong = wrong_lines(engine)
    print(HOLDS if not wrong else WRONG.format(
        f"{wrong} lines" if wrong > 1 else "1 line", "are" if wrong > 1 else "is"))
    return 1 if wrong else 0


@contextmanager
def _begun(engine: Engine) -> Iterator[Connection]:
    """One transaction that writes; what the server refuses becomes Unavailable with its words."""
    try:
        with telling_words(), engine.execution_options(writing=True).begin() as connection:
            yield connection
    except DBAPIError as error:
        if refused_by_server(error) is None:
            raise
        raise Unavailable(NO_RIGHTS) from error


def rebuild(engine: Engine) -> None:
    """Make the index anew. On a server this needs the role administrator; else Unavailable."""
    with _begun(engine) as connection:
        if engine.dialect.name == "sqlite":
            searching.rebuild(connection)
        else:
            connection.execute(text("SELECT adm.search_rebuild()"))


def wrong_lines(engine: Engine) -> int:
    """How many lines of the index are missing, left over, or not as their record says."""
    with _begun(engine) as connection:
        if engine.dialect.name == "sqlite":
            return searching.wrong_lines(connection)
        return int(connection.execute(text("SELECT adm.search_check()")).scalar_one())
