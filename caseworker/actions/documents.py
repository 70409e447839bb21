"""Files that join an item of post or a case: kept byte for byte, under their hash."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from caseworker.actions.base import CaseAction, Desk, Undo, ask, not_in_future
from caseworker.intake import Reading, accept, safe_name
from caseworker.records import Case, Document
from caseworker.records.contents import put_content, sha256_of
from caseworker.rules.finding import Finding, Refused, refusal
from caseworker.rules.kinds import Kind
from caseworker.rules.london import london_day
from caseworker.rules.words import long_date, spelt

OUTCOME_LETTER = "MPS outcome letter"
DOCUMENT_KINDS = (
    "Review request", OUTCOME_LETTER, "Complaint to the MPS", "Consent to represent",
    "Evidence from the requester", "MPS papers", "MPS response", "E-mail", "Other",
)
_KINDS = tuple((kind, spelt(kind)) for kind in DOCUMENT_KINDS)


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file that came in: its bytes, and what was read of it outside the transaction."""

    name: str
    content: bytes
    kind: str = "Other"
    title: str = ""
    media_type: str = ""
    pages: int = 0
    note: str = ""
    sender: str = ""
    dated: date | None = None
    parts: tuple[Incoming, ...] = ()
    text: str = field(default="", repr=False)  # what was read of it, for search

    @classmethod
    def from_reading(cls, name: str, content: bytes, reading: Reading, kind: str = "") -> Incoming:
        """A file with what the reading process said of it; attachments come along as parts."""
        parts = tuple(
            cls(part.name, part.content, media_type=part.media_type, sender=reading.sender)
            for part in reading.parts
        )
        return cls(
            safe_name(name), content, kind or ("E-mail" if reading.kind == "email" else "Other"),
            reading.subject or safe_name(name), reading.media_type, reading.pages, reading.note,
            reading.sender, reading.sent, parts, reading.text,
        )


def keep(
    desk: Desk, incoming: Incoming, *, case_id: int | None = None,
    post_item_id: int | None = None, parent_id: int | None = None,
) -> Document:
    """Store one file and its attachments; returns its document."""
    document = Document(
        case_id=case_id, post_item_id=post_item_id, parent_id=parent_id,
        title=incoming.title or incoming.name, kind=incoming.kind, dated=incoming.dated,
        sender=incoming.sender, name=incoming.name,
        sha256=put_content(desk.session, incoming.content),
        size=len(incoming.content), media_type=incoming.media_type, pages=incoming.pages,
        reading_note=incoming.note, read_text=incoming.text, added_at=desk.now, added_by=desk.actor,
    )
    desk.session.add(document)
    desk.session.flush()
    for part in incoming.parts:
        keep(desk, part, case_id=case_id, post_item_id=post_item_id, parent_id=document.id)
    return document


def acceptable(files: tuple[Incoming, ...]) -> list[Finding]:
    """Why a file can't be kept: empty, or too large."""
    return [finding for file in files for finding in accept(file.name, file.content)]


def same_file(name: str, logged: date, by: str) -> str:
    """What is said of a file whose very bytes are already here."""
    return f"This is the same file as {name}, logged {long_date(logged)} by {by}."


def kept_before(desk: Desk, files: tuple[Incoming, ...]) -> list[Finding]:
    """One finding for each file whose very bytes are already here, naming where."""
    found = []
    for file in files:
        earlier = (
            desk.session.query(Document).filter_by(sha256=sha256_of(file.content))
            .order_by(Document.id).first()
        )
        if earlier is not None:
            found.append(refusal(
                "same_file", file.name,
                same_file(earlier.name, london_day(earlier.added_at),
                          desk.colleague(earlier.added_by))
                + " Log it again only if it came twice.",
                "same_file_again",
            ))
    return found


@dataclass(frozen=True, kw_only=True)
class AddDocument(CaseAction):
    """Add files to a case."""

    files: tuple[Incoming, ...] = ask("Files", kind="files", empty="Drop a file, or press Ctrl+O")
    kind: str = ask("Type of document", kind="choice", default="Other",
                    choices=_KINDS)
    title: str = ask("Title", hint="Leave empty to keep the file's name", default="")
    dated: date | None = ask("Date on the document", kind="date", default=None)
    same_file_again: bool = ask("It came twice: keep it again", kind="tick", default=False)

    def check(self, desk: Desk, case: Case) -> list[Finding]:
        """Empty and too large files are refused; the same file only when not confirmed."""
        found = acceptable(self.files)
        return found if self.same_file_again else [*found, *kept_before(desk, self.files)]

    def apply(self, desk: Desk, case: Case) -> Any:
        """Returns the ids of the new documents."""
        ids = []
        for file in self.files:
            document = keep(desk, file, case_id=case.id)
            document.kind = self.kind if file.kind == "Other" else file.kind
            document.title = self.title or document.title
            document.dated = self.dated or document.dated
            ids.append(document.id)
            _note_outcome_letter(case, document.kind)
        return tuple(ids)


@dataclass(frozen=True, kw_only=True)
class DescribeDocument(CaseAction):
    """Correct what is known of a document: type, title, date. Its bytes never change."""

    document_id: int
    kind: str = ask("Type of document", kind="choice", default="Other",
                    choices=_KINDS)
    title: str = ask("Title", default="", empty="Enter the title")
    dated: date | None = ask("Date on the document", kind="date", default=None)

    def check(self, desk: Desk, case: Case) -> list[Finding]:
        """The document is one of this case, and its date today or in the past."""
        of_case(case, self.document_id)
        return not_in_future(self.dated, desk.today, "Date on the document", "dated")

    def apply(self, desk: Desk, case: Case) -> Any:
        """What was typed; an outcome letter that is here is an outcome letter that we hold."""
        document = of_case(case, self.document_id)
        if self.kind != OUTCOME_LETTER or case.review.outcome_letter_held:
            desk.undo = Undo(f"{document.title} described", DescribeDocument(
                **self.taken_back(), document_id=document.id, kind=document.kind,
                title=document.title, dated=document.dated))
        document.kind, document.title = self.kind, self.title.strip()
        document.dated = self.dated
        _note_outcome_letter(case, self.kind)


def of_case(case: Case, document_id: int) -> Document:
    """The document of this case with this id. Raises Refused for any other."""
    for each in case.documents:
        if each.id == document_id:
            return each
    raise Refused([refusal("document", "Document", "There is no such document.")])


def _note_outcome_letter(case: Case, kind: str) -> None:
    if kind == OUTCOME_LETTER and case.kind is Kind.REVIEW:
        case.review.outcome_letter_held = True
