"""A letter as PDF: the record copy, printed for a DL window envelope, tagged for screen readers."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from caseworker.letters import address, check, drawing, layout, metadata, tagged
from caseworker.letters.blocks import Block, parse
from caseworker.letters.drawing import BOTTOM, LEFT, PAGE, RIGHT, TOP
from caseworker.letters.sheet import Envelope, Sheet
from caseworker.rules.finding import Finding, Refused, against, refusal

_MEASURE = 34  # widest line, in body sizes: some 70 characters


def to_pdf(markdown: str, sheet: Sheet) -> bytes:
    """The letter as PDF/UA-1 and PDF/A-2a, the same bytes for the same letter.

    Raises Refused when a character can't be printed, the headings are out of order, the size is
    below 12 points, or the address does not fit the window.
    """
    blocks = parse(markdown)
    findings = against(_findings(blocks, sheet))
    if findings:
        raise Refused(findings)
    width = min(PAGE[0] - LEFT - RIGHT, _MEASURE * sheet.size)
    pieces = layout.pieces(blocks, sheet.size, width)
    body_top = drawing.body_top(sheet)
    low = PAGE[1] - BOTTOM
    pages = layout.pages(pieces, low - body_top, low - TOP)
    out = BytesIO()
    writer = drawing.Writer(tagged.TaggedCanvas(out, PAGE), sheet, pieces)
    for number, placed in enumerate(pages, 1):
        writer.page(number, len(pages), placed, body_top if number == 1 else TOP)
    writer.canvas.save()
    return tagged.finish(out.getvalue(), writer.canvas, metadata.About(sheet.title, sheet.dated))


def _findings(blocks: Sequence[Block], sheet: Sheet) -> list[Finding]:
    """All that could stop this letter from being printed."""
    found = [
        check.all_printable((block.text for block in blocks), "markdown"),
        check.all_printable(sheet.addressee, "addressee"),
        check.all_printable((*sheet.about, *sheet.letterhead, sheet.title), "sheet"),
        check.headings(blocks),
    ]
    if sheet.envelope is Envelope.DL:
        found.append(address.fit(sheet.addressee))
    if not sheet.title.strip():
        found.append(refusal("letter_title", "The letter has a title", "Add a title.", "title"))
    if sheet.size < 12:
        found.append(refusal("letter_size", "The print is large enough",
                             "Letters are printed in 12 points or larger.", "size"))
    return found
