"""What was found in a file: plain values, and their form on the pipe between two processes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

KINDS = ("pdf", "image", "email", "word", "text", "other")

UNREADABLE = "Caseworker could not read this file. It is kept as it came."
LOCKED = "This file is locked with a password. Ask the sender for another copy"
TOO_DEEP = "This file has files inside files too deep to read. It is kept as it came."
DAMAGED = "This file was damaged. What could be read of it is shown"


@dataclass(frozen=True, slots=True)
class Part:
    """A file inside a file: an attachment of an email. ``name`` is safe to show and to save as."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file is and says.

    ``kind`` is one of pdf, image, email, word, text, other, by content and not by name. ``pages``
    is 0 where there is nothing to show. ``note`` is in plain words, empty when all is well.
    ``flags`` names what a PDF carries that could act: JavaScript, OpenAction, Launch,
    EmbeddedFile, XFA. ``subject``, ``sender`` and ``sent`` (date in London) are an email's.
    """

    kind: str = "other"
    media_type: str = "application/octet-stream"
    pages: int = 0
    text: str = ""
    note: str = ""
    locked: bool = False
    flags: tuple[str, ...] = ()
    subject: str = ""
    sender: str = ""
    sent: date | None = None
    parts: tuple[Part, ...] = ()


class Unreadable(Exception):
    """The file can't be read; the words are for the person who reads the note."""

    def __init__(self, note: str = UNREADABLE, locked: bool = False) -> None:
        self.note = note
        self.locked = locked
        super().__init__(note)


def notes(*sentences: str) -> str:
    """The sentences as one note: "This file was damaged. It is named .pdf but is an image"."""
    said = [sentence for sentence in sentences if sentence]
    if len(said) == 1:
        return said[0]
    return ". ".join(sentence.rstrip(".") for sentence in said)


def to_wire(reading: Reading) -> tuple[dict[str, Any], list[bytes]]:
    """The reading as a JSON-able dictionary, and the contents of its parts."""
    plain = {
        "kind": reading.kind, "media_type": reading.media_type, "pages": reading.pages,
        "text": reading.text, "note": reading.note, "locked": reading.locked,
        "flags": list(reading.flags), "subject": reading.subject, "sender": reading.sender,
        "sent": reading.sent.isoformat() if reading.sent else "",
        "parts": [[part.name, part.media_type] for part in reading.parts],
    }  # fmt: skip
    return plain, [part.content for part in reading.parts]


def from_wire(plain: Mapping[str, Any], blobs: Sequence[bytes]) -> Reading:
    """The reading that ``to_wire`` wrote, with nothing taken on trust.

    Raises ValueError when a field is missing or of another type: the process that answered read a
    stranger's file and may no longer be doing what it was written to do.
    """
    names = plain.get("parts")
    if not isinstance(names, list) or len(names) != len(blobs):
        raise ValueError("parts and their contents do not match")
    parts = tuple(
        Part(_word(name), _word(media_type), blob)
        for (name, media_type), blob in zip(names, blobs, strict=True)
    )
    flags, pages, kind = plain.get("flags"), plain.get("pages"), _word(plain.get("kind"))
    if not isinstance(flags, list) or not isinstance(pages, int) or pages < 0 or kind not in KINDS:
        raise ValueError("not a reading")
    sent = _word(plain.get("sent"))
    return Reading(
        kind, _word(plain.get("media_type")), pages, _word(plain.get("text")),
        _word(plain.get("note")), plain.get("locked") is True, tuple(map(_word, flags)),
        _word(plain.get("subject")), _word(plain.get("sender")),
        date.fromisoformat(sent) if sent else None, parts,
    )  # fmt: skip


def _word(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("text expected")
    return value


def clean(text: str, limit: int) -> str:
    """Text that any database and screen can hold: no control characters, no lone surrogates."""
    text = text[:limit].replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
    text = text.encode("utf-8", "replace").decode("utf-8")
    return "".join(c for c in text if (c >= " " and c != "\x7f") or c in "\n\t")
