"""Find words in notes, letters and documents, with the place and a few words around them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, String, func, literal, select
from sqlalchemy.orm import Session

from caseworker.queries import search_index as index
from caseworker.records import Case, Document, Letter, Note, PostItem
from caseworker.rules.london import london_day
from caseworker.rules.searching import asked, fold
from caseworker.rules.words import long_date

BEFORE, WINDOW = 80, 400  # characters read before the word, and in all
LEAD, SHOWN = 24, 150  # characters shown before the word, and in all
_MARKS = re.compile(r"[#*_|>]+")  # of Markdown, in our own letters


@dataclass(frozen=True, slots=True)
class TextHit:
    """Where the words stand. ``case_id`` is None for post that is in no case yet."""

    kind: str  # note, letter, document
    record_id: int
    case_id: int | None
    reference: str
    name: str
    where: str  # "Note of 4 March 2026", "Letter R14 of 2 March 2026", "Document “Scan 3.pdf”"
    excerpt: str
    day: date


@dataclass(frozen=True, slots=True)
class Texts:
    """The hits, and whether there are more than these."""

    hits: tuple[TextHit, ...] = ()
    more: bool = False


def find_texts(
    session: Session, *, text: str, best: bool = False, most: int = 20
) -> Texts:
    """Texts with all the words, the newest first; with ``best`` the best of the newest 2,000."""
    wanted = asked(text)
    if not wanted.phrases:
        return Texts()
    found = index.texts(session, [(phrase,) for phrase in wanted.phrases], wanted.beginning,
                        best=best, most=most + 1)
    rank = {(hit.kind, hit.record_id): hit.rank for hit in found}
    rows: list[tuple[datetime, TextHit]] = []
    for kind, ask in (("note", _notes), ("letter", _letters), ("document", _documents)):
        ids = [record_id for each, record_id in rank if each == kind]
        if ids:
            rows += ask(session, ids, wanted.words[0])
    rows.sort(key=lambda row: (rank[row[1].kind, row[1].record_id] if best else 0, row[0]),
              reverse=True)
    return Texts(tuple(_trimmed(hit, wanted.words) for _, hit in rows[:most]), len(rows) > most)


def _notes(session: Session, ids: list[int], word: str) -> list[tuple[datetime, TextHit]]:
    rows = session.execute(
        select(Note.id, Note.at, _window(session, Note.text, word), Case.id, Case.reference,
               Case.name).join(Case, Case.id == Note.case_id).where(Note.id.in_(ids)))
    return [(at, TextHit("note", id_, case_id, reference, name,
                         f"Note of {long_date(london_day(at))}", words, london_day(at)))
            for id_, at, words, case_id, reference, name in rows]


def _letters(session: Session, ids: list[int], word: str) -> list[tuple[datetime, TextHit]]:
    rows = session.execute(
        select(Letter.id, Letter.drafted_at, Letter.code, Letter.issued_on,
               _window(session, Letter.markdown, word), Case.id, Case.reference, Case.name)
        .join(Case, Case.id == Letter.case_id)
        .where(Letter.id.in_(ids), Letter.state != "discarded"))
    return [
        (at, TextHit("letter", id_, case_id, reference, name,
                     f"Letter {code} of {long_date(issued)}" if issued else f"Draft of {code}",
                     words, issued or london_day(at)))
        for id_, at, code, issued, words, case_id, reference, name in rows
    ]


def _documents(session: Session, ids: list[int], word: str) -> list[tuple[datetime, TextHit]]:
    rows = session.execute(
        select(Document.id, Document.added_at, Document.title,
               _window(session, Document.read_text, word), Case.id, Case.reference, Case.name,
               PostItem.reference, PostItem.name)
        .outerjoin(Case, Case.id == Document.case_id)
        .outerjoin(PostItem, PostItem.id == Document.post_item_id).where(Document.id.in_(ids)))
    return [
        (at, TextHit("document", id_, case_id, reference or post or "", name or sender or "",
                     f"Document “{title}”", words, london_day(at)))
        for id_, at, title, words, case_id, reference, name, post, sender in rows
    ]


def _window(session: Session, column: Any, word: str) -> ColumnElement[str]:
    """Some text around the first place of the word; a long document is not read as a whole."""
    lowered, given = func.lower(column), literal(word, String)
    if session.get_bind().dialect.name == "postgresql":
        start = func.greatest(1, func.strpos(lowered, given) - BEFORE)
    else:
        start = func.max(1, func.instr(lowered, given) - BEFORE)
    return func.substr(column, start, WINDOW)


def _trimmed(hit: TextHit, words: tuple[str, ...]) -> TextHit:
    """The excerpt on one line, cut at words, with the first word that was asked for in it."""
    line = " ".join(_MARKS.sub(" ", hit.excerpt).split())
    plain = fold(line)
    at = max(0, plain.find(words[0])) if len(plain) == len(line) else 0
    start = max(0, at - LEAD)
    start = line.find(" ", start) + 1 if start else 0
    shown = line[start:start + SHOWN]
    if len(line) > start + SHOWN and " " in shown:
        shown = shown[:shown.rindex(" ")] + " …"
    shown = f"… {shown}" if start else shown
    return replace(hit, excerpt=shown)
