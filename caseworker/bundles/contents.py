"""What goes into a bundle and what comes out of it: plain values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

Progress = Callable[[int, int, str], bool]


class Cancelled(Exception):
    """The person stopped the work. Nothing of it is kept."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One document of the case: ``title``, ``kind`` (its type in words), ``dated`` and ``sender``
    are for the index; ``name`` and ``content`` are the file as it came."""

    title: str
    kind: str
    dated: date | None
    sender: str
    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Cover:
    """What stands above the index. ``demo`` says that people and papers are invented."""

    title: str
    reference: str
    made_on: date
    made_by: str
    purpose: str
    demo: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """Where a document is in the bundle: page numbers as stamped, from 1. ``note`` says what was
    left out or put in its place, empty when nothing was. ``sha256`` is of the file as it came."""

    title: str
    first_page: int
    pages: int
    note: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Built:
    """The bundle: a PDF, the SHA-256 of it in hexadecimal, and what is where."""

    pdf: bytes
    sha256: str
    pages: int
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """A part of a piece as PDF pages, or None and the reason: then a page says so.

    ``label`` is a file's name. ``origin`` is pdf, image or words.
    """

    label: str
    content: bytes | None
    note: str = ""
    origin: str = "pdf"
