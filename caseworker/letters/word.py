"""A letter as a Word file: real styles on the office's letterhead, so that anybody can edit it."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from copy import deepcopy
from datetime import UTC, datetime, time
from io import BytesIO
from typing import Any
from weakref import WeakKeyDictionary

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from caseworker import paths
from caseworker.letters import address, check
from caseworker.letters.blocks import Block, Run, parse
from caseworker.letters.drawing import LEFT, MEASURE, PAGE, RIGHT, SMALL, SMALL_MOST
from caseworker.letters.layout import CLOSINGS, is_address, paragraphs
from caseworker.letters.metadata import LANGUAGE
from caseworker.letters.sheet import STANDARD, Sheet
from caseworker.rules.finding import Refused, against, refusal

_STYLES = {"paragraph": "Normal", "bullet": "List Bullet", "number": "List Number"}
_SCALED = ("Normal", "Heading 1", "Heading 2", "Heading 3", "List Bullet", "List Number",
           "Header", "Footer", "Office")
_NEEDED = (*_SCALED, "Team", "Address", "References", "Last Paragraph",
           "Closing Line", "Hyperlink")


def to_word(markdown: str, sheet: Sheet) -> bytes:
    """The letter as a Word file with the words of the PDF; the same bytes for the same letter.

    Raises Refused as ``to_pdf`` does, and when the letterhead file lacks a style.
    """
    blocks = parse(markdown)
    findings = against(check.ready(blocks, sheet))
    if findings:
        raise Refused(findings)
    document = _letterhead(sheet)
    _add(document, "Office", sheet.letterhead[:1])
    _add(document, "Team", sheet.letterhead[1:])
    _add(document, "Address", sheet.addressee)
    _add(document, "References", sheet.about)
    numbers = _Numbers(document)
    parts = [part for whole in blocks for part in paragraphs(whole)]
    for place, block in enumerate(parts):
        _block(document, block, numbers, last=_closes(parts[place + 1:place + 2]))
    _fill(document, sheet)
    out = BytesIO()
    document.save(out)
    return _same_each_time(out.getvalue())


def _letterhead(sheet: Sheet) -> Any:
    """The letterhead file with its styles set to this letter's size, its properties filled."""
    document = Document(str(paths.LETTERS / "letterhead.docx"))
    there = {style.name for style in document.styles}
    lacking = [name for name in _NEEDED if name not in there]
    if lacking:
        words = f"The file letterhead.docx has no style called {', '.join(lacking)}."
        raise Refused([refusal("letterhead", "The letterhead is whole", words, "letterhead")])
    for name in _SCALED:
        font = document.styles[name].font
        font.size = Pt(round(font.size.pt * sheet.size / STANDARD * 2) / 2)  # Word counts halves
    beside = min(sheet.size * SMALL, SMALL_MOST)
    for name in ("Team", "References"):
        document.styles[name].font.size = Pt(round(beside * 2) / 2)
    narrow = max(0.0, (PAGE[0] - LEFT - RIGHT) - MEASURE * sheet.size)
    document.styles["Normal"].paragraph_format.right_indent = Pt(round(narrow))
    size, step = address.setting(sheet.addressee)
    document.styles["Address"].font.size = Pt(size)
    document.styles["Address"].paragraph_format.line_spacing = Mm(step)
    about = document.core_properties
    about.title, about.language = sheet.title, LANGUAGE
    about.created = about.modified = datetime.combine(sheet.dated, time(), UTC)
    about.last_modified_by, about.revision = "", 1
    return document


def _add(document: Any, style: str, lines: tuple[str, ...]) -> None:
    """Lines at the place that their style's frame gives them.

    LibreOffice places a frame only if the paragraph has it too, so it is copied from the style.
    """
    frame = document.styles[style].element.pPr.find(qn("w:framePr"))
    for line in lines:
        paragraph = _paragraph(document, style, line)
        if frame is not None:
            paragraph._p.get_or_add_pPr().append(deepcopy(frame))


def _paragraph(document: Any, style: str, words: str = "") -> Any:
    """A paragraph by its style's id: by name the library reads every style of the file again."""
    paragraph = document.add_paragraph(words)
    paragraph._p.style = _style_id(document.part, style)
    return paragraph


_STYLE_IDS: WeakKeyDictionary[Any, dict[str, str]] = WeakKeyDictionary()


def _style_id(part: Any, name: str) -> str:
    if part not in _STYLE_IDS:
        _STYLE_IDS[part] = {style.name: style.style_id for style in part.document.styles}
    return _STYLE_IDS[part][name]


def _closes(blocks: Sequence[Block]) -> bool:
    return any(block.text.strip(" ,") in CLOSINGS for block in blocks)


def _block(document: Any, block: Block, numbers: _Numbers, *, last: bool) -> None:
    style = _STYLES.get(block.kind, f"Heading {min(max(block.level, 1), 3)}")
    if block.kind == "paragraph" and (last or _closes([block])):
        style = "Last Paragraph" if last else "Closing Line"  # the name never stands alone
    paragraph = _paragraph(document, style)
    if is_address(block):
        paragraph.paragraph_format.keep_together = True
    if block.kind == "number":
        numbers.put(paragraph, block)
    for run in block.runs:
        if run.link:
            _link(paragraph, run)
        else:
            paragraph.add_run(run.text).bold = run.bold or None


def _link(paragraph: Any, run: Run) -> None:
    target = paragraph.part.relate_to(run.link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), target)
    words = paragraph.add_run(run.text, style="Hyperlink")
    link.append(words._r)
    paragraph._p.append(link)


class _Numbers:
    """Each numbered list counts from 1: it needs a numbering of its own in the file."""

    def __init__(self, document: Any) -> None:
        self.root = document.part.numbering_part.element
        style = document.styles["List Number"].element.pPr.numPr.numId.val
        first = next(num for num in self.root.findall(qn("w:num")) if num.numId == style)
        self.abstract = first.abstractNumId.val
        self.current = style

    def put(self, paragraph: Any, block: Block) -> None:
        """Number this item, from 1 again when it is the first of a list."""
        if block.ordinal == 1:
            numbering = self.root.add_num(self.abstract)
            numbering.add_lvlOverride(0).add_startOverride(1)
            self.current = numbering.numId
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = 0
        properties.get_or_add_numId().val = self.current


def _fill(document: Any, sheet: Sheet) -> None:
    """Put the reference and the mark where the letterhead's header and footer ask for them."""
    values = {"{reference}": sheet.our_reference, "{mark}": sheet.mark}
    for paragraph in _furniture(document):
        for run in paragraph.runs:
            for name, value in values.items():
                if name in run.text:
                    run.text = run.text.replace(name, value)


def _furniture(document: Any) -> Iterator[Any]:
    for section in document.sections:
        for part in (section.header, section.first_page_header,
                     section.footer, section.first_page_footer):
            yield from part.paragraphs


def _same_each_time(content: bytes) -> bytes:
    """The file with the moment of packing taken out of its parts."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, \
            zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            part.compress_type, part.create_system = zipfile.ZIP_DEFLATED, 0
            new.writestr(part, old.read(name))
    return out.getvalue()
