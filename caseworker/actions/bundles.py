"""A bundle that was made: stored, with what stands in it, so that a reprint can be proved equal."""

from __future__ import annotations

from dataclasses import dataclass, field

from caseworker.actions.base import CaseAction, Desk, ask, reason_needed
from caseworker.bundles import Built
from caseworker.records import Bundle, Case
from caseworker.records.contents import put_content
from caseworker.records.documents import held_back
from caseworker.rules.finding import Finding, refusal
from caseworker.rules.lifecycle import Role
from caseworker.rules.words import count

PURPOSES = ("Quality check", "Decision maker", "Forward to the IOPC", "Court", "Whole file")
# Of a complaint about MOPAC: who decides Stage 2, a court, or who may have all of it.
OF_COMPLAINTS = ("Decision maker", "Court", "Whole file")

# Who answers for what leaves the office; a shared server asks for the same.
MAY_SEND = frozenset({Role.MANAGER, Role.HR})


def restricted_words(number: int) -> str:
    """What is said to whoever may not put restricted documents into a bundle."""
    verb, them = ("is", "it") if number == 1 else ("are", "them")
    return f"{count(number, 'item')} {verb} restricted. Take {them} out or ask a manager"


@dataclass(frozen=True, kw_only=True)
class RecordBundle(CaseAction):
    """Keep a bundle that was built outside the transaction."""

    purpose: str = ask("What the bundles are for", kind="choice", default="",
                       choices=tuple((each, each) for each in PURPOSES),
                       empty="Choose what the bundle is for")
    built: Built = field(repr=False)  # the journal keeps its hash, not its bytes
    because: str = ask("Why restricted documents are in it", kind="long", default="",
                       hint="For example: the court asked for the whole file")

    def check(self, desk: Desk, case: Case) -> list[Finding]:
        """A bundle has pages; restricted documents are a manager's to put in, with a reason."""
        if self.built.pages <= 0:
            return [refusal("bundle", "Bundle", "Choose at least one document", "documents")]
        held = held_back(case.shown_documents)
        marked = {each.sha256 for each in case.documents if each.restricted or each.id in held}
        number = sum(each.sha256 in marked for each in self.built.entries)
        if not number:
            return []
        if not MAY_SEND & desk.roles:
            return [refusal("restricted", "Bundle", restricted_words(number), "documents")]
        return reason_needed(self.because)

    def apply(self, desk: Desk, case: Case) -> int:
        """Returns the id of the bundle."""
        bundle = Bundle(
            case_id=case.id, purpose=self.purpose, pages=self.built.pages,
            sha256=put_content(desk.session, self.built.pdf), made_at=desk.now,
            made_by=desk.actor, because=self.because.strip(),
            entries=[[e.title, e.first_page, e.pages, e.note, e.sha256]
                     for e in self.built.entries],
        )
        desk.session.add(bundle)
        desk.session.flush()
        return bundle.id
