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

from caseworker import system
from caseworker.office import Office

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
    databases, on one computer never meet.
    """

    def __init__(self, folder: Path, owner: str) -> None:
        # A login may hold signs that no file name can.
        self.path = folder / f"{hashlib.sha256(owner.encode()).hexdigest()[:16]}.json"

    def load(self) -> tuple[dict[str, dict[str, Any]], str]:
        """The drafts, and words when the file was broken and has been set aside (else "")."""
        try:
            text = self.path.read_text(encoding="utf-8")
        except FileNotFoundError:
            return {}, ""
        except (OSError, UnicodeDecodeError):
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
        try:
            if not drafts:
                self.path.unlink(missing_ok=True)
                return
            self.path.parent.mkdir(parents=True, exist_ok=True)
            beside = self.path.with_suffix(".new")
            # Nobody else may read it. Windows keeps the rights of the person's own folder.
            handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump({"format": FORMAT, "drafts": drafts}, file, ensure_ascii=False)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(self.path)  # a crash leaves the old file or the new, never half of one
        except OSError:
            raise NotKept from None  # the system's words could name a person's folder

    def _set_aside(self) -> str:
        broken = self.path.with_suffix(".broken")
        with contextlib.suppress(OSError):  # then it is met, and said, again next time
            self.path.replace(broken)
        return SET_ASIDE.format(name=broken)


def drafts_of(office: Office) -> Drafts:
    """Where the person at this office's desk keeps drafts.

    Beside the database where that is a file (so the demo's go with the demo), else in this
    person's data folder.
    """
    url = office.engine.url
    beside = url.database if url.get_backend_name() == "sqlite" else None
    in_file = beside and beside != ":memory:"
    folder = Path(beside).parent if in_file and beside else system.data_folder()
    address = url.render_as_string(hide_password=True)
    return Drafts(folder / "drafts", f"{address} {office.actor}")
