"""What the policy covers, every way out, what a complaint must hold, and who may complain."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from caseworker.rules import law
from caseworker.rules.complaint_facts import About, ComplaintFacts, Permission, Subject
from caseworker.rules.complaint_papers import details, not_supplied, papers, who
from caseworker.rules.facts import Applicant
from caseworker.rules.finding import Outcome
from caseworker.rules.scope import BY_CODE, COVERED, WAYS_OUT, route, scope, way_out
from tests.support.complaint_facts import COMPLAINT, complaint

MET, NOT_MET, UNKNOWN = Outcome.MET, Outcome.NOT_MET, Outcome.UNKNOWN


@pytest.mark.parametrize("about", sorted(COVERED))
def test_covered(about: About) -> None:
    facts = complaint(about=about)
    assert scope(facts) and route(facts) and way_out(facts) is None


@pytest.mark.parametrize(
    ("about", "code", "cite", "words"),
    [
        (About.MPS, "OUT-MPS", "7 and 8", "Metropolitan Police Service"),
        (About.MPS_OFFICER, "OUT-OFFICER", "7 and 8", "deal with this first"),
        (About.MPS_OUTCOME, "OUT-OUTCOME", "para. 9", "ask for a review"),
        (About.REVIEW_DECISION, "OUT-REVIEW", "para. 9", "final"),
        (About.COMMISSIONER, "OUT-COMMISSIONER", "7 and 8", "not under this policy"),
        (About.DEPUTY_MAYOR, "OUT-DEPUTY-MAYOR", "7 and 8", "Monitoring Officer"),
        (About.MAYOR, "OUT-MAYOR", "Regulations 2012", "Monitoring Officer"),
        (About.FOI, "OUT-FOI", "para. 10", "information team"),
        (About.PERSONAL_DATA, "OUT-DATA", "12", "MOPACInfoGovernance@MOPAC.london.gov.uk"),
        (About.WHISTLEBLOWING, "OUT-WHISTLEBLOWING", "para. 11", "whistleblowing"),
        (About.GRIEVANCE, "OUT-GRIEVANCE", "27", "HR"),
    ],
)
def test_each_way_out(about: About, code: str, cite: str, words: str) -> None:
    facts = complaint(about=about)
    out = way_out(facts)
    assert out is not None and out.code == code and words in out.words
    assert scope(facts).outcome is NOT_MET
    found = route(facts)
    assert found.outcome is NOT_MET and found.source is not None and cite in found.source.cite
    assert out.words in found.reason


def test_every_way_out_is_reached_and_says_what_to_do() -> None:
    assert len(BY_CODE) == len(WAYS_OUT)
    assert frozenset(way.about for way in WAYS_OUT) | COVERED == frozenset(About)
    for way in WAYS_OUT:
        facts = complaint(about=way.about, provider_exhausted=False)
        assert way_out(facts) is way
        assert way.words.endswith(".") and way.what_we_do and way.source.cite
    assert {way.code for way in WAYS_OUT if way.restricted} == {
        "OUT-WHISTLEBLOWING", "OUT-GRIEVANCE",
    }
    assert BY_CODE["OUT-OUTCOME"].same_day  # a time limit may be running


@pytest.mark.parametrize(
    ("exhausted", "outcome", "out"),
    [(None, UNKNOWN, False), (False, NOT_MET, True), (True, MET, False)],
)
@pytest.mark.parametrize(
    "of", [{"about": About.COMMISSIONED}, {"subject": Subject.PROVIDER, "about": About.SERVICE}]
)
def test_the_provider_comes_first(
    exhausted: bool | None, outcome: Outcome, out: bool, of: dict[str, object]
) -> None:
    facts = complaint(provider_exhausted=exhausted, **of)
    found = route(facts)
    assert found.outcome is outcome and (way_out(facts) is not None) == out
    assert found.outcome is MET or found.field == "provider_exhausted"
    if exhausted:
        assert "followed it" in found.reason and found.source == law.policy_para("6")


def test_p13_a_complaint_about_data_is_no_stage_1() -> None:
    out = way_out(complaint(about=About.PERSONAL_DATA))
    assert out is not None and out.code == "OUT-DATA" and out.same_day


def test_nothing_known_is_neither_in_nor_out() -> None:
    empty = ComplaintFacts()
    assert scope(empty).outcome is UNKNOWN and route(empty).outcome is UNKNOWN
    assert way_out(empty) is None
    policy = scope(complaint(about=About.POLICY))
    assert policy and "paragraph 3 does not name them" in policy.reason
    assert "commissioned" in scope(complaint(about=About.COMMISSIONED)).reason


def test_what_it_must_hold() -> None:
    assert papers(COMPLAINT) and all(details(COMPLAINT))
    empty = papers(ComplaintFacts())
    assert empty.outcome is UNKNOWN and empty.field == "full_name"
    assert empty.reason.startswith("Full name, email address")
    without = complaint(contact=False, missing_asked_on=date(2026, 1, 8))
    found = papers(without)
    assert found.outcome is NOT_MET and found.field == "contact" and "8 January" in found.reason
    assert found.source == law.policy_para("19")
    assert not_supplied(without) and not not_supplied(replace(without, missing_asked_on=None))
    assert not not_supplied(complaint(missing_asked_on=date(2026, 1, 8)))
    said = complaint(details=" ", details_missing=True, missing_asked_on=date(2026, 1, 8))
    assert not_supplied(said) and details(said)[2].outcome is NOT_MET


REP, PARENT = Applicant.REPRESENTATIVE, Applicant.PARENT
HELD = Permission(True, date(2026, 1, 3))


@pytest.mark.parametrize(
    ("applicant", "changed", "outcome", "field"),
    [
        (None, {}, UNKNOWN, "applicant"),
        (Applicant.COMPLAINANT, {}, MET, ""),
        (Applicant.OFFICER, {}, NOT_MET, "applicant"),
        (REP, {}, UNKNOWN, "permission"),
        (REP, {"permission": HELD}, MET, ""),
        (REP, {"permission": Permission(explicit=False)}, NOT_MET, "permission"),
        (REP, {"permission": replace(HELD, withdrawn_on=date(2026, 1, 9))}, NOT_MET, "permission"),
        (REP, {"lawful_basis": "safeguarding of a child"}, MET, ""),
        (PARENT, {}, UNKNOWN, "complainant_age"),
        (PARENT, {"complainant_age": 15}, MET, ""),
        (PARENT, {"complainant_age": 16}, UNKNOWN, "lawful_basis"),
        (PARENT, {"complainant_age": 16, "lawful_basis": "she lacks capacity"}, MET, ""),
        (PARENT, {"complainant_age": 17}, UNKNOWN, "permission"),
        (PARENT, {"complainant_age": 17, "permission": HELD}, MET, ""),
    ],
)
def test_who_complains(
    applicant: Applicant | None, changed: dict[str, object], outcome: Outcome, field: str
) -> None:
    found = who(complaint(applicant=applicant, **changed))
    assert (found.outcome, found.field) == (outcome, field)


def test_the_age_of_a_child_is_earlier_practice_and_consent_is_policy() -> None:
    child = complaint(applicant=PARENT, complainant_age=15)
    assert who(child).source is law.UNDER_16
    assert who(replace(child, complainant_age=None)).source is law.UNDER_16
    for other in (
        complaint(applicant=REP), complaint(applicant=PARENT, complainant_age=17),
        replace(child, permission=HELD), replace(child, lawful_basis="safeguarding"),
    ):
        assert who(other).source == law.policy_para("20")


def test_withdrawn_consent_beats_another_basis() -> None:
    facts = complaint(applicant=REP, lawful_basis="an old one",
                      permission=replace(HELD, withdrawn_on=date(2026, 1, 9)))
    assert who(facts).outcome is NOT_MET
