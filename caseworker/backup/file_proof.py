"""Reading a records' file to prove it, with or without a key; what SQLite says, in words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from typing import Any

from caseworker import sealed
from caseworker.backup.facts import Facts, Report, damage, facts_of
from caseworker.backup.package import BackupFailed
from caseworker.sealed import Opener

BROKEN = ("The records themselves are damaged ({what}), so this copy does not count as a backup. "
          "Restore an earlier backup, or ask IT.")
DIFFERENT = "The copy is not the same as the records ({what}), so it does not count. Try again."


class FileReader:
    """The rows of one file. ``secret`` goes into the digest of each row."""

    def __init__(self, connection: sqlite3.Connection, secret: bytes = b"") -> None:
        self._connection, self.secret = connection, secret

    def tables(self) -> dict[str, list[str]]:
        names = [str(row[0]) for row in self.rows(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")]
        return {name: [str(row[1]) for row in self.rows(f'PRAGMA table_info("{name}")')]
                for name in names}

    def rows(self, statement: str) -> Iterable[tuple[Any, ...]]:
        return self._connection.execute(statement)

    def rights(self) -> list[str]:
        return []


def reader_of(connection: sqlite3.Connection, key: sealed.Key | None) -> FileReader:
    """The list of a backup can be read without the key, and must tell nothing of the rows: what
    stands in a small table could be guessed and compared. So the key goes into each digest.
    """
    return FileReader(connection, b"" if key is None else key.secret_for("list of a backup"))


def prove(file: Opener, wanted: Facts, report: Report) -> None:
    """Raise BackupFailed unless this restored file is sound and has the facts that it should."""
    with closing(open_to_read(file)) as copy, _spoilt_words():
        report(0, 0, "Checking the copy")
        # The check of the seal on each page says nothing when all is well, or without a key.
        told = [str(row[0]) for check in ("cipher_integrity_check", "integrity_check(1)")
                for row in copy.execute(f"PRAGMA {check}")]
        if told != ["ok"]:
            raise BackupFailed(BROKEN.format(what=told[0][:100]))
        if copy.execute("PRAGMA foreign_key_check").fetchone() is not None:
            raise BackupFailed(BROKEN.format(what="a record without its owner"))
        reader = reader_of(copy, file.key)
        found = wanted.differences(facts_of(reader, report, "Comparing the copy"))
        if found:
            raise BackupFailed(DIFFERENT.format(what=found[0]))
        if spoilt := damage(reader, report):
            raise BackupFailed(BROKEN.format(what=spoilt[0]))


def open_to_read(file: Opener) -> sqlite3.Connection:
    """A connection that changes nothing; no file is made when there is none."""
    if not file.file.is_file():
        raise BackupFailed("There are no records there.")
    made = file.connect()
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
def database_words(damaged: str = "") -> Iterator[None]:
    """Turn what the driver says into BackupFailed; ``damaged`` where nothing better is known."""
    try:
        yield
    except sealed.errors() as error:
        raise BackupFailed(words_for(error, damaged)) from error


def words_for(error: Exception, damaged: str) -> str:
    """What a driver's error means for the user."""
    if says(error, "SQLITE_FULL"):
        return "The disk is full, so nothing was changed and there is no backup. Free some space."
    if says(error, "SQLITE_IOERR"):
        return ("The disk did not take the copy, so nothing was changed and there is no backup. "
                "See that it has room, or ask IT.")
    if says(error, "SQLITE_BUSY"):
        return "The records are in use. Close Caseworker and try again."
    return damaged or BROKEN.format(what=error)


def says(error: Exception, *names: str) -> bool:
    """Whether the driver gives one of these codes, such as "SQLITE_BUSY"."""
    return str(getattr(error, "sqlite_errorname", "")).startswith(names)
