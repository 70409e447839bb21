"""PDF/UA-1 and PDF/A-2a, by veraPDF's own rules, and what a screen reader is given."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from caseworker.letters.catalogue import CATALOGUE
from caseworker.letters.draft import draft
from caseworker.letters.pdf import to_pdf
from tests.support import vera
from tests.support.letter_values import ALL, long_values, sheet


def letters() -> dict[str, bytes]:
    """Every letter in both sizes, long ones, and one with links, marks and numbered lists."""
    made = {
        f"{code}-{size:.0f}": to_pdf(draft(code, ALL), sheet(code, size=size))
        for code in CATALOGUE for size in (12.0, 18.0)
    }
    for code in ("R1", "R6", "R14"):
        paper = sheet(code, demo=True, draft=True)
        made[f"{code}-long"] = to_pdf(draft(code, long_values()), paper)
    made["lists"] = to_pdf(
        "# Lists\n\n1. one\n   - inner\n2. two\n\nA **bold** word, <https://example.org/"
        + "long/" * 40 + ">.\n\n- x\n- y\n\n1. again\n",
        sheet(),
    )
    return made


def checked(folder: Path, files: dict[str, bytes], profile: str) -> dict[str, dict[str, str]]:
    """The rules that each file breaks."""
    places = []
    for name, content in files.items():
        place = folder / f"{name}.pdf"
        place.write_bytes(content)
        places.append(place)
    try:
        reports = vera.check(places, profile)
    except vera.NoVera as missing:
        pytest.skip(f"PDF/UA is not checked: {missing}")
    assert all(report.checks > 500 for report in reports if report.compliant)
    return {Path(report.file).stem: report.failed for report in reports}


def test_every_letter_follows_every_rule(tmp_path: Path) -> None:
    made = letters()
    for profile in ("ua1", "2a"):
        broken = checked(tmp_path, made, profile)
        assert {name: failed for name, failed in broken.items() if failed} == {}, profile


def test_the_check_finds_what_is_broken(tmp_path: Path) -> None:
    """A check that passes everything would be worth nothing."""
    whole = to_pdf(draft("R6", ALL), sheet("R6"))
    broken = {}
    for name in ("title", "tag", "language", "link"):
        with pikepdf.open(BytesIO(whole)) as pdf:
            _break(pdf, name)
            out = BytesIO()
            pdf.save(out)
        broken[name] = out.getvalue()
    found = checked(tmp_path, broken, "ua1")
    assert all(found[name] for name in broken), found


def _break(pdf: pikepdf.Pdf, name: str) -> None:
    root: Any = pdf.Root
    if name == "title":
        root.ViewerPreferences.DisplayDocTitle = False
    elif name == "language":
        del root["/Lang"]
    elif name == "tag":  # the third heading loses a level
        headings = [e for e in root.StructTreeRoot.K[0].K if e.S == "/H2"]
        headings[0].S = pikepdf.Name.H4
    else:
        for page in pdf.pages:
            for annotation in page.obj.get("/Annots", []):
                del annotation["/Contents"]


def test_what_a_screen_reader_is_given() -> None:
    """Standard tags in reading order, from the letterhead to the name."""
    with pikepdf.open(BytesIO(to_pdf(draft("R6", ALL), sheet("R6")))) as pdf:
        root: Any = pdf.Root
        assert str(root.Lang) == "en-GB"
        assert bool(root.MarkInfo.Marked) and bool(root.ViewerPreferences.DisplayDocTitle)
        assert all(page.obj.Tabs == "/S" and "/StructParents" in page.obj for page in pdf.pages)
        document = root.StructTreeRoot.K[0]
        kinds = [str(element.S) for element in document.K]
        assert kinds[:5] == ["/P"] * 4 + ["/H1"]
        assert kinds.count("/H1") == 1
        shared = next(element for element in document.K if element.S == "/L")
        assert [str(item.S) for item in shared.K] == ["/LI", "/LI"]
        assert [str(part.S) for part in shared.K[0].K] == ["/Lbl", "/LBody"]
        assert root.StructTreeRoot.ParentTreeNextKey == len(pdf.pages) + 1  # one link
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"] == "Letter R6 REV-2026-0402"


def test_only_the_letter_faces_are_used_and_they_are_embedded() -> None:
    with pikepdf.open(BytesIO(to_pdf(draft("R14", ALL), sheet("R14")))) as pdf:
        for page in pdf.pages:
            for font in page.obj.Resources.Font.values():
                assert "LiberationSans" in str(font.BaseFont)
                assert "/FontFile2" in font.FontDescriptor
