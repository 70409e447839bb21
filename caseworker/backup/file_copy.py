"""Backup and restore of one person's records, which are a SQLite file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from caseworker import __version__, own_file, schema, system
from caseworker.backup.facts import Facts, Report, damage, facts_of
from caseworker.backup.package import (
    DAMAGED,
    NEW,
    RECORDS,
    BackupFailed,
    Manifest,
    in_words,
    scratch,
    take_out,
    unnamed,
    write,
)

BROKEN = ("The records themselves are damaged ({what}), so this copy does not count as a backup. "
          "Restore an earlier backup, or ask IT.")
DIFFERENT = "The copy is not the same as the records ({what}), so it does not count. Try again."
SIDES = ("", "-wal", "-shm", "-journal")


@dataclass(frozen=True)
class Restored:
    """What was put back, and where that which was there before is kept ("" when there was none)."""

    manifest: Manifest
    kept: str


class _FileReader:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def tables(self) -> dict[str, list[str]]:
        names = [str(row[0]) for row in self.rows(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")]
        return {name: [str(row[1]) for row in self.rows(f'PRAGMA table_info("{name}")')]
                for name in names}

    def rows(self, statement: str) -> Iterable[tuple[Any, ...]]:
        return self._connection.execute(statement)

    def rights(self) -> list[str]:
        return []


def make(engine: Engine, place: Path, now: datetime, report: Report) -> Manifest:
    """One-shot online backup of a file that may be in use; proven before it gets its name."""
    source = _file(engine)
    with in_words(), _database_words(), unnamed(place) as part, scratch(source.parent) as folder:
        with closing(_open(source)) as live:
            # The copy is made inside this transaction, so that both show the same moment while
            # others go on writing. All pages in one step: in steps, a writer starts it anew each
            # time. The file itself is never copied: what was saved last is not yet in it.
            live.execute("BEGIN")
            facts = facts_of(_FileReader(live), report, "Reading the records")
            copied = folder / RECORDS
            with closing(sqlite3.connect(copied)) as copy:
                live.backup(copy, pages=-1)
                copy.execute("PRAGMA journal_mode=DELETE")  # one file, with nothing beside it
            live.execute("ROLLBACK")
        manifest = Manifest("sqlite", now, __version__, facts)
        write(part, manifest, {RECORDS: copied})
        copied.unlink()
        prove(take_out(part, folder)[RECORDS], facts, report)
    return manifest


def prove(file: Path, wanted: Facts, report: Report) -> None:
    """Raise BackupFailed unless this restored file is sound and has the facts that it should."""
    with closing(_open(file)) as copy, _spoilt_words():
        report(0, 0, "Checking the copy")
        told = [str(row[0]) for row in copy.execute("PRAGMA integrity_check(1)")]
        if told != ["ok"]:
            raise BackupFailed(BROKEN.format(what=told[0][:100]))
        if copy.execute("PRAGMA foreign_key_check").fetchone() is not None:
            raise BackupFailed(BROKEN.format(what="a record without its owner"))
        reader = _FileReader(copy)
        found = wanted.differences(facts_of(reader, report, "Comparing the copy"))
        if found:
            raise BackupFailed(DIFFERENT.format(what=found[0]))
        if spoilt := damage(reader, report):
            raise BackupFailed(BROKEN.format(what=spoilt[0]))


def restore(engine: Engine, backup: Path, manifest: Manifest, now: datetime,
            report: Report) -> Restored:
    """Prove the backup again, keep what is there, then exchange the records in one transaction."""
    target = _file(engine)
    if manifest.facts.revision not in schema.revisions():
        raise BackupFailed(NEW)
    with in_words(), scratch(target.parent) as folder:
        with _database_words(DAMAGED):
            fresh = take_out(backup, folder)[RECORDS]
            prove(fresh, manifest.facts, report)
        engine.dispose()
        report(0, 0, "Keeping what is there now")
        kept = target.with_name(f"{target.stem}-before-restore-{now:%Y%m%d-%H%M%S}.db")
        if not target.exists() or target.stat().st_size == 0:
            fresh.replace(target)
            return Restored(manifest, "")
        if _kept(target, kept):
            with _database_words(), closing(_open(fresh)) as source, \
                    closing(sqlite3.connect(target, timeout=5)) as live:
                report(0, 0, "Restoring the records")
                live.execute("PRAGMA synchronous=FULL")
                source.backup(live, pages=-1)  # one transaction: a crash leaves the old records
        else:
            for end in SIDES:  # too damaged to be read: kept as it lies there, for an expert
                beside = target.with_name(target.name + end)
                if beside.exists():
                    beside.replace(kept.with_name(kept.name + end))
            fresh.replace(target)
        own_file.make_private(target)
    return Restored(manifest, str(kept))


def _kept(target: Path, kept: Path) -> bool:
    """Whether what is there could be copied as a database; if not, no copy is left."""
    part = kept.with_name(f"{kept.name}.part")
    try:
        with closing(_open(target)) as live, closing(sqlite3.connect(part)) as copy:
            live.backup(copy, pages=-1)
            copy.execute("PRAGMA journal_mode=DELETE")
            told = [row[0] for row in copy.execute("PRAGMA integrity_check(1)")]
        if told != ["ok"]:
            return False
        system.make_private(part)
        part.replace(kept)
    except sqlite3.DatabaseError as error:
        if _is(error, "SQLITE_BUSY", "SQLITE_FULL", "SQLITE_IOERR"):
            raise BackupFailed(_words(error, "")) from error
        return False
    finally:
        part.unlink(missing_ok=True)
    return True


def _file(engine: Engine) -> Path:
    file = own_file.file_behind(engine)
    if file is None:
        raise BackupFailed("These records are not in a file, so there is nothing to copy.")
    return file


def _open(file: Path) -> sqlite3.Connection:
    """A connection that changes nothing; no file is made when there is none."""
    if not file.is_file():
        raise BackupFailed("There are no records there.")
    made = sqlite3.connect(file, isolation_level=None, timeout=5)
    for pragma in ("query_only=ON", "trusted_schema=OFF", "cell_size_check=ON"):
        made.execute(f"PRAGMA {pragma}")
    return made


@contextmanager
def _spoilt_words() -> Iterator[None]:
    """Text that is none any more, in a row or quoted by the check, is damage too."""
    try:
        yield
    except UnicodeDecodeError as error:
        raise BackupFailed(BROKEN.format(what="words that cannot be read")) from error


@contextmanager
def _database_words(damaged: str = "") -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise BackupFailed(_words(error, damaged)) from error


def _words(error: sqlite3.Error, damaged: str) -> str:
    if _is(error, "SQLITE_FULL"):
        return "The disk is full, so nothing was changed and there is no backup. Free some space."
    if _is(error, "SQLITE_IOERR"):
        return ("The disk did not take the copy, so nothing was changed and there is no backup. "
                "See that it has room, or ask IT.")
    if _is(error, "SQLITE_BUSY"):
        return "The records are in use. Close Caseworker and try again."
    return damaged or BROKEN.format(what=error)


def _is(error: sqlite3.Error, *names: str) -> bool:
    return str(getattr(error, "sqlite_errorname", "")).startswith(names)
