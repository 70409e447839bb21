"""Find a case, a person, or the words of a note, a letter or a document.

On a server the search runs in functions that apply the caller's rights; what they name is read
through the same views as everything else, so that a hidden case is neither shown nor counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from caseworker.queries import search_index as index
from caseworker.records import Case, Party, Review, Staff
from caseworker.rules.deadlines import days_words
from caseworker.rules.searching import Asked, asked, fold, is_name, reference_of, words_of
from caseworker.rules.words import count, short_date

SOME = 50  # cases looked at before the best few are chosen
LIKE_ENOUGH = 72  # of 100: "Abernethy" and "Abernathy" have 89, "Smyth" and "Smith" 80


@dataclass(frozen=True, slots=True)
class CaseHit:
    """A case that was found: what it is, how it stands, and what of it matched."""

    case_id: int
    reference: str
    name: str
    about: str
    standing: str  # "Due today", "Closed 4 Dec 2025"
    why: str  # "MPS reference PC/04733/25"; "" where reference or name say it
    exact: bool
    mine: bool
    closed: bool  # on the closed side


@dataclass(frozen=True, slots=True)
class PersonHit:
    """Somebody who has a part in cases: "Representative in 3 cases"."""

    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Cases:
    """The best cases and people, and whether they were found by likeness only."""

    hits: tuple[CaseHit, ...] = ()
    people: tuple[PersonHit, ...] = ()
    alike: bool = False
    more: bool = False


def find_cases(
    session: Session, *, text: str, me: str, today: date, most: int = 8
) -> Cases:
    """Cases by reference, MPS reference, name, postcode, e-mail or subject.

    An exact reference first, then one's own, then the newest. Where nothing is written so, names
    that look alike.
    """
    wanted = asked(text)
    if not wanted.phrases:
        return Cases()
    exact = reference_of(text)
    ids = _exact(session, exact) + index.cases(
        session, [(phrase,) for phrase in wanted.phrases], wanted.beginning, me, SOME)
    alike = False
    if not ids:
        choices = _alike(session, wanted)
        alike = bool(choices)
        ids = index.cases(session, choices, False, me, SOME) if choices else []
    rows = _rows(session, ids, wanted, exact, me)
    people = _people(session, [row.id for row in rows], wanted) if not alike else ()
    hits = _hits(session, rows[:most], wanted, exact, me, today)
    return Cases(hits, people, alike and bool(hits), len(rows) > most)


def _exact(session: Session, reference: str) -> list[int]:
    if not reference:
        return []
    return list(session.scalars(select(Case.id).where(Case.reference == reference)))


def _alike(session: Session, wanted: Asked) -> list[tuple[index.Phrase, ...]]:
    """For each word that can be a name the words that look like it; none when one has none."""
    from rapidfuzz import fuzz, process  # only when somebody misspells

    chosen: list[tuple[index.Phrase, ...]] = []
    for word in wanted.words:
        if not is_name(word):
            chosen.append(((word,),))
            continue
        likes = process.extract(word, index.like(session, word), scorer=fuzz.ratio,
                                score_cutoff=LIKE_ENOUGH, limit=5)
        if not likes:
            return []
        chosen.append(tuple((found,) for found, *_ in likes))
    return chosen


def _rows(
    session: Session, ids: Sequence[int], wanted: Asked, exact: str, me: str
) -> list[Any]:
    """The cases in the order in which they are shown."""
    # Looked up case by case: a server would join the whole of two views for a few cases.
    mps = select(Review.mps_reference).where(Review.case_id == Case.id).scalar_subquery()
    login = select(Staff.login).where(Staff.id == Case.owner_id).scalar_subquery()
    rows: Sequence[Any] = session.execute(
        select(Case.id, Case.reference, Case.name, Case.about, Case.closed_on,
               Case.next_deadline, Case.opened_at, Case.closed, mps.label("mps_reference"),
               login.label("login")).where(Case.id.in_(set(ids)))
    ).all()
    newest = sorted(rows, key=lambda row: (row.opened_at, row.id), reverse=True)
    return sorted(newest, key=lambda row: (not _is_exact(row, wanted, exact), row.login != me))


def _is_exact(row: Any, wanted: Asked, exact: str) -> bool:
    """Whether its whole reference, ours or that of the MPS, is what was typed."""
    return row.reference == exact or words_of(row.mps_reference or "") == list(wanted.words)


def _hits(
    session: Session, rows: Sequence[Any], wanted: Asked, exact: str, me: str, today: date
) -> tuple[CaseHit, ...]:
    parties: dict[int, list[Any]] = {}
    for party in session.execute(
        select(Party.case_id, Party.part, Party.name, Party.postcode, Party.email,
               Party.organisation).where(Party.case_id.in_([row.id for row in rows]))
    ):
        parties.setdefault(party.case_id, []).append(party)
    return tuple(
        CaseHit(
            row.id, row.reference, row.name, row.about, _standing(row, today),
            _why(row, parties.get(row.id, ()), wanted), _is_exact(row, wanted, exact),
            row.login == me, row.closed,
        ) for row in rows
    )


def _standing(case: Any, today: date) -> str:
    if case.closed_on:
        return f"Closed {short_date(case.closed_on)}"
    if case.next_deadline:
        return days_words(case.next_deadline, today)
    return "No deadline"


def _why(case: Any, parties: Iterable[Any], wanted: Asked) -> str:
    """Where it matched, when neither reference nor name say so."""
    if _has(wanted, f"{case.reference} {case.reference.replace('-', '')} {case.name}"):
        return ""
    mps = case.mps_reference or ""
    plain = mps.replace("/", "").replace("-", "").replace(" ", "")
    if mps and _has(wanted, f"{mps} {plain}"):
        return f"MPS reference {mps}"
    for party in parties:
        for value, words in (
            (party.name, f"{party.part.value.capitalize()} {party.name}"),
            (f"{party.postcode} {party.postcode.replace(' ', '')}", f"Postcode {party.postcode}"),
            (party.email, party.email), (party.organisation, party.organisation),
        ):
            if _has(wanted, value):
                return words
    return case.about if _has(wanted, case.about) else ""


def _has(wanted: Asked, value: str) -> bool:
    """Whether a value holds every word; the last may be a beginning."""
    there = words_of(value)
    *whole, last = wanted.words
    begun = any(word.startswith(last) if wanted.beginning else word == last for word in there)
    return begun and all(word in there for word in whole)


def _people(session: Session, ids: Sequence[int], wanted: Asked) -> tuple[PersonHit, ...]:
    """People of these cases with the words in their name; not those who are a hit themselves."""
    parts: dict[tuple[str, str], tuple[str, list[int]]] = {}
    asking = select(Party.name, Party.part, Party.case_id).where(Party.case_id.in_(set(ids)))
    for name, part, case_id in session.execute(asking.order_by(Party.id)):
        if _has(wanted, name):
            parts.setdefault((fold(name), part.value), (name, []))[1].append(case_id)
    return tuple(
        PersonHit(name, f"{part.capitalize()} in {count(len(cases), 'case')}")
        for (_, part), (name, cases) in parts.items()
        if part != "complainant" or len(cases) > 1
    )
