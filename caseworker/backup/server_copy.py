"""Backup and restore of a shared PostgreSQL database, by PostgreSQL's own programs."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from caseworker import __version__, schema, system
from caseworker.backup.facts import Facts, Report, damage, facts_of
from caseworker.backup.file_copy import Restored
from caseworker.backup.file_proof import BROKEN, DIFFERENT
from caseworker.backup.package import (
    NEW,
    RECORDS,
    ROLES,
    BackupFailed,
    Manifest,
    in_words,
    scratch,
    take_out,
    unnamed,
    write,
)
from caseworker.backup.tools import Server, run

Connection = psycopg.Connection[tuple[Any, ...]]
NO_RIGHTS = ("This login may not read every record, or may not make the scratch database that a "
             "backup is proven in. Use the login that owns the database ({what}).")
IN_USE = ("Colleagues are still connected to the records. Ask them to close Caseworker, then "
          "restore again.")

_TABLES = """SELECT quote_ident(n.nspname) || '.' || quote_ident(c.relname), a.attname
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE c.relkind = 'r' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
    ORDER BY 1, a.attnum"""

# What a restore into a new database is known to give back to everybody is compared too: rights
# on the database and on its languages, besides those on schemas, tables and functions.
_GRANTS = """SELECT kind || ' ' || name || ': ' || privilege_type || ' to '
        || CASE grantee WHEN 0 THEN 'everybody' ELSE pg_get_userbyid(grantee) END
    FROM (
        SELECT 'database' AS kind, '' AS name, (aclexplode(coalesce(
            datacl, acldefault('d', datdba)))).*
            FROM pg_database WHERE datname = current_database()
        UNION ALL SELECT 'language', lanname, (aclexplode(coalesce(
            lanacl, acldefault('l', lanowner)))).* FROM pg_language WHERE lanpltrusted
        UNION ALL SELECT 'schema', nspname, (aclexplode(coalesce(
            nspacl, acldefault('n', nspowner)))).*
            FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
        UNION ALL SELECT 'table', relnamespace::regnamespace || '.' || relname, (aclexplode(
            coalesce(relacl, acldefault(CASE relkind WHEN 'S' THEN 's' ELSE 'r' END::"char",
                relowner)))).*
            FROM pg_class WHERE relkind IN ('r', 'v', 'm', 'S', 'p')
            AND relnamespace::regnamespace::text !~ '^(pg_|information_schema)'
        UNION ALL SELECT 'function', pronamespace::regnamespace || '.' || proname
            || '(' || pg_get_function_identity_arguments(oid) || ')', (aclexplode(coalesce(
            proacl, acldefault('f', proowner)))).*
            FROM pg_proc WHERE pronamespace::regnamespace::text !~ '^(pg_|information_schema)'
    ) AS granted
    UNION ALL SELECT 'database setting ' || unnest(setconfig) FROM pg_db_role_setting s
        JOIN pg_database d ON d.oid = s.setdatabase
        WHERE d.datname = current_database() AND s.setrole = 0"""
_ON_DATABASE = re.compile(r"database : (\w+) to (.+)")
_ON_LANGUAGE = re.compile(r"language (\w+): USAGE to (.+)")
_SEARCH_PATH = re.compile(r"database setting search_path=([\w$, \"]+)")


class _ServerReader:
    """Reads through cursors of the server, so that no table is held in memory."""

    secret = b""  # whoever has the backup has the rows

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def tables(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name, column in self._connection.execute(_TABLES).fetchall():
            found.setdefault(name, []).append(column)
        return found

    def rows(self, statement: str) -> Iterable[tuple[Any, ...]]:
        with self._connection.cursor(name="facts") as cursor:
            cursor.itersize = 50  # a piece of a document has up to 1 MiB
            cursor.execute(statement.encode())
            yield from cursor

    def rights(self) -> list[str]:
        return sorted({str(row[0]) for row in self._connection.execute(_GRANTS.encode())})


def make(engine: Engine, place: Path, now: datetime, report: Report) -> Manifest:
    """Dump one snapshot, restore it beside the database, compare, and only then name it."""
    work = system.data_folder()
    with in_words(), _server_words(), unnamed(place) as part, scratch(work) as folder:
        server = Server.behind(engine)
        dump, roles = folder / RECORDS, folder / ROLES
        with server.connect() as live, _snapshot(live) as snapshot:
            facts = facts_of(_ServerReader(live), report, "Reading the records")
            report(0, 0, "Copying the records")
            run(server, "pg_dump", "--format=custom", f"--snapshot={snapshot}", "--no-sync",
                f"--file={dump}", database=server.name)
        # Without the verifiers of passwords: a backup must not help to guess them.
        run(server, "pg_dumpall", "--roles-only", "--no-role-passwords", "--no-sync",
            f"--file={roles}", database=server.name)
        manifest = Manifest("postgresql", now, __version__, facts)
        write(part, manifest, {RECORDS: dump, ROLES: roles})
        dump.unlink()
        found = take_out(part, folder)
        name = _proven(server, found, facts, report)
        _drop(server, name)
    return manifest


def restore(engine: Engine, backup: Path, manifest: Manifest, now: datetime,
            report: Report) -> Restored:
    """Restore beside the database and compare; then exchange their names in one transaction."""
    if manifest.facts.revision not in schema.revisions():
        raise BackupFailed(NEW)
    with in_words(), _server_words(), scratch(system.data_folder()) as folder:
        server = Server.behind(engine)
        fresh = _proven(server, take_out(backup, folder), manifest.facts, report)
        engine.dispose()
        kept = f"{server.name}_before_{now:%Y%m%d_%H%M%S}"
        rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
        try:
            with server.connect(other=True) as desk, desk.transaction():
                for old, new in ((server.name, kept), (fresh, server.name)):
                    desk.execute(rename.format(sql.Identifier(old), sql.Identifier(new)))
        except psycopg.errors.ObjectInUse as error:
            _drop(server, fresh)
            raise BackupFailed(IN_USE) from error
        except BaseException:
            _drop(server, fresh)
            raise
    return Restored(manifest, f"the database {kept}")


def _proven(server: Server, parts: dict[str, Path], wanted: Facts, report: Report) -> str:
    """The name of a new database with the restored records; dropped again when they differ."""
    name = f"caseworker_scratch_{secrets.token_hex(6)}"
    report(0, 0, "Restoring the copy beside the records")
    if ROLES in parts:
        _add_roles(server, parts[ROLES])
    with server.connect(other=True) as desk:
        desk.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'").format(
            sql.Identifier(name)))
    try:
        # Only its owner gets in while the copy is not yet behind the rights of the original.
        _as_database(server, name, "REVOKE ALL ON DATABASE {} FROM PUBLIC")
        run(server, "pg_restore", "--exit-on-error", str(parts[RECORDS]), database=name)
        _give_rights(server, name, wanted.rights)
        with server.connect(name) as copy, _snapshot(copy):
            reader = _ServerReader(copy)
            found = wanted.differences(facts_of(reader, report, "Comparing the copy"))
            if found:
                raise BackupFailed(DIFFERENT.format(what=found[0]))
            if spoilt := damage(reader, report):
                raise BackupFailed(BROKEN.format(what=spoilt[0]))
    except BaseException:
        _drop(server, name)
        raise
    return name


def _give_rights(server: Server, name: str, rights: list[str]) -> None:
    """Rights on the database itself and on its languages, and where it looks for names: a dump
    of one database leaves them out.
    """
    for each in rights:
        if found := _ON_DATABASE.fullmatch(each):
            what = {"CREATE": "CREATE", "CONNECT": "CONNECT", "TEMPORARY": "TEMPORARY"}[found[1]]
            _as_database(server, name, f"GRANT {what} ON DATABASE {{}} TO {{}}",
                         _who(found[2]))
        elif found := _SEARCH_PATH.fullmatch(each):
            _as_database(server, name, f"ALTER DATABASE {{}} SET search_path = {found[1]}")
    with server.connect(name) as copy:
        here = {str(row[0]) for row in copy.execute(_GRANTS.encode())}
        for words, which in (("REVOKE USAGE ON LANGUAGE {} FROM {}", here - set(rights)),
                             ("GRANT USAGE ON LANGUAGE {} TO {}", set(rights) - here)):
            for found in filter(None, map(_ON_LANGUAGE.fullmatch, sorted(which))):
                copy.execute(sql.SQL(words).format(sql.Identifier(found[1]), _who(found[2])))


def _who(name: str) -> sql.Composable:
    return sql.SQL("PUBLIC") if name == "everybody" else sql.Identifier(name)


def _as_database(server: Server, name: str, statement: str, *more: sql.Composable) -> None:
    with server.connect(other=True) as desk:
        desk.execute(sql.SQL(statement).format(sql.Identifier(name), *more))


def _add_roles(server: Server, roles: Path) -> None:
    """Make those roles of the backup that this server lacks; those it has are left as they are."""
    with server.connect(other=True) as desk:
        have = {str(row[0]) for row in desk.execute("SELECT quote_ident(rolname) FROM pg_roles")}
        lines = roles.read_text(encoding="utf-8").splitlines()
        lacking = {found[1] for line in lines
                   if (found := re.fullmatch(r'CREATE ROLE ("(?:[^"]|"")+"|[\w$]+);', line))} - have
        for line in lines:
            subject = re.match(r'(?:CREATE|ALTER) ROLE ("(?:[^"]|"")+"|[\w$]+)[ ;]', line)
            member = re.match(r'GRANT \S+ TO ("(?:[^"]|"")+"|[\w$]+)[ ;]', line)
            if (found := subject or member) and found[1] in lacking:
                desk.execute(line.encode())


def _drop(server: Server, name: str) -> None:
    with suppress(psycopg.Error), server.connect(other=True) as desk:
        desk.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(
            sql.Identifier(name)))


@contextmanager
def _snapshot(connection: Connection) -> Iterator[str]:
    """One moment, that pg_dump can share; closed sides are refused rather than left out."""
    connection.execute("SET TIME ZONE 'UTC'")
    connection.execute("SET row_security = off")
    connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ")
    row = connection.execute("SELECT pg_export_snapshot()").fetchone()
    assert row is not None
    yield str(row[0])
    connection.execute("COMMIT")


@contextmanager
def _server_words() -> Iterator[None]:
    try:
        yield
    except psycopg.errors.InsufficientPrivilege as error:
        raise BackupFailed(NO_RIGHTS.format(what=error.diag.message_primary)) from error
    except psycopg.errors.DiskFull as error:
        raise BackupFailed("The server's disk is full, so there is no backup. Ask IT.") from error
    except (psycopg.Error, DBAPIError) as error:
        raise BackupFailed(f"The server did not do it, so nothing was changed: {error}") from error
