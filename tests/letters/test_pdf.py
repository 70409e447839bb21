"""The PDF: its words, its places on the paper, its pages; and the same bytes each time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2 as pdfium
import pytest

from caseworker.letters.blocks import parse
from caseworker.letters.catalogue import CATALOGUE
from caseworker.letters.draft import draft
from caseworker.letters.pdf import to_pdf
from caseworker.letters.sheet import Envelope
from caseworker.rules.finding import Refused
from tests.support.letter_values import ADDRESS, ALL, long_values, sheet

MM = 72 / 25.4
CODES = sorted(CATALOGUE)


@contextmanager
def opened(content: bytes) -> Iterator[pdfium.PdfDocument]:
    document = pdfium.PdfDocument(content)
    try:
        yield document
    finally:
        document.close()


def page_texts(content: bytes) -> list[str]:
    with opened(content) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


def boxes(content: bytes, number: int = 0) -> list[tuple[float, float, float, float]]:
    """Left, top, right, bottom of each run of text on a page, in mm from its upper left."""
    with opened(content) as document:
        page = document[number]
        text = page.get_textpage()
        rects = [text.get_rect(n) for n in range(text.count_rects())]
        height = page.get_height()
    return [(left / MM, (height - top) / MM, right / MM, (height - bottom) / MM)
            for left, bottom, right, top in rects]


@pytest.mark.parametrize("size", [12.0, 18.0])
@pytest.mark.parametrize("code", CODES)
def test_words_of_the_pdf_are_the_words_of_the_letter(code: str, size: float) -> None:
    markdown = draft(code, ALL)
    paper = sheet(code, size=size)
    pages = page_texts(to_pdf(markdown, paper))
    labels = {"bullet": "• ", "number": "{}. "}
    wanted: list[str] = []
    for line in (*paper.letterhead, *paper.addressee, *paper.about):
        wanted += line.split()
    for block in parse(markdown):
        label = labels.get(block.kind, "").format(block.ordinal)
        wanted += f"{label}{block.text}".split()
    got: list[str] = []
    for number, page in enumerate(pages, 1):
        foot = f"REV-2026-0402 Page {number} of {len(pages)}".split()
        words = page.split()
        assert words[-len(foot):] == foot
        got += words[:-len(foot)]
    assert got == wanted


@pytest.mark.parametrize("size", [12.0, 18.0])
@pytest.mark.parametrize("lines", [3, 5, 6])
def test_the_address_shows_in_the_window_and_nothing_else_can(lines: int, size: float) -> None:
    address = (*ADDRESS[:1], *(f"Line {n} gjpqy" for n in range(lines - 2)), "E9 7SN")
    paper = sheet(addressee=address, size=size, demo=True, draft=True)
    found = boxes(to_pdf(draft("R1", ALL), paper))
    window = [box for box in found
              if box[0] >= 20 and box[1] >= 57 and box[2] <= 100 and box[3] <= 81]
    sweep = [box for box in found
             if box[0] < 110 and box[2] > 10 and box[1] < 92 and box[3] > 46]
    assert len(window) == lines
    assert sweep == window


def test_the_body_begins_below_the_window() -> None:
    found = boxes(to_pdf("# Heading\n\nWords", sheet()))
    below = [box for box in found if box[1] > 92]
    assert min(box[1] for box in below) >= 95


def test_margins_are_kept() -> None:
    content = to_pdf(draft("R6", long_values()), sheet("R6", size=18.0))
    with opened(content) as document:
        count = len(document)
    for number in range(count):
        for left, top, right, bottom in boxes(content, number):
            # A line's closing space, which nobody sees, may stand in the margin.
            assert left >= 23.5 and right <= 192 and top >= 12 and bottom <= 287


def test_lines_are_sixty_to_seventy_characters() -> None:
    text = "The police looked at this with care and wrote down what they found. " * 8
    first = page_texts(to_pdf(f"# T\n\n{text}", sheet()))[0]
    lines = [line for line in first.splitlines() if "care" in line or "wrote" in line]
    assert 55 <= max(len(line) for line in lines) <= 76


def rows(page: str) -> list[str]:
    """The lines of a page, without the footer."""
    lines = [line.strip() for line in page.splitlines() if line.strip()]
    return lines[:max(n for n, line in enumerate(lines) if line.startswith("REV-2026-0402"))]


@pytest.mark.parametrize("follows", ["What follows.", "What follows goes on for long. " * 12])
def test_a_heading_is_never_the_last_line_of_a_page(follows: str) -> None:
    for filler in range(10, 40):
        markdown = "# T\n\n" + "Words.\n\n" * filler + f"## Heading that stays\n\n{follows}\n"
        ends = [rows(page)[-1] for page in page_texts(to_pdf(markdown, sheet()))]
        assert "Heading that stays" not in ends


def test_the_signature_is_never_alone() -> None:
    for filler in range(18, 40):
        closing = "Yours sincerely\n\nPriya Shah\\\nCaseworker\n"
        markdown = "# T\n\n" + "Words.\n\n" * filler + closing
        last = page_texts(to_pdf(markdown, sheet()))[-1]
        assert "Yours sincerely" in last and "Priya Shah" in last and "Words." in last


@pytest.mark.parametrize("size", [12.0, 18.0])
def test_an_address_stands_on_one_page(size: float) -> None:
    lines = ("IOPC", "PO Box 473", "Sale", "M33 0BW", "<https://www.example.org/>")
    moved = 0
    for filler in range(5, 34):
        markdown = "# T\n\n" + "Words.\n\n" * filler + "Ask:\n\n" + "\\\n".join(lines) + "\n"
        pages = page_texts(to_pdf(markdown, sheet(size=size)))
        (whole,) = [page for page in pages if "PO Box 473" in page]
        assert all(line.strip("<>") in whole for line in ("Ask:", *lines))
        moved += whole is pages[-1] and "Words." not in whole
    assert moved > 1  # it did not fit on the page before, in several ways


def test_no_single_line_is_left_behind() -> None:
    """A paragraph parts only with two lines on each side."""
    line = "The police looked at this with care, and wrote down all that they found here, "
    seen = set()
    for filler in range(5, 34):
        markdown = "# T\n\n" + "Words.\n\n" * filler + line * 6 + "to the end\n"
        counts = []
        for page in page_texts(to_pdf(markdown, sheet())):
            body = rows(page)
            starts = [n for n, row in enumerate(body) if row.startswith("The police looked")]
            going_on = bool(counts)
            counts += [len(body) - (starts[0] if starts and not going_on else 0)] if (
                starts or going_on) else []
        seen.add(tuple(counts))
        assert 1 not in counts
    assert len(seen) > 3  # it did part, in several ways


def test_a_letter_is_the_same_bytes_each_time() -> None:
    markdown = draft("R14", ALL)
    assert to_pdf(markdown, sheet("R14")) == to_pdf(markdown, sheet("R14"))


def test_large_print_has_its_own_layout() -> None:
    markdown = draft("R13", ALL)
    small, large = (to_pdf(markdown, sheet("R13", size=size)) for size in (12.0, 18.0))
    assert len(page_texts(large)) > len(page_texts(small))
    assert _sizes(large) >= {12.0, 18.0}
    assert min(_sizes(large)) >= 12  # the address; nothing in large print is smaller


def test_marks_of_drafts_and_of_invented_data() -> None:
    text = page_texts(to_pdf("# T\n\nHello", sheet(draft=True, demo=True)))[0]
    assert "Draft. Demo data: invented people" in " ".join(text.split())
    assert "Demo" not in page_texts(to_pdf("# T\n\nHello", sheet()))[0]


def test_words_that_cannot_be_printed_right_are_refused_together() -> None:
    with pytest.raises(Refused) as refused:
        to_pdf("Hello 😀", sheet(addressee=("Line",) * 7, size=9.0, title=" "))
    assert [finding.rule for finding in refused.value.findings] == [
        "printable", "headings", "address_fit", "letter_title", "letter_size",
    ]


def test_a_larger_envelope_takes_a_longer_address() -> None:
    lines = tuple(f"Line {n}" for n in range(9))
    paper = sheet(addressee=lines, envelope=Envelope.C5)
    text = page_texts(to_pdf("# Heading\n\nWords", paper))[0]
    assert text.index("Line 8") < text.index("Heading")


@pytest.mark.parametrize("text", [
    "Pneumono" * 40, "a  b   c", "x\u00a0y " * 60, "<b>&amp;</b> <para>", "–" * 300,
])
def test_awkward_words_are_printed_whole(text: str) -> None:
    from caseworker.letters.blocks import escape

    got = "".join(page_texts(to_pdf(f"# T\n\n{escape(text)}", sheet())))
    assert "".join(text.split()) in "".join(got.split())


def _sizes(content: bytes) -> set[float]:
    found: set[float] = set()
    with opened(content) as document:
        for page in document:
            text = page.get_textpage()
            found |= {round(_size(text, n), 1) for n in range(text.count_chars())}
    return found - {0.0, 1.0}  # what the reader adds itself at line ends has no size


def _size(text: Any, index: int) -> float:
    return float(pdfium.raw.FPDFText_GetFontSize(text.raw, index))
