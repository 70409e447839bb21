"""The table of steps of a complaint, what each step asks, and the seven checks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseworker.rules import complaint_guards
from caseworker.rules.complaint_facts import (
    About,
    Appeal,
    ComplaintFacts,
    LateComplaint,
    Part,
    Permission,
    Subject,
)
from caseworker.rules.complaint_guards import Given, allowed
from caseworker.rules.complaint_lifecycle import (
    ENDED,
    OPEN,
    STEP,
    STEPS,
    TAGS,
    ComplaintStage,
    blockers,
    next_step,
    place,
    stepper,
)
from caseworker.rules.complaint_validity import accept, check, refuse_reasons
from caseworker.rules.facts import Applicant
from caseworker.rules.finding import Finding, Outcome
from caseworker.rules.lifecycle import Role
from caseworker.rules.policy import JANUARY_2026, OLD
from tests.support.complaint_facts import APPEALED, CLEAR, COMPLAINT, complaint

C, S = ComplaintStage, Subject
EVERY_ROLE = frozenset(Role)
DAY = date(2026, 2, 20)
OLD_CASE = replace(APPEALED, received=date(2025, 11, 3), stage_2_outcome_on=date(2026, 1, 20),
                   escalation=Appeal(date(2026, 2, 1)))


def fields(found: list[Finding]) -> list[str]:
    return [one.field for one in found]


def test_every_stage_can_be_reached_and_left() -> None:
    reached, before = {C.RECEIVED}, set[ComplaintStage]()
    while reached != before:
        before = set(reached)
        reached |= {step.end for step in STEPS if step.end and step.start & reached}
    assert reached == set(C)
    for stage in OPEN:
        assert any(step.end not in (None, stage) for step in STEPS if stage in step.start)
        assert next_step(stage) in STEP
    for stage in ENDED:
        assert next_step(stage) is None
    assert set(TAGS) == set(C) and len(STEP) == len(STEPS)


def test_each_step_has_its_words_and_somebody_to_take_it() -> None:
    for step in STEPS:
        assert step.roles and step.start and step.label
        assert step.why_not_here or step.start == frozenset(C)
        assert Role.AUDITOR not in step.roles and Role.ADMIN not in step.roles
    guarded = set(complaint_guards._FACTS) | set(complaint_guards._ENTERED)
    assert guarded <= set(STEP)


def test_the_table_refuses_by_stage_and_by_role() -> None:
    assert blockers("AcceptComplaint", C.CHECKS, {Role.CASEWORKER}) == []
    wrong = blockers("AcceptComplaint", C.CLOSED, {Role.AUDITOR})
    assert [one.rule for one in wrong] == ["stage", "role"]
    assert "correspondence" in wrong[1].reason
    assert blockers("NoSuchStep", C.CLOSED, set()) == []
    assert blockers("EndInternalPart", C.STAGE_1, EVERY_ROLE - {Role.HR})


def test_the_stepper() -> None:
    assert stepper() == ("Received", "Accepted", "Stage 1", "Outcome", "Stage 2", "Closed")
    assert stepper(OLD) == ("Received", "Accepted", "Stage 1", "Stage 2", "Stage 3", "Closed")
    assert stepper(JANUARY_2026, S.CEO) == (
        "Received", "Accepted", "Stage 1", "Outcome", "Closed",
    )
    assert [place(stage) for stage in (C.CHECKS, C.STAGE_1, C.OUTCOME, C.OUTCOME_2, C.CLOSED)] == [
        1, 3, 4, 5, 6,
    ]
    assert place(C.CLOSED, JANUARY_2026, S.CEO) == 5
    assert place(C.OUTCOME_3, OLD) == 5
    for stage in set(C) - {C.STAGE_3, C.OUTCOME_3}:
        assert place(stage) <= place(C.CLOSED)
    for stage in C:
        assert place(stage, OLD)
    with pytest.raises(LookupError, match="no stage of the Complaints Policy"):
        place(C.STAGE_3)


INTERNAL = Part(1, "How he spoke", internal=True, moved_told_on=DAY)
ENDED_PART = replace(INTERNAL, ended_on=DAY, ended_told_on=DAY)
ANSWERED = complaint(parts=(Part(1, "Letters", answered=True),))


@pytest.mark.parametrize(
    ("action", "stage", "facts", "expected"),
    [
        ("AcceptComplaint", C.CHECKS, COMPLAINT, []),
        ("AcceptComplaint", C.CHECKS, complaint(full_name=None), ["full_name"]),
        ("RedirectComplaint", C.CHECKS, complaint(about=About.FOI), []),
        ("RedirectComplaint", C.CHECKS, COMPLAINT, ["about"]),
        ("RefuseComplaint", C.CHECKS, COMPLAINT, [""]),
        ("RefuseComplaint", C.CHECKS,
         complaint(contact=False, missing_asked_on=date(2026, 1, 9)), []),
        ("DecideLateComplaint", C.CHECKS, COMPLAINT, ["received"]),
        ("DecideLateComplaint", C.CHECKS,
         complaint(issue_on=date(2024, 1, 1), aware_on=date(2024, 1, 1)), []),
        ("DecideLateComplaint", C.CHECKS,
         complaint(issue_on=date(2024, 1, 1), aware_on=None), []),
        ("StartStage1", C.ACCEPTED, COMPLAINT, []),
        ("StartStage1", C.ACCEPTED, complaint(investigator=None, serious=None), ["investigator"]),
        ("StartStage1", C.ACCEPTED, complaint(subject=S.LINE_MANAGER), ["alternative"]),
        ("MovePart", C.STAGE_1, COMPLAINT, []),
        ("MovePart", C.STAGE_1, complaint(parts=(INTERNAL,)), ["parts"]),
        ("MovePart", C.STAGE_1, complaint(received=date(2025, 12, 1)), ["parts"]),
        ("EndInternalPart", C.STAGE_1, complaint(parts=(INTERNAL,)), []),
        ("EndInternalPart", C.STAGE_1, COMPLAINT, ["parts"]),
        ("SendOutcome", C.STAGE_1, COMPLAINT, ["parts"]),
        ("SendOutcome", C.STAGE_1, ANSWERED, []),
        ("SendOutcome", C.STAGE_1, complaint(parts=(ENDED_PART,)), ["parts"]),
        ("RecordAppeal", C.OUTCOME, APPEALED, []),
        ("RecordAppeal", C.CLOSED, replace(APPEALED, subject=S.VRU_DIRECTOR), ["subject"]),  # P7
        ("RecordAppeal", C.CLOSED, replace(APPEALED, stage_2_outcome_on=DAY), [""]),
        ("StartStage2", C.OUTCOME, APPEALED, []),
        ("StartStage2", C.CLOSED, replace(APPEALED, reviewer=None), ["reviewer"]),
        ("StartStage2", C.OUTCOME, replace(APPEALED, subject=S.CEO), ["subject"]),  # P7
        ("StartStage2", C.OUTCOME,
         replace(APPEALED, reviewer=replace(CLEAR, dealt_with_before=True)), ["reviewer"]),
        ("StartStage3", C.OUTCOME_2, OLD_CASE, []),
        ("StartStage3", C.OUTCOME_2, replace(OLD_CASE, received=date(2026, 1, 5)), ["subject"]),
        ("RecordEscalation", C.OUTCOME_2, replace(OLD_CASE, escalation=None), []),
        ("RecordEscalation", C.CLOSED, APPEALED, ["subject"]),
        ("CloseComplaint", C.OUTCOME, APPEALED, []),
        ("CloseComplaint", C.OUTCOME, complaint(parts=(INTERNAL,)), ["parts"]),
        ("CloseInternalOnly", C.STAGE_1, complaint(parts=(ENDED_PART,)), []),
        ("CloseInternalOnly", C.STAGE_1, complaint(parts=(INTERNAL,)), ["parts"]),
        ("CloseInternalOnly", C.STAGE_1, COMPLAINT, ["parts"]),
        ("ReopenStage1", C.CLOSED, APPEALED, []),
        ("ReopenStage1", C.WITHDRAWN, COMPLAINT, [""]),
        ("LinkComplaint", C.MERGED, COMPLAINT, []),
    ],
)
def test_what_a_step_asks_of_the_facts(
    action: str, stage: ComplaintStage, facts: ComplaintFacts, expected: list[str]
) -> None:
    found = allowed(action, stage, EVERY_ROLE, facts)
    assert fields(found) == expected
    assert all(one.reason for one in found)


@pytest.mark.parametrize(
    ("action", "stage", "given", "expected"),
    [
        ("TellDelay", C.STAGE_1, Given(), ["because"]),
        ("TellDelay", C.STAGE_1, Given(because="a colleague is ill"), []),
        ("WithdrawComplaint", C.STAGE_1, Given(), ["on"]),
        ("WithdrawComplaint", C.STAGE_1, Given(on=DAY), []),
        ("DiscontinueComplaint", C.STAGE_1, Given(because=" "), ["because"]),
        ("DiscontinueComplaint", C.STAGE_1, Given(because="she has died"), []),
        ("MergeComplaint", C.CHECKS, Given(), ["other_reference", "same_complainant"]),
        ("MergeComplaint", C.CHECKS, Given(other_reference="C-2026-000002",
                                           same_complainant=False), ["same_complainant"]),
        ("MergeComplaint", C.CHECKS, Given(other_reference="C-2026-000002",
                                           same_complainant=True), []),
        ("LinkComplaint", C.CHECKS, Given(), ["other_reference"]),
        ("LinkComplaint", C.CLOSED, Given(other_reference="R-2026-000002"), []),
        ("ReopenChecks", C.REFUSED, Given(), ["because"]),
        ("ReopenChecks", C.WITHDRAWN, Given(because="he wrote again"), []),
        ("ReopenStage1", C.DISCONTINUED, Given(because="he wrote again"), [""]),
    ],
)
def test_what_must_be_entered(
    action: str, stage: ComplaintStage, given: Given, expected: list[str]
) -> None:
    assert fields(allowed(action, stage, EVERY_ROLE, COMPLAINT, given)) == expected


def test_merging_asks_before_it_refuses() -> None:
    found = allowed("MergeComplaint", C.CHECKS, EVERY_ROLE, COMPLAINT, Given())
    assert found[-1].outcome is Outcome.UNKNOWN


@given(stage=st.sampled_from(C), action=st.sampled_from(sorted(STEP)),
       roles=st.frozensets(st.sampled_from(Role)))
def test_a_step_is_never_allowed_outside_the_table(
    stage: ComplaintStage, action: str, roles: frozenset[Role]
) -> None:
    step = STEP[action]
    by_table = stage in step.start and bool(step.roles & roles)
    assert (blockers(action, stage, roles) == []) is by_table
    if not by_table:
        assert allowed(action, stage, roles, COMPLAINT)


def test_the_seven_checks_in_order() -> None:
    checks = check(COMPLAINT)
    assert [one.name for one in checks] == ["MC1", "MC2", "MC3", "MC4", "MC5", "MC6", "MC7"]
    assert [one.needed for one in checks] == [True] * 6 + [False]
    assert all(one.finding for one in checks[:6])
    assert accept(COMPLAINT) == [] and refuse_reasons(COMPLAINT) == ()
    appealed = check(APPEALED)[6]
    assert appealed.finding and len(appealed.details) == 3
    assert all(one.finding.source for one in checks if one.finding is not None)


def test_a_matter_outside_needs_no_further_check() -> None:
    checks = check(complaint(about=About.MPS_OFFICER))
    assert [one.needed for one in checks] == [True, True] + [False] * 5
    assert all(one.needed for one in check(complaint(provider_exhausted=False,
                                                     subject=S.PROVIDER))[:6])


def test_nothing_known_is_neither_accepted_nor_refused() -> None:
    found = accept(ComplaintFacts())
    assert found and all(one.outcome is Outcome.UNKNOWN and one.field for one in found)
    assert refuse_reasons(ComplaintFacts()) == ()
    assert all(one.finding is None or not one.finding for one in check(ComplaintFacts()))


def test_mc4_says_who_before_what_only_when_it_stands_against() -> None:
    rep = complaint(applicant=Applicant.REPRESENTATIVE)
    found = check(rep)[3].finding
    assert found is not None and found.field == "permission"
    worse = replace(rep, full_name=None, permission=Permission(explicit=False))
    found = check(worse)[3].finding
    assert found is not None and found.outcome is Outcome.NOT_MET
    assert found.field == "permission"


LATE = complaint(issue_on=date(2024, 1, 1), aware_on=date(2024, 1, 1))


@pytest.mark.parametrize(
    ("facts", "codes"),
    [
        (LATE, []),
        (replace(LATE, late=LateComplaint(False, "nothing kept her from writing")), ["MC-LATE"]),
        (replace(LATE, late=LateComplaint(True, "she was in hospital")), []),
        (complaint(details="", details_missing=True), []),
        (complaint(details="", details_missing=True, missing_asked_on=DAY), ["MC-INCOMPLETE"]),
        (complaint(applicant=Applicant.REPRESENTATIVE), []),
        (complaint(applicant=Applicant.REPRESENTATIVE, permission=Permission(explicit=False)),
         ["MC-CONSENT"]),
        (complaint(applicant=Applicant.OFFICER), ["MC-CONSENT"]),
    ],
)
def test_grounds_not_to_accept(facts: ComplaintFacts, codes: list[str]) -> None:
    reasons = refuse_reasons(facts)
    assert [one.code for one in reasons] == codes
    assert all(one.words and one.source for one in reasons)
    if codes:
        assert accept(facts)
