"""May this request be accepted as valid? The five checks, in the order of the screen."""

from __future__ import annotations

from dataclasses import dataclass

from caseworker.rules import (
    in_time,
    law,
    papers,
    representation,
    review_body,
    right_of_review,
)
from caseworker.rules.days import Calendar
from caseworker.rules.facts import Applicant, Paper, ReviewFacts
from caseworker.rules.finding import Finding, Outcome, Source, against

LATE = "LATE"


@dataclass(frozen=True, slots=True)
class Check:
    """One check. ``finding`` is None when the check is not needed for this request."""

    name: str
    title: str
    finding: Finding | None
    details: tuple[Finding, ...] = ()

    @property
    def needed(self) -> bool:
        """False when there is nothing to check (a complainant who asks alone)."""
        return self.finding is not None


@dataclass(frozen=True, slots=True)
class RefusalReason:
    """A ground to refuse that the facts prove, for the letter and for the record."""

    code: str
    title: str
    words: str
    source: Source | None
    what_to_send: str = ""


def check(facts: ReviewFacts, calendar: Calendar) -> tuple[Check, ...]:
    """Right of review, in time, review body, representation, papers: always these, so ordered."""
    body = review_body.decide(facts)
    who = None if facts.applicant is Applicant.COMPLAINANT else representation.may_apply(facts)
    return (
        Check(right_of_review.NAME, right_of_review.TITLE,
              right_of_review.right_of_review(facts), right_of_review.details(facts)),
        Check(in_time.NAME, in_time.TITLE, in_time.review_window(facts, calendar),
              in_time.clock_details(facts, calendar)),
        Check(review_body.NAME, review_body.TITLE, body.finding),
        Check(representation.NAME, representation.TITLE, who),
        Check(papers.NAME, papers.TITLE, papers.papers(facts), papers.details(facts)),
    )


def accept(facts: ReviewFacts, calendar: Calendar) -> list[Finding]:
    """What stands against accepting the request as valid; empty when it may be accepted.

    A missing item stands against it until it is held or waived, but for the grounds.
    """
    # One missing fact can leave several rules open with the same words: they are said once.
    once: dict[str, Finding] = {}
    for finding in against(right_of_review.details(facts)):
        once.setdefault(finding.reason, finding)
    found = list(once.values())
    found += against([in_time.review_window(facts, calendar)])
    found += against([review_body.decide(facts).finding])
    found += against([representation.may_apply(facts)])
    found += [f for f in against(papers.details(facts)) if papers.ITEM[Paper(f.field)].needed]
    return found


def refuse_reasons(facts: ReviewFacts, calendar: Calendar) -> tuple[RefusalReason, ...]:
    """The grounds for refusing that the facts prove; empty when it cannot be refused as invalid.

    Never here: a missing paper, an answer not yet known, or the IOPC as the body (forward it).
    """
    found = []
    for reason in right_of_review.against_right(facts):
        said = reason(facts)
        found.append(RefusalReason(reason.code, said.title, said.reason, said.source,
                                   reason.what_to_send))
    time = in_time.review_window(facts, calendar)
    # Only the relevant review body may extend the time, so only it may refuse to (reg. 29(4)).
    ours = review_body.decide(facts).verdict is review_body.BodyVerdict.MOPAC
    if ours and time.outcome is Outcome.NOT_MET:
        found.append(RefusalReason(LATE, "Asked for too late", time.reason, law.REG_29_4))
    if code := representation.refused(facts):
        said = representation.may_apply(facts)
        found.append(RefusalReason(code, said.title, said.reason, said.source))
    return tuple(found)


def stops_review(facts: ReviewFacts) -> list[Finding]:
    """What ends a review already begun, so that it can't be decided; empty when it may go on.

    The IOPC proves to be the review body, or that is in doubt again; or the complaint is withdrawn
    (Police (Complaints and Misconduct) Regulations 2020, regs. 32 and 38).
    """
    withdrawn = right_of_review.BY_CODE["NR-WITHDRAWN"](facts)
    gone = [withdrawn] if withdrawn.outcome is Outcome.NOT_MET else []
    return [*against([review_body.decide(facts).finding]), *gone]
