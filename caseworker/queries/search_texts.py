"""Find words in notes, letters and documents, with the place and a few words around them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from html import unescape
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
# There a backslash ends a line or keeps a character from being read as a mark.
_ESCAPES = re.compile(r"\\([!-/:-@\[-`{-~\n]|$)|<(?=https?:)")


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
    read: list[_Read] = []
    for kind, ask in (("note", _notes), ("letter", _letters), ("document", _documents)):
        ids = [record_id for each, record_id in rank if each == kind]
        if ids:
            read += ask(session, ids, wanted.words[0])
    rows = _named(session, read)
    rows.sort(key=lambda row: (rank[row[1].kind, row[1].record_id] if best else 0, row[0]),
              reverse=True)
    return Texts(tuple(_trimmed(hit, wanted.words) for _, hit in rows[:most]), len(rows) > most)


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read of a text, before its case or its item of post is named."""

    kind: str
    record_id: int
    at: datetime
    excerpt: str
    where: str
    day: date
    case_id: int | None
    post_item_id: int | None = None


def _named(session: Session, read: list[_Read]) -> list[tuple[datetime, TextHit]]:
    """With reference and name of the case, else of the post.

    These are asked for by their ids: a server would join whole views for a few texts.
    """
    cases, posts = (
        {id_: (reference, name) for id_, reference, name in session.execute(
            select(record.id, record.reference, record.name)
            .where(index.among(session, record.id, ids)))}
        if ids else {}
        for record, ids in ((Case, {each.case_id for each in read} - {None}),
                            (PostItem, {each.post_item_id for each in read} - {None}))
    )
    found = []
    for each in read:
        case = cases.get(each.case_id or 0)
        if case is None and each.kind != "document":
            continue
        reference, name = case or posts.get(each.post_item_id or 0, ("", ""))
        found.append((each.at, TextHit(
            each.kind, each.record_id, each.case_id if case else None, reference or "",
            name or "", each.where, each.excerpt, each.day)))
    return found


def _notes(session: Session, ids: list[int], word: str) -> list[_Read]:
    rows = session.execute(
        select(Note.id, Note.at, _window(session, Note.text, word), Note.case_id)
        .where(index.among(session, Note.id, ids)))
    return [_Read("note", id_, at, words, f"Note of {long_date(london_day(at))}", london_day(at),
                  case_id)
            for id_, at, words, case_id in rows]


def _letters(session: Session, ids: list[int], word: str) -> list[_Read]:
    rows = session.execute(
        select(Letter.id, Letter.drafted_at, Letter.code, Letter.issued_on,
               _window(session, Letter.markdown, word), Letter.case_id)
        .where(index.among(session, Letter.id, ids), Letter.state != "discarded"))
    return [
        _Read("letter", id_, at, words,
              f"Letter {code} of {long_date(issued)}" if issued else f"Draft of {code}",
              issued or london_day(at), case_id)
        for id_, at, code, issued, words, case_id in rows
    ]


def _documents(session: Session, ids: list[int], word: str) -> list[_Read]:
    rows = session.execute(
        select(Document.id, Document.added_at, Document.title,
               _window(session, Document.read_text, word), Document.case_id,
               Document.post_item_id).where(index.among(session, Document.id, ids)))
    return [_Read("document", id_, at, words, f"Document “{title}”", london_day(at), case_id, post)
            for id_, at, title, words, case_id, post in rows]


def _window(session: Session, column: Any, word: str) -> ColumnElement[str]:
    """Some text around the first place of the word; a long document is not read as a whole."""
    lowered, given = func.lower(column), literal(word, String)
    if session.get_bind().dialect.name == "postgresql":
        start = func.greatest(1, func.strpos(lowered, given) - BEFORE)
    else:
        start = func.max(1, func.instr(lowered, given) - BEFORE)
    return func.substr(column, start, WINDOW)


def _words_of(markdown: str) -> str:
    """Some of a letter without what ``letters.blocks.escape`` and a line's end put into it."""
    return unescape(_ESCAPES.sub(r"\1", markdown))


def _trimmed(hit: TextHit, words: tuple[str, ...]) -> TextHit:
    """The excerpt on one line, cut at words, with the first word that was asked for in it."""
    text = _words_of(hit.excerpt) if hit.kind == "letter" else hit.excerpt
    line = " ".join(_MARKS.sub(" ", text).split())
    plain = fold(line)
    at = max(0, plain.find(words[0])) if len(plain) == len(line) else 0
    start = max(0, at - LEAD)
    start = line.find(" ", start) + 1 if start else 0
    shown = line[start:start + SHOWN]
    if len(line) > start + SHOWN and " " in shown:
        shown = shown[:shown.rindex(" ")] + " …"
    shown = f"… {shown}" if start else shown
    return replace(hit, excerpt=shown)
