"""What a screen reader is given of a bundle, by veraPDF's own rules for PDF/UA-1."""

from __future__ import annotations

import io
import subprocess
from datetime import date
from pathlib import Path
from shutil import which
from typing import Any

import pikepdf
import pytest

from caseworker.bundles import Cover, Piece, build
from caseworker.letters.draft import draft
from caseworker.letters.pdf import to_pdf
from tests.support import files, vera
from tests.support.letter_values import ALL, sheet

COVER = Cover("Bundle for quality check", "REV-2026-0402", date(2026, 4, 9), "Leah Brandt",
              "manager quality check")  # fmt: skip


def letter(code: str) -> bytes:
    return to_pdf(draft(code, ALL), sheet(code))


def piece(title: str, content: bytes, name: str = "file") -> Piece:
    return Piece(title, "Letter", date(2026, 1, 22), "MPS", name, content)


def ours() -> list[Piece]:
    """Issued letters, an email with a photograph and an issued letter, Word, scans, a locked file:
    what we write or typeset ourselves, and pictures."""
    post = files.eml(attachments=(("photo.jpg", files.jpeg()), ("letter.pdf", letter("R1"))))
    pieces = [
        piece("Acknowledgement", letter("R1")), piece("Outcome of the review", letter("R6")),
        piece("Grounds of review", post, "grounds.eml"),
        piece("Statement", files.word("I was there.", table=True), "statement.docx"),
        piece("Fax", files.tiff(3), "fax.tif"), piece("Custody record", files.pdf_locked()),
        piece("Outcome again", letter("R6")), piece("Notes", b"Notes \xe2\x80\x93 \xe2\x98\x83"),
    ]  # fmt: skip
    return pieces + [piece(f"Note {n}", b"Words") for n in range(40)]  # an index of several pages


def broken(folder: Path, content: bytes) -> dict[str, str]:
    """The rules of PDF/UA-1 that the bundle breaks."""
    place = folder / "bundle.pdf"
    place.write_bytes(content)
    try:
        (report,) = vera.check([place])
    except vera.NoVera as missing:
        pytest.skip(f"PDF/UA is not checked: {missing}")
    assert report.checks > 500
    return report.failed


@pytest.fixture(scope="module")
def bundle() -> bytes:
    return build(ours(), COVER).pdf


def test_a_bundle_of_our_own_papers_follows_every_rule(tmp_path: Path, bundle: bytes) -> None:
    assert broken(tmp_path, bundle) == {}


def test_a_bundle_with_a_stranger_s_paper_does_not_claim_to(tmp_path: Path) -> None:
    made = build([piece("Letter", letter("R1")), piece("From outside", files.pdf_text("x"))], COVER)
    with pikepdf.open(io.BytesIO(made.pdf)) as opened:
        assert "pdfuaid:part" not in opened.open_metadata()
    # Only what is the stranger's: no claim, and a font that is not in the file.
    assert set(broken(tmp_path, made.pdf)) <= {"5-1", "7.21.4.1-1"}


def test_structure_of_letters_is_kept(bundle: bytes) -> None:
    with pikepdf.open(io.BytesIO(bundle)) as opened:
        whole = opened.Root.StructTreeRoot.K[0]
        parts = {str(part.T): part for part in whole.K}
        assert list(parts)[:3] == ["Index", "Acknowledgement", "Outcome of the review"]
        assert "/H1" in kinds(parts["Outcome of the review"])
        assert {"/Table", "/TH", "/Link"} <= set(kinds(parts["Index"]))
        words = [str(figure.Alt) for figure in parts["Fax"].K]
        assert words == [f"Scanned page {n} of Fax" for n in (1, 2, 3)]
        with pikepdf.open(io.BytesIO(letter("R6"))) as alone:
            top = alone.Root.StructTreeRoot.K
            before = kinds(top[0] if isinstance(top, pikepdf.Array) else top)
        assert kinds(parts["Outcome of the review"])[1:] == before


def kinds(element: Any) -> list[str]:
    """The kinds of an element and all below it, in reading order."""
    found = [str(element.S)]
    under = element.get("/K")
    for kid in under if isinstance(under, pikepdf.Array) else [under]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            found += kinds(kid)
    return found


def test_what_is_read_out(tmp_path: Path, bundle: bytes) -> None:
    if which("pdfinfo") is None:
        pytest.skip("pdfinfo is not installed")
    place = tmp_path / "bundle.pdf"
    place.write_bytes(bundle)
    run = subprocess.run(
        ["pdfinfo", "-struct-text", str(place)], capture_output=True, text=True, check=True
    )
    assert run.stderr == ""
    said = " ".join(run.stdout.replace('"', "").split())
    assert "Text of an email. Its layout is not kept." in said
    assert said.index("Grounds of review") < said.index("look at my complaint again")
