"""Give a records' file another key, its first, or none: by a copy that is proven, then swapped."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path

from caseworker import own_file, sealed
from caseworker.backup.facts import Report, facts_of, quiet
from caseworker.backup.file_proof import (
    DIFFERENT,
    database_words,
    open_to_read,
    prove,
    reader_of,
)
from caseworker.backup.package import BackupFailed, in_words, scratch
from caseworker.database import file_engine, opener_of
from caseworker.journal_check import Verified, verify
from caseworker.sealed import Key, Opener

_SHAPE = "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name"


def change_key(file: Path, key: Key | None, report: Report = quiet) -> None:
    """Encrypt a file that nobody has open, or decrypt it with ``key`` None.

    The copy is compared with the file (tables, every row, the hash of every document and letter,
    the journal's chain) before it takes its place in one step. Raises BackupFailed, or Locked
    when the file's present key is not here; then the file is as it was. Its lock is the caller's
    (``own_file.hold``); ``report`` is as in ``backup.make``.
    """
    before = opener_of(file)
    with in_words(), scratch(file.parent) as folder:
        fresh = recrypted(before, Opener(folder / "records", key), report)
        report(0, 0, "Putting the copy in place")
        swap_in(fresh, before)


def recrypted(source: Opener, made: Opener, report: Report) -> Opener:
    """Write a file's records into the new file ``made`` and prove that they are the same."""
    with database_words():
        with closing(open_to_read(source)) as old:
            wanted = facts_of(reader_of(old, made.key), report, "Reading the records")
            shape = old.execute(_SHAPE).fetchall()
        report(0, 0, "Writing the copy")
        sealed.export(source, made)
        prove(made, wanted, report)
        with closing(open_to_read(made)) as new:
            if new.execute(_SHAPE).fetchall() != shape:
                raise BackupFailed(DIFFERENT.format(what="the tables and their guards"))
        if _chain(source) != _chain(made):
            raise BackupFailed(DIFFERENT.format(what="the journal"))
    return made


def swap_in(fresh: Opener, target: Opener) -> None:
    """Put one file in the place of another in one step: a crash leaves the one or the other."""
    with database_words(), closing(target.connect()) as last:
        # What lies beside the file goes into it, and is gone: it would not fit the new file.
        last.execute("PRAGMA journal_mode=DELETE")
    with fresh.file.open("rb+") as written:
        os.fsync(written.fileno())
    fresh.file.replace(target.file)
    own_file.make_private(target.file)


def _chain(file: Opener) -> Verified:
    engine = file_engine(file)
    try:
        return verify(engine)
    finally:
        engine.dispose()
