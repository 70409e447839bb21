"""The post desk's list, and one item of post."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from caseworker.queries.timeline import moment
from caseworker.records import Case, Document, Part, Party, PostItem, Review


@dataclass(frozen=True, slots=True)
class PostFile:
    """A file of an item of post."""

    id: int
    name: str
    sha256: str
    pages: int
    note: str


@dataclass(frozen=True, slots=True)
class PostRow:
    """One item of post: what was typed about it and where it went."""

    id: int
    version: int
    reference: str
    received: date
    written: date | None
    logged: str
    channel: str
    route: str
    name: str
    address: str
    postcode: str
    email: str
    mps_reference: str
    adjustments: str
    outcome_letter_dated: date | None
    state: str
    because: str  # why it has its route, is in its case, or is not post
    case_reference: str
    case_id: int | None
    files: tuple[PostFile, ...]


def post_list(session: Session, *, waiting: bool = True, limit: int = 200) -> tuple[PostRow, ...]:
    """Items that wait for a case (``waiting``), or all, newest first."""
    query = select(PostItem, Case.reference).outerjoin(Case, Case.id == PostItem.case_id)
    if waiting:
        query = query.where(PostItem.state == "logged")
    found = session.execute(query.order_by(PostItem.id.desc()).limit(limit))
    return tuple(_row(item, reference or "") for item, reference in found)


def post_item(session: Session, *, post_item_id: int) -> PostRow | None:
    """One item; None when there is no such item."""
    query = select(PostItem, Case.reference).outerjoin(Case, Case.id == PostItem.case_id)
    found = session.execute(query.where(PostItem.id == post_item_id)).one_or_none()
    return _row(found[0], found[1] or "") if found else None


def _row(item: PostItem, case_reference: str) -> PostRow:
    plain = {name: getattr(item, name) for name in PostRow.__slots__
             if name not in ("logged", "case_reference", "files")}
    return PostRow(**plain, logged=moment(item.logged_at), case_reference=case_reference,
                   files=tuple(_file(d) for d in item.documents if d.parent_id is None))


def _file(document: Document) -> PostFile:
    return PostFile(document.id, document.name, document.sha256, document.pages,
                    document.reading_note)


@dataclass(frozen=True, slots=True)
class PossibleMatch:
    """A case that may be about the same person or complaint, and why we think so."""

    case_id: int
    version: int
    reference: str
    name: str
    about: str
    why: str


def possible_matches(
    session: Session, *, name: str = "", postcode: str = "", mps_reference: str = ""
) -> tuple[PossibleMatch, ...]:
    """Cases with the same MPS reference, or the same surname and postcode. Never merged by us."""
    surname = name.split()[-1].lower() if name.split() else ""
    code = "".join(postcode.upper().split())
    wanted = []
    if mps_reference.strip():
        wanted.append(Review.mps_reference == mps_reference.strip())
    if surname and code:
        wanted.append(Party.name.icontains(surname, autoescape=True)
                      & (Party.part == Part.COMPLAINANT))
    if not wanted:
        return ()
    query = (
        select(Case, Review.mps_reference, Party.name, Party.postcode)
        .join(Review, Review.case_id == Case.id).join(Party, Party.case_id == Case.id)
        .where(or_(*wanted)).order_by(Case.id.desc()).limit(50)
    )
    found: dict[int, PossibleMatch] = {}
    for case, reference, party_name, party_code in session.execute(query):
        if mps_reference.strip() and reference == mps_reference.strip():
            why = "Same MPS reference"
        elif "".join(party_code.upper().split()) == code and party_name.split() and (
            party_name.split()[-1].lower() == surname
        ):
            why = "Same postcode and surname"
        else:
            continue
        found.setdefault(case.id, PossibleMatch(case.id, case.version, case.reference, case.name,
                                                case.about, why))
    return tuple(found.values())
