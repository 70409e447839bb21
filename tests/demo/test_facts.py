"""The rules find of each demo case what its stage says: the demo never shows an impossible case."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from caseworker.calendars import england_and_wales
from caseworker.demo.facts import facts
from caseworker.demo.people import DemoCase, cases
from caseworker.rules import representation, review_body, validity
from caseworker.rules.facts import Body
from caseworker.rules.finding import Outcome
from caseworker.rules.lifecycle import Stage

CALENDAR = england_and_wales()
THURSDAY = date(2026, 3, 12)
# A bank holiday weekend, and each day of a week: relative days must hold on all of them.
DAYS = [date(2026, 4, 6), date(2026, 12, 28), *(THURSDAY + timedelta(days=n) for n in range(7))]
NOT_VALID = {Stage.RECEIVED, Stage.CHECKS, Stage.INVALID, Stage.FORWARDED}


def one(name: str) -> DemoCase:
    return next(case for case in cases() if case.name == name)


@pytest.mark.parametrize("today", DAYS, ids=str)
@pytest.mark.parametrize("case", cases(), ids=lambda case: case.key)
def test_a_case_is_valid_exactly_when_its_stage_says_so(case: DemoCase, today: date) -> None:
    against = validity.accept(facts(case, today), CALENDAR)
    assert bool(against) == (case.stage in NOT_VALID), [finding.reason for finding in against]


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_a_refused_case_has_a_ground_and_no_other_has(today: date) -> None:
    refusable = {
        case.name for case in cases() if validity.refuse_reasons(facts(case, today), CALENDAR)
    }
    # The late one that waits could be refused too: a manager has yet to decide.
    assert refusable - {"Siân Prosser"} == {"Rupert Sandalwood", "Thaddeus Brookes-Amin"}


def test_forwarded_cases_are_the_iopcs_and_the_unsure_one_is_nobodys_yet() -> None:
    for case in cases():
        body = review_body.decide(facts(case, THURSDAY)).finding
        if case.stage is Stage.FORWARDED:
            assert review_body.so_far(facts(case, THURSDAY)) is Body.IOPC
        if case.name == "Jonathan Ferreira-Lund":
            assert body.outcome is Outcome.UNKNOWN


def test_who_may_ask() -> None:
    child = representation.may_apply(facts(one("Isla Merriweather"), THURSDAY))
    assert child.outcome is Outcome.MET
    assert "child of 14" in child.reason
    waiting = representation.may_apply(facts(one("Eleanor Achterberg"), THURSDAY))
    assert waiting.outcome is Outcome.UNKNOWN
    assert "consent" in waiting.reason


def test_time_at_the_iopc_is_left_out() -> None:
    case = one("Olena Kovalchuk")
    assert case.days.letter - case.days.received > 28
    assert validity.accept(facts(case, THURSDAY), CALENDAR) == []
    assert review_body.mismatch_with_letter(facts(case, THURSDAY)) is not None
