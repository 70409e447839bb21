"""Taking in what a stranger sent, without trusting it.

Every file is read in a separate process that has no settings of ours, no network, and limits on
time and memory. Any end of that process other than a good answer gives a Reading of kind "other"
with a plain note. The caller keeps the original bytes, whatever is found.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

from caseworker.intake.limits import PAGE_PIXELS
from caseworker.intake.names import accept, safe_name
from caseworker.intake.page_words import Word, words_from_wire
from caseworker.intake.process import LimitedProcess, NoAnswer
from caseworker.intake.reading import UNREADABLE, Part, Reading, from_wire

__all__ = ["Converted", "Part", "Reading", "Word", "accept", "as_pdf", "page_png", "page_words",
           "read", "safe_name", "warm_up"]  # fmt: skip

_reader = LimitedProcess("caseworker.intake.jobs")


def read(content: bytes, name: str) -> Reading:
    """What the file is and says. Never raises for bad content: the note then says so."""
    refused = accept(name, content)
    if refused:
        return Reading(note=refused[0].reason)
    try:
        return from_wire(*_reader.call({"job": "read", "name": name}, [content]))
    except NoAnswer as problem:
        return Reading(note=problem.note or UNREADABLE, locked=problem.locked)
    except (ValueError, KeyError, TypeError, IndexError):
        _reader.close()  # it said something that is not a reading: trust it no further
        return Reading(note=UNREADABLE)


def page_png(content: bytes, name: str, page: int, dpi: int = 96) -> bytes | None:
    """Page ``page`` (from 1) as a PNG picture at ``dpi``; None if it can't be shown.

    Pages of an email, Word or text file are typeset. At most 25 million pixels.
    """
    if accept(name, content) or page < 1 or not 1 <= dpi <= 1200:
        return None
    head = {"job": "page_png", "name": name, "page": page, "dpi": dpi}
    try:
        blobs = _reader.call(head, [content])[1]
    except NoAnswer:
        return None
    return blobs[0] if blobs and _is_fair_png(blobs[0]) else None


def page_words(content: bytes, name: str, first: int, last: int) -> tuple[tuple[Word, ...], ...]:
    """The words of pages ``first`` to ``last`` (from 1), page by page, with where they stand.

    A page without words, such as a scan, has none. Fewer pages when there are fewer, when they
    take too long, or when the file can't be read: never raises for bad content.
    """
    if accept(name, content) or first < 1:
        return ()
    head = {"job": "page_words", "name": name, "first": first, "last": last}
    try:
        return words_from_wire(_reader.call(head, [content])[0])
    except NoAnswer:
        return ()
    except (ValueError, KeyError, TypeError):
        _reader.close()  # it said something that is not words: trust it no further
        return ()


@dataclass(frozen=True, slots=True)
class Converted:
    """A file as a PDF, or ``content`` None and a ``note`` that says why not."""

    content: bytes | None
    note: str = ""
    locked: bool = False
    kind: str = "other"


def as_pdf(content: bytes, name: str) -> Converted:
    """Any readable file as PDF pages, for a bundle. Never raises for bad content."""
    refused = accept(name, content)
    if refused:
        return Converted(None, refused[0].reason)
    try:
        answer, blobs = _reader.call({"job": "as_pdf", "name": name}, [content])
    except NoAnswer as problem:
        return Converted(None, problem.note or UNREADABLE, problem.locked)
    if not blobs:
        return Converted(None, UNREADABLE)
    return Converted(blobs[0], str(answer.get("note")), kind=str(answer.get("kind")))


def warm_up() -> None:
    """Start the reading process ahead of the first file. Does nothing if it can't be started."""
    try:
        _reader.start()
    except NoAnswer:
        return


def _is_fair_png(content: bytes) -> bool:
    """The window draws this next: it must be a PNG, and no larger than was asked for."""
    if content[:8] != b"\x89PNG\r\n\x1a\n" or content[12:16] != b"IHDR":
        return False
    width, height = struct.unpack(">II", content[16:24])
    return bool(0 < width * height <= PAGE_PIXELS * 1.01)
