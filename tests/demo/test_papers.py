"""The demo's papers are real files: each opens with the library that the program reads it with."""

from __future__ import annotations

import email
import email.policy
from collections import Counter
from datetime import date
from functools import cache
from io import BytesIO

import docx
import pypdfium2
import pytest
from PIL import Image, ImageOps

from caseworker.demo.papers import DemoFile, papers
from caseworker.demo.people import DemoCase, cases

TODAY = date(2026, 3, 12)
CASES = cases()


@cache
def made(key: str) -> tuple[DemoFile, ...]:
    return papers(next(case for case in CASES if case.key == key), TODAY)


def first(came_as: str) -> tuple[DemoCase, DemoFile]:
    case = next(case for case in CASES if case.came_as == came_as)
    return case, made(case.key)[0]


def paper(key: str, kind: str) -> DemoFile:
    return next(file for file in made(key) if file.kind == kind)


def page_texts(content: bytes) -> list[str]:
    with pypdfium2.PdfDocument(content) as document:
        texts = []
        for number in range(len(document)):
            page = document[number]
            words = page.get_textpage()
            texts.append(words.get_text_bounded().replace("\r\n", " "))
            words.close()
            page.close()
        return texts


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.key)
def test_the_same_case_and_day_make_the_same_bytes(case: DemoCase) -> None:
    assert papers(case, TODAY) == made(case.key)


def test_another_day_makes_other_papers() -> None:
    case = CASES[0]
    assert papers(case, date(2026, 4, 1))[0].content != made(case.key)[0].content


def test_each_way_of_writing_is_used_and_names_are_their_own() -> None:
    ways = Counter(case.came_as for case in CASES)
    assert set(ways) == {"letter", "scan", "photo", "fax", "word", "email"}
    for case in CASES:
        files = made(case.key)
        assert len({file.name for file in files}) == len(files)
        assert all(set(file.name).isdisjoint('/\\:*?"<>|') for file in files)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.key)
def test_every_pdf_opens_and_no_paper_is_dated_after_it_came(case: DemoCase) -> None:
    for file in made(case.key):
        assert file.dated <= TODAY
        if file.name.endswith(".pdf"):
            assert page_texts(file.content)


def test_a_letter_holds_its_words() -> None:
    case, file = first("letter")
    (text,) = page_texts(file.content)
    assert case.letter_name in text
    assert case.mps_reference in text
    assert case.grounds[:30] in text


def test_names_from_everywhere_can_be_read_in_the_outcome_letter() -> None:
    for case in CASES:
        if case.letter_held and case.came_as != "email":
            text = page_texts(paper(case.key, "outcome letter").content)[0]
            assert case.letter_name in text


def test_a_scan_is_a_picture_without_text() -> None:
    case, file = first("scan")
    assert file.name == f"Scan {case.number:05}.pdf"
    assert page_texts(file.content) == [""]
    with pypdfium2.PdfDocument(file.content) as document:
        page = document[0]
        picture = page.render(scale=1).to_pil().convert("L")
        page.close()
    dark, light = picture.getextrema()
    assert isinstance(dark, int) and isinstance(light, int)
    assert dark < 140 and light > 220


def test_a_photograph_is_stored_on_its_side() -> None:
    _, file = first("photo")
    with Image.open(BytesIO(file.content)) as picture:
        assert picture.format == "JPEG"
        assert picture.width > picture.height
        upright = ImageOps.exif_transpose(picture)
    assert upright.height > upright.width


def test_a_fax_has_two_pages_or_more_in_black_and_white() -> None:
    _, file = first("fax")
    with Image.open(BytesIO(file.content)) as picture:
        assert (picture.format, picture.mode) == ("TIFF", "1")
        assert picture.n_frames >= 2  # type: ignore[attr-defined]  # only some formats have it


def test_a_word_file_holds_its_words_and_no_other_author() -> None:
    case, file = first("word")
    document = docx.Document(BytesIO(file.content))
    assert case.grounds in [paragraph.text for paragraph in document.paragraphs]
    assert document.core_properties.author == case.letter_name


def test_an_email_has_the_outcome_letter_attached() -> None:
    case, file = first("email")
    message = email.message_from_bytes(file.content, policy=email.policy.default)
    (attached,) = message.iter_attachments()
    assert case.name in str(message["From"])
    assert message["Date"].datetime.date() == file.dated
    assert case.grounds in message.get_body().get_content().replace("\r\n", "\n")
    assert attached.get_content_type() == "application/pdf"
    assert len(page_texts(attached.get_content())) == 2


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.key)
def test_an_outcome_letter_has_two_pages_and_says_that_it_is_invented(case: DemoCase) -> None:
    held = [file for file in made(case.key) if file.kind == "outcome letter"]
    assert len(held) == (1 if case.letter_held and case.came_as != "email" else 0)
    for file in held:
        front, back = page_texts(file.content)
        assert "Invented for the demo" in front
        assert case.mps_reference in front
        assert ("within 28 days" in back) != (case.handling == "outside Schedule 3")


def test_the_wrong_body_is_named_where_the_case_needs_it() -> None:
    case = next(case for case in CASES if case.days.iopc_forwarded is not None)
    message = email.message_from_bytes(made(case.key)[0].content, policy=email.policy.default)
    (attached,) = message.iter_attachments()
    assert "Independent Office for Police Conduct" in page_texts(attached.get_content())[1]


def test_consent_and_police_papers_come_with_the_cases_that_have_them() -> None:
    solicitor = [file.title for file in made("jerome-whitlock-ade")]
    assert solicitor == [
        "Request for a review", "MPS outcome letter", "Consent to represent",
        "Complaint handling log", "Body-worn video viewing log", "Custody record",
    ]  # fmt: skip
    assert "Consent to represent" not in [file.title for file in made("eleanor-achterberg")]
