"""The Word file: real styles, the PDF's words, the same bytes each time."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn

from caseworker.letters.blocks import parse
from caseworker.letters.catalogue import CATALOGUE
from caseworker.letters.draft import draft
from caseworker.letters.word import to_word
from caseworker.rules.finding import Refused
from tests.support.letter_values import ALL, sheet


def opened(markdown: str, **changes: Any) -> Any:
    return Document(BytesIO(to_word(markdown, sheet(**changes))))


@pytest.mark.parametrize("code", sorted(CATALOGUE))
def test_words_and_styles(code: str) -> None:
    markdown = draft(code, ALL)
    blocks = parse(markdown)
    document = opened(markdown, code=code)
    body = [p for p in document.paragraphs
            if p.style.name not in {"Office", "Team", "Address", "References"}]
    assert [_words(p) for p in body] == [block.text for block in blocks]
    headings = [p.style.name for p in body if p.style.name.startswith("Heading")]
    assert headings == [f"Heading {b.level}" for b in blocks if b.kind == "heading"]
    bullets = [p for p in body if p.style.name == "List Bullet"]
    assert len(bullets) == sum(block.kind == "bullet" for block in blocks)


def test_each_numbered_list_begins_at_one() -> None:
    document = opened("# T\n\n1. a\n2. b\n\nThen\n\n1. c\n2. d\n")
    numbers = [p._p.pPr.numPr.numId.val for p in document.paragraphs
               if p.style.name == "List Number"]
    assert numbers[0] == numbers[1] != numbers[2] == numbers[3]
    definitions = {num.numId: num for num in document.part.numbering_part.element.num_lst}
    for number in set(numbers):
        override = definitions[number].find(qn("w:lvlOverride"))
        assert override.find(qn("w:startOverride")).val == 1


def test_title_language_reference_and_page_numbers() -> None:
    document = opened("# T\n\nHello", demo=True, draft=True)
    assert document.core_properties.title == "Letter R1 REV-2026-0402"
    assert document.core_properties.language == "en-GB"
    assert {e.get(qn("w:val")) for e in document.styles.element.iter(qn("w:lang"))} == {"en-GB"}
    section = document.sections[0]
    for footer in (section.footer, section.first_page_footer):
        assert "REV-2026-0402" in footer.paragraphs[0].text
        fields = [f.get(qn("w:instr")) for f in footer._element.iter(qn("w:fldSimple"))]
        assert fields == ["PAGE", "NUMPAGES"]
    for header in (section.header, section.first_page_header):
        assert header.paragraphs[0].text == "Draft. Demo data: invented people"


def test_an_address_stands_on_one_page() -> None:
    lines = {part.text: part.paragraph_format.keep_together
             for part in opened("# T\n\nIOPC\\\nPO Box 473\\\nSale\n\nWords.").paragraphs}
    assert lines["IOPC\nPO Box 473\nSale"] and not lines["Words."]


def test_nothing_is_formatted_by_hand_but_bold_words() -> None:
    document = opened(draft("R14", ALL), code="R14")
    for run in document.element.body.iter(qn("w:rPr")):
        assert {child.tag for child in run} <= {qn("w:b"), qn("w:rStyle")}


def test_large_print_grows_but_not_the_address() -> None:
    styles = opened("# T\n\nHello", size=18.0).styles
    assert styles["Normal"].font.size.pt == 18
    assert styles["Heading 1"].font.size.pt == 24
    assert styles["Address"].font.size.pt == 12


def test_the_same_letter_is_the_same_file() -> None:
    markdown = draft("R6", ALL)
    assert to_word(markdown, sheet("R6")) == to_word(markdown, sheet("R6"))


def test_what_cannot_be_printed_is_refused() -> None:
    with pytest.raises(Refused, match="control character bell"):
        to_word("# T\n\nHello\x07", sheet())


def _words(paragraph: Any) -> str:
    """A paragraph's text, with that of its links."""
    return "".join(
        part.text if part.tag == qn("w:t") else "\n"
        for part in paragraph._p.iter(qn("w:t"), qn("w:br"))
    )
