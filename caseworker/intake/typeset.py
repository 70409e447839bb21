"""Sets an email, a Word file's words or a text on A4 pages, and says so at the top."""

from __future__ import annotations

from caseworker.intake import limits, sheets
from caseworker.intake.reading import Reading
from caseworker.intake.sheets import BOLD, REGULAR, Sheets, Tag

_LEFT, _TOP, _BOTTOM = 62.0, 784.0, 62.0
_ROOM = sheets.WIDTH - 2 * _LEFT
_SIZE, _LEADING = 10.5, 14.5
_TOP_LINES = {
    "email": "Text of an email. Its layout is not kept.",
    "word": "Text of a Word file. Its layout is not kept.",
    "text": "Text of a text file.",
}
_CUT = "The rest is not shown here. The whole file is kept as it came."


class _Column:
    """One column of paragraphs that runs over as many pages as it needs."""

    def __init__(self, title: str) -> None:
        self.sheets = Sheets(title)
        self._y = _TOP

    def paragraph(
        self, text: str, kind: str = "P", size: float = _SIZE, font: str = REGULAR,
        indent: float = 0.0, after: float = 0.0,
    ) -> None:  # fmt: skip
        if not text.strip():
            self._y -= _LEADING * 0.6
            return
        tag = Tag(kind, self.sheets.root)
        leading = size * _LEADING / _SIZE
        text = sheets.printable(text, font)
        for number, line in enumerate(sheets.wrap(text, font, size, _ROOM - indent)):
            if self._y < _BOTTOM:
                self.sheets.turn()
                self._y = _TOP
            self.sheets.line(tag, _LEFT + (indent if number else 0), self._y, line, size, font)
            self._y -= leading
        self._y -= after

    def rule(self) -> None:
        self.sheets.rule(_LEFT, self._y + 4, _LEFT + _ROOM)
        self._y -= _LEADING


def to_pdf(reading: Reading, title: str, head: list[tuple[str, str]]) -> bytes:
    """The reading's words as a tagged PDF. ``head`` is (label, value) lines of an email."""
    column = _Column(title)
    column.paragraph(title, "H1", 14, BOLD, after=2)
    column.paragraph(_TOP_LINES[reading.kind], size=9, after=2)
    if reading.note:
        column.paragraph(f"{reading.note.rstrip('.')}.", size=9, after=2)
    column.rule()
    for label, value in head:
        column.paragraph(f"{label}: {value}", indent=18)
    if reading.parts:
        names = ", ".join(part.name for part in reading.parts)
        column.paragraph(f"Attachments: {names}", indent=18)
    if head or reading.parts:
        column.rule()
    text = reading.text[: limits.TYPESET]
    for line in text.split("\n"):
        column.paragraph(line.rstrip())
    if not text.strip():
        column.paragraph("There are no words in it.")
    if len(reading.text) > limits.TYPESET:
        column.paragraph(_CUT, font=BOLD)
    return column.sheets.finish()
