"""The file of a backup: a zip with the records and the list of what must be in them.

A zip has a checksum for each part, so a flipped bit is found; and whoever has only a zip program
still gets at the records.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from caseworker import system
from caseworker.backup.facts import Facts, Stopped
from caseworker.sealed import is_mark

LIST, RECORDS, ROLES = "backup.json", "records", "roles.sql"
FULL = "The disk is full, so there is no backup. Free some space, or choose another place."
DAMAGED = "This backup is damaged and was not used. Take another backup."
NOT_ONE = "This is not a backup of Caseworker. Choose another file."
NEW = "This backup was made by a newer version of Caseworker. Update Caseworker to use it."
FORMAT = 1


class BackupFailed(Exception):
    """There is no backup, or nothing was restored; the words say why and what to do."""


@dataclass(frozen=True)
class Manifest:
    """What is in a backup: which engine, when, by which version, and the facts to compare.

    ``mark`` says which key an encrypted one wants (see ``sealed.Key.mark``, here in hex).
    """

    engine: str  # "sqlite" or "postgresql"
    made: datetime
    version: str
    facts: Facts
    mark: str = ""

    @property
    def records(self) -> int:
        """How many records, in all tables together."""
        return sum(self.facts.rows.values())

    @property
    def cases(self) -> int:
        """How many cases."""
        return sum(count for name, count in self.facts.rows.items()
                   if name.rpartition(".")[2] == "cases")


@contextlib.contextmanager
def scratch(folder: Path) -> Iterator[Path]:
    """A private folder inside ``folder``, gone at the end whatever happens."""
    folder.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=".caseworker-scratch-", dir=folder))  # mode 0700
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


@contextlib.contextmanager
def in_words() -> Iterator[None]:
    """Turn what the system says while files are written or read into BackupFailed."""
    try:
        yield
    except Stopped:
        raise BackupFailed("Stopped. Nothing was changed, and there is no backup.") from None
    except OSError as error:
        if system.is_full(error):
            raise BackupFailed(FULL) from error
        raise BackupFailed(
            "The file or its folder cannot be read or written. Choose another or ask IT."
        ) from error


@contextlib.contextmanager
def unnamed(place: Path) -> Iterator[Path]:
    """A file beside ``place`` that gets its name only when all went well, and is gone if not."""
    part = place.with_name(f".{place.name}.part")
    try:
        yield part
        with part.open("rb+") as written:
            os.fsync(written.fileno())
        if place.exists():
            raise BackupFailed("There is a file of that name already. Choose another name.")
        part.replace(place)
    finally:
        part.unlink(missing_ok=True)


def write(part: Path, manifest: Manifest, parts: dict[str, Path]) -> None:
    """Write the file of a backup, readable by this account only."""
    part.touch(mode=0o600)
    said = {"format": FORMAT, **asdict(manifest), "made": manifest.made.isoformat()}
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as made:
        made.writestr(LIST, json.dumps(said, indent=1))
        for name, path in parts.items():
            made.write(path, name)


def read_manifest(backup: Path) -> Manifest:
    """The list of a backup. Raises BackupFailed when there is none, or it can't be trusted."""
    with _opened(backup) as found:
        said = json.loads(found.read(LIST))
        if said["format"] > FORMAT:
            raise BackupFailed(NEW)
        mark = str(said.get("mark", ""))
        if mark and not is_mark(bytes.fromhex(mark)):
            raise BackupFailed(DAMAGED)
        return Manifest(said["engine"], datetime.fromisoformat(said["made"]), said["version"],
                        Facts(**said["facts"]), mark)


def take_out(backup: Path, folder: Path) -> dict[str, Path]:
    """Take the records out into a private folder; every byte is checked on the way."""
    with _opened(backup) as found:
        names = [name for name in (RECORDS, ROLES) if name in found.namelist()]
        for name in names:
            with found.open(name) as source, (folder / name).open("wb") as target:
                shutil.copyfileobj(source, target, 1 << 20)
        return {name: folder / name for name in names}


@contextlib.contextmanager
def _opened(backup: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(backup) as found:
            if LIST not in found.namelist():
                raise BackupFailed(NOT_ONE)
            yield found
    except BackupFailed:
        raise
    except OSError as error:
        if isinstance(error, FileNotFoundError):
            raise BackupFailed("There is no such backup. Choose another file.") from error
        raise
    except zipfile.BadZipFile as error:
        with backup.open("rb") as begun:
            raise BackupFailed(DAMAGED if begun.read(2) == b"PK" else NOT_ONE) from error
    except (zlib.error, ValueError, KeyError, TypeError, EOFError, AttributeError,
            NotImplementedError, RuntimeError) as error:
        raise BackupFailed(DAMAGED) from error
