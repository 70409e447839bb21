"""A bundle that was made: stored, with what stands in it, so that a reprint can be proved equal."""

from __future__ import annotations

from dataclasses import dataclass, field

from caseworker.actions.base import CaseAction, Desk, ask
from caseworker.bundles import Built
from caseworker.records import Bundle, Case
from caseworker.records.contents import put_content
from caseworker.rules.finding import Finding, refusal

PURPOSES = ("Quality check", "Decision maker", "Forward to the IOPC", "Court", "Whole file")


@dataclass(frozen=True, kw_only=True)
class RecordBundle(CaseAction):
    """Keep a bundle that was built outside the transaction."""

    purpose: str = ask("What the bundles are for", kind="choice", default="",
                       choices=tuple((each, each) for each in PURPOSES),
                       empty="Choose what the bundle is for")
    built: Built = field(repr=False)  # the journal keeps its hash, not its bytes

    def check(self, desk: Desk, case: Case) -> list[Finding]:
        """A bundle has pages."""
        if self.built.pages > 0:
            return []
        return [refusal("bundle", "Bundle", "Choose at least one document", "documents")]

    def apply(self, desk: Desk, case: Case) -> int:
        """Returns the id of the bundle."""
        bundle = Bundle(
            case_id=case.id, purpose=self.purpose, pages=self.built.pages,
            sha256=put_content(desk.session, self.built.pdf), made_at=desk.now,
            made_by=desk.actor,
            entries=[[e.title, e.first_page, e.pages, e.note, e.sha256]
                     for e in self.built.entries],
        )
        desk.session.add(bundle)
        desk.session.flush()
        return bundle.id
