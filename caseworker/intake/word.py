"""Reading a Word file's words, after looking at how large it would become."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE as RELATION

from caseworker.intake import limits
from caseworker.intake.reading import Reading, Unreadable, clean, notes
from caseworker.intake.sniff import WORD

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic"


def read(content: bytes) -> Reading:
    """The words in reading order: body, tables row by row, then footnotes. Raises Unreadable."""
    _fair_size(content)
    document = docx.Document(io.BytesIO(content))
    body = document.element.body
    lines = list(_lines(body))
    for part in _related(document, (RELATION.FOOTNOTES, RELATION.ENDNOTES)):
        lines.extend(line for line in _lines(_tree(part)) if line.strip())
    pictures = sum(1 for _ in body.iter(_PICTURE))
    shown = f"It has {pictures} picture{'s' * (pictures != 1)}, which are not shown here"
    changed = any(True for _ in body.iter(f"{_W}del", f"{_W}ins"))
    remarks = any(_related(document, (RELATION.COMMENTS,)))
    return Reading(
        "word", WORD, 1, clean("\n".join(lines), limits.TEXT).strip("\n"),
        notes(
            shown if pictures else "",
            "It has tracked changes, shown here as if accepted" if changed else "",
            "It has comments, which are not shown here" if remarks else "",
        ),
    )  # fmt: skip


def _fair_size(content: bytes) -> None:
    """Raises Unreadable for a file that would unpack to more than a letter can be."""
    too_large = Unreadable("This Word file unpacks to too much. It is kept as it came.")
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        items = packed.infolist()
        whole = sum(item.file_size for item in items)
        if len(items) > limits.PARTS or whole > limits.UNPACKED:
            raise too_large
        if whole > limits.RATIO_FROM and whole > limits.RATIO * len(content):
            raise too_large
        for item in items:
            if item.filename.endswith((".xml", ".rels")) and item.file_size > limits.LARGEST_XML:
                raise too_large


def _related(document: Any, kinds: tuple[str, ...]) -> Iterator[Any]:
    for relation in document.part.rels.values():
        if not relation.is_external and relation.reltype in kinds:
            yield relation.target_part


def _tree(part: Any) -> Any:
    from docx.oxml.parser import parse_xml  # no entities, no network: python-docx's own settings

    return parse_xml(part.blob)


def _lines(parent: Any) -> Iterator[str]:
    """One line for each paragraph; the cells of a row on one line."""
    for item in parent:
        if item.tag == f"{_W}p":
            yield from _paragraph(item)
        elif item.tag == f"{_W}tbl":
            for row in item.iter(f"{_W}tr"):
                cells = (" ".join(_lines(cell)).strip() for cell in row.findall(f"{_W}tc"))
                yield " | ".join(cells)
        elif item.tag in (f"{_W}sectPr", f"{_W}tblPr", _FALLBACK):
            continue
        elif len(item):
            yield from _lines(item)  # content controls, footnotes and other wrappers


def _paragraph(paragraph: Any) -> Iterator[str]:
    said: list[str] = []
    boxes: list[Any] = []
    _gather(paragraph, said, boxes)
    yield "".join(said)
    for box in boxes:
        yield from _lines(box)


def _gather(element: Any, said: list[str], boxes: list[Any]) -> None:
    for item in element:
        tag = item.tag
        if tag == f"{_W}t":
            said.append(item.text or "")
        elif tag == f"{_W}tab":
            said.append("\t")
        elif tag in (f"{_W}br", f"{_W}cr"):
            said.append("\n")
        elif tag == f"{_W}noBreakHyphen":
            said.append("-")
        elif tag == f"{_W}txbxContent":
            boxes.append(item)
        elif tag not in (_FALLBACK, f"{_W}del", f"{_W}pPr", f"{_W}rPr") and len(item):
            _gather(item, said, boxes)
