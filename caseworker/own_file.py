"""The file with one person's records: where it may lie, and that one program has it at a time."""

from __future__ import annotations

import re
from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from caseworker import system
from caseworker.database import Unavailable

BOUNDARY = ("Only you, on this computer. Whoever can use this account can read these records.")
BOUNDARY_SEALED = ("Only you, on this computer. The file is encrypted; whoever can use this "
                   "account can still open it here.")
AWAY = ("This folder is on a network or is synced. Records could be lost there. Choose a folder "
        "on this computer, or share through a server.")
NOT_WRITABLE = "This folder cannot be written to. Choose another or ask IT."
FULL = "The disk is full. Free some space, then try again."

# SQLite's own advice: on these its locks or its shared memory can't be trusted, and records that
# were said to be saved are lost without an error. FUSE is a network unless we know better.
NETWORKS = {"remote", "cifs", "smb2", "smb3", "smbfs", "nfs", "nfs4", "afs", "afpfs", "coda",
            "ceph", "glusterfs", "lustre", "gpfs", "beegfs", "ncpfs", "webdav", "davfs",
            "macfuse", "osxfuse", "vboxsf", "prl_fs"}
LOCAL_FUSE = {"fuse.fuse-overlayfs", "fuse.ntfs-3g", "fuse.ntfs", "fuse.exfat", "fuse.gocryptfs",
              "fuse.cryfs", "fuse.encfs", "fuse.veracrypt", "fuse.mergerfs", "fuse.bindfs"}

# Names that the programs give to their folders ("OneDrive - Mayor's Office", "Dropbox (Work)").
SYNCED = re.compile(
    r"(onedrive|dropbox|google ?drive|googledrive|icloud ?drive|nextcloud|owncloud|pclouddrive|"
    r"megasync|box sync)([ (_-].*)?|mobile documents|cloudstorage",
    re.IGNORECASE,
)
MARKS = (".dropbox", ".dropbox.cache", ".stfolder")  # what Dropbox and Syncthing leave in theirs


class AlreadyOpen(Unavailable):
    """Another copy of the program has these records; they can be opened for reading only."""

    def __str__(self) -> str:
        return ("These records are already open in another copy of Caseworker. Go to that window, "
                "or close it first. To look without changing anything, open them read-only.")


class Hold:
    """That this program has the records' file. ``let_go()`` at the end; a crash does it too."""

    def __init__(self, lock: system.FileLock | None) -> None:
        self._lock = lock

    def let_go(self) -> None:
        """Let another copy of the program have the file."""
        if self._lock is not None:
            self._lock.let_go()


def file_of(url: str) -> Path | None:
    """The SQLite file that an address names; None for a server, or for what is no address."""
    try:
        address = make_url(url)
    except ArgumentError:
        return None
    if address.get_backend_name() != "sqlite" or address.database in (None, "", ":memory:"):
        return None
    return Path(str(address.database))


def why_away(folder: Path) -> str:
    """Words when a folder is on a network or kept in step with a server; else ""."""
    real = folder.resolve()
    kind = system.file_system_of(real)
    if kind in NETWORKS or (kind.startswith("fuse.") and kind not in LOCAL_FUSE):
        return AWAY
    roots = [root.resolve() for root in system.sync_roots()]
    around = [real, *real.parents]
    if (any(real.is_relative_to(root) for root in roots)
            or any(SYNCED.fullmatch(each.name) for each in around)
            or any((each / mark).exists() for each in around for mark in MARKS)):
        return AWAY
    return ""


def make_folder(folder: Path) -> None:
    """Make the folder of the records, for this account only, where it is not there yet.

    A folder that was there before keeps its rights: it may hold other things for others. Raises
    Unavailable when it can't be made.
    """
    if folder.is_dir():
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Unavailable(FULL if system.is_full(error) else NOT_WRITABLE) from error
    system.make_private(folder)


def hold(file: Path) -> Hold:
    """Take the records' file for this program, with private modes.

    Raises AlreadyOpen, or Unavailable when the folder can't be written to. A folder that is not
    there is left to the database, which says so.
    """
    if not file.parent.is_dir():
        return Hold(None)
    lock = system.FileLock(lock_file(file))
    try:
        taken = lock.take()
    except OSError as error:
        raise Unavailable(FULL if system.is_full(error) else NOT_WRITABLE) from error
    if not taken:
        raise AlreadyOpen
    try:
        file.touch(mode=0o600)  # private from its first byte; SQLite gives its side files the same
    except OSError as error:
        lock.let_go()
        raise Unavailable(FULL if system.is_full(error) else NOT_WRITABLE) from error
    make_private(file)
    return Hold(lock)


def lock_file(file: Path) -> Path:
    """The file that is locked in place of the records' own, which SQLite locks for itself."""
    return file.with_name(f"{file.name}.lock")


def make_private(file: Path) -> None:
    """Keep the records' file, and what SQLite puts beside it, to this account."""
    for path in (file, *(file.with_name(file.name + end) for end in ("-wal", "-shm"))):
        if path.exists():
            system.make_private(path)
