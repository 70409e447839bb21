"""The process of the day of receipt, and twelve months from the issue or from awareness."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseworker.rules import law
from caseworker.rules.complaint_facts import ComplaintFacts, LateComplaint
from caseworker.rules.complaint_time import Timing, complaint_in_time, reach
from caseworker.rules.days import month_after
from caseworker.rules.finding import Outcome
from caseworker.rules.policy import JANUARY_2026, OLD, POLICIES, in_force, review_due, which
from tests.support.complaint_facts import complaint

MET, NOT_MET, UNKNOWN = Outcome.MET, Outcome.NOT_MET, Outcome.UNKNOWN
BOTH = date(2025, 6, 1)
LATE = complaint(received=date(2026, 6, 2), issue_on=BOTH, aware_on=BOTH)


@pytest.mark.parametrize(
    ("received", "policy"),
    [(date(2025, 12, 31), OLD), (date(2026, 1, 1), JANUARY_2026), (date(2020, 3, 1), OLD),
     (date(2030, 1, 1), JANUARY_2026)],
)
def test_a_complaint_keeps_the_process_of_its_day(received: date, policy: object) -> None:
    assert in_force(received) is policy


def test_the_process_in_words() -> None:
    assert which(None).outcome is UNKNOWN and which(None).field == "received"
    close = which(date(2026, 1, 5))
    assert close and "2 stages" in close.reason and "not the day" in close.reason
    assert "not the day" not in which(date(2026, 2, 1)).reason
    old = which(date(2025, 12, 1))
    assert "3 stages" in old.reason and old.source is law.OLD_PROCESS
    assert [stage.number for stage in OLD.stages] == [1, 2, 3]
    assert [policy.last_stage for policy in POLICIES] == [3, 2]


def test_a_policy_due_for_review_is_shown() -> None:
    assert review_due(date(2026, 12, 31)) == ""
    assert "1 January 2027" in review_due(date(2027, 1, 1))
    assert review_due(date(2025, 1, 1)) == ""


@pytest.mark.parametrize(
    ("case", "received", "issue", "aware", "outcome", "field"),
    [
        ("P5", date(2026, 5, 30), date(2025, 3, 20), BOTH, MET, ""),
        ("P6", date(2026, 6, 2), BOTH, BOTH, UNKNOWN, "late"),
        ("P6 on the day", date(2026, 6, 1), BOTH, BOTH, MET, ""),
        ("awareness may be later", date(2026, 6, 2), BOTH, None, UNKNOWN, "aware_on"),
        ("the issue may be later", date(2026, 6, 2), None, BOTH, UNKNOWN, "issue_on"),
        ("one date is enough", date(2026, 5, 30), None, BOTH, MET, ""),
        ("the later date counts", date(2026, 6, 2), date(2025, 7, 1), BOTH, MET, ""),
        ("no date", date(2026, 6, 2), None, None, UNKNOWN, "issue_on"),
        ("no receipt", None, BOTH, BOTH, UNKNOWN, "received"),
        ("issue after receipt", date(2026, 6, 2), date(2026, 6, 3), BOTH, UNKNOWN, "issue_on"),
        ("aware after receipt", date(2026, 6, 2), BOTH, date(2026, 6, 3), UNKNOWN, "aware_on"),
        ("leap day", date(2029, 2, 28), date(2028, 2, 29), date(2028, 2, 29), MET, ""),
        ("after a leap day", date(2029, 3, 1), date(2028, 2, 29), date(2028, 2, 29), UNKNOWN,
         "late"),
        ("earlier process", date(2025, 12, 31), date(2020, 1, 1), None, MET, ""),
    ],
)
def test_the_time(
    case: str, received: date | None, issue: date | None, aware: date | None, outcome: Outcome,
    field: str,
) -> None:
    found = complaint_in_time(ComplaintFacts(received=received, issue_on=issue, aware_on=aware))
    assert (found.outcome, found.field) == (outcome, field), case
    assert found.source == law.policy_para("4")


def test_in_time_says_the_dates() -> None:
    found = complaint_in_time(complaint())
    assert "within 12 months of 1 December 2025. The last day is 1 December 2026." in found.reason
    old = complaint_in_time(complaint(received=date(2025, 12, 30)))
    assert "no time limit" in old.reason


@pytest.mark.parametrize(
    ("late", "outcome", "words"),
    [
        (None, UNKNOWN, "good reasons"),
        (LateComplaint(True, "  "), UNKNOWN, "Enter the reasons"),
        (LateComplaint(False, ""), UNKNOWN, "Enter the reasons"),
        (LateComplaint(True, "she was in hospital."), MET, "accepted because she was in hospital."),
        (LateComplaint(False, "nothing kept him from writing"), NOT_MET, "refused because"),
    ],
)
def test_a_person_decides_on_a_late_complaint(
    late: LateComplaint | None, outcome: Outcome, words: str
) -> None:
    found = complaint_in_time(complaint(received=LATE.received, issue_on=BOTH, aware_on=BOTH,
                                        late=late))
    assert found.outcome is outcome and words in found.reason
    assert ("Last day", "1 June 2026") in found.facts


def test_it_may_be_accepted_but_not_refused_before_awareness_is_known() -> None:
    facts = complaint(received=LATE.received, issue_on=BOTH, aware_on=None,
                      late=LateComplaint(True, "it was hidden from her"))
    assert complaint_in_time(facts)
    refused = complaint(received=LATE.received, issue_on=BOTH, aware_on=None,
                        late=LateComplaint(False, "it is old"))
    assert complaint_in_time(refused).outcome is UNKNOWN


DAYS = st.dates(date(2026, 1, 1), date(2040, 12, 31))


@given(received=DAYS, back=st.integers(0, 900), later=st.integers(0, 900))
def test_exactly_the_last_day_is_the_limit(received: date, back: int, later: int) -> None:
    issue = received - timedelta(days=back)
    aware = min(received, issue + timedelta(days=later))
    found = reach(ComplaintFacts(received=received, issue_on=issue, aware_on=aware))
    last = month_after(aware, 12)
    assert found.last_day == last
    assert (found.timing is Timing.IN_TIME) == (received <= last)


@given(received=DAYS, issue=st.none() | DAYS, aware=st.none() | DAYS)
def test_never_late_while_a_date_is_missing(
    received: date, issue: date | None, aware: date | None
) -> None:
    found = complaint_in_time(ComplaintFacts(received=received, issue_on=issue, aware_on=aware))
    assert found.outcome is not NOT_MET  # nobody has decided
    if found.field == "late":
        assert issue and aware
