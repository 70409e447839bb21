"""Each kind of file has its clear answer, and so has each bad one."""

from __future__ import annotations

import io
import random
import struct
from datetime import date

import pytest
from PIL import Image

from caseworker import intake
from caseworker.intake import limits
from caseworker.intake.reading import DAMAGED, LOCKED, UNREADABLE
from tests.support import files


def test_pdf_text() -> None:
    found = intake.read(files.pdf_text("Outcome letter", "Second page"), "letter.pdf")
    assert (found.kind, found.media_type, found.pages) == ("pdf", "application/pdf", 2)
    assert found.text == "Outcome letter\n\nSecond page"
    assert found.note == "" and found.flags == () and not found.locked


def test_pdf_scan_has_pages_and_no_text() -> None:
    found = intake.read(files.pdf_scan(2), "scan.pdf")
    assert (found.kind, found.pages, found.text) == ("pdf", 2, "")


def test_pdf_locked_with_a_password() -> None:
    found = intake.read(files.pdf_locked(), "locked.pdf")
    assert (found.kind, found.locked, found.note, found.pages) == ("pdf", True, LOCKED, 0)
    assert intake.page_png(files.pdf_locked(), "locked.pdf", 1) is None


def test_pdf_locked_against_changes_only_is_read() -> None:
    found = intake.read(files.pdf_locked(owner_only=True), "owner.pdf")
    assert (found.text, found.locked, found.note) == ("Secret", False, "")


def test_pdf_cut_short_is_mended_and_said_so() -> None:
    found = intake.read(files.pdf_cut(), "cut.pdf")
    assert (found.kind, found.pages, found.note) == ("pdf", 5, DAMAGED)
    assert "Page 5" in found.text
    assert intake.page_png(files.pdf_cut(), "cut.pdf", 5)


def test_pdf_flags() -> None:
    found = intake.read(files.pdf_acting(), "acting.pdf")
    assert found.flags == ("JavaScript", "OpenAction", "Launch", "EmbeddedFile", "XFA")


@pytest.mark.parametrize(
    ("content", "media_type", "pages"),
    [
        (files.jpeg(), "image/jpeg", 1),
        (files.png(), "image/png", 1),
        (files.tiff(3), "image/tiff", 3),
    ],
)
def test_images(content: bytes, media_type: str, pages: int) -> None:
    found = intake.read(content, "picture")
    assert (found.kind, found.media_type, found.pages, found.note) == (
        "image", media_type, pages, "",
    )  # fmt: skip
    shown = intake.page_png(content, "picture", pages, 50)
    assert shown and Image.open(io.BytesIO(shown)).width <= 420
    assert intake.page_png(content, "picture", pages + 1) is None


def test_photograph_is_turned_the_right_way_up() -> None:
    # EXIF 6: the camera was turned, so the corner at the top left belongs at the top right.
    shown = intake.page_png(files.jpeg(1100, 800, orientation=6), "photo.jpg", 1, 60)
    assert shown
    image = Image.open(io.BytesIO(shown)).convert("L")
    assert image.width < image.height
    assert image.getpixel((image.width - 5, 5)) < 60 < image.getpixel((5, 5))


def test_image_cut_short_is_shown_and_said_so() -> None:
    found = intake.read(files.jpeg()[:-3000], "cut.jpg")
    assert (found.kind, found.pages, found.note) == ("image", 1, DAMAGED)


def test_email_with_attachment() -> None:
    content = files.eml(attachments=(("../../..\\evil.pdf", files.pdf_text("Inside")),))
    found = intake.read(content, "mail.eml")
    assert (found.kind, found.subject) == ("email", "My review request – 2026")
    assert found.sender == "Ruth Abernathy <ruth@example.org>"
    assert found.sent == date(2026, 7, 1)  # half past midnight in London
    assert "look at my complaint again" in found.text
    assert [part.name for part in found.parts] == ["evil.pdf"]
    assert intake.read(found.parts[0].content, found.parts[0].name).text == "Inside"


def test_email_in_html_gives_its_words_only() -> None:
    page = '<html><head><style>p{}</style></head><body><p>First</p><script>x()</script><p>Second '
    page += '<img src="http://example.org/x.png"></p></body></html>'
    found = intake.read(files.eml(html=page), "mail.eml")
    assert found.text == "First\n\nSecond"
    assert found.parts == ()


def test_email_inside_email_is_a_part() -> None:
    inner = files.eml(body="The first message", attachments=(("a.txt", b"words"),))
    found = intake.read(files.eml(inner=inner), "mail.eml")
    (part,) = found.parts
    assert part.name.endswith(".eml") and part.media_type == "message/rfc822"
    again = intake.read(part.content, part.name)
    assert again.text == "The first message" and again.parts[0].name == "a.txt"


def test_email_with_unknown_coding_is_read() -> None:
    content = b"From: =?nonsense?q?A?= <a@example.org>\nSubject: =?utf-8?b?%%%?=\n"
    content += b"Date: Thu, 99 Foo 2026\nContent-Type: text/plain; charset=martian\n\nWords \xe9\n"
    found = intake.read(content, "odd.eml")
    assert found.kind == "email" and found.text == "Words é" and found.sent is None


def test_email_nested_too_deep() -> None:
    found = intake.read(files.eml_deep(), "deep.eml")
    assert found.kind == "other" and "too deep" in found.note


def test_email_with_enormous_head_is_read_in_good_time() -> None:
    found = intake.read(files.eml_long_head(), "flood.eml")
    assert found.kind == "email" and found.text == "The words" and "too long" in found.note


def test_word() -> None:
    found = intake.read(files.word("I was there.", table=True), "statement.docx")
    assert (found.kind, found.pages) == ("word", 1)
    assert found.text == "Statement\nI was there.\nOfficer | PC 1234"


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"Caf\xe9 \x96 notes", "Café – notes"),
        ("Zażółć".encode("utf-16"), "Zażółć"),
        (rb"{\rtf1{\fonttbl{\f0 Arial;}}Dear Ruth\par caf\'e9 \u8211?x}", "Dear Ruth\ncafé –x"),
    ],
)
def test_text(content: bytes, text: str) -> None:
    found = intake.read(content, "notes")
    assert (found.kind, found.text) == ("text", text)


@pytest.mark.parametrize(
    ("content", "name", "kind", "note"),
    [
        (files.png(), "scan.pdf", "image", "This file is named .pdf but is an image"),
        (files.pdf_text("x"), "photo.JPG", "pdf", "This file is named .jpg but is a PDF"),
        (files.eml(), "letter.docx", "email", "This file is named .docx but is an email"),
    ],
)
def test_mislabelled_is_read_as_what_it_is(
    content: bytes, name: str, kind: str, note: str
) -> None:
    found = intake.read(content, name)
    assert (found.kind, found.note) == (kind, note)


@pytest.mark.parametrize(
    "content",
    [b"\0\1\2\3" * 50, b"PK\x03\x04 rubbish", b"%PDF-1.7 nothing more", b"\x89PNG\r\n\x1a\n",
     b"   \n ", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)],
)  # fmt: skip
def test_unreadable_is_kept_as_it_came(content: bytes) -> None:
    found = intake.read(content, "thing.pdf")
    assert (found.kind, found.note, found.pages) == ("other", UNREADABLE, 0)
    assert intake.page_png(content, "thing.pdf", 1) is None


def test_empty_and_too_large() -> None:
    assert intake.read(b"", "Scan 0009.pdf").note == "Scan 0009.pdf is empty"
    large = bytes(limits.LARGEST_FILE + 1)
    assert intake.read(large, "Scan 0009.pdf").note == "Scan 0009.pdf is larger than 50 MB"


def test_picture_bomb() -> None:
    found = intake.read(files.png_bomb(), "bomb.png")
    assert found.kind == "other" and "too large to show" in found.note


def test_word_bomb() -> None:
    content = files.word_bomb()
    assert len(content) < 2_000_000
    found = intake.read(content, "bomb.docx")
    assert found.kind == "other" and "unpacks to too much" in found.note


def test_pages_of_words_are_typeset_with_an_honest_line() -> None:
    content = files.word("\n".join(f"Line {n} ☃" for n in range(200)))
    found = intake.read(content, "statement.docx")
    assert found.pages > 2
    made = intake.as_pdf(content, "statement.docx")
    assert made.content
    text = intake.read(made.content, "x.pdf").text
    assert "Text of a Word file. Its layout is not kept." in text
    assert "Line 199 [U+2603]" in text
    assert intake.page_png(content, "statement.docx", found.pages)


def test_no_picture_passes_the_pixel_limit() -> None:
    shown = intake.page_png(files.pdf_text("Plan", size=(14_400, 14_400)), "plan.pdf", 1, 300)
    assert shown
    width, height = struct.unpack(">II", shown[16:24])
    assert width * height <= limits.PAGE_PIXELS * 1.01


def test_random_damage_never_raises() -> None:
    chance = random.Random(20260409)
    originals = [
        files.pdf_text("Outcome letter", "two"), files.pdf_acting(), files.jpeg(200, 300),
        files.tiff(2), files.png(80, 60), files.word("words"),
        files.eml(attachments=(("a.pdf", files.pdf_text("x")),)),
        rb"{\rtf1\ansi Dear \u8211? Ruth\par{\b bold}}",
    ]  # fmt: skip
    kinds = set()
    for turn in range(320):
        content = bytearray(originals[turn % len(originals)])
        for _ in range(chance.choice((1, 3, 30))):
            at = chance.randrange(len(content))
            act = chance.randrange(4)
            if act == 0:
                content[at] ^= 1 << chance.randrange(8)
            elif act == 1:
                del content[at : at + chance.randrange(1, 200)]
            elif act == 2:
                content[at:at] = content[at // 2 : at // 2 + chance.randrange(60)]
            else:
                content[at : at + 4] = chance.randbytes(4)
            if not content:
                content = bytearray(b"x")
        found = intake.read(bytes(content), "post.bin")
        assert (found.kind == "other" and found.note) or found.kind != "other"
        kinds.add(found.kind)
    assert {"pdf", "image", "email", "other"} <= kinds


def test_pictures_look_the_same_as_pdf() -> None:
    for content in (files.tiff(2), files.jpeg(1100, 800, orientation=6), files.png(400, 600)):
        made = intake.as_pdf(content, "scan").content
        assert made
        for page in (1, 2)[: 2 if content[:2] in (b"II", b"MM") else 1]:
            before, after = (
                Image.open(io.BytesIO(intake.page_png(data, "scan", page, 40) or b"")).convert("L")
                for data in (content, made)
            )
            after = after.crop(after.point(lambda value: 255 * (value < 250)).getbbox())
            small = [image.resize((12, 12)) for image in (before, after)]
            pairs = zip(small[0].tobytes(), small[1].tobytes(), strict=True)
            # Cutting off white edges moves the picture a little; black for white would not pass.
            assert sum(abs(a - b) for a, b in pairs) / 144 < 25
