"""Turns a piece into PDF papers. A stranger's bytes go to the reading process, never through us."""

from __future__ import annotations

from collections.abc import Iterator

from caseworker import intake
from caseworker.bundles.contents import Paper, Piece

_MESSAGES_IN_MESSAGES = 5
_MOST = 500  # papers of one piece


def papers_of(piece: Piece) -> list[Paper]:
    """The piece itself, then what is attached to it, in order."""
    found: list[Paper] = []
    for paper in _papers(piece.content, intake.safe_name(piece.name), 0):
        if len(found) == _MOST:
            found.append(Paper(paper.label, None, "There are more attachments than can be shown"))
            break
        found.append(paper)
    return found


def is_pdf(content: bytes) -> bool:
    """Whether it calls itself a PDF. The process that makes the bundle then opens it."""
    return b"%PDF-" in content[:1024]


def _papers(content: bytes, name: str, depth: int) -> Iterator[Paper]:
    if is_pdf(content) and not intake.accept(name, content):
        yield Paper(name, content)
        return
    made = intake.as_pdf(content, name)
    if made.content is None:
        yield Paper(name, None, made.note)
        return
    yield Paper(name, made.content, made.note, "image" if made.kind == "image" else "words")
    if made.kind != "email":
        return
    if depth == _MESSAGES_IN_MESSAGES:
        yield Paper(name, None, "The messages inside this message are not shown")
        return
    for part in intake.read(content, name).parts:
        yield from _papers(part.content, part.name, depth + 1)
