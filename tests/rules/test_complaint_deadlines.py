"""The dates that a complaint must keep: the worked cases P1 to P3, P12 and the table over years."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseworker.calendars import england_and_wales
from caseworker.rules import law
from caseworker.rules.complaint_deadlines import (
    ComplaintDates,
    Delay,
    against_delay,
    complaint_deadlines,
    delay_needed,
    next_complaint_deadline,
    stage_due,
    why,
)
from caseworker.rules.complaint_lifecycle import ENDED, ComplaintStage
from caseworker.rules.contact import ContactFacts
from caseworker.rules.deadlines import Deadline, DeadlineState
from caseworker.rules.finding import Outcome
from caseworker.rules.retention import RetentionFacts
from caseworker.rules.words import long_date

CALENDAR = england_and_wales()
C, D = ComplaintStage, DeadlineState
RECEIVED = date(2026, 1, 5)
NEW = ComplaintDates(C.STAGE_1, received=RECEIVED, acknowledged_on=date(2026, 1, 6))
DUE = date(2026, 2, 2)
MOVED = Delay(1, date(2026, 1, 30), "one colleague was ill", date(2026, 2, 16))


def of(dates: ComplaintDates, today: date = RECEIVED) -> dict[str, Deadline]:
    return {one.name: one for one in complaint_deadlines(dates, CALENDAR, today)}


@pytest.mark.parametrize(
    ("received", "due"),
    [
        (date(2026, 1, 5), date(2026, 2, 2)),  # P1
        (date(2026, 4, 2), date(2026, 5, 5)),  # P2
        (date(2026, 8, 8), date(2026, 9, 7)),  # P3
        (date(2026, 1, 2), date(2026, 1, 30)),
        (date(2026, 3, 20), date(2026, 4, 21)),
        (date(2026, 5, 1), date(2026, 6, 2)),
        (date(2026, 5, 22), date(2026, 6, 22)),
        (date(2025, 12, 15), date(2026, 1, 15)),
        (date(2026, 12, 10), date(2027, 1, 12)),
        (date(2026, 12, 24), date(2027, 1, 26)),
    ],
)
def test_twenty_working_days(received: date, due: date) -> None:
    found = of(ComplaintDates(C.RECEIVED, received=received), received)
    assert found["stage_1"].due == due
    assert set(found) == {"stage_1", "acknowledge"}
    policy = received >= law.COMPLAINTS_POLICY_DATE
    assert found["stage_1"].source == (
        law.policy_para("26") if policy else law.OFFICE_SETTING)


def test_why_this_date() -> None:
    found = of(ComplaintDates(C.STAGE_1, received=date(2026, 4, 2)), date(2026, 4, 2))["stage_1"]
    said = why(found)
    assert said[0].startswith("20 working days after Thursday 2 April 2026")
    assert "3 April 2026 does not count: Good Friday." in said
    assert said[-1] == "MOPAC Complaints Policy, January 2026, para. 26."
    assert not any("Saturday" in line for line in said[1:])


def test_a_new_target_takes_the_place_of_the_first() -> None:
    found = of(replace(NEW, delays=(MOVED,)))["stage_1"]
    assert found.due == MOVED.target == found.reckoning.end
    assert "30 January 2026 the complainant was told" in found.words + found.reckoning.words
    again = Delay(1, date(2026, 2, 10), "more to read", date(2026, 3, 2))
    assert of(replace(NEW, delays=(again, MOVED)))["stage_1"].due == again.target
    other_stage = replace(MOVED, stage=2)
    assert of(replace(NEW, delays=(other_stage,)))["stage_1"].due == DUE
    sooner = replace(MOVED, target=date(2026, 1, 20))
    assert of(replace(NEW, delays=(sooner,)))["stage_1"].due == DUE


@pytest.mark.parametrize(
    ("today", "outcome"),
    [
        (date(2026, 1, 20), Outcome.MET),
        (date(2026, 1, 31), Outcome.MET),
        (date(2026, 2, 1), Outcome.UNKNOWN),
        (date(2026, 2, 2), Outcome.UNKNOWN),
        (date(2026, 2, 3), Outcome.NOT_MET),
    ],
)
def test_p12_the_complainant_hears_of_a_delay(today: date, outcome: Outcome) -> None:
    assert delay_needed(NEW, 1, CALENDAR, today).outcome is outcome
    told = replace(NEW, delays=(MOVED,))
    assert delay_needed(told, 1, CALENDAR, today)
    for done in (replace(NEW, outcome_on=date(2026, 1, 19)), replace(NEW, stage=C.CLOSED),
                 replace(NEW, only_internal=True), replace(NEW, received=None)):
        assert delay_needed(done, 1, CALENDAR, today)


def test_a_delay_has_a_reason_and_a_later_target() -> None:
    assert against_delay(MOVED, DUE) == []
    assert [one.field for one in against_delay(replace(MOVED, because=" "), DUE)] == ["because"]
    (same,) = against_delay(replace(MOVED, target=DUE), DUE)
    assert (same.field, same.reason) == (
        "target", f"New target date must be after {long_date(DUE)}")
    late = replace(MOVED, told_on=date(2026, 2, 20))
    assert [one.field for one in against_delay(late, DUE)] == ["target"]


def test_stage_2_and_its_acknowledgement() -> None:
    dates = replace(NEW, stage=C.STAGE_2, outcome_on=DUE, appeal_received=date(2026, 2, 10))
    found = of(dates, date(2026, 2, 10))
    assert {name: one.due for name, one in found.items()} == {
        "acknowledge_appeal": date(2026, 2, 17), "stage_2": date(2026, 3, 10),
    }
    assert found["stage_2"].source is law.OFFICE_SETTING
    assert set(of(replace(dates, appeal_acknowledged_on=date(2026, 2, 11)))) == {"stage_2"}
    done = replace(dates, stage=C.OUTCOME_2, stage_2_outcome_on=date(2026, 3, 1))
    assert of(done) == {}


def test_the_earlier_process_keeps_a_date_for_each_stage() -> None:
    old = ComplaintDates(
        C.STAGE_3, received=date(2025, 11, 3), acknowledged_on=date(2025, 11, 4),
        outcome_on=date(2025, 11, 20), appeal_received=date(2025, 12, 1),
        appeal_acknowledged_on=date(2025, 12, 2), stage_2_outcome_on=date(2026, 1, 20),
        escalated_on=date(2026, 2, 2),
    )
    assert {name: one.due for name, one in of(old).items()} == {"stage_3": date(2026, 3, 2)}
    second = stage_due(old, 2, CALENDAR)
    assert second and second.end == date(2025, 12, 31)
    assert stage_due(NEW, 3, CALENDAR) is None
    first_day = ComplaintDates(C.STAGE_1, received=law.COMPLAINTS_POLICY_DATE)
    assert stage_due(first_day, 1, CALENDAR) is not None and "stage_1" in of(first_day)


def test_an_internal_procedure_has_no_date_but_is_not_forgotten() -> None:
    dates = replace(NEW, only_internal=True, last_contact_on=date(2026, 1, 12))
    assert {name: one.due for name, one in of(dates).items()} == {"update": date(2026, 2, 9)}
    assert of(replace(dates, last_contact_on=None))["update"].due == date(2026, 2, 2)


def test_what_ends_a_clock() -> None:
    fresh = replace(NEW, acknowledged_on=None)
    assert of(fresh)["acknowledge"].due == date(2026, 1, 12)
    assert set(of(NEW)) == {"stage_1"}
    asked = replace(NEW, format_asked_on=date(2026, 1, 8))
    assert of(asked)["format_request"].due == date(2026, 1, 15)
    assert "format_request" not in of(replace(asked, format_answered_on=date(2026, 1, 9)))
    for stage in ENDED:
        assert of(replace(NEW, stage=stage)) == {}


def test_states_and_the_next_date() -> None:
    assert of(NEW, date(2026, 1, 31))["stage_1"].state is D.LATER
    assert of(NEW, date(2026, 2, 1))["stage_1"].state is D.SOON
    late = of(NEW, date(2026, 2, 3))["stage_1"]
    assert (late.state, late.words) == (D.LATE, "1 day overdue")
    first = next_complaint_deadline(replace(NEW, acknowledged_on=None), CALENDAR, RECEIVED)
    assert first is not None and first.name == "acknowledge"
    closed = replace(NEW, stage=C.CLOSED, retention=RetentionFacts(date(2026, 2, 10)))
    assert next_complaint_deadline(closed, CALENDAR, DUE) is None
    kept = of(closed)["retention"]
    assert kept.information and kept.due == date(2032, 3, 31) and kept.state is D.WAITING


def test_the_review_of_a_contact_arrangement() -> None:
    made = ContactFacts(start=date(2026, 2, 2), review_on=date(2026, 8, 1))
    dates = replace(NEW, stage=C.CLOSED, contact=made)
    assert of(dates)["contact_review"].due == date(2026, 8, 1)
    # It has dropped off the banner by then, but somebody has still to look at it.
    assert of(dates, date(2026, 8, 5))["contact_review"].state is D.LATE
    lifted = replace(dates, contact=replace(made, lifted_on=date(2026, 5, 1)))
    assert "contact_review" not in of(lifted, date(2026, 5, 1))
    assert "contact_review" in of(lifted, date(2026, 4, 30))


def test_a_slip_in_a_year_starts_no_clock() -> None:
    assert of(ComplaintDates(C.RECEIVED, received=date(2016, 1, 5))) == {}
    wrong = replace(NEW, appeal_received=date(2016, 2, 10), outcome_on=DUE)
    assert of(wrong) == {} and stage_due(wrong, 2, CALENDAR) is None


def test_a_setting_changes_new_cases_only() -> None:
    newer = law.STAGE_2.followed_by(date(2026, 7, 1), 30)
    limits = {**law.LIMITS, "stage_2": newer}
    dates = replace(NEW, outcome_on=DUE, appeal_received=date(2026, 6, 30),
                    appeal_acknowledged_on=date(2026, 7, 1))
    old = complaint_deadlines(dates, CALENDAR, DUE, limits)
    assert [one.due for one in old] == [date(2026, 7, 28)]
    later = replace(dates, appeal_received=date(2026, 7, 1))
    new = complaint_deadlines(later, CALENDAR, DUE, limits)
    assert [one.due for one in new] == [date(2026, 8, 12)]


@given(received=st.dates(date(2020, 2, 1), date(2034, 6, 30)), back=st.integers(0, 400))
def test_every_open_complaint_has_a_date(received: date, back: int) -> None:
    today = received + timedelta(days=back)
    dates = ComplaintDates(C.STAGE_1, received=received, acknowledged_on=received)
    found = complaint_deadlines(dates, CALENDAR, today)
    assert [one.name for one in found] == ["stage_1"]
    assert found[0].due > received and CALENDAR.is_working_day(found[0].due)
    assert (found[0].state is D.LATE) == (today > found[0].due)
    counted = [day for day in found[0].reckoning.days if day.counted]
    assert len(counted) == 20
