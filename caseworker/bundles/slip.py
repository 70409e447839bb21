"""The page that stands in the place of a document that can't be shown."""

from __future__ import annotations

from caseworker.intake import sheets
from caseworker.intake.reading import LOCKED, clean
from caseworker.intake.sheets import BOLD, REGULAR, Sheets, Tag

_LEFT, _ROOM = 80.0, 435.0


def slip(title: str, name: str, problem: str) -> bytes:
    """A tagged page: the document's title, its file's name, and why it is not here."""
    page = Sheets(title)
    y = 640.0
    y = _set(page, "H1", title, y, 16, BOLD)
    y = _set(page, "P", "This document is not shown here.", y - 8, 11, BOLD)
    y = _set(page, "P", f"File: {name}", y - 8, 11, REGULAR)
    _set(page, "P", f"{problem.rstrip('.')}.", y - 8, 11, REGULAR)
    return page.finish()


def _set(page: Sheets, kind: str, text: str, y: float, size: float, font: str) -> float:
    words = sheets.printable(" ".join(clean(text, 400).split()), font)
    lines = sheets.wrap(words, font, size, _ROOM)
    leading = size * 1.4
    return sheets.block(page, Tag(kind, page.root), lines, _LEFT, y, size, leading, font)


__all__ = ["LOCKED", "slip"]
