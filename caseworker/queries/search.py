"""Find a case, a person, or the words of a note, a letter or a document.

On a server the search runs in functions that apply the caller's rights; what they name is read
through the same views as everything else, so that a hidden case is neither shown nor counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from caseworker.queries import search_index as index
from caseworker.records import Case, Party, Review, Staff
from caseworker.rules.deadlines import days_words
from caseworker.rules.searching import (
    Asked,
    asked,
    fold,
    grams,
    is_name,
    reference_of,
    slips,
    words_of,
)
from caseworker.rules.words import count, short_date

SOME = 50  # cases looked at before the best few are chosen
# Names with one slip, else those with many pieces in common; how many words are compared.
ALIKE = ((slips, 20), (grams, 40))
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
    """Cases by reference, MPS reference, name, postcode, email or subject.

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
    for pieces_of, candidates in ALIKE:
        if not ids:
            choices = _alike(session, wanted, pieces_of, candidates)
            ids = index.cases(session, choices, False, me, SOME) if choices else []
            alike = bool(ids)
    if not ids:
        return Cases()
    rows = _rows(session, ids, wanted, exact, me)
    parties = _parties(session, [row.id for row in (rows[:most] if alike else rows)])
    people = _people(parties, wanted) if not alike else ()
    hits = _hits(rows[:most], parties, wanted, exact, me, today)
    return Cases(hits, people, alike and bool(hits), len(rows) > most)


def _exact(session: Session, reference: str) -> list[int]:
    if not reference:
        return []
    return list(session.scalars(select(Case.id).where(Case.reference == reference)))


def _alike(
    session: Session, wanted: Asked, pieces_of: Callable[[str], set[str]], most: int
) -> list[tuple[index.Phrase, ...]]:
    """For each word that can be a name the words that look like it; none when one has none."""
    names = [word for word in wanted.words if is_name(word)]
    if not names:
        return []
    from rapidfuzz import fuzz, process  # only when somebody misspells

    alike = {name: process.extract(name, there, scorer=fuzz.ratio, score_cutoff=LIKE_ENOUGH,
                                   limit=5)
             for name, there in zip(names, index.like(session, [*map(pieces_of, names)], most),
                                    strict=True)}
    if not all(alike.values()):
        return []
    return [tuple((found,) for found, *_ in alike[word]) if word in alike else ((word,),)
            for word in wanted.words]


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
               login.label("login")).where(index.among(session, Case.id, ids))
    ).all()
    newest = sorted(rows, key=lambda row: (row.opened_at, row.id), reverse=True)
    return sorted(newest, key=lambda row: (not _is_exact(row, wanted, exact), row.login != me))


def _is_exact(row: Any, wanted: Asked, exact: str) -> bool:
    """Whether its whole reference, ours or that of the MPS, is what was typed."""
    return row.reference == exact or words_of(row.mps_reference or "") == list(wanted.words)


def _parties(session: Session, ids: Sequence[int]) -> Sequence[Any]:
    """The people of these cases, in the order in which they were recorded."""
    asking = select(Party.id, Party.case_id, Party.part, Party.name, Party.postcode, Party.email,
                    Party.organisation).where(index.among(session, Party.case_id, ids))
    return sorted(session.execute(asking), key=lambda party: party.id)


def _hits(
    rows: Sequence[Any], parties: Sequence[Any], wanted: Asked, exact: str, me: str, today: date
) -> tuple[CaseHit, ...]:
    return tuple(
        CaseHit(
            row.id, row.reference, row.name, row.about, _standing(row, today),
            _why(row, [each for each in parties if each.case_id == row.id], wanted),
            _is_exact(row, wanted, exact), row.login == me, row.closed,
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


def _people(parties: Sequence[Any], wanted: Asked) -> tuple[PersonHit, ...]:
    """People of these cases with the words in their name; not those who are a hit themselves."""
    parts: dict[tuple[str, str], tuple[str, list[int]]] = {}
    for each in parties:
        if _has(wanted, each.name):
            parts.setdefault((fold(each.name), each.part.value), (each.name, []))[1].append(
                each.case_id)
    return tuple(
        PersonHit(name, f"{part.capitalize()} in {count(len(cases), 'case')}")
        for (_, part), (name, cases) in parts.items()
        if part != "complainant" or len(cases) > 1
    )
