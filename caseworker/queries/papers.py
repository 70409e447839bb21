"""Files and what can be bundled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from caseworker.queries.names import names_by_login
from caseworker.queries.timeline import moment
from caseworker.records import Bundle, Case, Staff
from caseworker.records.contents import Damaged, get_content
from caseworker.records.documents import held_back
from caseworker.rules.lifecycle import Role
from caseworker.rules.london import london_day
from caseworker.rules.words import spelt

__all__ = ["BundlePart", "BundleView", "Colleague", "Damaged", "bundle_parts", "bundles_made",
           "colleagues", "content"]


def content(session: Session, *, sha256: str) -> bytes:
    """The bytes under this hash. Raises contents.Damaged when they no longer match it."""
    return get_content(session, sha256)


@dataclass(frozen=True, slots=True)
class BundlePart:
    """A document or an issued letter that can stand in a bundle."""

    title: str
    kind: str
    dated: date | None
    sender: str
    name: str
    sha256: str
    pages: int
    restricted: bool = False


def bundle_parts(session: Session, *, case_id: int) -> tuple[BundlePart, ...]:
    """Documents and issued letters of a case, by date; a document without one by the day it came.
    Of several versions the newest, and restricted ones with their mark.

    Attachments of an email are left to the email, which brings them along.
    """
    case = session.get_one(Case, case_id)
    shown = case.shown_documents
    held = held_back(shown)
    found = [
        (d.dated or london_day(d.added_at), d.id,
         BundlePart(d.title, spelt(d.kind), d.dated, d.sender, d.name, d.sha256, d.pages,
                    d.id in held))
        for d in shown if d.parent_id is None
    ]
    found += [
        (letter.issued_on or date.max, letter.id,
         BundlePart(f"{letter.code} {letter.title}", "Letter issued", letter.issued_on, "MOPAC",
                    f"{case.reference} letter {letter.number}.pdf", letter.pdf_sha256, 0))
        for letter in case.letters if letter.state == "issued" and letter.pdf_sha256
    ]
    return tuple(part for _, _, part in sorted(found, key=lambda each: each[:2]))


@dataclass(frozen=True, slots=True)
class BundleView:
    """A bundle that was made."""

    id: int
    purpose: str
    pages: int
    sha256: str
    made: str
    made_by: str
    because: str = ""  # why restricted documents are in it


def bundles_made(session: Session, *, case_id: int) -> tuple[BundleView, ...]:
    """The bundles of a case, newest first."""
    names = names_by_login(session)
    query = select(Bundle).where(Bundle.case_id == case_id).order_by(Bundle.id.desc())
    return tuple(BundleView(b.id, b.purpose, b.pages, b.sha256, moment(b.made_at),
                            names.get(b.made_by, b.made_by), b.because)
                 for b in session.scalars(query))


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who works here."""

    id: int
    login: str
    name: str
    roles: tuple[Role, ...]


def colleagues(session: Session) -> tuple[Colleague, ...]:
    """Everybody who works here now, by name."""
    query = select(Staff).where(Staff.active).order_by(Staff.name)
    return tuple(Colleague(s.id, s.login, s.name, tuple(Role(role) for role in s.roles))
                 for s in session.scalars(query))
