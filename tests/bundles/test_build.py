"""A bundle: every page numbered, every document found by index, link and bookmark."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator
from datetime import date

import pikepdf
import pypdfium2
import pytest

from caseworker.bundles import Built, Cancelled, Cover, Piece, build
from caseworker.rules.finding import Refused
from tests.support import files

COVER = Cover(
    "Bundle for manager quality check", "REV-2026-0402", date(2026, 4, 9), "Leah Brandt",
    "manager quality check, " * 12, demo=True,
)  # fmt: skip
RUTH = "Ruth Abernathy"


def piece(title: str, content: bytes, name: str = "file", sender: str = "MPS") -> Piece:
    return Piece(title, "Letter", date(2026, 1, 22), sender, name, content)


PIECES = (
    piece("Outcome letter", files.pdf_text(*(f"Outcome {n}" for n in range(1, 7)))),
    piece("Grounds of review", files.eml(attachments=(
        ("photo.jpg", files.jpeg()), ("../notes.pdf", files.pdf_text("Notes", "More notes")),
        ("thing.bin", b"\0\1\2"),
    )), "grounds.eml", RUTH),
    piece("Photograph", files.jpeg(1600, 1200, orientation=6), "p.jpg", RUTH),
    piece("Fax", files.tiff(3), "f.tif"),
    piece("Statement", files.word("I was there."), "s.docx"),
    piece("Custody record", files.pdf_locked(), "Scan 0009.pdf"),
    piece("Turned", files.pdf_text("Turned 90", "Turned again", rotate=90)),
    piece("Upside down", files.pdf_text("Turned 180", rotate=180)),
    piece("Turned back", files.pdf_text("Turned 270", rotate=270)),
    piece("Plan", files.pdf_text("A0 plan", size=(2384, 3370))),
    piece("Form", files.pdf_acting()),
    piece("Cut short", files.pdf_cut()),
    piece("Broken", b"%PDF-1.7 nothing more", "broken.pdf"),
    piece("Scan", files.pdf_scan()),
)  # fmt: skip


@pytest.fixture(scope="module")
def built() -> Built:
    return build(PIECES, COVER)


@pytest.fixture(scope="module")
def document(built: Built) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(built.pdf)) as opened:
        yield opened


def texts(content: bytes) -> list[str]:
    shown = pypdfium2.PdfDocument(content)
    found = []
    for page in shown:
        text = page.get_textpage()
        found.append(text.get_text_bounded())
        text.close()
        page.close()
    shown.close()
    return found


def test_an_attachment_that_is_shown_is_no_fault_of_its_document() -> None:
    mail = files.eml(attachments=(("notes.pdf", files.pdf_text("Notes")),))
    made = build([piece("Grounds of review", mail, "grounds.eml")], COVER)
    assert made.entries[0].note == ""
    assert "With 1 attachment" in texts(made.pdf)[0]


def test_entries_say_where_each_document_is(built: Built) -> None:
    pages = texts(built.pdf)
    assert built.pages == len(pages)
    assert [entry.title for entry in built.entries] == [p.title for p in PIECES]
    assert built.entries[0].first_page == 2  # numbering counts the index
    for before, after in zip(built.entries, built.entries[1:], strict=False):
        assert after.first_page == before.first_page + before.pages
    last = built.entries[-1]
    assert last.first_page + last.pages - 1 == built.pages
    where = {entry.title: entry for entry in built.entries}
    assert "Outcome 1" in pages[where["Outcome letter"].first_page - 1]
    assert "A0 plan" in pages[where["Plan"].first_page - 1]
    assert where["Fax"].pages == 3
    assert where["Grounds of review"].pages == 1 + 1 + 2 + 1


def test_every_page_carries_its_number(built: Built) -> None:
    for number, text in enumerate(texts(built.pdf), 1):
        assert re.findall(r"\d+", text)[-1] == str(number)


def test_numbers_are_at_the_bottom_right_as_the_reader_sees_it(built: Built) -> None:
    shown = pypdfium2.PdfDocument(built.pdf)
    for number, page in enumerate(shown, 1):
        text = page.get_textpage()
        wide, high = page.get_size()
        at = text.search(str(number))
        boxes = []
        while (found := at.get_next()) is not None:
            left, bottom, right, top = text.get_charbox(found[0])
            middle = ((left + right) / 2, (bottom + top) / 2)
            boxes.append(_turned(middle, page.get_rotation(), *page.get_mediabox()[2:]))
        assert any(x > wide * 0.9 and y < high * 0.06 for x, y in boxes), f"page {number}"
        at.close()
        text.close()
        page.close()
    shown.close()


def _turned(
    point: tuple[float, float], turn: int, wide: float, high: float
) -> tuple[float, float]:
    x, y = point
    return {0: (x, y), 90: (y, wide - x), 180: (wide - x, high - y), 270: (high - y, x)}[turn]


def test_index_lists_each_document_with_its_page(built: Built) -> None:
    index = texts(built.pdf)[0]
    assert f"{len(PIECES)} documents, {built.pages} pages" in index
    assert "Reference REV-2026-0402" in index and "Demonstration" in index
    for entry in built.entries:
        last = entry.first_page + entry.pages - 1
        shown = str(last) if last == entry.first_page else f"{entry.first_page}–{last}"
        assert re.search(rf"{entry.title}[\s\S]*?\b{shown}\s", index + "\n")


def test_links_of_the_index_lead_to_the_documents(built: Built, document: pikepdf.Pdf) -> None:
    pages = {page.obj.objgen: number for number, page in enumerate(document.pages, 1)}
    links = list(document.pages[0].obj.Annots)
    leads = [pages[link.Dest[0].objgen] for link in links]
    assert leads == [entry.first_page for entry in built.entries for _ in ("title", "page")]
    assert str(links[0].Contents) == "Go to page 2: Outcome letter"


def test_bookmarks(built: Built, document: pikepdf.Pdf) -> None:
    with document.open_outline() as outline:
        titles = [item.title for item in outline.root]
        inner = [item.title for item in outline.root[2].children]
        leads = [item.destination[0].objgen for item in outline.root]
    pages = [page.obj.objgen for page in document.pages]
    entries = [f"p{entry.first_page} {entry.title}" for entry in built.entries]
    assert titles == ["p1 Index", *entries]
    assert leads == [pages[0], *(pages[entry.first_page - 1] for entry in built.entries)]
    first = built.entries[1].first_page
    assert inner == [f"p{first + 1} photo.jpg", f"p{first + 2} notes.pdf",
                     f"p{first + 4} thing.bin"]  # fmt: skip


def test_page_labels_title_and_language(document: pikepdf.Pdf) -> None:
    assert document.pages[4].label == "5"
    assert str(document.Root.Lang) == "en-GB" and document.Root.MarkInfo.Marked
    assert document.open_metadata()["dc:title"] == COVER.title


@pytest.mark.parametrize(
    ("title", "file", "words"),
    [
        ("Custody record", "Scan 0009.pdf", "locked with a password"),
        ("Broken", "broken.pdf", "could not read this file"),
    ],
)
def test_what_cannot_be_shown_has_a_page_that_says_so(
    built: Built, title: str, file: str, words: str
) -> None:
    entry = next(entry for entry in built.entries if entry.title == title)
    assert entry.pages == 1 and words in entry.note and "A page in its place" in entry.note
    page = texts(built.pdf)[entry.first_page - 1]
    assert title in page and file in page and words in page
    assert words in re.sub(r"\s+", " ", texts(built.pdf)[0])


def test_nothing_that_acts_is_left(built: Built, document: pikepdf.Pdf) -> None:
    assert b"app.alert" not in built.pdf and b"calc.exe" not in built.pdf
    kinds = set()
    for item in document.objects:
        if isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
            kinds |= {str(key) for key in item.keys()}  # noqa: SIM118 - not a mapping
            kinds.add(str(item.get("/S", "")))
    assert not kinds & {"/JS", "/JavaScript", "/Launch", "/EF", "/EmbeddedFiles", "/OpenAction",
                        "/AA", "/XFA", "/RichMedia"}  # fmt: skip
    entry = next(entry for entry in built.entries if entry.title == "Form")
    assert "taken out" in entry.note


def test_same_papers_same_bytes(built: Built) -> None:
    again = build(PIECES, COVER)
    assert again.sha256 == built.sha256 == hashlib.sha256(built.pdf).hexdigest()


def test_index_of_many_pages_counts_itself() -> None:
    pieces = [piece(f"Document {n} " + "with a long title " * (n % 5), files.pdf_text(f"Doc {n}."))
              for n in range(1, 151)]  # fmt: skip
    made = build(pieces, COVER)
    length = made.entries[0].first_page - 1
    assert length > 4
    pages = texts(made.pdf)
    for number, entry in enumerate(made.entries, 1):
        assert f"Doc {number}." in pages[entry.first_page - 1]
    last = made.entries[-1].first_page
    assert re.search(rf"Document 150 .*\s{last}\s", pages[length - 1], re.DOTALL)
    assert "No." in pages[length - 1]
    with pikepdf.open(io.BytesIO(made.pdf)) as opened:
        links = [link for page in list(opened.pages)[:length] for link in page.obj.Annots]
        numbers = {page.obj.objgen: number for number, page in enumerate(opened.pages, 1)}
        assert [numbers[link.Dest[0].objgen] for link in links[::2]] == [
            entry.first_page for entry in made.entries
        ]


@pytest.mark.parametrize("drawing", [
    b"0.1 0 0 0.1 300 300 cm q BT /F1 12 Tf (Shrunk) Tj ET",  # not closed
    b"Q 0.1 0 0 0.1 300 300 cm",  # closed more than opened
    b"/Span <</MCID 3>> BDC BT /F1 12 Tf 72 700 Td (Marked) Tj ET EMC",
    b"",
])  # fmt: skip
def test_careless_pages_are_numbered_all_the_same(drawing: bytes) -> None:
    made = build([piece("Odd", files.pdf_drawn(drawing))], COVER)
    shown = pypdfium2.PdfDocument(made.pdf)
    page = shown[1]
    text = page.get_textpage()
    found = text.search("2")
    at = found.get_next()
    assert at is not None
    left, bottom, _, top = text.get_charbox(at[0])
    assert left > 540 and bottom < 30 and top - bottom > 5
    found.close()
    text.close()
    page.close()
    shown.close()


def test_a_bundle_can_go_into_a_bundle(built: Built) -> None:
    made = build([piece("Earlier bundle", built.pdf)], COVER)
    assert made.pages == built.pages + 1
    assert texts(made.pdf)[5].rstrip().endswith("6")


def test_progress_and_cancel() -> None:
    heard: list[tuple[int, int, str]] = []

    def listen(done: int, total: int, words: str) -> bool:
        heard.append((done, total, words))
        return True

    made = build(PIECES[:2], COVER, listen)
    assert heard[0] == (0, 2, "Reading document 1: Outcome letter")
    assert (0, made.pages, f"Building page 1 of {made.pages}") in heard
    for stop in range(len(heard)):
        count = iter(range(1000))
        with pytest.raises(Cancelled):
            build(PIECES[:2], COVER, lambda *_, c=count, s=stop: next(c) < s)


def test_nothing_chosen_is_refused() -> None:
    with pytest.raises(Refused) as caught:
        build([], COVER)
    assert caught.value.findings[0].reason == "Choose at least one document"
