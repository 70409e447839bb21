"""Link a case to another one, or take such a link back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from caseworker.actions.base import CaseAction, Desk, ask, reason_needed
from caseworker.records import Case
from caseworker.records.links import CaseLink, links_of
from caseworker.rules.finding import Finding
from caseworker.rules.links import REVERSE, LinkedCase, LinkKind, against_link

# Not capitalize(), which would write "IOPC" small.
KINDS = tuple((kind, kind.value[:1].upper() + kind.value[1:]) for kind in LinkKind)


@dataclass(frozen=True, kw_only=True)
class LinkCases(CaseAction):
    """Record that another case belongs to this one, and as what. Both cases say so afterwards."""

    other_case_id: int | None = ask("Other case", kind="number", default=None,
                                    empty="Choose the other case")
    kind: LinkKind | None = ask("What the other case is to this one", kind="choice",
                                choices=KINDS, default=None, empty="Choose what it is")
    because: str = ask("Reason", kind="long", default="", empty="Enter why they belong together")

    def check(self, desk: Desk, case: Case) -> list[Finding]:
        """A reason; another case; not linked as this already; only a manager merges."""
        assert self.kind is not None and self.other_case_id is not None  # missing() saw them
        other = desk.session.get(Case, self.other_case_id)
        links = [row.link() for row in links_of(desk.session, case.id, self.other_case_id)]
        return reason_needed(self.because) + against_link(
            self.kind, _known(case), _known(other) if other else None, links, desk.roles
        )

    def apply(self, desk: Desk, case: Case) -> int:
        """Returns the id of the link. The decision stands in both cases."""
        assert self.kind is not None and self.other_case_id is not None  # missing() saw them
        other = desk.session.get_one(Case, self.other_case_id)
        row = CaseLink(case_id=case.id, other_case_id=other.id, kind=self.kind,
                       because=self.because.strip(), linked_by=desk.actor, linked_at=desk.now)
        desk.session.add(row)
        _tell(desk, case, other.reference, self.kind.value, row.because)
        _tell(desk, other, case.reference, REVERSE[self.kind], row.because)
        desk.session.flush()
        return row.id


def _known(case: Case) -> LinkedCase:
    return LinkedCase(case.id, case.reference, case.stage)


def _tell(desk: Desk, case: Case, reference: str, what: str, because: str) -> Any:
    desk.decide(case, "Linked case", f"{reference}, {what}", because)
