"""No cell of a copy is a formula, whatever somebody wrote in a letter."""

from __future__ import annotations

import csv
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseworker.reports import as_csv, as_workbook
from caseworker.rules.spreadsheet import STARTS, harmless

BAD = ["=1+1", "+44 20 7983 4000", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "＋1", "－1",
       "＠x", "  =1", "\u3000＝1", "=HYPERLINK(\"http://example.org\";\"x\")", "=cmd|' /C calc'!A0"]


@pytest.mark.parametrize("words", BAD)
def test_words_that_begin_like_a_formula_get_an_apostrophe(words: str) -> None:
    assert harmless(words) == f"'{words}"


def test_other_words_stay_as_they_are() -> None:
    for words in ("", " ", "Ruth Abernathy", "a=b", "12 March 2026", "Çelik", "½", "'quoted'"):
        assert harmless(words) == words
    assert harmless("a\x00b\u202ec") == "abc"  # what is not printed can mislead


@given(st.text())
def test_no_cell_of_either_file_begins_a_formula(words: str) -> None:
    (cells,) = list(csv.reader(io.StringIO(as_csv([words], []).decode("utf-8-sig"), newline="")))
    assert cells[0][:1] not in STARTS or not cells[0]


def test_every_cell_of_a_workbook_is_text() -> None:
    book = as_workbook(["Name", "=A1"], [[words, "007"] for words in BAD], "List")
    with zipfile.ZipFile(io.BytesIO(book)) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet and "<v>" in sheet
    assert sheet.count('t="s"') == sheet.count("<c ") == 2 * len(BAD) + 2
    assert "hyperlink" not in sheet.lower()
