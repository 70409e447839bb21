"""The invented people: how many, how spread, and that nobody could be taken for somebody real."""

from __future__ import annotations

import unicodedata
from collections import Counter
from datetime import date, timedelta

import pytest

from caseworker.demo.people import STAFF, DemoCase, cases, day
from caseworker.rules.facts import Applicant, Handling, Tri
from caseworker.rules.lifecycle import ENDED, Role, Stage
from caseworker.rules.recommendations import REMEDIES, allowed, screen_text

CASES = cases()
# From which stage on a day must be known.
REACHED = {
    "valid": {Stage.VALID, Stage.ALLOCATED, Stage.ASSESSING, Stage.DRAFTING, Stage.QUALITY_CHECK},
    "allocated": {Stage.ALLOCATED, Stage.ASSESSING, Stage.DRAFTING, Stage.QUALITY_CHECK},
    "proposed": {Stage.DRAFTING, Stage.QUALITY_CHECK},
    "decided": {Stage.DECIDED, Stage.RESPONSE_DUE, Stage.RESPONSE_RECEIVED, Stage.CLOSED},
    "answered": {Stage.RESPONSE_RECEIVED},
    "ended": set(ENDED),
}


def by_name(case: DemoCase) -> str:
    return case.key


def test_there_are_48_and_every_stage_has_some() -> None:
    spread = Counter(case.stage for case in CASES)
    assert len(CASES) == 48
    assert set(spread) == set(Stage)
    assert spread[Stage.RESPONSE_DUE] == 5
    assert spread[Stage.VALID] == 6


def test_names_and_references_are_their_own() -> None:
    assert len({case.name for case in CASES}) == 48
    assert len({case.key for case in CASES}) == 48
    assert len({case.mps_reference for case in CASES}) == 48


@pytest.mark.parametrize("case", CASES, ids=by_name)
def test_nobody_could_be_real(case: DemoCase) -> None:
    helper = case.representative
    postcodes = [case.postcode, helper.postcode if helper else ""]
    for postcode in filter(None, postcodes):
        # The Post Office never uses these letters in the second half of a postcode.
        assert set(postcode.split()[1][1:]) & set("CIKMOV"), postcode
    for email in filter(None, [case.email, helper.email if helper else ""]):
        assert email.endswith("@example.org")
    assert case.phone == "" or case.phone.startswith("020 7946 0")  # kept for fiction by Ofcom
    assert case.name == unicodedata.normalize("NFC", case.name)


@pytest.mark.parametrize("case", CASES, ids=by_name)
def test_a_case_is_complete(case: DemoCase) -> None:
    assert 20 <= len(case.about) <= 60
    assert 1 <= len(case.allegations) <= 4
    assert len(case.grounds) > 30
    assert case.email or case.came_as != "email" or (case.representative or case).email
    assert case.owner in {"", *(one.login for one in STAFF if Role.CASEWORKER in one.roles)}
    assert bool(case.owner) == (case.days.allocated is not None)
    if case.linked_to:
        (other,) = [one for one in CASES if one.name == case.linked_to]
        assert other.linked_to == case.name


@pytest.mark.parametrize("case", CASES, ids=by_name)
def test_the_days_fit_the_stage_and_come_in_order(case: DemoCase) -> None:
    known = [
        ago
        for name in case.days.__dataclass_fields__
        if (ago := getattr(case.days, name)) is not None
    ]
    assert known == sorted(known, reverse=True)
    assert known[-1] >= 0
    for name, stages in REACHED.items():
        if case.stage in stages:
            assert getattr(case.days, name) is not None, name
    if case.stage not in ENDED:
        assert case.days.ended is None


@pytest.mark.parametrize("start", range(7))
@pytest.mark.parametrize("case", CASES, ids=by_name)
def test_in_time_or_late_whatever_weekday_it_is(case: DemoCase, start: int) -> None:
    today = date(2026, 3, 9) + timedelta(days=start)
    first = case.days.received if case.days.iopc_received is None else case.days.iopc_received
    taken = (day(first, today) - day(case.days.letter, today)).days
    if case.late is None:
        assert 0 <= taken <= 28
    else:
        assert taken > 28 + 6  # also when the letter came by second class post


def test_a_day_is_a_working_day() -> None:
    assert day(0, date(2026, 3, 12)) == date(2026, 3, 12)
    assert day(4, date(2026, 3, 12)) == date(2026, 3, 6)  # Sunday: the Friday before
    assert {day(ago, date(2026, 3, 12)).weekday() for ago in range(60)} == set(range(5))


@pytest.mark.parametrize("case", CASES, ids=by_name)
def test_a_decided_case_is_assessed_and_its_recommendations_are_allowed(case: DemoCase) -> None:
    if case.days.proposed is None:
        assert case.recommendations == ()
        return
    assert all(one.reasonable is not None and one.why for one in case.allegations)
    upheld = any(one.reasonable is False for one in case.allegations)
    assert bool(case.recommendations) == upheld
    for one in case.recommendations:
        assert allowed(one.code, case.handling) == []
        assert one.subtype in {"", *REMEDIES}
        assert screen_text(f"{one.text} {one.reason}") == []  # within our powers
        assert (one.answer != "") == (case.days.answered is not None)


def test_the_hard_cases_are_there() -> None:
    late = [case for case in CASES if case.late]
    assert {case.late.accepted for case in late if case.late} == {None, True, False}
    assert [case.age for case in CASES if case.applicant is Applicant.PARENT] == [14]
    assert [case.name for case in CASES if len(case.address) == 7] == [
        "Eleftherios Papadimitriou-Vance"
    ]
    assert len([case for case in CASES if case.days.iopc_forwarded is not None]) == 1
    helpers = [case.representative for case in CASES if case.representative]
    assert {helper.consent_days is None for helper in helpers} == {True, False}
    unsure = [case for case in CASES if case.body and case.body.answer is Tri.UNSURE]
    assert [case.stage for case in unsure] == [Stage.CHECKS]
    due = [case.days.decided for case in CASES if case.stage is Stage.RESPONSE_DUE]
    assert len([ago for ago in due if ago is not None and ago > 28 + 3]) == 2
    assert {"Large print, 18 point" in case.adjustments for case in CASES} == {True, False}
    assert [case.stage for case in CASES if case.handling is Handling.OUTSIDE] == [Stage.INVALID]


def test_every_kind_of_work_has_somebody() -> None:
    held = {role for one in STAFF for role in one.roles}
    assert {Role.CORRESPONDENCE, Role.CASEWORKER, Role.MANAGER, Role.ADMIN} <= held
    assert len({one.login for one in STAFF}) == len(STAFF) == 9
