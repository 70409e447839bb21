"""Pictures of letters written by hand: scans, photographs and faxes, always the same bytes."""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageChops, ImageDraw, ImageFont

from caseworker import paths

# A4 at 120 points to the inch: clear enough to read, and small.
PAGE = (992, 1403)
MARGIN = 90
LINE = 40
LINES_ON_PAGE = (PAGE[1] - 2 * MARGIN) // LINE
SLANT = 0.14  # of the writing, to the right
SPARE = 110  # room beside the page, so that slanting loses nothing
INK = 45
PAPER = 246


@lru_cache(maxsize=8)
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(paths.FONTS / "LiberationSans-Regular.ttf", size)


@lru_cache(maxsize=1)
def _grain() -> Image.Image:
    """The noise of a scanner, from its own fixed numbers (effect_noise has no seed)."""
    dots = random.Random(2026).randbytes(PAGE[0] * PAGE[1])
    return Image.frombytes("L", PAGE, dots).point([value // 18 for value in range(256)])


def pages(paragraphs: Sequence[str], number: int) -> list[Image.Image]:
    """The paragraphs as if written by hand on grey pages; ``number`` is the hand."""
    lines = _wrapped(paragraphs)
    return [
        _page(lines[start : start + LINES_ON_PAGE], number + start)
        for start in range(0, len(lines), LINES_ON_PAGE)
    ]


def _wrapped(paragraphs: Sequence[str]) -> list[str]:
    """The paragraphs in lines that fit the page, with an empty line after each."""
    font, room = _font(25), PAGE[0] - 2 * MARGIN
    lines: list[str] = []
    for paragraph in paragraphs:
        line = ""
        for word in paragraph.split():
            longer = f"{line} {word}".strip()
            if line and font.getlength(longer) > room:
                lines.append(line)
                longer = word
            line = longer
        lines += [line, ""]
    return lines


def _page(lines: Sequence[str], number: int) -> Image.Image:
    """One page: no word quite on the line, the writing slanted, the paper a little askew."""
    hand = random.Random(number)
    page = Image.new("L", (PAGE[0] + 2 * SPARE, PAGE[1]), PAPER)
    draw = ImageDraw.Draw(page)
    for row, line in enumerate(lines):
        top = MARGIN + row * LINE
        # Moved by as much as the slant will move it back: the margin stays upright.
        x = SPARE + MARGIN + int(SLANT * (top - PAGE[1] / 2)) + hand.randint(-4, 6)
        for word in line.split():
            font = _font(hand.choice((24, 25, 26)))
            y = top + hand.randint(-3, 3)
            draw.text((x, y), word, fill=INK + hand.randint(0, 25), font=font)
            x += int(font.getlength(word)) + hand.randint(6, 10)
    slant = (1, SLANT, SPARE - SLANT * PAGE[1] / 2, 0, 1, 0)
    page = page.transform(
        PAGE, Image.Transform.AFFINE, slant, Image.Resampling.BILINEAR, fillcolor=PAPER
    )
    angle = hand.uniform(-1.2, 1.2)
    page = page.rotate(angle, Image.Resampling.BILINEAR, fillcolor=PAPER)
    return ImageChops.subtract(page, _grain())


def jpeg(page: Image.Image) -> bytes:
    """A page as a scanner stores it."""
    out = BytesIO()
    page.save(out, "JPEG", quality=55)
    return out.getvalue()


def photograph(page: Image.Image, number: int) -> bytes:
    """A page photographed on a table, stored on its side as telephones do (EXIF orientation)."""
    hand = random.Random(number)
    table = Image.new("RGB", (PAGE[0] + 220, PAGE[1] + 220), (112, 84, 60))
    paper = Image.merge("RGB", (page, page, page.point([int(v * 0.93) for v in range(256)])))
    tilted = paper.rotate(
        hand.uniform(-3, 3), Image.Resampling.BILINEAR, expand=True, fillcolor=(112, 84, 60)
    )
    table.paste(tilted, (110 - (tilted.width - PAGE[0]) // 2, 110))
    # The light comes from the window on the left.
    light = Image.linear_gradient("L").rotate(90).resize(table.size)
    table = ImageChops.multiply(
        table, Image.merge("RGB", (light.point([155 + v * 2 // 5 for v in range(256)]),) * 3)
    )
    exif = Image.Exif()
    exif[0x0112] = 6  # orientation: turn a quarter clockwise to read
    out = BytesIO()
    table.transpose(Image.Transpose.ROTATE_90).save(out, "JPEG", quality=70, exif=exif)
    return out.getvalue()


def fax(sheets: Sequence[Image.Image]) -> bytes:
    """Pages as a fax machine stores them: one TIFF, black and white."""
    plain = [sheet.point([0] * 150 + [255] * 106, mode="1") for sheet in sheets]
    out = BytesIO()
    plain[0].save(
        out, "TIFF", compression="group4", save_all=True, append_images=plain[1:], dpi=(120, 120)
    )
    return out.getvalue()
