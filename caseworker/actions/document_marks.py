"""A new version of a document, the restricted mark on one, and copies that leave the office."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from caseworker.actions.base import CaseAction, Desk, Undo, ask, not_in_future, reason_needed
from caseworker.actions.documents import Incoming, acceptable, keep, of_case
from caseworker.records import Case, Document
from caseworker.records.contents import sha256_of
from caseworker.records.documents import held_back
from caseworker.rules.finding import Finding, refusal

MARK_WORDS = "For example medical, or about a third party"


@dataclass(frozen=True, kw_only=True)
class AddVersion(CaseAction):
    """A new version takes the place of a document; those before stay readable."""

    stays = ("A version stays. If the earlier file was the right one, add it again as a new "
             "version.")
    document_id: int
    files: tuple[Incoming, ...] = ask("Files", kind="files", empty="Drop a file, or press Ctrl+O")
    because: str = ask("Why there is a new version", kind="long", default="",
                       empty="Enter why there is a new version",
                       hint="For example: a better scan, or the MPS sent it again")
    dated: date | None = ask("Date on the document", kind="date", default=None)

    def check(self, desk: Desk, case: Case) -> list[Finding]:
        """One file, other than the one before, of a document as it is shown now."""
        before = of_case(case, self.document_id)
        found = [*acceptable(self.files),
                 *not_in_future(self.dated, desk.today, "Date on the document", "dated")]
        if len(self.files) != 1:
            found.append(refusal("files", "Files", "Choose one file: a version is one file"))
        elif sha256_of(self.files[0].content) == before.sha256:
            found.append(refusal("same_file", self.files[0].name,
                                 "This is the same file as the version that is shown"))
        if any(each.replaces_id == before.id for each in case.documents):
            found.append(refusal("version", "Document", "There is a newer version already. Add "
                                 "yours to the one that is shown"))
        return found

    def apply(self, desk: Desk, case: Case) -> int:
        """Returns its id. Type, title and a restricted mark are those of the version before."""
        before = of_case(case, self.document_id)
        made = keep(desk, self.files[0], case_id=case.id, parent_id=before.parent_id)
        made.kind, made.title = before.kind, before.title
        made.dated = self.dated or made.dated
        made.replaces_id, made.version_because = before.id, self.because.strip()
        if before.restricted:
            _mark(desk, made, before.restricted_because)
        return made.id


@dataclass(frozen=True, kw_only=True)
class RestrictDocument(CaseAction):
    """Mark a document: it stays out of bundles and copies unless somebody says why not.

    What came with a marked email is held back with it, and so is an email for what is in it.
    """

    document_id: int
    because: str = ask("Why it is restricted", kind="long", default="", hint=MARK_WORDS,
                       empty="Enter why this document is restricted")

    def check(self, desk: Desk, case: Case) -> list[Finding]:
        """Not twice, and nothing that came with an email that is marked."""
        document = of_case(case, self.document_id)
        bearer = held_back(case.shown_documents).get(document.id)
        if document.restricted:
            return [refusal("mark", "Document", "This document is marked already.")]
        if bearer is not None and bearer.id < document.id:
            return [refusal("mark", "Document", f"“{bearer.title}”, which it came with, is "
                            "marked, and this with it.")]
        return []

    def apply(self, desk: Desk, case: Case) -> Any:
        """Who, when and why."""
        document = of_case(case, self.document_id)
        _mark(desk, document, self.because)
        done = f"{document.title} marked as restricted"
        back = LiftRestriction(**self.taken_back(), document_id=document.id,
                               because="Marked by mistake, and undone at once.")
        may = not LiftRestriction.allowed(case, desk.roles)
        desk.undo = Undo(done, back) if may else Undo(
            done, why_not="Ask a manager to take the mark off.")


@dataclass(frozen=True, kw_only=True)
class LiftRestriction(CaseAction):
    """Take the mark off again."""

    document_id: int
    because: str = ask("Why it can go out now", kind="long", default="")

    def check(self, desk: Desk, case: Case) -> list[Finding]:
        """A reason, and a mark."""
        document = of_case(case, self.document_id)
        bearer = held_back(case.shown_documents).get(document.id)
        if not document.restricted and bearer is not None:
            return [refusal("mark", "Document",
                            f"The mark is on “{bearer.title}”. Take it off there.")]
        if not document.restricted:
            return [refusal("mark", "Document", "This document is not marked as restricted.")]
        return reason_needed(self.because)

    def apply(self, desk: Desk, case: Case) -> Any:
        """The journal keeps who had marked it, and why the mark went."""
        document = of_case(case, self.document_id)
        because = document.restricted_because
        document.restricted_by = document.restricted_because = ""
        document.restricted_at = None
        desk.undo = Undo(f"{document.title} no longer restricted", RestrictDocument(
            **self.taken_back(), document_id=document.id, because=because))


@dataclass(frozen=True, kw_only=True)
class CopyRestricted(CaseAction):
    """Say why a copy of a restricted document leaves the records; it is written after that."""

    stays = "That a copy was taken stays in the journal."
    document_id: int
    because: str = ask("Why you need a copy", kind="long", default="",
                       empty="Enter why you need a copy")

    def check(self, desk: Desk, case: Case) -> list[Finding]:
        """A reason of some length."""
        of_case(case, self.document_id)
        return reason_needed(self.because)

    def apply(self, desk: Desk, case: Case) -> Any:
        """Nothing changes; the entry says who, when and why."""


def _mark(desk: Desk, document: Document, because: str) -> None:
    document.restricted_because, document.restricted_by = because.strip(), desk.actor
    document.restricted_at = desk.now
