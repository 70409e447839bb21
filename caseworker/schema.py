"""Bring a database up to this program's schema, or say plainly why not."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

from caseworker import paths, system
from caseworker.database import Unavailable, telling_words
from caseworker.records import Base

NOT_UPGRADED = (
    "These records could not be brought up to this version of Caseworker. They are as they were. "
    "See that the disk has room and try again. If it fails again, go on with the version you had "
    "before and ask IT."
)


class TooNew(Exception):
    """The database was made by a newer version of this program."""

    def __str__(self) -> str:
        return (
            "These records were saved by a newer version of Caseworker. "
            "Update Caseworker to open them."
        )


def config(connection: Connection | None = None) -> Config:
    """Alembic's configuration; the scripts get connection and metadata from its attributes."""
    made = Config()
    made.set_main_option("script_location", paths.MIGRATIONS.as_posix().replace("%", "%%"))
    made.attributes["connection"] = connection
    made.attributes["metadata"] = Base.metadata
    return made


def upgrade(engine: Engine) -> None:
    """Migrate to the newest schema in one transaction; a SQLite file is copied first.

    Raises TooNew when the database is newer than this program, Unavailable when it can't be
    reached or brought up. A failed migration leaves the database as it was.
    """
    scripts = ScriptDirectory.from_config(config())
    known = revisions()
    with telling_words(), engine.execution_options(writing=True).connect() as connection:
        _foreign_keys_off(connection)
        with connection.begin():
            if engine.dialect.name == "postgresql":  # one upgrader at a time
                connection.execute(
                    text("SELECT pg_advisory_xact_lock(hashtext('caseworker.schema'))")
                )
            now = MigrationContext.configure(connection).get_current_revision()
            if now == scripts.get_current_head():
                return
            if now is not None and now not in known:
                raise TooNew
            copy = None
            try:
                copy = keep_copy(engine) if now is not None else None
                command.upgrade(config(connection), "head")
                _no_orphans(connection)
            except Exception as error:
                if copy is not None:  # the records are as they were: a copy of them is only clutter
                    copy.unlink(missing_ok=True)
                raise Unavailable(NOT_UPGRADED) from error


def check(engine: Engine) -> None:
    """For looking only: raise TooNew, or Unavailable when the records wait for an upgrade."""
    scripts = ScriptDirectory.from_config(config())
    with telling_words(), engine.connect() as connection:
        now = MigrationContext.configure(connection).get_current_revision()
    if now is not None and now not in revisions():
        raise TooNew
    if now != scripts.get_current_head():
        raise Unavailable(
            "These records must be brought up to this version of Caseworker first. Open them once "
            "without read-only"
        )


def revisions() -> set[str]:
    """Every schema that this program knows, oldest to newest."""
    scripts = ScriptDirectory.from_config(config())
    return {script.revision for script in scripts.walk_revisions()}


def _foreign_keys_off(connection: Connection) -> None:
    """SQLite rebuilds a table to alter it; with foreign keys on that deletes the children."""
    if connection.dialect.name == "sqlite":
        raw = connection.connection.dbapi_connection
        assert raw is not None
        raw.cursor().execute("PRAGMA foreign_keys=OFF")
        connection.detach()  # this connection is not used again


def _no_orphans(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        loose = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if loose:
            raise RuntimeError(f"The upgrade left {len(loose)} records without their owner.")


def keep_copy(engine: Engine) -> Path | None:
    """Before a SQLite file is changed, put a copy beside it; its path, or None on PostgreSQL."""
    if engine.dialect.name != "sqlite" or not engine.url.database:
        return None
    source = Path(engine.url.database)
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    copy = source.with_name(f"{source.stem}-before-upgrade-{stamp}.db")
    part = copy.with_name(f"{copy.name}.part")  # a kill half way leaves nothing that looks whole
    try:
        with closing(sqlite3.connect(source)) as live, closing(sqlite3.connect(part)) as kept:
            live.backup(kept)  # sees what is still in the write-ahead log; a file copy does not
        system.make_private(part)
        part.replace(copy)
    finally:
        part.unlink(missing_ok=True)
    return copy


def differences(engine: Engine) -> list[object]:
    """What the records say and the database does not; empty when the migrations are complete."""
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, Base.metadata))
