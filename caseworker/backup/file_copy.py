"""Backup and restore of one person's records, which are a SQLite file."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from caseworker import __version__, own_file, schema, sealed, system
from caseworker.backup.facts import Report, facts_of
from caseworker.backup.file_proof import (
    database_words,
    open_to_read,
    prove,
    reader_of,
    says,
    words_for,
)
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
from caseworker.backup.recrypt import recrypted, swap_in
from caseworker.database import opened_by, opener_behind
from caseworker.sealed import Opener

SIDES = ("", "-wal", "-shm", "-journal")


@dataclass(frozen=True)
class Restored:
    """What was put back, and where that which was there before is kept ("" when there was none)."""

    manifest: Manifest
    kept: str


def make(engine: Engine, place: Path, now: datetime, report: Report) -> Manifest:
    """One-shot online backup of a file that may be in use; proven before it gets its name."""
    source = _opener(engine)
    with in_words(), database_words(), unnamed(place) as part, \
            scratch(source.file.parent) as folder:
        with closing(open_to_read(source)) as live:
            # The copy is made inside this transaction, so that both show the same moment while
            # others go on writing. All pages in one step: in steps, a writer starts it anew each
            # time. The file itself is never copied: what was saved last is not yet in it.
            live.execute("BEGIN")
            facts = facts_of(reader_of(live, source.key), report, "Reading the records")
            copied = source.beside(folder / RECORDS)
            with closing(copied.connect()) as copy:
                live.backup(copy, pages=-1)
                copy.execute("PRAGMA journal_mode=DELETE")  # one file, with nothing beside it
            live.execute("ROLLBACK")
        mark = "" if source.key is None else source.key.mark.hex()
        manifest = Manifest("sqlite", now, __version__, facts, mark)
        write(part, manifest, {RECORDS: copied.file})
        copied.file.unlink()
        prove(source.beside(take_out(part, folder)[RECORDS]), facts, report)
    return manifest


def restore(engine: Engine, backup: Path, manifest: Manifest, now: datetime,
            report: Report) -> Restored:
    """Prove the backup again, keep what is there, then exchange the records in one transaction.

    Encrypted records stay so, with their key, whatever the backup was; plain ones become what the
    backup is. Raises Locked when the backup's key is not here.
    """
    target = _opener(engine)
    if manifest.facts.revision not in schema.revisions():
        raise BackupFailed(NEW)
    key = opened_by(bytes.fromhex(manifest.mark)) if manifest.mark else None
    with in_words(), scratch(target.file.parent) as folder:
        with database_words(DAMAGED):
            fresh = Opener(take_out(backup, folder)[RECORDS], key)
            prove(fresh, manifest.facts, report)
        engine.dispose()
        if target.key is not None and target.key != key:
            fresh = recrypted(fresh, Opener(folder / "again", target.key), report)
        report(0, 0, "Keeping what is there now")
        kept = target.beside(target.file.with_name(
            f"{target.file.stem}-before-restore-{now:%Y%m%d-%H%M%S}.db"))
        if not target.file.exists() or target.file.stat().st_size == 0:
            fresh.file.replace(target.file)
            return Restored(manifest, "")
        if _kept(target, kept):
            report(0, 0, "Restoring the records")
            _exchange(fresh, target)
        else:
            for end in SIDES:  # too damaged to be read: kept as it lies there, for an expert
                beside = target.file.with_name(target.file.name + end)
                if beside.exists():
                    beside.replace(kept.file.with_name(kept.file.name + end))
            fresh.file.replace(target.file)
        own_file.make_private(target.file)
    return Restored(manifest, str(kept.file))


def _exchange(fresh: Opener, target: Opener) -> None:
    """Either way a crash leaves the old records or the new ones."""
    if fresh.key != target.key:
        swap_in(fresh, target)
        return
    with database_words(), closing(open_to_read(fresh)) as source, \
            closing(target.connect()) as live:
        live.execute("PRAGMA synchronous=FULL")
        source.backup(live, pages=-1)  # one transaction


def _kept(target: Opener, kept: Opener) -> bool:
    """Whether what is there could be copied as a database; if not, no copy is left."""
    part = kept.beside(kept.file.with_name(f"{kept.file.name}.part"))
    try:
        with closing(open_to_read(target)) as live, closing(part.connect()) as copy:
            live.backup(copy, pages=-1)
            copy.execute("PRAGMA journal_mode=DELETE")
            told = [row[0] for row in copy.execute("PRAGMA integrity_check(1)")]
        if told != ["ok"]:
            return False
        system.make_private(part.file)
        part.file.replace(kept.file)
    except sealed.errors() as error:
        if says(error, "SQLITE_BUSY", "SQLITE_FULL", "SQLITE_IOERR"):
            raise BackupFailed(words_for(error, "")) from error
        return False
    finally:
        part.file.unlink(missing_ok=True)
    return True


def _opener(engine: Engine) -> Opener:
    opener = opener_behind(engine)
    if opener is None:
        raise BackupFailed("These records are not in a file, so there is nothing to copy.")
    return opener
