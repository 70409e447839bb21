"""Where a letter's words go: lines no wider than the page's text, pages no higher.

Pure arithmetic in points, so that a page count is known before anything is drawn. Left aligned,
no hyphens. A heading stays with what follows it, a paragraph leaves no single line behind, an
address stays whole, and the closing and the name stay together, with the paragraph before them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from caseworker.letters import fonts
from caseworker.letters.blocks import Block, Run
from caseworker.letters.check import plain

LEADING = 1.4  # line distance of body text, as a multiple of its size
_GAP = 0.75  # between paragraphs, as a multiple of the body's size
_HEADING_LEADING = 1.25
_HEADING_SIZES = {1: 4 / 3, 2: 1.125, 3: 1.0}  # multiples of the body's size
_ADDRESS = (8, 45)  # the most lines of an address, and the most characters of a line
CLOSINGS = ("Yours sincerely", "Yours faithfully")
# A line break, a space to break at, or a word; spaces that must not break are part of the word.
_TOKEN = re.compile(r"\n|[^\S\n\u00a0\u202f]+|[\S\u00a0\u202f]+")

Line = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """One block, broken into lines. Lengths in points; ``keep``: on the page of the next one."""

    block: Block
    lines: tuple[Line, ...]
    size: float
    leading: float
    indent: float
    before: float
    after: float
    label: str = ""
    keep: bool = False

    @property
    def height(self) -> float:
        """Of its lines, without the space around it."""
        return len(self.lines) * self.leading


@dataclass(frozen=True, slots=True)
class Placed:
    """Some lines of a piece on a page; ``top`` is how far below the text's top they begin."""

    piece: int  # its place among the letter's pieces
    first: int
    last: int
    top: float


def pieces(blocks: Sequence[Block], size: float, width: float) -> list[Piece]:
    """The letter's blocks as lines of at most ``width`` points, body text of ``size`` points."""
    made = [_piece(part, size, width) for block in blocks for part in paragraphs(block)]
    for n, piece in enumerate(made):
        if piece.label and (n + 1 == len(made) or not made[n + 1].label):  # the end of a list
            made[n] = replace(piece, after=size * _GAP)
    closing = [n for n, piece in enumerate(made) if piece.block.text.strip(" ,") in CLOSINGS]
    if closing:
        sign = closing[-1]
        made[sign] = replace(made[sign], after=3 * size * LEADING)  # room to sign
        for n in range(max(0, sign - 1), len(made) - 1):
            made[n] = replace(made[n], keep=True)
    return made


def pages(
    parts: Sequence[Piece], first_height: float, other_height: float
) -> list[list[Placed]]:
    """Which lines stand on which page, for a first page and further pages of these heights."""
    done: list[list[Placed]] = [[]]
    top = 0.0
    for number, piece in enumerate(parts):
        start = 0
        while start < len(piece.lines):
            page = done[-1]
            room = first_height if len(done) == 1 else other_height
            lead = piece.before if page and not start else 0.0
            left = room - top - lead
            if page and start == 0 and _needed(parts, number, other_height) > left + 1e-6:
                done.append([])
                top = 0.0
                continue
            count = _lines_that_fit(len(piece.lines) - start, left, piece.leading, bool(page))
            if not count:
                done.append([])
                top = 0.0
                continue
            page.append(Placed(number, start, start + count, top + lead))
            start += count
            top += lead + count * piece.leading
        top += piece.after
    return done


def _lines_that_fit(count: int, left: float, leading: float, started: bool) -> int:
    """How many of ``count`` lines to put here; 0 means: begin a new page."""
    fit = int((left + 1e-6) / leading)
    if fit >= count:
        return count
    if count - fit == 1:  # no single line at the top of the next page
        fit -= 1
    if fit < 2:  # nor at the foot of this one
        return 0 if started else max(1, fit)
    return fit


def _needed(parts: Sequence[Piece], number: int, most: float) -> float:
    """The height that must be free for a piece to begin: all of what has to stay together."""
    total = 0.0
    while True:
        piece = parts[number]
        if not piece.keep or number + 1 == len(parts):
            lines = len(piece.lines)
            total += piece.leading * (lines if lines <= 3 or is_address(piece.block) else 2)
            return total if total <= most else piece.leading
        total += piece.height + piece.after + parts[number + 1].before
        number += 1


def _piece(block: Block, size: float, width: float) -> Piece:
    if block.kind == "heading":
        level = min(block.level, 3)
        own = size * _HEADING_SIZES[level]
        runs = tuple(replace(run, bold=True) for run in block.runs)
        return Piece(
            block, break_lines(runs, own, width), own, own * _HEADING_LEADING, 0.0,
            0.0 if level == 1 else size * (0.7 if level == 2 else 0.3), size * 0.4, keep=True,
        )
    leading = size * LEADING
    if not block.level:
        keep = block.text.rstrip().endswith(":")  # what it announces follows on the same page
        lines = break_lines(block.runs, size, width)
        return Piece(block, lines, size, leading, 0.0, 0.0, size * _GAP, keep=keep)
    label = "•" if block.kind == "bullet" else f"{block.ordinal}."
    indent = size * (1.7 * block.level + 0.56 * max(0, len(label) - 2))
    lines = break_lines(block.runs, size, width - indent)
    return Piece(block, lines, size, leading, indent, 0.0, size * 0.35, label)


def is_address(block: Block) -> bool:
    """Whether its lines are to stay together: a few short ones, each ended by its writer."""
    lines, (most, longest) = block.text.split("\n"), _ADDRESS
    return (block.kind == "paragraph" and 1 < len(lines) <= most
            and max(map(len, lines)) <= longest)


def paragraphs(block: Block) -> list[Block]:
    """The block, or several: an empty line in somebody's words begins a new paragraph."""
    if block.kind != "paragraph" or "\n\n" not in block.text:
        return [block]
    parts: list[list[Run]] = [[]]
    for run in block.runs:
        first, *rest = re.split(r"\n{2,}", run.text)
        parts[-1].append(replace(run, text=first))
        parts += [[replace(run, text=text)] for text in rest]
    return [
        replace(block, runs=tuple(run for run in part if run.text))
        for part in parts if "".join(run.text for run in part).strip()
    ]


def break_lines(runs: Sequence[Run], size: float, width: float) -> tuple[Line, ...]:
    """Break at spaces; a word wider than the line is broken where it must be."""
    lines: list[list[Run]] = [[]]
    used = 0.0
    for word in _words(runs):
        if word and word[0].text == "\n":
            lines.append([])
            used = 0.0
            continue
        wide = sum(_wide(run, size) for run in word)
        blank = all(not run.text.strip(" \t") for run in word)
        if not blank and used and used + wide > width:
            lines.append([])
            used = 0.0
        for run in word if blank or wide <= width else _split(word, size, width):
            if used and not blank and used + _wide(run, size) > width + 1e-6:
                lines.append([])
                used = 0.0
            lines[-1].append(run)
            used += _wide(run, size)
    return tuple(_joined(line) for line in lines)


def _words(runs: Sequence[Run]) -> list[list[Run]]:
    """Words, each of one or more runs (one can be half bold), and the spaces between them."""
    words: list[list[Run]] = []
    glue = False  # the last word may go on in the next run
    for run in runs:
        for text in _TOKEN.findall(plain(run.text).replace("\t", " ")):
            part = replace(run, text=text)
            if glue and not text.isspace():
                words[-1].append(part)
            else:
                words.append([part])
            glue = not text.isspace()
    return words


def _split(word: Sequence[Run], size: float, width: float) -> list[Run]:
    parts = []
    for run in word:
        text = ""
        for character in run.text:
            if text and _wide(replace(run, text=text + character), size) > width:
                parts.append(replace(run, text=text))
                text = ""
            text += character
        parts.append(replace(run, text=text))
    return parts


def _joined(line: Sequence[Run]) -> Line:
    joined: list[Run] = []
    for run in line:
        if joined and (joined[-1].bold, joined[-1].link) == (run.bold, run.link):
            joined[-1] = replace(run, text=joined[-1].text + run.text)
        else:
            joined.append(run)
    return tuple(joined)


def _wide(run: Run, size: float) -> float:
    return fonts.width(run.text, size, bold=run.bold)


