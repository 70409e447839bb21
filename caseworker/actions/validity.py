"""The decisions on validity that the law leaves to a person, and what follows from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
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
from caseworker.records import Case
from caseworker.rules import in_time, papers, representation, review_body, validity
from caseworker.rules.facts import Applicant, Body, BodyAnswer, BodyQuestion, Paper
from caseworker.rules.finding import Finding, refusal
from caseworker.rules.in_time import Verdict
from caseworker.rules.review_body import BodyVerdict

_BECAUSE: dict[str, Any] = {
    "kind": "long", "empty": "Enter why you are deciding this", "default": "",
}
# Of what turns the result of a check without a new fact.
_CHANGING = {**_BECAUSE, "empty": "Enter why you are changing this result"}


class StartChecks(CaseAction):
    """Begin the validity checks."""

    def apply(self, desk: Desk, case: Case) -> Any:
        """Only the stage moves."""


@dataclass(frozen=True, kw_only=True)
class AnswerReviewBody(CaseAction):
    """Answer some of the seven questions about the relevant review body.

    None takes an answer away, as when the first answer to a question is undone.
    """

    answers: Mapping[BodyQuestion, BodyAnswer | None]

    def check(self, desk: Desk, case: Case) -> list[Finding]:
        """Each answer is yes, no or not sure; not sure needs a reason."""
        return [
            problem for question, given in self.answers.items() if given is not None
            for problem in review_body.answer_problems(question, given.answer, given.reason)
        ]

    def apply(self, desk: Desk, case: Case) -> Any:
        """New answers stand beside the earlier ones; a manager's decision on them lapses."""
        stood = case.review.facts().body_answers
        changed = dict(case.review.body_answers)
        for question, given in self.answers.items():
            changed.pop(question.value, None)
            if given is not None:
                changed[question.value] = {"answer": given.answer.value,
                                           "reason": given.reason.strip()}
        if changed == case.review.body_answers:
            return
        if case.review.body_decision is None:  # else what lapses with it is a manager's
            desk.undo = Undo("Review body questions answered", AnswerReviewBody(
                **self.taken_back(),
                answers={question: stood.get(question) for question in self.answers}), quiet=True)
        case.review.body_answers, case.review.body_decision = changed, None


@dataclass(frozen=True, kw_only=True)
class DecideReviewBody(CaseAction):
    """A manager decides which body reviews it, when an answer is "not sure"."""

    body: Body | None = ask("Relevant review body", kind="choice",
                            choices=tuple((body, body.value) for body in Body),
                            default=None, empty="Choose the review body")
    because: str = ask("Reason", **_BECAUSE)

    def check(self, desk: Desk, case: Case) -> list[Finding]:
        """Only where the answers leave it open."""
        found = reason_needed(self.because)
        verdict = review_body.decide(case.review.facts()).verdict
        open_ = verdict is BodyVerdict.MANAGER or case.review.body_decision is not None
        if not open_:
            found.append(refusal("review_body", "Relevant review body",
                                 f"The answers already settle it: {verdict.value}."))
        return found

    def apply(self, desk: Desk, case: Case) -> Any:
        """The decision is kept with its reason."""
        assert self.body is not None  # missing() saw it
        case.review.body_decision = self.body
        desk.decide(case, "Relevant review body", self.body.value, self.because)


@dataclass(frozen=True, kw_only=True)
class DecideRepresentation(CaseAction):
    """A manager lets somebody act without written consent: an IOPC gateway body, or at age 16."""

    because: str = ask("Why no written consent is needed", **_CHANGING)

    def check(self, desk: Desk, case: Case) -> list[Finding]:
        """Only where somebody acts for the complainant and consent does not settle it."""
        found, facts = reason_needed(self.because), case.review.facts()
        settled = representation.may_apply(replace(facts, gateway_because=self.because))
        if representation.may_apply(facts):
            found.append(refusal("representation", "Consent to represent",
                                 "Nothing is open about who may act."))
        elif facts.applicant in (None, Applicant.COMPLAINANT):
            found.append(refusal("representation", "Consent to represent",
                                 "First record that somebody acts for the complainant."))
        elif self.because.strip() and not settled:
            found.append(refusal("representation", "Consent to represent", settled.reason))
        return found

    def apply(self, desk: Desk, case: Case) -> Any:
        """The reason is kept with the facts and as a decision."""
        case.review.gateway_because = self.because.strip()
        desk.decide(case, "Consent to represent", "not needed", self.because)


@dataclass(frozen=True, kw_only=True)
class DecideLate(CaseAction):
    """A manager accepts a late request, or does not. Both limbs of the regulation are needed."""

    accepted: bool | None = ask("Accept the late request?", kind="choice", default=None,
                                choices=((True, "Yes, accept it"), (False, "No")),
                                empty="Choose whether to accept the late request")
    special_circumstances: bool = ask("There are special circumstances", kind="tick",
                                      default=False)
    just_to_extend: bool = ask("It is just to extend the time because of them", kind="tick",
                               default=False)
    because: str = ask("Reasons", hint="They stand in the letter", **_BECAUSE)

    def check(self, desk: Desk, case: Case) -> list[Finding]:
        """Both limbs for a yes, a reason for either, and only for a request that is late."""
        found = reason_needed(self.because)
        if self.accepted and not (self.special_circumstances and self.just_to_extend):
            words = ("Time can be extended only where there are special circumstances and it is "
                     "just to extend it. Tick both, or do not accept the request")
            found.append(refusal("late_decision", "Late request", words, "special_circumstances"))
        window = in_time.window(case.review.facts(), desk.calendar)
        if not in_time.may_be_accepted_late(window):
            found.append(refusal("late_decision", "Late request", "This request is not late."))
        elif window.verdict is not Verdict.LATE and not self.accepted:
            # Late by the letter, the other date not known: it may be accepted, but not refused.
            found.append(refusal("late_decision", "Late request", window.reason))
        return found

    def apply(self, desk: Desk, case: Case) -> Any:
        """The decision is kept with both limbs and its reasons."""
        case.review.late_decision = {
            "accepted": bool(self.accepted), "special_circumstances": self.special_circumstances,
            "just_to_extend": self.just_to_extend, "because": self.because.strip(),
        }
        desk.decide(case, "Late request", "accepted" if self.accepted else "not accepted",
                    self.because)


@dataclass(frozen=True, kw_only=True)
class Waive(CaseAction):
    """Go on as if a missing item had been sent (the power to waive)."""

    item: Paper | None = ask("Item to waive", kind="choice", default=None,
                             choices=tuple((paper, paper.value.replace("_", " "))
                                           for paper in Paper),
                             empty="Choose the item to waive")
    because: str = ask("Reason", **_CHANGING)

    def check(self, desk: Desk, case: Case) -> list[Finding]:
        """A reason of some length, and an item that may be passed over."""
        assert self.item is not None  # missing() saw it
        if not papers.waivable(self.item):
            item = papers.ITEM[self.item]
            return [refusal("waive", item.title, f"This cannot be waived. {item.what_to_do}",
                            "item")]
        return reason_needed(self.because)

    def apply(self, desk: Desk, case: Case) -> Any:
        """The waiver is kept with its reason."""
        assert self.item is not None  # missing() saw it
        words = self.item.value.replace("_", " ")
        if self.item.value not in case.review.waived:
            desk.undo = Undo(f"Waived: {words}", TakeBackWaiver(
                **self.taken_back(), item=self.item))
        case.review.waived = sorted({*case.review.waived, self.item.value})
        desk.decide(case, "Requirement waived", words, self.because)


@dataclass(frozen=True, kw_only=True)
class TakeBackWaiver(CaseAction):
    """Ask again for an item that was waived. The waiver stays on record, and that it ended."""

    item: Paper

    def check(self, desk: Desk, case: Case) -> list[Finding]:
        """It must have been waived."""
        if self.item.value in case.review.waived:
            return []
        return [refusal("waive", papers.ITEM[self.item].title, "This was not waived.")]

    def apply(self, desk: Desk, case: Case) -> Any:
        """The item is missing again."""
        case.review.waived = [each for each in case.review.waived if each != self.item.value]
        desk.decide(case, "Requirement waived", f"{self.item.value.replace('_', ' ')}, taken back")


class AcceptAsValid(CaseAction):
    """Accept the request: we are the review body, it is in time, and the papers are complete."""

    def check(self, desk: Desk, case: Case) -> list[Finding]:
        """Every check must be met."""
        return validity.accept(case.review.facts(), desk.calendar)

    def apply(self, desk: Desk, case: Case) -> Any:
        """The day is kept."""
        case.valid_on = desk.today
        desk.decide(case, "Validity", "valid")


@dataclass(frozen=True, kw_only=True)
class ForwardToIopc(CaseAction):
    """Forward the request to the IOPC, with the list of what was shared."""

    stays = ENDED_STAYS
    forwarded_on: date | None = ask("Date forwarded", kind="date", default=None,
                                    empty="Enter the date forwarded")
    shared: tuple[str, ...] = ask("What was shared with the IOPC", kind="documents", default=(),
                                  empty="Choose at least one document")

    def check(self, desk: Desk, case: Case) -> list[Finding]:
        """Only where the IOPC is the relevant review body; not before we received it."""
        found = not_in_future(self.forwarded_on, desk.today, "Date forwarded", "forwarded_on")
        received = case.review.received
        if received and self.forwarded_on and self.forwarded_on < received:
            words = "Date forwarded must be on or after the date received"
            found.append(refusal("dates", "Date forwarded", words, "forwarded_on"))
        if not any(item.strip() for item in self.shared):
            found.append(refusal("empty", "What was shared with the IOPC",
                                 "Choose at least one document", "shared"))
        result = review_body.decide(case.review.facts())
        if result.verdict is not BodyVerdict.IOPC:
            found.append(refusal("review_body", "Relevant review body", result.finding.reason))
        return found

    def apply(self, desk: Desk, case: Case) -> Any:
        """Both the day and the list go into the letter to the requester."""
        assert self.forwarded_on is not None  # missing() saw it
        case.review.forwarded_on = self.forwarded_on
        case.review.shared = [item.strip() for item in self.shared if item.strip()]
        desk.decide(case, "Validity", "forwarded to the IOPC", "; ".join(case.review.shared))


@dataclass(frozen=True, kw_only=True)
class RefuseAsInvalid(CaseAction):
    """A manager refuses the request, for one of the reasons that the facts support."""

    stays = ENDED_STAYS
    code: str = ask("Reason", kind="choice", default="", empty="Choose the reason")
    because: str = ask("Explain it in your own words", **_BECAUSE)

    def check(self, desk: Desk, case: Case) -> list[Finding]:
        """The facts must support the reason that was chosen."""
        found = reason_needed(self.because)
        supported = {reason.code for reason in
                     validity.refuse_reasons(case.review.facts(), desk.calendar)}
        if self.code not in supported:
            words = "The facts recorded do not support this reason. Record the facts first"
            found.append(refusal("refusal", "Refuse as invalid", words, "code"))
        return found

    def apply(self, desk: Desk, case: Case) -> Any:
        """Code and reason are kept."""
        case.review.refusal_code = self.code
        desk.decide(case, "Validity", f"invalid ({self.code})", self.because)


@dataclass(frozen=True, kw_only=True)
class WithdrawReview(CaseAction):
    """The requester takes the request back, in writing."""

    stays = ENDED_STAYS
    because: str = ask("How and when it was withdrawn", **_BECAUSE)

    def check(self, desk: Desk, case: Case) -> list[Finding]:
        """A note of how is needed: a phone call is not enough."""
        return reason_needed(self.because)

    def apply(self, desk: Desk, case: Case) -> Any:
        """The case ends."""
        desk.decide(case, "Withdrawal", "review request withdrawn", self.because)


@dataclass(frozen=True, kw_only=True)
class DiscontinueReview(CaseAction):
    """A manager ends a review that can't go on: who asks, or consent, can't be established.

    There is no power to end a valid request because nobody answers (a review goes on with what
    the MPS holds), so the reason must say why it can't. Open it again when what lacked comes.
    """

    stays = ENDED_STAYS
    because: str = ask("Why the review cannot go on", **_BECAUSE)

    def check(self, desk: Desk, case: Case) -> list[Finding]:
        """A reason of some length."""
        return reason_needed(self.because)

    def apply(self, desk: Desk, case: Case) -> Any:
        """The case ends."""
        desk.decide(case, "Discontinued", "review discontinued", self.because)
