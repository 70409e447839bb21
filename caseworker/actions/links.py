"""Link a case to another one, or take such a link back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select

from caseworker.actions.base import ENDED_STAYS, CaseAction, Desk, Undo, ask, reason_needed
from caseworker.records import Case
from caseworker.records.links import CaseLink, links_of
from caseworker.rules.finding import Finding, refusal
from caseworker.rules.links import REVERSE, LinkedCase, LinkKind, against_link
from caseworker.rules.searching import reference_of


def _choices(*kinds: LinkKind) -> tuple[tuple[LinkKind, str], ...]:
    return tuple((kind, kind.value.capitalize()) for kind in (*kinds, LinkKind.TAKEN_BACK))


# Merging ends a case: it has its own action.
KINDS = _choices(LinkKind.SAME_INCIDENT, LinkKind.JOINT, LinkKind.EARLIER, LinkKind.RELATED)
OF_COMPLAINT = _choices(LinkKind.COMPLAINED_OF, LinkKind.EARLIER_COMPLAINT, LinkKind.JOINT,
                        LinkKind.RELATED)


@dataclass(frozen=True, kw_only=True)
class LinkCases(CaseAction):
    """Record that another case belongs to this one, and as what. Both cases say so afterwards;
    of a confidential case only that itself, so that the other one tells nobody of it.

    The other case is named by its reference as typed, or by ``other_case_id``.
    """

    other_reference: str = ask("Reference of the other case", default="",
                               hint="For example REV-2026-0402")
    other_case_id: int | None = None
    kind: LinkKind | None = ask("What the other case is to this one", kind="choice",
                                choices=KINDS, default=None, empty="Choose what it is")
    because: str = ask("Reason", kind="long", default="", empty="Enter why they belong together")

    def missing(self) -> list[Finding]:
        """The other case must be named in one of the two ways."""
        found = super().missing()
        if self.other_case_id is None and not self.other_reference.strip():
            found.append(refusal("empty", "Other case", "Choose the other case",
                                 "other_reference"))
        return found

    def check(self, desk: Desk, case: Case) -> list[Finding]:
        """A reason; another case; not linked as this already; merging is an action of its own."""
        assert self.kind is not None  # missing() saw it
        if self.kind is LinkKind.MERGED and not isinstance(self, MergeCase):
            return [refusal("links", "Link", "To merge a case, choose Merge into another case",
                            "kind")]
        other = self._other(desk)
        ids = (case.id, other.id) if other else (case.id,)
        links = [row.link() for row in links_of(desk.session, *ids)]
        return reason_needed(self.because) + [
            replace(finding, field="other_reference") if finding.field else finding
            for finding in against_link(self.kind, _known(case), _known(other) if other else None,
                                        links, desk.roles)
        ]

    def apply(self, desk: Desk, case: Case) -> int:
        """Returns the id of the link. The decision stands in both cases."""
        other = self._other(desk)
        assert self.kind is not None and other is not None  # check() saw them
        row = CaseLink(case_id=case.id, other_case_id=other.id, kind=self.kind,
                       because=self.because.strip(), linked_by=desk.actor, linked_at=desk.now)
        desk.session.add(row)
        _tell(desk, case, other.reference, self.kind.value, row.because)
        if not case.closed:
            _tell(desk, other, case.reference, REVERSE[self.kind], row.because)
        desk.session.flush()
        if self.kind not in (LinkKind.MERGED, LinkKind.TAKEN_BACK):
            desk.undo = Undo(f"Linked to {other.reference}", type(self)(
                **self.taken_back(), other_case_id=other.id, kind=LinkKind.TAKEN_BACK,
                because="The link was undone by the person who made it."))
        return row.id

    def _other(self, desk: Desk) -> Case | None:
        """The other case; typed references may lack their hyphens or be in small letters."""
        if self.other_case_id is not None:
            return desk.session.get(Case, self.other_case_id)
        typed = reference_of(self.other_reference)
        return desk.session.scalars(select(Case).where(Case.reference == typed)).one_or_none()


@dataclass(frozen=True, kw_only=True)
class LinkComplaint(LinkCases):
    """The same for a complaint about MOPAC: who may not see both cases never hears of it."""

    kind: LinkKind | None = ask("What the other case is to this one", kind="choice",
                                choices=OF_COMPLAINT, default=None, empty="Choose what it is")


@dataclass(frozen=True, kw_only=True)
class MergeCase(LinkCases):
    """A manager ends a case whose work goes on in another one. Open it again if that was wrong."""

    stays = ENDED_STAYS

    kind: LinkKind | None = LinkKind.MERGED


def _known(case: Case) -> LinkedCase:
    return LinkedCase(case.id, case.reference, case.stage, case.closed)


def _tell(desk: Desk, case: Case, reference: str, what: str, because: str) -> Any:
    desk.decide(case, "Linked case", f"{reference}, {what}", because)
