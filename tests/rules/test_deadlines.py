"""The dates that a review must keep."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseworker.calendars import england_and_wales
from caseworker.rules import law
from caseworker.rules.deadlines import (
    Deadline,
    DeadlineFacts,
    DeadlineState,
    days_words,
    deadlines,
    next_deadline,
)
from caseworker.rules.lifecycle import ENDED, Stage

CALENDAR = england_and_wales()
TODAY = date(2026, 3, 12)  # a Thursday
D = DeadlineState


def of(facts: DeadlineFacts, today: date = TODAY) -> dict[str, Deadline]:
    return {one.name: one for one in deadlines(facts, CALENDAR, today)}


def test_a_new_request() -> None:
    found = of(DeadlineFacts(Stage.RECEIVED, received=date(2026, 3, 10)))
    assert {name: one.due for name, one in found.items()} == {
        "acknowledge": date(2026, 3, 17),
        "validity": date(2026, 4, 9),  # over Easter
        "update": date(2026, 4, 7),
    }
    first = next_deadline(DeadlineFacts(Stage.RECEIVED, received=date(2026, 3, 10)), CALENDAR,
                          TODAY)
    assert first is not None
    assert (first.name, first.state, first.words) == ("acknowledge", D.LATER, "5 days left")
    assert first.reckoning.left_out and first.source.cite


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (date(2026, 3, 9), "3 days overdue"),
        (date(2026, 3, 11), "1 day overdue"),
        (date(2026, 3, 12), "Due today"),
        (date(2026, 3, 13), "1 day left"),
        (date(2026, 3, 19), "7 days left"),
    ],
)
def test_words(due: date, words: str) -> None:
    assert days_words(due, TODAY) == words


def test_each_thing_done_ends_its_clock() -> None:
    facts = DeadlineFacts(
        Stage.ALLOCATED, received=date(2026, 3, 2), acknowledged_on=date(2026, 3, 3),
        papers_asked_on=date(2026, 3, 3), papers_received_on=date(2026, 3, 5),
        valid_on=date(2026, 3, 6), allocated_on=date(2026, 3, 9), last_contact_on=TODAY,
        iopc_found_on=date(2026, 3, 3), forwarded_on=date(2026, 3, 4),
        format_asked_on=date(2026, 3, 3), format_answered_on=date(2026, 3, 4),
    )
    found = of(facts)
    assert set(found) == {"decision", "update"}
    assert found["update"].due == date(2026, 4, 9)
    assert found["decision"].due == date(2026, 4, 20)


def test_the_clocks_beside_the_checks() -> None:
    facts = DeadlineFacts(
        Stage.CHECKS, received=date(2026, 3, 2), acknowledged_on=date(2026, 3, 3),
        papers_asked_on=date(2026, 3, 3), iopc_found_on=date(2026, 3, 10),
        format_asked_on=date(2026, 3, 5),
    )
    found = of(facts)
    assert found["papers"].state is D.WAITING
    assert found["papers"].due == date(2026, 3, 17)
    assert (found["forward"].due, found["forward"].words) == (TODAY, "Due today")
    assert (found["format_request"].due, found["format_request"].state) == (TODAY, D.SOON)
    assert of(facts, date(2026, 3, 18))["papers"].state is D.LATE


def test_p14_the_mps_answers_in_its_time() -> None:
    facts = DeadlineFacts(
        Stage.RESPONSE_DUE, received=date(2026, 3, 2), acknowledged_on=date(2026, 3, 3),
        valid_on=date(2026, 3, 6), allocated_on=date(2026, 3, 9), decided_on=date(2026, 6, 1),
        decision_letter_on=date(2026, 6, 1), recommendation_made_on=date(2026, 6, 1),
    )
    today = date(2026, 6, 20)
    found = of(facts, today)
    assert set(found) == {"mps_response", "judicial_review"}
    assert (found["mps_response"].due, found["mps_response"].state) == (
        date(2026, 6, 29), D.WAITING,
    )
    assert found["judicial_review"].due == date(2026, 9, 1)
    assert found["judicial_review"].information
    one = next_deadline(facts, CALENDAR, today)
    assert one is not None and one.name == "mps_response"


def test_an_approved_decision_is_sent_without_delay() -> None:
    facts = DeadlineFacts(Stage.DECIDED, decided_on=date(2026, 5, 20))
    found = of(facts, date(2026, 5, 21))
    # 25 May 2026 is the Spring bank holiday.
    assert found["decision_letter"].due == date(2026, 5, 28)
    sent = replace(facts, decision_letter_on=date(2026, 5, 21))
    assert "decision_letter" not in of(sent, date(2026, 5, 21))


def test_a_longer_time_given_to_the_mps() -> None:
    facts = DeadlineFacts(
        Stage.RESPONSE_DUE, decided_on=date(2026, 6, 1), recommendation_made_on=date(2026, 6, 1),
        decision_letter_on=date(2026, 6, 1), response_extended_to=date(2026, 7, 10),
    )
    found = of(facts, date(2026, 7, 1))
    assert (found["mps_response"].due, found["mps_response"].state) == (
        date(2026, 7, 10), D.WAITING,
    )


def test_what_is_ours_comes_before_what_we_wait_for() -> None:
    facts = DeadlineFacts(Stage.CHECKS, received=date(2026, 3, 9),
                          acknowledged_on=date(2026, 3, 9), papers_asked_on=date(2026, 3, 4))
    one = next_deadline(facts, CALENDAR, TODAY)
    assert one is not None and one.name == "update"
    late = next_deadline(facts, CALENDAR, date(2026, 3, 19))
    assert late is not None and (late.name, late.state) == ("papers", D.LATE)


@pytest.mark.parametrize("stage", sorted(ENDED))
def test_an_ended_case_has_nothing_to_keep(stage: Stage) -> None:
    facts = DeadlineFacts(stage, received=date(2026, 1, 2))
    assert deadlines(facts, CALENDAR, TODAY) == ()
    assert next_deadline(facts, CALENDAR, TODAY) is None


def test_a_setting_followed_by_a_newer_one() -> None:
    newer = law.ACKNOWLEDGE.followed_by(date(2026, 3, 10), 3)
    limits = {**law.LIMITS, "acknowledge": newer}
    for received, due in ((date(2026, 3, 9), date(2026, 3, 16)),
                          (date(2026, 3, 10), date(2026, 3, 13))):
        facts = DeadlineFacts(Stage.RECEIVED, received=received)
        found = {one.name: one for one in deadlines(facts, CALENDAR, TODAY, limits)}
        assert found["acknowledge"].due == due


maybe = st.none() | st.dates(date(2015, 1, 1), date(2036, 12, 31))


@given(st.builds(DeadlineFacts, st.sampled_from(Stage), **{
    name: maybe for name in DeadlineFacts.__dataclass_fields__ if name != "stage"
}), st.dates(date(2020, 2, 1), date(2036, 12, 31)))
def test_any_dates_give_deadlines_in_order(facts: DeadlineFacts, today: date) -> None:
    found = deadlines(facts, CALENDAR, today)
    tasks = [one.due for one in found if not one.information]
    assert tasks == sorted(tasks)
    for one in found:
        assert one.reckoning.end == one.due
        if not one.information:
            assert (one.state is D.LATE) == (one.due < today)
    assert (next_deadline(facts, CALENDAR, today) is None) == (not tasks)
