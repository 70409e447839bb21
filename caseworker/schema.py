"""Bring a database up to this program's schema, or say plainly why not."""

from __future__ import annotations

import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, MetaData, quoted_name, text

from caseworker import paths, system
from caseworker.database import Unavailable, opener_behind, telling_words
from caseworker.records import Base
from caseworker.server.prepare import OWNER, prepared

# Where Alembic keeps the number of the schema; on SQLite there is one place only.
VERSIONS = {"postgresql": "app"}

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
    if str(paths.MIGRATIONS) not in sys.path:  # what migrations share is beside them
        sys.path.append(str(paths.MIGRATIONS))
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
            if engine.dialect.name == "postgresql":
                if _version(connection) == scripts.get_current_head():
                    return
                _as_owner(connection)
            now = _version(connection)
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
        now = _version(connection)
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


def _version(connection: Connection) -> str | None:
    where = {"version_table_schema": VERSIONS.get(connection.dialect.name)}
    return MigrationContext.configure(connection, opts=where).get_current_revision()


def _as_owner(connection: Connection) -> None:
    """Tables are made by the owner of all, on the open side. One upgrader at a time."""
    if not prepared(connection):
        raise Unavailable(
            "This database is not set up for Caseworker yet. Ask the server's administrator to "
            "run: caseworker --database ADDRESS server prepare"
        )
    able = connection.execute(text("SELECT pg_has_role(session_user, :owner, 'MEMBER')"),
                              {"owner": OWNER}).scalar_one()
    if not able:
        raise Unavailable(
            "The records are of another version of Caseworker. Ask the server's administrator "
            "to run: caseworker --database ADDRESS server prepare"
        )
    connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('caseworker.schema'))"))
    connection.execute(text(f"SET LOCAL ROLE {OWNER}"))
    connection.execute(text("SET LOCAL search_path = open, app"))


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
    """Before a SQLite file is changed, put a copy beside it, encrypted if it is;
    its path, or None on PostgreSQL.
    """
    opener = opener_behind(engine)
    if opener is None:
        return None
    source = opener.file
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    copy = source.with_name(f"{source.stem}-before-upgrade-{stamp}.db")
    part = copy.with_name(f"{copy.name}.part")  # a kill half way leaves nothing that looks whole
    try:
        with closing(opener.connect()) as live, closing(opener.beside(part).connect()) as kept:
            live.backup(kept)  # sees what is still in the write-ahead log; a file copy does not
        system.make_private(part)
        part.replace(copy)
    finally:
        part.unlink(missing_ok=True)
    return copy


def differences(engine: Engine) -> list[object]:
    """What the records say and the database does not; empty when the migrations are complete."""
    with engine.connect() as connection:
        if engine.dialect.name != "postgresql":
            context = MigrationContext.configure(connection, opts={
                "compare_type": True, "include_name": _no_index,
            })
            return list(compare_metadata(context, Base.metadata))
        return [*_differences_of_sides(connection), *_unlike_sides(connection)]


def _no_index(name: str | None, kind: str, _parents: Any) -> bool:
    """The search index and its parts are no records, nor is what triggers keep beside them."""
    return kind != "table" or not str(name).startswith(("search_", "tally"))


def _differences_of_sides(connection: Connection) -> list[object]:
    """The records against the open side, and against the tables without sides."""
    tables = text("SELECT relname, relnamespace::regnamespace::text FROM pg_class "
                  "WHERE relkind = 'r' AND relnamespace::regnamespace::text IN ('open', 'audit')")
    places: dict[str, str] = {row[0]: row[1] for row in connection.execute(tables)}

    def side(name: str) -> str | None:
        return places.get(name)

    wanted = MetaData(naming_convention=Base.metadata.naming_convention)
    for table in Base.metadata.sorted_tables:
        copy = table.to_metadata(
            wanted, schema=side(table.name),  # type: ignore[arg-type]
            referred_schema_fn=lambda _t, _to, key, _s: side(key.referred_table.name),
        )
        for index in copy.indexes:  # a convention would name it after the schema
            index.name = quoted_name(str(index.name).replace(f"ix_{copy.schema}_", "ix_", 1), None)
        for key in copy.foreign_key_constraints:  # a case moves with all that hangs on it
            if copy.schema and side(key.elements[0].target_fullname.split(".")[-2]):
                key.deferrable, key.initially = True, "DEFERRED"
    context = MigrationContext.configure(connection, opts={
        "compare_type": True, "include_schemas": True,
        "include_name": lambda name, kind, parents: _ours(name, kind, parents, wanted),
    })
    return list(compare_metadata(context, wanted))


def _ours(name: str | None, kind: str, parents: Any, wanted: MetaData) -> bool:
    """Schemas open, audit and app (the default one), and in them the tables of the records."""
    if kind == "schema":
        return name in (None, "open", "audit")
    if kind == "table":
        return parents["schema_qualified_table_name"] in wanted.tables
    return True


def _unlike_sides(connection: Connection) -> list[object]:
    """Columns that a table has on one side only."""
    columns = (
        "SELECT c.relname, a.attname, a.atttypid, a.atttypmod, a.attnotnull FROM pg_attribute a "
        "JOIN pg_class c ON c.oid = a.attrelid WHERE c.relkind = 'r' AND a.attnum > 0 "
        "AND NOT a.attisdropped AND c.relnamespace = '{}'::regnamespace"
    )
    there = {side: set(connection.execute(text(columns.format(side))))
             for side in ("open", "shut")}
    names = {row[0] for row in there["open"]}
    closed = {row for row in there["shut"] if row[0] in names}
    return sorted((tuple(row) for row in there["open"] ^ closed), key=str)
