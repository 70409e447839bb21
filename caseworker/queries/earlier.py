"""Whether a file's very bytes are already here, and where."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from caseworker.actions.documents import same_file
from caseworker.records import Case, Document, PostItem, Staff
from caseworker.rules.london import london_day
from caseworker.rules.words import sentence


@dataclass(frozen=True, slots=True)
class EarlierCopy:
    """The first document with the same bytes. ``case_id`` or ``post_item_id`` says where it is."""

    name: str
    words: str  # "This is the same file as Scan 0003.pdf, logged 9 March 2026 by Leah Brandt."
    post_item_id: int | None
    case_id: int | None
    reference: str
    waiting: bool  # the earlier item still waits for a case


def earlier_copy(session: Session, *, sha256: str) -> EarlierCopy | None:
    """The first document with these bytes; None when there is none."""
    document = session.scalars(
        select(Document).where(Document.sha256 == sha256).order_by(Document.id).limit(1)
    ).first()
    if document is None:
        return None
    by = session.scalars(select(Staff.name).where(Staff.login == document.added_by)).first()
    item = session.get(PostItem, document.post_item_id) if document.post_item_id else None
    case = session.get(Case, document.case_id) if document.case_id else None
    words = same_file(document.name, london_day(document.added_at), by or document.added_by)
    if item is not None and item.state == "not post":
        words += f" It was set aside as not post: {sentence(item.because)}"
    return EarlierCopy(
        document.name, words,
        document.post_item_id, document.case_id,
        case.reference if case else item.reference if item else "",
        item is not None and item.state == "logged",
    )
