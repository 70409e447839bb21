"""Whether a complaint is accepted: the checks, a late one, the ways out, and opening it again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from caseworker.actions.base import Desk, ask, not_in_future, reason_needed
from caseworker.actions.complaints.base import BECAUSE, ComplaintAction
from caseworker.records import Case
from caseworker.rules import complaint_validity, scope
from caseworker.rules.complaint_guards import Given
from caseworker.rules.finding import Finding, refusal


class StartComplaintChecks(ComplaintAction):
    """Begin the checks MC1 to MC4."""

    def apply(self, desk: Desk, case: Case) -> Any:
        """Only the stage moves."""


@dataclass(frozen=True, kw_only=True)
class DecideLateComplaint(ComplaintAction):
    """A manager accepts a complaint that came after the time to complain, or does not."""

    accepted: bool | None = ask("Are there good reasons to accept it?", kind="choice",
                                default=None, choices=((True, "Yes, accept it"), (False, "No")),
                                empty="Choose whether to accept the late complaint")
    because: str = ask("Reasons", hint="They stand in the letter", **BECAUSE)

    def also(self, desk: Desk, case: Case) -> list[Finding]:
        """Reasons of some length."""
        return reason_needed(self.because)

    def apply(self, desk: Desk, case: Case) -> Any:
        """The decision is kept with its reasons."""
        case.complaint.late = {"accepted": bool(self.accepted), "because": self.because.strip()}
        desk.decide(case, "Late complaint", "accepted" if self.accepted else "not accepted",
                    self.because)


class AcceptComplaint(ComplaintAction):
    """Accept it: covered by the policy, in time, and complete."""

    def apply(self, desk: Desk, case: Case) -> Any:
        """The day is kept."""
        case.complaint.accepted_on = desk.today
        desk.decide(case, "Complaint", "accepted")


@dataclass(frozen=True, kw_only=True)
class RedirectComplaint(ComplaintAction):
    """It belongs elsewhere, as the facts prove: another body, or another of our policies."""

    because: str = ask("What we did with it", hint="For example whom it was passed to, and that "
                       "the complainant agreed", **BECAUSE)

    def apply(self, desk: Desk, case: Case) -> Any:
        """The way out is kept with what was done."""
        way = scope.way_out(case.complaint.facts())
        assert way is not None  # the guard saw it
        desk.decide(case, "Complaint", f"sent elsewhere ({way.code} {way.title})", self.because)


@dataclass(frozen=True, kw_only=True)
class RefuseComplaint(ComplaintAction):
    """A manager does not accept it, for one of the grounds that the facts prove."""

    code: str = ask("Reason", kind="choice", default="", empty="Choose the reason")
    because: str = ask("Explain it in your own words", **BECAUSE)

    def also(self, desk: Desk, case: Case) -> list[Finding]:
        """The facts must support the reason that was chosen."""
        found = reason_needed(self.because)
        proved = {one.code for one in complaint_validity.refuse_reasons(case.complaint.facts())}
        if self.code not in proved:
            words = "The facts recorded do not support this reason. Record the facts first"
            found.append(refusal("refusal", "Do not accept", words, "code"))
        return found

    def apply(self, desk: Desk, case: Case) -> Any:
        """Code and reason are kept."""
        desk.decide(case, "Complaint", f"not accepted ({self.code})", self.because)


@dataclass(frozen=True, kw_only=True)
class WithdrawComplaint(ComplaintAction):
    """The complainant takes it back."""

    on: date | None = ask("Day they took it back", kind="date", default=None,
                          empty="Enter the day the complainant withdrew it")
    because: str = ask("How they told us", **BECAUSE)

    def entered(self) -> Given:
        """The day it was withdrawn."""
        return Given(because=self.because, on=self.on)

    def also(self, desk: Desk, case: Case) -> list[Finding]:
        """Today or in the past."""
        return not_in_future(self.on, desk.today, "Day they took it back", "on")

    def apply(self, desk: Desk, case: Case) -> Any:
        """The case ends."""
        desk.decide(case, "Withdrawal", "complaint withdrawn", self.because)


@dataclass(frozen=True, kw_only=True)
class DiscontinueComplaint(ComplaintAction):
    """A manager ends a complaint that cannot go on."""

    because: str = ask("Why it cannot go on", **BECAUSE)

    def also(self, desk: Desk, case: Case) -> list[Finding]:
        """A reason of some length."""
        return reason_needed(self.because)

    def apply(self, desk: Desk, case: Case) -> Any:
        """The case ends."""
        desk.decide(case, "Discontinued", "complaint discontinued", self.because)


@dataclass(frozen=True, kw_only=True)
class ReopenChecks(ComplaintAction):
    """A manager opens a complaint again that was sent elsewhere, refused or withdrawn."""

    because: str = ask("Why it is opened again", **BECAUSE)

    def apply(self, desk: Desk, case: Case) -> Any:
        """What was decided stays on record; only the end is lifted."""
        desk.decide(case, "Opened again", f"was {case.stage.value}", self.because)
        case.closed_on = None


@dataclass(frozen=True, kw_only=True)
class ReopenStage1(ReopenChecks):
    """A manager opens an accepted complaint again that has ended: it goes back to Stage 1."""

    def apply(self, desk: Desk, case: Case) -> Any:
        """There is no outcome any more: a new one is sent."""
        super().apply(desk, case)
        case.complaint.outcome_on = None
