"""Backups that are proven: a copy counts only after it was restored once and found the same.

A backup is one file, an ordinary zip with the records (a SQLite file, or a dump of PostgreSQL) and
a list of what must be in them. ``make`` writes one, ``look`` reads its list, ``restore`` puts the
records back and keeps what was there before.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from caseworker.backup import file_copy, server_copy
from caseworker.backup.facts import Report, quiet
from caseworker.backup.package import BackupFailed, Manifest, read_manifest

__all__ = ["BackupFailed", "Manifest", "Report", "Restored", "look", "make", "name_for", "restore"]

Restored = file_copy.Restored


def name_for(moment: datetime) -> str:
    """The name that is offered for a backup of this moment: it sorts by time."""
    return f"caseworker-{moment:%Y-%m-%d-%H%M%S}.backup"


def make(engine: Engine, place: Path, now: datetime, report: Report = quiet) -> Manifest:
    """Back the records of ``engine`` up to the file ``place``, or into the folder ``place``.

    Restores the copy into a scratch place and compares every table, every document's and
    letter's hash and the schema before the file gets its name. Returns what is in it. Raises
    BackupFailed, in words; then nothing is left that looks like a backup. ``report`` gets
    (done, of, words) and stops the work by answering False.
    """
    if place.is_dir():
        place = place / name_for(now)
    if place.exists():
        raise BackupFailed("There is a file of that name already. Choose another name.")
    if not place.parent.is_dir():
        raise BackupFailed("There is no such folder. Choose another.")
    if engine.dialect.name == "sqlite":
        return file_copy.make(engine, place, now, report)
    return server_copy.make(engine, place, now, report)


def look(backup: Path) -> Manifest:
    """What a backup says is in it. Raises BackupFailed when it is none, or is damaged."""
    return read_manifest(backup)


def restore(engine: Engine, backup: Path, now: datetime, report: Report = quiet) -> Restored:
    """Put the records of a backup in the place of those of ``engine``.

    The backup is proven again first, and what is there now is kept: see ``Restored.kept``. No
    other copy of the program may have the records open. Raises BackupFailed, or database.Locked
    when the key of an encrypted backup is not on this computer; then all is as it was. The engine
    must be opened anew afterwards.
    """
    manifest = read_manifest(backup)
    if manifest.engine != engine.dialect.name:
        raise BackupFailed(
            "This is a backup of a shared server. Give the server with --database."
            if manifest.engine == "postgresql" else
            "This is a backup of one person's records, not of a shared server.")
    if engine.dialect.name == "sqlite":
        return file_copy.restore(engine, backup, manifest, now, report)
    return server_copy.restore(engine, backup, manifest, now, report)
