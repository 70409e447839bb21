"""What the rules of deadlines are asked about, from a case; and what they answer, by its kind."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from caseworker.records.case import Case
from caseworker.rules import complaint_deadlines as of_complaints
from caseworker.rules import deadlines as of_reviews
from caseworker.rules import internal, law
from caseworker.rules.complaint_clocks import ComplaintDates
from caseworker.rules.days import Calendar
from caseworker.rules.deadlines import Deadline, DeadlineFacts
from caseworker.rules.kinds import ENDED, Kind
from caseworker.rules.law import Limit


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


def complaint_dates(case: Case) -> ComplaintDates:
    """The days that start and stop the clocks of a complaint about MOPAC."""
    complaint = case.complaint
    letters = [letter.issued_on for letter in case.letters if letter.issued_on]
    return ComplaintDates(
        stage=case.complaint_stage, received=complaint.received,
        acknowledged_on=issued_on(case, "M1"), delays=complaint.told_delays(),
        outcome_on=complaint.outcome_on, only_internal=internal.only_internal(complaint.facts()),
        last_contact_on=max(letters, default=None), appeal_received=complaint.appeal_received,
        appeal_acknowledged_on=issued_on(case, "M10"),
        stage_2_outcome_on=complaint.stage_2_outcome_on,
    )


def case_deadlines(
    case: Case, calendar: Calendar, today: date, limits: Mapping[str, Limit] = law.LIMITS
) -> tuple[Deadline, ...]:
    """Every date that the case must keep, the earliest first."""
    if case.kind is Kind.COMPLAINT:
        return of_complaints.complaint_deadlines(complaint_dates(case), calendar, today, limits)
    return of_reviews.deadlines(deadline_facts(case), calendar, today, limits)


def next_case_deadline(
    case: Case, calendar: Calendar, today: date, limits: Mapping[str, Limit] = law.LIMITS
) -> Deadline | None:
    """The date to show on a queue; None when the case has ended or no clock runs."""
    if case.stage in ENDED:
        return None
    if case.kind is Kind.COMPLAINT:
        return of_complaints.next_complaint_deadline(complaint_dates(case), calendar, today,
                                                     limits)
    return of_reviews.next_deadline(deadline_facts(case), calendar, today, limits)
