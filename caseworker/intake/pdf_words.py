"""The words of a PDF with where they stand. Only the reading process imports this module."""

from __future__ import annotations

import ctypes
import time
from collections.abc import Iterator
from typing import Any

import pypdfium2
from pypdfium2 import raw

from caseworker.intake import limits, pdf
from caseworker.intake.reading import clean

_FINE = 10_000  # steps along each side of a page in which places are told

Box = tuple[float, float, float, float]


def words_of(content: bytes, first: int, last: int) -> list[list[tuple[str, *Box]]]:
    """Text, left, top, right, bottom of the words of pages ``first`` to ``last``, from 1.

    Stops early when it takes too long or grows too large. Raises Unreadable.
    """
    document = pypdfium2.PdfDocument(pdf.openable(content)[0])
    start, length, found = time.monotonic(), 0, []
    try:
        for number in range(first - 1, min(last, len(document))):
            if time.monotonic() - start > limits.TEXT_SECONDS or length > limits.TEXT:
                break
            try:
                words = list(_of_page(document[number]))
            except pypdfium2.PdfiumError:
                words = []  # one bad page must not hide the others
            found.append(words)
            length += sum(len(word[0]) for word in words)
    finally:
        document.close()
    return found


def _of_page(page: Any) -> Iterator[tuple[str, *Box]]:
    shown = page.get_textpage()
    letters: list[str] = []
    boxes: list[Box] = []
    for at in range(shown.count_chars() + 1):
        code = raw.FPDFText_GetUnicode(shown, at) if at < shown.count_chars() else 0
        letter = chr(code) if code else " "
        if not letter.isspace():
            letters.append(letter)
            boxes.append(shown.get_charbox(at, loose=True))
        elif letters:
            text = clean("".join(letters), limits.WORD).strip()
            if text:
                yield (text, *_on_paper(page, boxes))
            letters, boxes = [], []
    shown.close()


def _on_paper(page: Any, boxes: list[Box]) -> Box:
    """The box of a word as a part of the page as it is shown: turned and cut as the file says."""
    left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
    low, high = min(box[1] for box in boxes), max(box[3] for box in boxes)
    (x1, y1), (x2, y2) = _place(page, left, high), _place(page, right, low)
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


def _place(page: Any, x: float, y: float) -> tuple[float, float]:
    right, down = ctypes.c_int(), ctypes.c_int()
    raw.FPDF_PageToDevice(page, 0, 0, _FINE, _FINE, 0, x, y, right, down)
    return right.value / _FINE, down.value / _FINE
