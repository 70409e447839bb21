"""From allocation to the approved decision: allegations, recommendations, quality check, reply."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from caseworker.actions.base import (
    ENDED_STAYS,
    CaseAction,
    Desk,
    Undo,
    ask,
    not_in_future,
    reason_needed,
)
from caseworker.records import Allegation, Case, LearningPoint, Recommendation, Staff
from caseworker.rules import recommendations as powers
from caseworker.rules import validity
from caseworker.rules.finding import Finding, refusal
from caseworker.rules.lifecycle import Role
from caseworker.rules.recommendations import AllegationFinding
from caseworker.rules.words import long_date

# Not capitalize(), which would write "MPS" small.
FINDINGS = tuple((each, each.value[:1].upper() + each.value[1:]) for each in AllegationFinding)
ANSWERS = ("accepted", "partly accepted", "not accepted")


@dataclass(frozen=True, kw_only=True)
class Allocate(CaseAction):
    """Give the case to a caseworker or a manager."""

    owner_id: int | None = ask("Allocate to", kind="choice", default=None,
                               empty="Choose who to allocate to")

    def check(self, desk: Desk, case: Case) -> list[Finding]:
        """The colleague must be here and work reviews."""
        owner = desk.session.get(Staff, self.owner_id)
        if owner is None or not owner.active:
            return [refusal("owner", "Allocate", "Choose who to allocate to", "owner_id")]
        if not {Role.CASEWORKER.value, Role.MANAGER.value} & set(owner.roles):
            words = f"{owner.name} does not work reviews. Choose someone else"
            return [refusal("owner", "Allocate", words, "owner_id")]
        return []

    def apply(self, desk: Desk, case: Case) -> Any:
        """The owner, and the day of the first allocation."""
        owner = desk.session.get_one(Staff, self.owner_id)
        desk.undo = Undo(f"Allocated to {owner.name}", self._back(case))
        case.owner_id = self.owner_id
        case.allocated_on = case.allocated_on or desk.today

    def _back(self, case: Case) -> CaseAction:
        """Whose it was, or nobody's."""
        if self.called == "Allocate" or case.owner_id is None:
            return Deallocate(**self.taken_back())
        return Reallocate(**self.taken_back(), owner_id=case.owner_id)


class Reallocate(Allocate):
    """Give an allocated case to somebody else."""


@dataclass(frozen=True, kw_only=True)
class Deallocate(CaseAction):
    """Take an allocation back before any work was done on it: the case waits for an owner again."""

    def apply(self, desk: Desk, case: Case) -> Any:
        """Nobody's, as it was; the journal keeps whose it was meanwhile."""
        case.owner_id = case.allocated_on = None


@dataclass(frozen=True, kw_only=True)
class AddAllegation(CaseAction):
    """Add one point of the complaint, in the complainant's words."""

    said: str = ask("What the complainant said", kind="long", default="",
                    empty="Enter what the complainant said")
    police_did: str = ask("What the MPS did and decided", kind="long", default="")

    def apply(self, desk: Desk, case: Case) -> int:
        """Returns the number of the allegation."""
        number = len(case.allegations) + 1
        case.allegations.append(Allegation(number=number, said=self.said.strip(),
                                           police_did=self.police_did.strip()))
        return number


@dataclass(frozen=True, kw_only=True)
class AssessAllegation(CaseAction):
    """Was the outcome of this allegation reasonable and proportionate, and why?"""

    number: int
    finding: AllegationFinding | None = ask(
        "Our finding", kind="choice", choices=FINDINGS, default=None, empty="Choose a finding"
    )
    why: str = ask("Why", kind="long", default="", empty="Enter why")
    said: str = ask("What the complainant said", kind="long", default="")
    police_did: str = ask("What the MPS did and decided", kind="long", default="")

    def check(self, desk: Desk, case: Case) -> list[Finding]:
        """The allegation must be there, and the reason say something."""
        found = reason_needed(self.why, "why")
        if not any(each.number == self.number for each in case.allegations):
            found.append(refusal("allegation", "Allegation", "There is no such allegation."))
        return found

    def apply(self, desk: Desk, case: Case) -> Any:
        """Finding and reason; what was left empty stays as it was."""
        allegation = next(each for each in case.allegations if each.number == self.number)
        assert self.finding is not None  # missing() saw it
        if allegation.finding:  # the first finding is only replaced: none is no answer
            desk.undo = Undo(f"Allegation {self.number} assessed", AssessAllegation(
                **self.taken_back(), number=self.number, why=allegation.why, said=allegation.said,
                finding=AllegationFinding(allegation.finding), police_did=allegation.police_did,
            ), quiet=True)
        allegation.finding, allegation.why = self.finding.value, self.why.strip()
        allegation.said = self.said.strip() or allegation.said
        allegation.police_did = self.police_did.strip() or allegation.police_did


@dataclass(frozen=True, kw_only=True)
class Recommend(CaseAction):
    """Choose one recommendation from those that the handling of the complaint allows."""

    code: str = ask("Recommendation", kind="choice", default="",
                    empty="Choose a recommendation")
    subtype: str = ask("How to put it right", kind="choice", default="")
    text: str = ask("What we recommend, in plain words", kind="long", default="",
                    empty="Enter what we recommend")
    reason: str = ask("Reason", kind="long", default="", empty="Enter why we recommend it")
    allegations: tuple[int, ...] = ask("For allegations", kind="numbers", default=())

    def check(self, desk: Desk, case: Case) -> list[Finding]:
        """Only what MOPAC may recommend on this route; the words must not promise more."""
        found = reason_needed(self.reason, "reason")
        blocked = powers.allowed(self.code, case.review.handling)
        choice = None if blocked else powers.choice(self.code, case.review.handling)
        if choice is None:
            found += blocked
        elif not choice.needs_reply:
            words = "Record it as a learning point: it stands apart from the recommendations"
            found.append(refusal("powers", "Recommendation", words, "code"))
        elif choice.needs_manager and Role.MANAGER not in desk.roles:
            found.append(refusal("powers", "Recommendation",
                                 "This one needs a manager. Ask your manager to add it", "code"))
        return [*found, *powers.screen_text(self.text)]

    def apply(self, desk: Desk, case: Case) -> int:
        """Returns the number of the recommendation among those that stand."""
        case.recommendations.append(Recommendation(
            number=len(case.recommendations) + 1, code=self.code, subtype=self.subtype,
            text=self.text.strip(), reason=self.reason.strip(), allegations=list(self.allegations),
        ))
        number = len(case.standing_recommendations)
        desk.undo = Undo("Recommendation chosen", TakeBackRecommendation(
            **self.taken_back(), number=number))
        return number


@dataclass(frozen=True, kw_only=True)
class TakeBackRecommendation(CaseAction):
    """Take back a recommendation before the decision is proposed.

    ``number`` is its place among those that stand, as on screen and in the letters.
    """

    number: int

    def check(self, desk: Desk, case: Case) -> list[Finding]:
        """It must be there."""
        if self.number in dict(numbered(case)):
            return []
        return [refusal("powers", "Recommendation", "There is no such recommendation.")]

    def apply(self, desk: Desk, case: Case) -> Any:
        """It stays on record as taken back."""
        dict(numbered(case))[self.number].taken_back = True


@dataclass(frozen=True, kw_only=True)
class NoteLearning(CaseAction):
    """A learning point for the MPS, apart from the outcome, whether or not it was reasonable."""

    text: str = ask("Learning point", kind="long", default="", empty="Enter the learning point")
    theme: str = ask("Theme", default="", hint="For example delay, explanation, records")

    def check(self, desk: Desk, case: Case) -> list[Finding]:
        """It stands in the letter too, so its words must not promise more than we can do."""
        return list(powers.screen_text(self.text))

    def apply(self, desk: Desk, case: Case) -> Any:
        """Kept beside the recommendations, never among them."""
        case.learning.append(LearningPoint(text=self.text.strip(), theme=self.theme.strip(),
                                           noted_at=desk.now, noted_by=desk.actor))


def numbered(case: Case) -> list[tuple[int, Recommendation]]:
    """Those that stand, by the number that the letters give them and the MPS answers by."""
    return list(enumerate(case.standing_recommendations, 1))


@dataclass(frozen=True, kw_only=True)
class ProposeDecision(CaseAction):
    """Send the decision for a manager's quality check."""

    because: str = ask("Why there is no recommendation", kind="long", default="",
                       hint="Only when an outcome was not reasonable and nothing is recommended")

    def check(self, desk: Desk, case: Case) -> list[Finding]:
        """Every allegation has a finding and a reason; findings and recommendations match."""
        findings = [AllegationFinding(each.finding) if each.finding else None
                    for each in case.allegations]
        chosen = [powers.Proposed(each.code, tuple(each.allegations))
                  for each in case.standing_recommendations]
        if stopped := validity.stops_review(case.review.facts()):
            return stopped
        return powers.decision_matches(findings, chosen, self.because, case.review.handling)

    def apply(self, desk: Desk, case: Case) -> Any:
        """Who proposed it is kept: somebody else must approve it."""
        case.proposed_by = desk.actor
        outcome = powers.overall([AllegationFinding(each.finding) for each in case.allegations])
        desk.decide(case, "Decision proposed", outcome.value, self.because)


@dataclass(frozen=True, kw_only=True)
class ReturnDecision(CaseAction):
    """A manager returns the decision to the caseworker, with reasons."""

    because: str = ask("What to look at again", kind="long", default="",
                       empty="Enter what to look at again")

    def apply(self, desk: Desk, case: Case) -> Any:
        """The reasons are kept."""
        desk.decide(case, "Quality check", "returned", self.because)


class ApproveDecision(CaseAction):
    """A manager approves the decision that somebody else proposed."""

    stays = "An approved decision is final, so it cannot be undone."

    def check(self, desk: Desk, case: Case) -> list[Finding]:
        """A second person; where only one person works in this office, that is recorded."""
        stopped = validity.stops_review(case.review.facts())
        if case.proposed_by != desk.actor or _alone(desk):
            return stopped
        return [*stopped, refusal("second_person", "Quality check",
                        "You proposed this decision. Another manager must approve it.")]

    def apply(self, desk: Desk, case: Case) -> Any:
        """The day of the decision starts the time for a judicial review."""
        case.decided_on = desk.today
        outcome = powers.overall([AllegationFinding(each.finding) for each in case.allegations])
        alone = " (nobody else works in this office)" if case.proposed_by == desk.actor else ""
        desk.decide(case, "Decision approved", outcome.value + alone)


def _alone(desk: Desk) -> bool:
    """Whether one person is the whole office, as on one computer without a server."""
    return desk.session.query(Staff).filter_by(active=True).count() == 1


@dataclass(frozen=True, kw_only=True)
class RecordPoliceResponse(CaseAction):
    """Record what the MPS decided on each recommendation."""

    answered_on: date | None = ask("Date of the reply", kind="date", default=None,
                                   empty="Enter the date of the reply")
    answers: tuple[tuple[int, str, str], ...] = ()  # number in the letter, one of ANSWERS, reason

    def check(self, desk: Desk, case: Case) -> list[Finding]:
        """An answer for each recommendation, a reason where it is not accepted, a possible day."""
        found = not_in_future(self.answered_on, desk.today, "Date of the reply", "answered_on")
        given = {number: (answer, because) for number, answer, because in self.answers}
        for number, each in numbered(case):
            answer, because = given.get(number, ("", ""))
            if answer not in ANSWERS:
                found.append(refusal("answer", f"Recommendation {number}",
                                     f"Choose what the MPS decided on recommendation {number}",
                                     "answers"))
            elif answer != "accepted" and not because.strip():
                found.append(refusal("answer", f"Recommendation {number}",
                                     "Enter why the MPS did not accept it", "answers"))
            if each.made_on and self.answered_on and self.answered_on < each.made_on:
                words = (f"Reply date must be on or after {long_date(each.made_on)}, the day we "
                         "made the recommendation")
                found.append(refusal("dates", "Date of the reply", words, "answered_on"))
        return found

    def apply(self, desk: Desk, case: Case) -> Any:
        """Each recommendation holds its answer."""
        given = {number: (answer, because) for number, answer, because in self.answers}
        for number, each in numbered(case):
            each.answer, each.answer_because = given[number]
            each.answered_on = self.answered_on


class CloseCase(CaseAction):
    """Close the case."""

    stays = ENDED_STAYS

    def check(self, desk: Desk, case: Case) -> list[Finding]:
        """Its decision letter is out, and no recommendation waits to be sent or answered."""
        issued = {letter.code for letter in case.letters if letter.state == "issued"}
        found = []
        if not issued & {"R13", "R14"}:
            found.append(refusal("letter", "Decision letter", "Issue the decision letter first"))
        if any(not each.answer for each in case.standing_recommendations):
            found.append(refusal("answer", "MPS response",
                                 "The MPS has not answered every recommendation yet"))
        return found

    def apply(self, desk: Desk, case: Case) -> Any:
        """The stage moves, and the day is kept."""

