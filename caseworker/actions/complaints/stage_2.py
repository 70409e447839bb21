"""Stage 2: the appeal, who decides it, and the decision (paragraphs 32 to 37)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from caseworker.actions.base import Desk, ask, not_in_future
from caseworker.actions.complaints.base import BECAUSE, ComplaintAction
from caseworker.actions.complaints.members import DECISION_MAKER, here, let_in
from caseworker.actions.complaints.stage_1 import NO_CONFLICT
from caseworker.records import Case
from caseworker.rules import appeals, conflicts
from caseworker.rules.complaint_facts import Ground
from caseworker.rules.conflicts import process
from caseworker.rules.finding import Finding, against, refusal
from caseworker.rules.policy import OLD

GROUNDS = ((None, "None named"), *((each, each.value[0].upper() + each.value[1:])
                                   for each in Ground))
BOTH = "both"


@dataclass(frozen=True, kw_only=True)
class RecordAppeal(ComplaintAction):
    """The complainant is not content with the outcome: when, on which ground, and why."""

    received: date | None = ask("Date the appeal was received", kind="date", default=None,
                                empty="Enter the date the appeal was received")
    ground: Ground | str | None = ask("Ground", kind="choice", default=None,
                                      choices=(*GROUNDS, (BOTH, "Both of these")))
    reasons: str = ask("Why, in their words", kind="long", default="")
    implied_because: str = ask("Why the letter implies this ground", default="",
                               hint="Only when a manager reads a ground into it")
    asked_on: date | None = ask("Date we asked for the ground", kind="date", default=None)

    def also(self, desk: Desk, case: Case) -> list[Finding]:
        """Not in the future, and not before the outcome; with a ground, or asked for one."""
        outcome, label = case.complaint.outcome_on, "Date the appeal was received"
        found = [*not_in_future(self.received, desk.today, label, "received"),
                 *not_in_future(self.asked_on, desk.today, "Date we asked for the ground",
                                "asked_on")]
        if outcome and self.received and self.received < outcome:
            found.append(refusal("dates", label, f"{label} must be on or after the day the "
                                 "outcome was sent", "received"))
        asks = process(case.complaint.facts()) is not OLD  # the earlier process asked for none
        if asks and self.ground is None and self.asked_on is None:
            found.append(refusal("ground", "Ground", "Choose a ground for the appeal, or ask for "
                                 "one", "ground"))
        return found

    def apply(self, desk: Desk, case: Case) -> Any:
        """As it came; Stage 2 begins when it has a ground and somebody to decide it."""
        complaint = case.complaint
        complaint.appeal_received = self.received
        complaint.appeal_grounds = sorted(
            each.value for each in Ground if self.ground in (each, BOTH))
        complaint.appeal_reasons = self.reasons.strip()
        complaint.appeal_implied_because = self.implied_because.strip()
        complaint.appeal_asked_on = self.asked_on


@dataclass(frozen=True, kw_only=True)
class ChooseReviewer(ComplaintAction):
    """Name who decides Stage 2: nobody who dealt with Stage 1. They become a member."""

    reviewer_id: int | None = ask("Who decides Stage 2", kind="choice", default=None,
                                  empty="Choose who decides Stage 2")
    conflict: bool | None = ask("Do they have a conflict of interest?", kind="choice",
                                choices=NO_CONFLICT, default=None,
                                empty="Ask them, and say whether they have a conflict of interest")

    def also(self, desk: Desk, case: Case) -> list[Finding]:
        """The stage exists for this complaint, and the colleague may decide it."""
        found = here(desk, self.reviewer_id)
        if found is None:
            return [refusal("owner", "Who decides Stage 2", "Choose a colleague who works here",
                            "reviewer_id")]
        complaint = case.complaint
        return against([
            appeals.stage_exists(complaint.facts(), 2),
            conflicts.may_deal(complaint.candidate(found, self.conflict), 2, "reviewer_id"),
        ])

    def apply(self, desk: Desk, case: Case) -> Any:
        """They own the case and can work on it."""
        assert self.reviewer_id is not None  # missing() saw it
        case.complaint.reviewer_id = case.owner_id = self.reviewer_id
        case.complaint.reviewer_conflict = self.conflict
        let_in(desk, case, self.reviewer_id, DECISION_MAKER)


class StartStage2(ComplaintAction):
    """Stage 2 begins: there is a ground with reasons, and somebody to decide it."""

    def apply(self, desk: Desk, case: Case) -> Any:
        """A complaint that was closed is open again."""
        case.closed_on = None


@dataclass(frozen=True, kw_only=True)
class DecideStage2(ComplaintAction):
    """Whether the outcome of Stage 1 was reasonable and proportionate, and what is put right."""

    reasonable: bool | None = ask(appeals.QUESTION, kind="choice", default=None,
                                  choices=((True, "Yes"), (False, "No")),
                                  empty="Choose whether the outcome is reasonable and "
                                  "proportionate")
    because: str = ask("Why", hint="It stands in the letter", **BECAUSE)
    put_right: str = ask("What we will put right", kind="long", default="")

    def apply(self, desk: Desk, case: Case) -> Any:
        """In the words of the letter (M11), which sends it."""
        complaint = case.complaint
        complaint.stage_2_reasonable = self.reasonable
        complaint.stage_2_why = self.because.strip()
        complaint.stage_2_action = self.put_right.strip()
        desk.decide(case, "Stage 2", "outcome reasonable and proportionate" if self.reasonable
                    else "outcome not reasonable and proportionate", self.because)
