"""The time limit: the worked cases T1 to T19, late requests, and what must always hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseworker.calendars import england_and_wales
from caseworker.rules.facts import Delivery, LateDecision, ReviewFacts
from caseworker.rules.finding import Outcome
from caseworker.rules.in_time import Verdict, clock_details, review_window, window
from tests.support.review_facts import emailed, facts

CALENDAR = england_and_wales()
V = Verdict


@pytest.mark.parametrize(
    ("case", "dated", "received", "verdict", "last_day", "day"),
    [
        ("T1", date(2026, 4, 1), date(2026, 4, 29), V.IN_TIME, date(2026, 4, 29), 28),
        ("T2", date(2026, 4, 1), date(2026, 4, 30), V.LATE, date(2026, 4, 29), None),
        ("T3", date(2026, 1, 5), date(2026, 2, 2), V.IN_TIME, date(2026, 2, 2), 28),
        ("T4", date(2026, 2, 1), date(2026, 3, 1), V.IN_TIME, date(2026, 3, 1), 28),
        ("T5", date(2024, 2, 1), date(2024, 2, 29), V.IN_TIME, date(2024, 2, 29), 28),
        ("T5 late", date(2024, 2, 1), date(2024, 3, 1), V.LATE, date(2024, 2, 29), None),
        ("T6", date(2026, 3, 6), date(2026, 4, 3), V.IN_TIME, date(2026, 4, 3), 28),
        ("T7", date(2026, 3, 6), date(2026, 4, 7), V.LATE, date(2026, 4, 3), None),
        ("T9", date(2026, 5, 31), date(2026, 6, 28), V.IN_TIME, date(2026, 6, 28), 28),
    ],
)
def test_worked_case(
    case: str, dated: date, received: date, verdict: Verdict, last_day: date, day: int | None
) -> None:
    found = window(emailed(dated, received), CALENDAR)
    assert (found.verdict, found.last_day, found.day_number) == (verdict, last_day, day), case


def test_t7_says_that_the_office_was_closed_and_does_not_roll() -> None:
    finding = review_window(emailed(date(2026, 3, 6), date(2026, 4, 7)), CALENDAR)
    assert finding.outcome is Outcome.UNKNOWN
    assert "Good Friday" in " ".join(value for _, value in finding.facts)
    assert "4 days after the last day, 3 April 2026" in finding.reason
    # Two working days later the closed office is no reason any more.
    assert window(emailed(date(2026, 3, 6), date(2026, 4, 8)), CALENDAR).flags == ()


def test_t11_leaves_out_the_days_at_the_iopc() -> None:
    asked = emailed(date(2026, 6, 1), date(2026, 7, 10), iopc_received=date(2026, 6, 20),
                    iopc_forwarded=date(2026, 7, 9))
    found = window(asked, CALENDAR)
    assert found.verdict is V.IN_TIME
    assert (found.left_out, found.last_day) == (19, date(2026, 7, 18))
    assert found.day_words == "Day 19 of 28"
    used = dict(review_window(asked, CALENDAR).facts)
    assert used["Days at the IOPC left out"] == "19"
    assert used["Last day"] == "18 July 2026"


def test_time_at_the_iopc_is_not_counted_twice() -> None:
    # First received on day 29: late, although it was forwarded before the longer last day + 28.
    asked = emailed(date(2026, 6, 1), date(2026, 7, 10), iopc_received=date(2026, 6, 30),
                    iopc_forwarded=date(2026, 7, 9))
    found = window(asked, CALENDAR)
    assert (found.verdict, found.days_late) == (V.LATE, 1)
    assert asked.iopc_forwarded and found.last_day and asked.iopc_forwarded > found.last_day


def test_days_at_the_iopc_do_not_help_when_we_had_it_first() -> None:
    asked = emailed(date(2026, 6, 1), date(2026, 6, 10), iopc_received=date(2026, 6, 20),
                    iopc_forwarded=date(2026, 7, 9))
    found = window(asked, CALENDAR)
    assert (found.verdict, found.left_out, found.last_day) == (V.IN_TIME, 0, date(2026, 6, 29))


def test_both_bodies_on_one_day() -> None:
    asked = emailed(date(2026, 6, 1), date(2026, 6, 20), iopc_received=date(2026, 6, 20),
                    iopc_forwarded=date(2026, 6, 22))
    assert window(asked, CALENDAR).left_out == 2


def test_the_iopcs_forwarding_date_may_still_be_missing() -> None:
    asked = emailed(date(2026, 6, 1), date(2026, 7, 10), iopc_received=date(2026, 6, 20))
    found = window(asked, CALENDAR)
    assert found.verdict is V.IN_TIME
    assert "forwarded" in found.flags[0]


def decision(**changed: Any) -> LateDecision:
    base = LateDecision(True, True, True, "they were in hospital for 35 days")
    return replace(base, **changed)


LATE = emailed(date(2026, 1, 5), date(2026, 2, 19))


def test_t14_a_late_request_accepted_by_both_limbs() -> None:
    finding = review_window(replace(LATE, late_decision=decision()), CALENDAR)
    assert finding.outcome is Outcome.MET
    assert "17 days after" in finding.reason
    assert "accepted late because they were in hospital for 35 days." in finding.reason


def test_t15_a_late_request_refused_with_reasons() -> None:
    refused = decision(accepted=False, because="they were busy")
    finding = review_window(replace(LATE, late_decision=refused), CALENDAR)
    assert finding.outcome is Outcome.NOT_MET
    assert "because they were busy." in finding.reason


@pytest.mark.parametrize(
    "undecided",
    [
        None,
        decision(special_circumstances=False),
        decision(just_to_extend=False),
        decision(because=" "),
        decision(accepted=False, because=""),
    ],
)
def test_late_never_refuses_or_accepts_by_itself(undecided: LateDecision | None) -> None:
    finding = review_window(replace(LATE, late_decision=undecided), CALENDAR)
    assert (finding.outcome, finding.field) == (Outcome.UNKNOWN, "late_decision")


def test_t17_no_letter_date_is_not_yet_known() -> None:
    unread = facts(outcome_letter_dated=None, received=date(2026, 9, 1))
    finding = review_window(unread, CALENDAR)
    assert (finding.outcome, finding.field) == (Outcome.UNKNOWN, "outcome_letter_dated")
    refused = replace(unread, late_decision=decision(accepted=False))
    assert review_window(refused, CALENDAR).outcome is Outcome.UNKNOWN


def test_t18_no_outcome_is_not_in_time() -> None:
    early = facts(outcome_issued=False, outcome_letter_dated=None, outcome_provided=None)
    finding = review_window(early, CALENDAR)
    assert (finding.outcome, finding.field) == (Outcome.UNKNOWN, "outcome_issued")


def test_t19_dates_disagree() -> None:
    asked = emailed(date(2026, 3, 5), date(2026, 3, 4))
    assert window(asked, CALENDAR).verdict is V.DISAGREE
    finding = review_window(asked, CALENDAR)
    assert finding.outcome is Outcome.UNKNOWN
    assert "5 March 2026" in finding.reason and "4 March 2026" in finding.reason


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"outcome_provided": date(2026, 2, 18)}, "outcome_provided"),
        ({"outcome_issued": False}, "outcome_issued"),
        ({"iopc_received": date(2026, 3, 8), "iopc_forwarded": date(2026, 3, 7)},
         "iopc_forwarded"),
    ],
)
def test_other_dates_that_disagree(changed: dict[str, Any], field: str) -> None:
    found = window(facts(**changed), CALENDAR)
    assert (found.verdict, found.field) == (V.DISAGREE, field)


@pytest.mark.parametrize(
    ("sent", "by", "provided", "last_day"),
    [
        (date(2026, 4, 1), Delivery.EMAIL, date(2026, 4, 1), date(2026, 4, 29)),
        (date(2026, 4, 1), Delivery.HAND, date(2026, 4, 1), date(2026, 4, 29)),
        # Thursday, Good Friday, weekend, Easter Monday, Tuesday.
        (date(2026, 4, 1), Delivery.FIRST_CLASS, date(2026, 4, 7), date(2026, 5, 5)),
        (date(2026, 4, 1), Delivery.SECOND_CLASS, date(2026, 4, 9), date(2026, 5, 7)),
    ],
)
def test_in_time_by_the_ordinary_course_of_post(
    sent: date, by: Delivery, provided: date, last_day: date
) -> None:
    asked = facts(outcome_letter_dated=sent, outcome_provided=None, provided_by=by,
                  received=last_day)
    found = window(asked, CALENDAR)
    assert (found.provided, found.last_day) == (provided, last_day)
    late = window(replace(asked, received=last_day + timedelta(days=1)), CALENDAR)
    assert late.verdict is V.LATE
    expected = V.IN_TIME if provided == sent else V.IN_TIME_BY_PROVIDED
    assert found.verdict is expected
    assert found.provided_how.startswith("presumed")


def test_in_time_by_the_date_provided_asks_a_person_to_check() -> None:
    asked = facts(received=date(2026, 3, 21))
    finding = review_window(asked, CALENDAR)
    assert finding.outcome is Outcome.MET
    assert "day 28 of 28 from the date it was provided, 21 February 2026" in finding.reason
    assert any("Check the date provided" in value for _, value in finding.facts)


def test_late_by_the_letter_alone_is_not_late() -> None:
    asked = facts(outcome_provided=None, provided_by=None, received=date(2026, 3, 20))
    finding = review_window(asked, CALENDAR)
    assert (finding.outcome, finding.field) == (Outcome.UNKNOWN, "outcome_provided")
    refused = replace(asked, late_decision=decision(accepted=False))
    assert review_window(refused, CALENDAR).outcome is Outcome.UNKNOWN
    accepted = replace(asked, late_decision=decision())
    assert review_window(accepted, CALENDAR).outcome is Outcome.MET


def test_the_police_as_first_address_is_a_strong_reason() -> None:
    asked = emailed(date(2026, 4, 1), date(2026, 5, 20), mps_first_received=date(2026, 4, 28))
    assert any("strong reason" in flag for flag in window(asked, CALENDAR).flags)
    too_late = replace(asked, mps_first_received=date(2026, 4, 30))
    assert window(too_late, CALENDAR).flags == ()


@pytest.mark.parametrize("dated", [date(2019, 5, 1), date.min, date.max])
def test_a_slip_in_the_year_is_asked_about(dated: date) -> None:
    asked = facts(outcome_letter_dated=dated, outcome_provided=None, received=None)
    finding = review_window(asked, CALENDAR)
    assert finding.outcome is Outcome.UNKNOWN


def test_the_two_clocks_are_shown_one_by_one() -> None:
    by_letter, by_provided = clock_details(facts(received=date(2026, 3, 20)), CALENDAR)
    assert by_letter.outcome is Outcome.NOT_MET
    assert by_provided.outcome is Outcome.MET
    assert "19 March 2026" in by_letter.reason and "21 March 2026" in by_provided.reason


days = st.dates(date(2020, 2, 1), date(2033, 12, 31))
maybe = st.none() | days
ranks = {V.IN_TIME: 0, V.IN_TIME_BY_PROVIDED: 1, V.LATE: 2}


@given(days, st.integers(0, 90), st.integers(0, 60), st.integers(0, 10),
       st.none() | st.sampled_from(Delivery))
def test_a_later_receipt_is_never_more_in_time(
    dated: date, after: int, later: int, transit: int, by: Delivery | None
) -> None:
    provided = dated + timedelta(days=transit) if by is None else None
    asked = facts(outcome_letter_dated=dated, outcome_provided=provided, provided_by=by,
                  received=dated + timedelta(days=after))
    put_off = replace(asked, received=dated + timedelta(days=after + later))
    before, then = window(asked, CALENDAR), window(put_off, CALENDAR)
    assert ranks[before.verdict] <= ranks[then.verdict]


@given(days, st.integers(0, 60), st.integers(0, 60), st.integers(0, 10))
def test_transit_from_the_iopc_never_makes_it_late(
    dated: date, first: int, stay: int, transit: int
) -> None:
    at_iopc = dated + timedelta(days=first)
    forwarded = at_iopc + timedelta(days=stay)
    asked = emailed(dated, forwarded + timedelta(days=transit), iopc_received=at_iopc,
                    iopc_forwarded=forwarded)
    found = window(asked, CALENDAR)
    straight = window(emailed(dated, at_iopc), CALENDAR)
    assert found.verdict is straight.verdict
    assert found.last_day is not None
    # The same test in its other form: the day of forwarding against the longer last day.
    assert (found.verdict is V.IN_TIME) == (forwarded <= found.last_day)


@given(st.builds(
    ReviewFacts, received=maybe, outcome_letter_dated=maybe, outcome_provided=maybe,
    provided_by=st.none() | st.sampled_from(Delivery), iopc_received=maybe, iopc_forwarded=maybe,
    mps_first_received=maybe, outcome_issued=st.none() | st.booleans(),
    late_decision=st.none() | st.builds(LateDecision, st.booleans(), st.booleans(), st.booleans(),
                                        st.text(max_size=5)),
))
def test_every_answer_has_words_and_every_open_one_a_field(asked: ReviewFacts) -> None:
    finding = review_window(asked, CALENDAR)
    assert finding.reason
    assert finding.field or finding.outcome is Outcome.MET
    if finding.outcome is Outcome.NOT_MET:
        assert asked.late_decision is not None and not asked.late_decision.accepted
