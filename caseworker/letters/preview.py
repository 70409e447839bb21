"""A letter while it is written: its pages as they would be printed, and how it reads."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

import pikepdf

from caseworker.letters.pdf import to_pdf
from caseworker.letters.sheet import Sheet
from caseworker.rules.finding import Finding, Refused
from caseworker.rules.plain_english import Ease, Jargon, jargon, measure


@dataclass(frozen=True, slots=True)
class Look:
    """How a letter looks and reads. ``against`` says why there are no pages, when there are none.

    ``jargon`` counts its places in characters of the Markdown.
    """

    ease: Ease
    jargon: tuple[Jargon, ...]
    pdf: bytes = b""
    pages: int = 0
    against: tuple[Finding, ...] = ()


def look(markdown: str, sheet: Sheet) -> Look:
    """Set the letter and read it. Never raises Refused: what stops the printing is in the Look."""
    ease, words = measure(markdown), jargon(markdown)
    try:
        pdf = to_pdf(markdown, sheet)
    except Refused as refused:
        return Look(ease, words, against=refused.findings)
    return Look(ease, words, pdf, pages(pdf))


def pages(pdf: bytes) -> int:
    """How many pages one of our own letters has."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        return len(opened.pages)
