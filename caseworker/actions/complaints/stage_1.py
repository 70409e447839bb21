"""Stage 1: who investigates, the parts and what is found, delay, and the end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from caseworker.actions.base import Desk, ask
from caseworker.actions.complaints.base import (
    TITLE,
    ComplaintAction,
    no_part,
    part_of,
)
from caseworker.actions.complaints.members import INVESTIGATOR, here, let_in
from caseworker.actions.opening import YES_NO
from caseworker.records import Case, ComplaintPart
from caseworker.records.deadline_facts import complaint_dates, issued_on
from caseworker.rules import complaint_deadlines, conflicts, deciders
from caseworker.rules.complaint_deadlines import Delay
from caseworker.rules.complaint_lifecycle import ComplaintStage
from caseworker.rules.finding import Finding, against, refusal

NO_CONFLICT = ((None, "Still to be asked"), (False, "No"), (True, "Yes"))
OUTCOME_LETTERS = {ComplaintStage.OUTCOME: "M6", ComplaintStage.OUTCOME_2: "M11"}


@dataclass(frozen=True, kw_only=True)
class ChooseInvestigator(ComplaintAction):
    """Name who investigates: a colleague without a conflict, who becomes a member."""

    investigator_id: int | None = ask("Who investigates", kind="choice", default=None,
                                      empty="Choose who investigates")
    conflict: bool | None = ask("Do they have a conflict of interest?", kind="choice",
                                choices=NO_CONFLICT, default=None,
                                empty="Ask them, and say whether they have a conflict of interest")
    serious: bool | None = ask("Are the concerns serious, such as financial irregularities?",
                               kind="choice", choices=YES_NO, default=None)
    alternative_because: str = ask("Why not the line manager", default="",
                                   hint="Only when somebody else investigates")
    chosen_by: str = ask("Head of Service or senior manager who named them", default="")
    hr_consulted: bool = ask("HR was consulted on this", kind="tick", default=False)

    def also(self, desk: Desk, case: Case) -> list[Finding]:
        """A colleague who is here, not complained about, and without a conflict."""
        found = here(desk, self.investigator_id)
        if found is None:
            return [refusal("owner", "Who investigates", "Choose a colleague who works here",
                            "investigator_id")]
        candidate = case.complaint.candidate(found, self.conflict)
        return against([conflicts.may_deal(candidate, 1, "investigator_id")])

    def apply(self, desk: Desk, case: Case) -> Any:
        """They own the case and can work on it."""
        complaint = case.complaint
        assert self.investigator_id is not None  # missing() saw it
        complaint.investigator_id = case.owner_id = self.investigator_id
        complaint.investigator_conflict, case.allocated_on = self.conflict, desk.today
        complaint.serious = self.serious if self.serious is not None else complaint.serious
        named = self.alternative_because.strip() or self.chosen_by.strip()
        complaint.alternative = {
            "because": self.alternative_because.strip(), "chosen_by": self.chosen_by.strip(),
            "hr_consulted": self.hr_consulted,
        } if named else None
        let_in(desk, case, self.investigator_id, INVESTIGATOR)


class StartStage1(ComplaintAction):
    """The investigation begins: who decides is known, HR has been told."""

    def apply(self, desk: Desk, case: Case) -> Any:
        """Only the stage moves."""


@dataclass(frozen=True, kw_only=True)
class AddPart(ComplaintAction):
    """Name one part of the complaint, to be answered apart from the others."""

    said: str = ask("What the complainant says", kind="long", default="",
                    empty="Enter what the complainant says")

    def apply(self, desk: Desk, case: Case) -> int:
        """Returns its number."""
        parts = case.complaint.parts
        number = max((part.number for part in parts), default=0) + 1
        parts.append(ComplaintPart(number=number, said=self.said.strip()))
        return number


@dataclass(frozen=True, kw_only=True)
class AnswerPart(ComplaintAction):
    """Say what was found on a part that goes on under the policy. Both stand in the letter."""

    number: int | None = ask("Part", kind="choice", default=None, empty="Choose the part")
    found: str = ask("What we found", kind="long", default="", empty="Enter what was found")
    put_right: str = ask("What we did about it", kind="long", default="",
                      hint="For example a change of policy or process, or training")

    def also(self, desk: Desk, case: Case) -> list[Finding]:
        """A part that did not move: nothing is found here on one that did."""
        part = part_of(case.complaint, self.number)
        if part is None:
            return no_part()
        if part.moved_on is not None:
            return [refusal("parts", "Part", "This part is with internal procedures. What they "
                            "find is kept private, and stands nowhere here", "number")]
        return []

    def apply(self, desk: Desk, case: Case) -> Any:
        """In the words of the letter."""
        part = part_of(case.complaint, self.number)
        assert part is not None  # also() saw it
        part.found, part.action = self.found.strip(), self.put_right.strip()


@dataclass(frozen=True, kw_only=True)
class MovePart(ComplaintAction):
    """Move a part to internal procedures. Which one is kept nowhere; the others go on."""

    number: int | None = ask("Part", kind="choice", default=None, empty="Choose the part")

    def also(self, desk: Desk, case: Case) -> list[Finding]:
        """A part that has not moved yet."""
        part = part_of(case.complaint, self.number)
        return [] if part is not None and part.moved_on is None else no_part()

    def apply(self, desk: Desk, case: Case) -> Any:
        """The day is kept, and nothing that was found on it."""
        part = part_of(case.complaint, self.number)
        assert part is not None  # also() saw it
        part.moved_on, part.found, part.action = desk.today, "", ""


@dataclass(frozen=True, kw_only=True)
class EndInternalPart(ComplaintAction):
    """HR records that internal procedures have ended: the day, and nothing else."""

    number: int | None = ask("Part", kind="choice", default=None, empty="Choose the part")

    def also(self, desk: Desk, case: Case) -> list[Finding]:
        """A part that moved and has not ended."""
        part = part_of(case.complaint, self.number)
        running = part is not None and part.moved_on is not None and part.ended_on is None
        return [] if running else no_part()

    def apply(self, desk: Desk, case: Case) -> Any:
        """The day is kept."""
        part = part_of(case.complaint, self.number)
        assert part is not None  # also() saw it
        part.ended_on = desk.today


@dataclass(frozen=True, kw_only=True)
class TellDelay(ComplaintAction):
    """The stage takes longer: why, and the new target date. Letter M7 tells the complainant."""

    because: str = ask("Why it takes longer", hint="In words for the complainant",
                       kind="long", default="", empty="Enter the reason for the delay")
    target: date | None = ask("New target date", kind="date", default=None,
                              empty="Enter the new target date")

    def also(self, desk: Desk, case: Case) -> list[Finding]:
        """A date later than the one it takes the place of."""
        due = complaint_deadlines.stage_due(complaint_dates(case), _stage(case), desk.calendar,
                                            desk.limits)
        assert due is not None  # a stage that is under way has a day of receipt
        return complaint_deadlines.against_delay(self._delay(desk, case), due.end)

    def apply(self, desk: Desk, case: Case) -> Any:
        """The new date takes the place of the old one."""
        told = self._delay(desk, case)
        case.complaint.delays = [*case.complaint.delays, {
            "stage": told.stage, "told_on": told.told_on.isoformat(), "because": told.because,
            "target": told.target.isoformat(),
        }]
        desk.decide(case, f"Stage {told.stage}", "takes longer", self.because)

    def _delay(self, desk: Desk, case: Case) -> Delay:
        assert self.target is not None  # missing() saw it
        return Delay(_stage(case), desk.today, self.because.strip(), self.target)


class CloseComplaint(ComplaintAction):
    """Close it: the outcome was sent, and no part waits for internal procedures."""

    def also(self, desk: Desk, case: Case) -> list[Finding]:
        """The letter itself must have gone."""
        code = OUTCOME_LETTERS.get(case.complaint_stage, "")
        if code == "M6" and deciders.FINAL_AT_STAGE_1 & {case.complaint.subject}:
            code = "M12"
        if not code or issued_on(case, code) is not None:
            return []
        return [refusal("letter", TITLE, f"Issue the outcome letter ({code}) first.")]

    def apply(self, desk: Desk, case: Case) -> Any:
        """The case ends; an appeal can still come, as no time is set for it."""


class CloseInternalOnly(ComplaintAction):
    """Close a complaint of which every part moved, and the complainant knows that they ended."""

    def apply(self, desk: Desk, case: Case) -> Any:
        """The case ends."""


def _stage(case: Case) -> int:
    return 2 if case.complaint_stage is ComplaintStage.STAGE_2 else 1
