"""Who may apply, the papers, and the five checks together: the worked cases V1 to V16."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseworker.calendars import england_and_wales
from caseworker.rules import papers, representation
from caseworker.rules.facts import (
    Applicant,
    Consent,
    Delivery,
    Handling,
    LateDecision,
    Paper,
    ReviewFacts,
    Tri,
)
from caseworker.rules.finding import Outcome
from caseworker.rules.validity import Check, accept, check, refuse_reasons
from tests.support.review_facts import VALID, answers, emailed, facts

CALENDAR = england_and_wales()
REP = Applicant.REPRESENTATIVE
HELD = Consent(written=True, signed_on=date(2026, 3, 1), covers_this_review=True)


def codes(asked: ReviewFacts) -> list[str]:
    return [reason.code for reason in refuse_reasons(asked, CALENDAR)]


def by_name(asked: ReviewFacts) -> dict[str, Check]:
    return {one.name: one for one in check(asked, CALENDAR)}


def test_a_plain_request_is_valid() -> None:
    assert accept(VALID, CALENDAR) == []
    assert refuse_reasons(VALID, CALENDAR) == ()
    checks = check(VALID, CALENDAR)
    assert [one.name for one in checks] == [
        "right_of_review", "in_time", "review_body", "representation", "papers",
    ]
    assert [one.needed for one in checks] == [True, True, True, False, True]


def test_nothing_known_is_neither_accepted_nor_refused() -> None:
    found = accept(ReviewFacts(), CALENDAR)
    assert found and all(finding.outcome is Outcome.UNKNOWN for finding in found)
    assert all(finding.field for finding in found)
    assert len({finding.reason for finding in found[:8]}) == len(found[:8])
    assert codes(ReviewFacts()) == []


def test_v1_consent_may_come_after_the_time() -> None:
    asked = facts(applicant=REP, received=date(2026, 3, 11))
    assert by_name(asked)["in_time"].finding
    assert representation.status(asked) == "awaiting consent"
    assert codes(asked) == []
    late_consent = Consent(True, date(2026, 3, 31), True)
    assert accept(replace(asked, consent=late_consent), CALENDAR) == []
    assert representation.status(replace(asked, consent=late_consent)) == ""


def test_v2_a_neighbour_without_consent() -> None:
    asked = facts(applicant=REP, consent=Consent(written=False))
    assert [f.field for f in accept(asked, CALENDAR)] == ["consent"]
    assert representation.status(asked) == "awaiting consent"
    assert codes(asked) == ["NR-CONSENT"]


@pytest.mark.parametrize(
    ("case", "age", "consent", "outcome"),
    [
        ("V3", 14, None, Outcome.MET),
        ("last year of it", 15, None, Outcome.MET),
        ("V5", 16, None, Outcome.UNKNOWN),
        ("V5 with consent", 16, HELD, Outcome.MET),
        ("grown up", 17, None, Outcome.UNKNOWN),
        ("grown up with consent", 17, HELD, Outcome.MET),
        ("age not known", None, None, Outcome.UNKNOWN),
    ],
)
def test_a_parent(case: str, age: int | None, consent: Consent | None, outcome: Outcome) -> None:
    asked = facts(applicant=Applicant.PARENT, complainant_age=age, consent=consent)
    assert representation.may_apply(asked).outcome is outcome, case


def test_at_sixteen_a_manager_decides() -> None:
    asked = facts(applicant=Applicant.PARENT, complainant_age=16)
    assert representation.may_apply(asked).field == "gateway_because"
    assert representation.needs_consent(asked) is None
    decided = replace(asked, gateway_because="the child cannot write")
    assert representation.may_apply(decided)


@pytest.mark.parametrize(
    ("consent", "outcome"),
    [
        (None, Outcome.UNKNOWN),
        (Consent(), Outcome.UNKNOWN),
        (Consent(written=True), Outcome.UNKNOWN),
        (Consent(written=True, covers_this_review=False), Outcome.NOT_MET),
        (Consent(written=True, covers_this_review=True), Outcome.MET),
        (replace(HELD, withdrawn_on=date(2026, 3, 9)), Outcome.NOT_MET),
    ],
)
def test_consent(consent: Consent | None, outcome: Outcome) -> None:
    asked = facts(applicant=REP, consent=consent)
    assert representation.may_apply(asked).outcome is outcome
    gateway = replace(asked, gateway_because="Citizens Advice is a gateway body")
    withdrawn = consent is not None and consent.withdrawn_on is not None
    expected = Outcome.NOT_MET if withdrawn else Outcome.MET
    assert representation.may_apply(gateway).outcome is expected
    if withdrawn:
        assert representation.status(asked) == ""


@pytest.mark.parametrize("applicant", [Applicant.OFFICER, Applicant.INTERESTED])
def test_v12_no_complainant_no_review(applicant: Applicant) -> None:
    asked = facts(applicant=applicant)
    finding = representation.may_apply(asked)
    assert finding.outcome is Outcome.NOT_MET and finding.field == "applicant"
    assert codes(asked) == ["NR-APPLICANT"]
    assert finding.source and "25(1B)" in finding.source.cite


def test_a_child_may_ask_alone() -> None:
    finding = representation.may_apply(facts(complainant_age=15))
    assert finding and "extra help" in finding.reason
    assert "extra help" in representation.may_apply(facts(complainant_age=17)).reason
    assert "extra help" not in representation.may_apply(facts(complainant_age=18)).reason


@pytest.mark.parametrize(
    ("case", "changed", "code"),
    [
        ("V6", {"withdrawn": True}, "NR-WITHDRAWN"),
        ("V7", {"handling": Handling.OUTSIDE}, "NR-OUTSIDE"),
        ("V9", {"handling": Handling.DIRECTED}, "NR-DIRECTED"),
    ],
)
def test_no_right_is_refused_with_its_code(
    case: str, changed: dict[str, Any], code: str
) -> None:
    reason, = refuse_reasons(facts(**changed), CALENDAR)
    assert (reason.code, bool(reason.what_to_send), bool(reason.source)) == (code, True, True)
    assert accept(facts(**changed), CALENDAR)


def test_v10_what_is_missing_is_waived() -> None:
    bare = facts(complaint_details="", complaint_made=None, mps_reference="", force="",
                 outcome_letter_held=False)
    assert {f.field for f in accept(bare, CALENDAR)} >= {
        "complaint_details", "complaint_made", "mps_reference", "force", "outcome_letter_held",
    }
    assert codes(bare) == []
    waived = frozenset({Paper.COMPLAINT_DETAILS, Paper.COMPLAINT_MADE, Paper.MPS_REFERENCE,
                        Paper.FORCE, Paper.OUTCOME_LETTER})
    assert accept(replace(bare, waived=waived), CALENDAR) == []


def test_v11_no_grounds_is_still_valid() -> None:
    asked = facts(grounds=" ")
    assert accept(asked, CALENDAR) == []
    finding = by_name(asked)["papers"].finding
    assert finding and "grounds" in finding.reason
    assert papers.grounds_missing(asked) and not papers.grounds_missing(VALID)


def test_a_nameless_request_cannot_be_waived_through() -> None:
    asked = facts(name_and_contact=False, waived=frozenset({Paper.NAME_AND_CONTACT}))
    finding, = accept(asked, CALENDAR)
    assert finding.field == "name_and_contact" and "cannot be waived" in finding.reason
    assert [p for p in Paper if not papers.waivable(p)] == [Paper.NAME_AND_CONTACT]


@pytest.mark.parametrize("item", papers.ITEMS, ids=lambda item: item.paper.name)
def test_each_paper_is_held_missing_or_waived(item: papers.Item) -> None:
    name = item.paper.value
    held = {f.field: f for f in papers.details(VALID)}[name]
    assert held.outcome is Outcome.MET
    value = getattr(VALID, name)
    nothing = "" if isinstance(value, str) else None
    missing = facts(**{name: nothing})
    gap = {f.field: f for f in papers.details(missing)}[name]
    assert gap.outcome is Outcome.UNKNOWN and item.what_to_do in gap.reason
    if value is True:
        refused = {f.field: f for f in papers.details(facts(**{name: False}))}[name]
        assert refused.outcome is Outcome.NOT_MET
    waived = replace(missing, waived=frozenset({item.paper}))
    passed = {f.field: f for f in papers.details(waived)}[name]
    assert bool(passed) is item.waivable


def test_missing_papers_are_named() -> None:
    finding = papers.papers(facts(mps_reference="", outcome_letter_held=False))
    assert finding.outcome is Outcome.NOT_MET
    assert finding.reason == "MPS reference and copy of the outcome letter: missing."


def test_the_iopc_is_forwarded_to_and_not_refused() -> None:
    asked = facts(body_answers=answers(referred=Tri.YES))
    assert codes(asked) == []
    assert [f.rule for f in accept(asked, CALENDAR)] == ["review_body"]


def test_late_is_refused_only_after_a_decision() -> None:
    asked = emailed(date(2026, 1, 5), date(2026, 2, 19))
    assert codes(asked) == []
    refused = replace(asked, late_decision=LateDecision(False, False, False, "busy"))
    assert codes(refused) == ["LATE"]
    accepted = replace(asked, late_decision=LateDecision(True, True, True, "in hospital"))
    assert accept(accepted, CALENDAR) == []


# What is not there is not yet known. Not among them: what did not happen (time with another body,
# withdrawal of consent, a waiver, a decision), nor facts that contradict each other.
REMOVABLE = {
    "received": None, "complaint_made": None, "outcome_letter_dated": None,
    "outcome_issued": None, "handling": None, "force": "", "withdrawn": None,
    "already_reviewed": None, "in_writing": None, "applicant": None, "complainant_age": None,
    "consent": None, "name_and_contact": None, "complaint_details": "", "mps_reference": "",
    "outcome_letter_held": None, "provided_by": None,
}
some_facts = st.builds(
    facts,
    received=st.dates(date(2026, 2, 25), date(2026, 5, 1)),
    outcome_letter_dated=st.dates(date(2026, 2, 1), date(2026, 2, 20)),
    outcome_provided=st.none() | st.dates(date(2026, 2, 21), date(2026, 2, 25)),
    provided_by=st.none() | st.sampled_from(Delivery),
    complaint_made=st.dates(date(2019, 1, 1), date(2026, 1, 1)),
    handling=st.sampled_from(Handling),
    outcome_issued=st.sampled_from([None, True]),
    withdrawn=st.booleans(), already_reviewed=st.booleans(), in_writing=st.booleans(),
    force=st.sampled_from(["MPS", "Kent Police"]),
    applicant=st.sampled_from(Applicant), complainant_age=st.none() | st.integers(10, 40),
    consent=st.none() | st.builds(Consent, st.none() | st.booleans(), st.none(),
                                  st.none() | st.booleans()),
    name_and_contact=st.booleans(), outcome_letter_held=st.booleans(), complained=st.none(),
    late_decision=st.none() | st.just(LateDecision(True, True, True, "ill")),
)


@given(some_facts, st.sampled_from(sorted(REMOVABLE)))
def test_taking_a_fact_away_is_never_more_certain(asked: ReviewFacts, gone: str) -> None:
    fewer = replace(asked, **{gone: REMOVABLE[gone]})
    for before, after in zip(check(asked, CALENDAR), check(fewer, CALENDAR), strict=True):
        if before.finding is None or after.finding is None:
            continue
        if after.finding.outcome is not Outcome.UNKNOWN:
            assert after.finding.outcome is before.finding.outcome, (gone, before, after)
    assert set(codes(fewer)) <= set(codes(asked))
    if accept(asked, CALENDAR):
        assert accept(fewer, CALENDAR)


def test_every_fact_that_can_go_is_a_fact() -> None:
    assert set(REMOVABLE) <= {field.name for field in fields(ReviewFacts)}
