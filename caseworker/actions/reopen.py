"""Open a case again that has ended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from caseworker.actions.base import CaseAction, Desk, ask, reason_needed
from caseworker.records import Case
from caseworker.rules.finding import Finding
from caseworker.rules.lifecycle import reopened_at


@dataclass(frozen=True, kw_only=True)
class ReopenCase(CaseAction):
    """A manager opens an ended case again, at the stage that what is recorded comes to."""

    because: str = ask("Reason", kind="long", default="", empty="Enter why it is opened again",
                       hint="For example consent came after all, or an error must be corrected")

    def check(self, desk: Desk, case: Case) -> list[Finding]:
        """A reason of some length."""
        return reason_needed(self.because)

    def apply(self, desk: Desk, case: Case) -> Any:
        """What was decided stays on record; only the end is lifted, and the refusal with it."""
        ended = case.stage
        standing = case.standing_recommendations
        case.stage = reopened_at(
            valid=case.valid_on is not None, allocated=case.allocated_on is not None,
            decided=case.decided_on is not None, sent=any(each.made_on for each in standing),
            answered=bool(standing) and all(each.answer for each in standing),
        )
        case.closed_on = None
        case.review.refusal_code = ""
        desk.decide(case, "Opened again", f"was {ended.value}", self.because)
