"""Fresh, migrated databases for tests: copies of one template for each engine.

Migrations run once for each engine and session; a test gets a copy in milliseconds.
"""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql


def migrate(url: str) -> None:
    """Bring the empty database at this URL to today's shape, as the program itself does."""
    from caseworker.database import open_engine
    from caseworker.schema import upgrade
    from caseworker.server.prepare import prepare

    engine = open_engine(url)
    try:
        if engine.dialect.name == "postgresql":
            prepare(engine)
        upgrade(engine)
    finally:
        engine.dispose()


def sqlite_template(folder: Path) -> Path:
    """Make a migrated SQLite file in this folder."""
    path = folder / "template.db"
    migrate(f"sqlite:///{path.as_posix()}")
    journal = path.with_name(path.name + "-wal")
    # A copy of the file alone holds everything only when nothing is left in its journal.
    assert not journal.exists() or journal.stat().st_size == 0, "the template was left open"
    return path


def sqlite_copy(template: Path, folder: Path) -> str:
    """Copy the template into this folder; returns the copy's URL."""
    path = folder / "cases.db"
    shutil.copyfile(template, path)
    return f"sqlite:///{path.as_posix()}"


@contextmanager
def postgres_database(server: str, template: str = "template0") -> Iterator[str]:
    """A new database on the server, made from a template, dropped afterwards; yields its name."""
    name = f"caseworker_test_{secrets.token_hex(6)}"
    # Nothing is written twice, so the server's journal stays small where it is kept in memory.
    make = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY")
    _run(server, make.format(sql.Identifier(name), sql.Identifier(template)))
    try:
        yield name
    finally:
        _run(server, sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def make_again(server: str, name: str) -> None:
    """An empty database of this name, in place of one that may be there."""
    for words in ("DROP DATABASE IF EXISTS {} WITH (FORCE)", "CREATE DATABASE {}"):
        _run(server, sql.SQL(words).format(sql.Identifier(name)))


def with_database(server: str, name: str) -> str:
    """The URL of another database on the same server."""
    return server.rpartition("/")[0] + "/" + name


def connected(server: str) -> psycopg.Connection[tuple[object, ...]]:
    """A plain connection to this URL, each statement its own transaction."""
    plain = server.replace("postgresql+psycopg://", "postgresql://", 1)
    return psycopg.connect(plain, autocommit=True)


def _run(server: str, statement: sql.Composed) -> None:
    with connected(server) as connection:
        connection.execute(statement)
