"""A document that ends the process is given up, and the others are bundled."""

from __future__ import annotations

from datetime import date

import pytest

from caseworker.bundles import Cover, Piece, build, making
from caseworker.rules.finding import Refused
from tests.support import files

COVER = Cover("Bundle", "REV-2026-0402", date(2026, 4, 9), "Leah Brandt", "quality check")


def piece(title: str, content: bytes) -> Piece:
    return Piece(title, "Letter", None, "", f"{title}.pdf", content)


def test_a_document_that_ends_the_process_becomes_a_page_that_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(making, "JOBS", "tests.support.bad_bundle")
    made = build(
        [piece("One", files.pdf_text("one")), piece("Deadly", files.pdf_text("DEADLY")),
         piece("Three", files.pdf_text("three"))], COVER,
    )  # fmt: skip
    notes = [entry.note for entry in made.entries]
    assert notes[0] == notes[2] == "" and "could not read this file" in notes[1]
    assert made.pages == 4


def test_a_bundle_that_takes_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "JOBS", "tests.support.bad_bundle")
    monkeypatch.setattr(making, "SECONDS", 2.0)
    with pytest.raises(Refused) as caught:
        build([piece("Slow", files.pdf_text("SLEEPY"))], COVER)
    assert "too long" in caught.value.findings[0].reason
