"""What every action on a complaint about MOPAC checks: its table of steps, and the guards."""

from __future__ import annotations

from typing import Any

from caseworker.actions.base import CaseAction, Desk
from caseworker.records import Case, Complaint, ComplaintPart
from caseworker.rules import complaint_guards
from caseworker.rules.complaint_guards import Given
from caseworker.rules.finding import Finding, against, refusal

# The fields of a form on a reason.
BECAUSE: dict[str, Any] = {
    "kind": "long", "empty": "Enter why you are deciding this", "default": "",
}
TITLE = "Complaint about MOPAC"


class ComplaintAction(CaseAction):
    """A step of a complaint. A subclass may say what was entered with it, and check more."""

    def check(self, desk: Desk, case: Case) -> list[Finding]:
        """What the guards of the step say; then what the step itself asks."""
        found = [finding for finding in complaint_guards.allowed(
            self.called, case.complaint_stage, desk.roles, case.complaint.facts(), self.entered())
            if finding.rule not in ("stage", "role")]  # those were asked before
        return found or against(self.also(desk, case))

    def entered(self) -> Given:
        """What was entered with the step."""
        return Given(because=getattr(self, "because", ""))

    def also(self, desk: Desk, case: Case) -> list[Finding]:
        """What the step asks beyond the guards."""
        return []


def part_of(complaint: Complaint, number: int | None) -> ComplaintPart | None:
    """The part with this number."""
    return next((part for part in complaint.parts if part.number == number), None)


def no_part(field: str = "number") -> list[Finding]:
    """Said of a part that is not there."""
    return [refusal("parts", "Part", "Choose a part of this complaint", field)]
