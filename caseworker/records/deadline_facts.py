"""What the rules of deadlines are asked about, from a case."""

from __future__ import annotations

from datetime import date

from caseworker.records.case import Case
from caseworker.rules.deadlines import DeadlineFacts


def issued_on(case: Case, *codes: str) -> date | None:
    """The day on which the first letter with one of these codes was issued."""
    days = [letter.issued_on for letter in case.letters
            if letter.code in codes and letter.state == "issued" and letter.issued_on]
    return min(days, default=None)


def deadline_facts(case: Case) -> DeadlineFacts:
    """The days that start and stop the clocks of a review."""
    made = [each.made_on for each in case.recommendations if each.made_on]
    answered = [each.answered_on for each in case.recommendations if each.answered_on]
    letters = [letter.issued_on for letter in case.letters if letter.issued_on]
    return DeadlineFacts(
        stage=case.stage, received=case.review.received,
        acknowledged_on=issued_on(case, "R1"), forwarded_on=case.review.forwarded_on,
        valid_on=case.valid_on,
        allocated_on=case.allocated_on, decided_on=case.decided_on,
        decision_letter_on=issued_on(case, "R13", "R14"),
        recommendation_made_on=min(made, default=None),
        response_received_on=max(answered, default=None),
        last_contact_on=max(letters, default=None),
    )
