"""A letter as PDF: the record copy, printed for a DL window envelope, tagged for screen readers."""

from __future__ import annotations

from io import BytesIO

from caseworker.letters import check, drawing, layout, metadata, tagged
from caseworker.letters.blocks import parse
from caseworker.letters.drawing import BOTTOM, LEFT, MEASURE, PAGE, RIGHT, TOP
from caseworker.letters.sheet import Sheet
from caseworker.rules.finding import Refused, against


def to_pdf(markdown: str, sheet: Sheet) -> bytes:
    """The letter as PDF/UA-1 and PDF/A-2a, the same bytes for the same letter.

    Raises Refused when a character can't be printed, the headings are out of order, the size is
    below 12 points, or the address does not fit the window.
    """
    blocks = parse(markdown)
    findings = against(check.ready(blocks, sheet))
    if findings:
        raise Refused(findings)
    width = min(PAGE[0] - LEFT - RIGHT, MEASURE * sheet.size)
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
