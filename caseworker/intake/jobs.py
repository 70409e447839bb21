"""What the reading process can do. Only that process imports this module and its libraries."""

from __future__ import annotations

import functools
import io
from collections.abc import Callable

from PIL import Image

from caseworker.intake import image, mail, pdf, sniff, text, typeset, word
from caseworker.intake.child import Talk
from caseworker.intake.names import safe_name
from caseworker.intake.pdf_words import words_of
from caseworker.intake.reading import UNREADABLE, Reading, Unreadable, notes, to_wire
from caseworker.intake.wire import Head

_READERS: dict[str, Callable[[bytes, str], Reading]] = {
    "pdf": lambda content, media_type: pdf.read(content),
    "image": image.read,
    "email": lambda content, media_type: mail.read(content),
    "word": lambda content, media_type: word.read(content),
    "text": text.read,
}


def reading_of(content: bytes, name: str) -> Reading:
    """Read by content; the note says when the name promises something else."""
    kind, media_type = sniff.kind_of(content)
    if kind == "other":
        return Reading(media_type=media_type, note=UNREADABLE)
    try:
        found = _READERS[kind](content, media_type)
    except Unreadable as problem:
        if problem.locked:  # what it is, is known: a PDF
            wrong = sniff.misnamed(name, kind)
            return Reading(kind, media_type, note=notes(problem.note, wrong), locked=True)
        raise
    pages = found.pages
    if kind in ("email", "word", "text"):
        pages = pdf.count(_typeset(content, safe_name(name)))
    note = notes(sniff.misnamed(name, kind), found.note)
    return Reading(
        found.kind, found.media_type, pages, found.text, note, found.locked, found.flags,
        found.subject, found.sender, found.sent, found.parts,
    )  # fmt: skip


@functools.lru_cache(maxsize=2)  # a person turns the pages of one item at a time
def _typeset(content: bytes, name: str) -> bytes:
    kind, media_type = sniff.kind_of(content)
    found = _READERS[kind](content, media_type)
    head = mail.head_lines(content) if kind == "email" else []
    return typeset.to_pdf(found, found.subject or name, head)


def as_pdf(content: bytes, name: str) -> bytes:
    """Any readable thing as a PDF: a PDF as it is or repaired, the others on A4 pages."""
    kind = sniff.kind_of(content)[0]
    if kind == "other":
        raise Unreadable
    if kind == "pdf":
        return pdf.openable(content)[0]
    return image.to_pdf(content) if kind == "image" else _typeset(content, safe_name(name))


def picture(content: bytes, name: str, page: int, dpi: int) -> Image.Image | None:
    """Page ``page`` from 1 as a picture, None if there is no such page."""
    kind = sniff.kind_of(content)[0]
    if kind == "image":
        return image.picture(content, page, dpi)
    return pdf.picture(as_pdf(content, name), page, dpi)


def _read(talk: Talk, head: Head, blobs: list[bytes]) -> tuple[Head, list[bytes]]:
    return to_wire(reading_of(blobs[0], str(head["name"])))


def _as_pdf(talk: Talk, head: Head, blobs: list[bytes]) -> tuple[Head, list[bytes]]:
    name, kind = str(head["name"]), sniff.kind_of(blobs[0])[0]
    return {"kind": kind, "note": sniff.misnamed(name, kind)}, [as_pdf(blobs[0], name)]


def _page_png(talk: Talk, head: Head, blobs: list[bytes]) -> tuple[Head, list[bytes]]:
    drawn = picture(blobs[0], str(head["name"]), int(head["page"]), int(head["dpi"]))
    if drawn is None:
        return {}, []
    out = io.BytesIO()
    drawn.save(out, "PNG", compress_level=1)  # it crosses a pipe, not a network
    return {}, [out.getvalue()]


def _page_words(talk: Talk, head: Head, blobs: list[bytes]) -> tuple[Head, list[bytes]]:
    if sniff.kind_of(blobs[0])[0] == "image":
        return {"pages": []}, []  # a picture has no words of its own
    content = as_pdf(blobs[0], str(head["name"]))
    return {"pages": words_of(content, int(head["first"]), int(head["last"]))}, []


JOBS = {"read": _read, "as_pdf": _as_pdf, "page_png": _page_png, "page_words": _page_words}
