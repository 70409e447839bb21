"""Encrypted records' files: their keys, and how any SQLite file of ours is opened.

SQLCipher encrypts each page with AES-256 and puts an HMAC under it, so that a flipped bit is found.
The key is 256 random bits. The first 16 bytes of an encrypted file are not encrypted; SQLCipher
keeps its salt there. We choose that salt ourselves: a word, and a fingerprint of the key. So every
file says that it is ours and which key opens it, and copies and backups say the same as their file.
A salt protects a guessable password; a key of 256 random bits needs none.
"""

from __future__ import annotations

import hashlib
import secrets
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any, cast

from caseworker import keyring_box, recovery_key, system
from caseworker.rules.finding import Refused, refusal

MARK = 16  # bytes
_WORD = b"Casework"
MISSING = ("Encryption is not part of this installation. Ask IT to install Caseworker with its "
           "extra \"encrypted\".")


@dataclass(frozen=True)
class Key:
    """256 random bits."""

    raw: bytes = field(repr=False)

    @staticmethod
    def new() -> Key:
        """A key that nobody had before."""
        return Key(secrets.token_bytes(recovery_key.BYTES))

    @staticmethod
    def typed(words: str) -> Key:
        """The key behind a recovery key. Raises Refused, naming the group to check."""
        return Key(recovery_key.read(words))

    @staticmethod
    def fitting(mark: bytes, words: str) -> Key:
        """The key behind a recovery key, for the file with this mark. Raises Refused: a group is
        wrong, or it is the key of other records.
        """
        key = Key.typed(words)
        if key.mark != mark:
            raise Refused([refusal("recovery_key", "Recovery key", "This is the recovery key of "
                                   "other records. It does not fit these.", "recovery_key")])
        return key

    @property
    def mark(self) -> bytes:
        """The first 16 bytes of each file that this key opens."""
        told = hashlib.sha256(b"Caseworker mark" + self.raw).digest()
        return _WORD + told[:MARK - len(_WORD)]

    @property
    def name(self) -> str:
        """A short name of the key, for the eye: which page goes with which records."""
        return name_of(self.mark)

    @property
    def groups(self) -> list[str]:
        """The recovery key, to be printed."""
        return recovery_key.written(self.raw)

    @property
    def specification(self) -> str:
        """The key and the salt as SQLCipher reads them: nothing is derived, so opening is quick."""
        return f"x'{self.raw.hex()}{self.mark.hex()}'"

    def secret_for(self, what: str) -> bytes:
        """Another secret of 32 bytes, that tells nothing of this key."""
        return hashlib.sha256(f"Caseworker {what}".encode() + self.raw).digest()


@dataclass(frozen=True)
class Opener:
    """How one file is opened: with SQLite, or with SQLCipher and its key.

    ``module`` is the driver, whose errors are its own: catch ``errors()``.
    """

    file: Path
    key: Key | None = None

    @property
    def module(self) -> ModuleType:
        """The driver: sqlite3, or its like in sqlcipher3."""
        return sqlite3 if self.key is None else _cipher()

    def connect(self) -> sqlite3.Connection:
        """A new connection, which sends no BEGIN of its own; makes the file when there is none.

        It may be handed from one thread to another, which a pool does.
        """
        return _connected(self.module, self)

    def beside(self, other: Path) -> Opener:
        """Another file with the same key: a copy."""
        return Opener(other, self.key)


def write_words(opener: Opener, words: str) -> None:
    """Put words into a file of their own, which is new."""
    with closing(opener.connect()) as made:
        made.execute("PRAGMA synchronous=FULL")
        made.execute("CREATE TABLE kept (words TEXT NOT NULL)")
        made.execute("INSERT INTO kept VALUES (?)", (words,))


def read_words(opener: Opener) -> str:
    """The words of such a file. Raises FileNotFoundError, or one of ``errors()``."""
    opener.file.stat()
    with closing(opener.connect()) as made:
        return str(made.execute("SELECT words FROM kept").fetchone()[0])


def begin(opener: Opener) -> None:
    """Make a new file that bears the mark of its key, before it holds anything."""
    with closing(opener.connect()) as made:
        made.execute("PRAGMA journal_mode=WAL")  # writes the first page
    system.make_private(opener.file)


def export(source: Opener, made: Opener) -> None:
    """Write all records of a file into a new one that has another key, or none."""
    key = "" if made.key is None else made.key.specification
    with closing(_connected(_cipher(), source)) as old:
        old.execute("ATTACH ? AS made KEY ?", (str(made.file), key))
        old.execute("SELECT sqlcipher_export('made')")
        old.execute("DETACH made")


def _connected(module: ModuleType, opener: Opener) -> sqlite3.Connection:
    made = module.connect(opener.file, isolation_level=None, timeout=5, check_same_thread=False)
    if opener.key is not None:
        made.execute("PRAGMA cipher_log_level = NONE")  # else it writes on stderr
        made.execute(f'PRAGMA key = "{opener.key.specification}"')
    return cast(sqlite3.Connection, made)  # SQLCipher's has the same shape


def why_not() -> str:
    """Words why no file can be encrypted here; "" when it can."""
    return "" if _found() is not None else MISSING


def mark_of(file: Path) -> bytes:
    """Which key a file wants: its first 16 bytes; b"" when it is not an encrypted one of ours.

    Call it before the file is opened, never after: on POSIX systems, closing any handle of a file
    takes away the locks that SQLite holds on it in the same process.
    """
    try:
        with file.open("rb") as opened:
            begun = opened.read(MARK)
    except OSError:
        return b""
    return begun if is_mark(begun) else b""


def name_of(mark: bytes) -> str:
    """The short name of the key that a mark asks for, such as "3F9A 01C7"."""
    signs = mark[len(_WORD):].hex().upper()
    return f"{signs[:4]} {signs[4:8]}"


def is_mark(begun: bytes) -> bool:
    """Whether these are the first bytes of an encrypted file of ours."""
    return len(begun) == MARK and begun.startswith(_WORD)


# Keys that were typed, until the program ends: a computer without a keyring has no other place.
_typed: dict[bytes, Key] = {}


def key_for(mark: bytes) -> Key | None:
    """The key that a mark asks for: typed before, or in the keyring; None when it is in neither."""
    if mark in _typed:
        return _typed[mark]
    try:
        key = Key(bytes.fromhex(keyring_box.get(_name(mark)) or ""))
    except ValueError:  # somebody else wrote there
        return None
    return key if key.mark == mark else None


def keep(key: Key) -> str:
    """Keep a key for this sitting and in the keyring; words why not in the keyring, or ""."""
    _typed[key.mark] = key
    try:
        keyring_box.put(_name(key.mark), key.raw.hex())
    except keyring_box.NotRemembered as problem:
        return str(problem)
    return ""


def forget(key: Key) -> None:
    """Take a key away from this sitting and from the keyring. Raises keyring_box.NotRemembered."""
    _typed.pop(key.mark, None)
    keyring_box.forget(_name(key.mark))


def _name(mark: bytes) -> str:
    return f"key of the file {mark[len(_WORD):].hex()}"


def _found() -> ModuleType | None:
    try:
        from sqlcipher3 import dbapi2
    except ImportError:
        return None
    return cast(ModuleType, dbapi2)


def _cipher() -> ModuleType:
    found = _found()
    assert found is not None, "a key is only given out where SQLCipher is"
    return found


def errors() -> tuple[type[Exception], ...]:
    """What the drivers raise; each has ``sqlite_errorname``."""
    found = _found()
    own: Sequence[Any] = () if found is None else (found.Error,)
    return (sqlite3.Error, *own)
