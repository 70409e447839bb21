"""The recovery key as a page to print: large, plain, and with what to do with it."""

from __future__ import annotations

from datetime import date
from io import BytesIO

from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit

from caseworker.letters import fonts, metadata, tagged
from caseworker.letters.fonts import BODY, BOLD, MM
from caseworker.rules.words import long_date
from caseworker.sealed import Key

TITLE = "Recovery key"
BEFORE = ("This key opens the encrypted records of Caseworker when a computer no longer has it: a "
          "new computer, a new account, or a backup that is restored elsewhere.")
AFTER = (
    ("Keep this page locked away, not beside the computer. Whoever has this key and a copy of the "
     "file can read everything in it."),
    "If the computer loses the key and this page is lost too, nobody can read the records again.",
    "There is no letter I, L, O or U in the key: what looks like one is a 1, a 1, a 0 or a V.",
)
LEFT, TOP, WIDTH = 25 * MM, 25 * MM, 160 * MM
SIZE, LARGE, HEAD = 12.0, 24.0, 22.0  # points
ROW, COLUMN, ROWS = 13 * MM, 80 * MM, 7


def page(key: Key, today: date) -> bytes:
    """The page as PDF/UA-1; made in memory, and kept nowhere by us."""
    out = BytesIO()
    canvas = tagged.TaggedCanvas(out, A4)
    paper = _Paper(canvas)
    paper.lines("H1", TITLE, BOLD, HEAD)
    paper.lines("P", f"Records {key.name}. Printed on {long_date(today)}.", BODY, SIZE)
    paper.lines("P", BEFORE, BODY, SIZE)
    paper.groups(key.groups)
    for words in AFTER:
        paper.lines("P", words, BODY, SIZE)
    canvas.showPage()
    canvas.save()
    return tagged.finish(out.getvalue(), canvas, metadata.About(TITLE, today))


class _Paper:
    """One page, from its top down."""

    def __init__(self, canvas: tagged.TaggedCanvas) -> None:
        fonts.load()
        self._canvas, self._y = canvas, A4[1] - TOP

    def lines(self, kind: str, words: str, font: str, size: float) -> None:
        """A heading or a paragraph, in as many lines as it needs."""
        element = self._canvas.document.add(kind)
        for line in simpleSplit(words, font, size, WIDTH):
            self._y -= size * 1.4
            self._draw(element, LEFT, self._y, line, font, size)
        self._y -= size * 0.8

    def groups(self, groups: list[str]) -> None:
        """The groups with their numbers, down and then in a second column."""
        listed = self._canvas.document.add("L", "Decimal")
        top = self._y
        for n, group in enumerate(groups):
            left, y = LEFT + n // ROWS * COLUMN, top - (n % ROWS + 1) * ROW
            item = listed.add("LI")
            self._draw(item.add("Lbl"), left, y, f"{n + 1}", BODY, SIZE)
            self._draw(item.add("LBody"), left + 12 * MM, y, group, BOLD, LARGE)
        self._y = top - (ROWS + 1) * ROW

    def _draw(
        self, element: tagged.Element, left: float, y: float, words: str, font: str, size: float
    ) -> None:
        with self._canvas.content(element):
            self._canvas.setFont(font, size)
            if font == BOLD and size == LARGE:
                text = self._canvas.beginText(left, y)
                text.setCharSpace(3)  # signs one by one, so that none is overlooked
                text.textOut(words)
                text.setCharSpace(0)
                self._canvas.drawText(text)
            else:
                self._canvas.drawString(left, y, words)
