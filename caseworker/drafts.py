"""What was typed and not yet saved, kept in a small file of one person on this computer.

It outlives a crash and a database that can't be reached. It is removed once the work is saved.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from caseworker import sealed, system
from caseworker.database import opener_behind
from caseworker.office import Office
from caseworker.sealed import Key, Opener

FORMAT = 1
SET_ASIDE = (
    "What was typed when Caseworker last closed could not be read. The file is kept as {name}."
)
NOT_KEPT = "What you type cannot be kept on this computer. Save often, and tell who looks after it."


class NotKept(Exception):
    """The file can't be written: the disk is full, or the folder is not ours."""

    def __init__(self) -> None:
        super().__init__(NOT_KEPT)


class Drafts:
    """The drafts of one person: key to draft, each a mapping that JSON can hold.

    ``folder`` is made when first needed; ``owner`` names the file, so that two people, or two
    databases, on one computer never meet. With the ``key`` of encrypted records they are encrypted
    too: they hold the same names.
    """

    def __init__(self, folder: Path, owner: str, key: Key | None = None) -> None:
        # A login may hold signs that no file name can.
        name = hashlib.sha256(owner.encode()).hexdigest()[:16]
        self._key, self._plain = key, folder / f"{name}.json"
        self.path = self._plain if key is None else folder / f"{name}.sealed"

    @property
    def encrypted(self) -> bool:
        """Whether nobody can read them without the key of the records."""
        return self._key is not None

    def load(self) -> tuple[dict[str, dict[str, Any]], str]:
        """The drafts, and words when the file was broken and has been set aside (else "")."""
        unreadable: tuple[type[Exception], ...] = (OSError, UnicodeDecodeError, *sealed.errors())
        try:
            text = self._read()
        except FileNotFoundError:
            return {}, ""
        except unreadable:
            return {}, self._set_aside()
        try:
            found = json.loads(text)
            if found["format"] != FORMAT:
                raise ValueError("another format")
            drafts = found["drafts"]
            if not all(isinstance(draft, dict) for draft in drafts.values()):
                raise ValueError("not drafts")
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return {}, self._set_aside()
        return drafts, ""

    def save(self, drafts: Mapping[str, Mapping[str, Any]]) -> None:
        """Write all drafts in one stroke; without any, remove the file. Raises NotKept."""
        unwritable: tuple[type[Exception], ...] = (OSError, *sealed.errors())
        try:
            if drafts:
                self._write(json.dumps({"format": FORMAT, "drafts": drafts}, ensure_ascii=False))
            else:
                self.path.unlink(missing_ok=True)
            if self._plain != self.path:  # from before the records were encrypted
                self._plain.unlink(missing_ok=True)
        except unwritable:
            raise NotKept from None  # the system's words could name a person's folder

    def _read(self) -> str:
        if self._key is not None and (self.path.exists() or not self._plain.exists()):
            return sealed.read_words(Opener(self.path, self._key))
        return self._plain.read_text(encoding="utf-8")

    def _write(self, words: str) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        beside = self.path.with_suffix(".new")
        # Nobody else may read it. Windows keeps the rights of the person's own folder.
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            if self._key is None:
                file.write(words)
                file.flush()
                os.fsync(file.fileno())
        if self._key is not None:
            sealed.write_words(Opener(beside, self._key), words)
        beside.replace(self.path)  # a crash leaves the old file or the new, never half of one

    def _set_aside(self) -> str:
        broken = self.path.with_suffix(".broken")
        with contextlib.suppress(OSError):  # then it is met, and said, again next time
            self.path.replace(broken)
        return SET_ASIDE.format(name=broken)


def drafts_of(office: Office, part: str = "") -> Drafts:
    """Where the person at this office's desk keeps drafts; each ``part`` has a file of its own.

    Beside the database where that is a file (so the demo's go with the demo), else in this
    person's data folder.
    """
    url, opener = office.engine.url, opener_behind(office.engine)
    folder = opener.file.parent if opener is not None else system.data_folder()
    owner = f"{url.render_as_string(hide_password=True)} {office.actor} {part}".rstrip()
    return Drafts(folder / "drafts", owner, opener.key if opener is not None else None)
