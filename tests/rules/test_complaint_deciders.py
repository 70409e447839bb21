"""Who investigates and decides for each subject and stage, and who may not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from caseworker.rules import conflicts, law
from caseworker.rules.complaint_facts import (
    SUBJECT_WORDS,
    Alternative,
    Candidate,
    ComplaintFacts,
    Subject,
)
from caseworker.rules.deciders import FINAL_AT_STAGE_1, decider
from caseworker.rules.finding import Outcome
from caseworker.rules.policy import JANUARY_2026, OLD
from tests.support.complaint_facts import CLEAR, COMPLAINT, complaint

MET, NOT_MET, UNKNOWN = Outcome.MET, Outcome.NOT_MET, Outcome.UNKNOWN
S = Subject
CHOSEN = Alternative("the manager is her sister", "the Head of Oversight", hr_consulted=True)


@pytest.mark.parametrize(
    ("subject", "stage", "who", "final", "cite"),
    [
        (S.STAFF, 1, "the line manager", False, "23"),
        (S.STAFF, 2, "the relevant member of the MOPAC Board", True, "35"),
        (S.LINE_MANAGER, 1, "a suitable alternative", False, "24"),  # P9
        (S.LINE_MANAGER, 2, "the relevant member of the MOPAC Board", True, "35"),
        (S.BOARD_MEMBER, 1, "another member of the MOPAC Board", False, "25"),
        (S.BOARD_MEMBER, 2, "the Chief Executive Officer", True, "35"),
        (S.CEO, 1, "the Deputy Mayor for Policing and Crime", True, "25"),
        (S.VICTIMS_COMMISSIONER, 1, "the Deputy Mayor", True, "25"),
        (S.VRU_DIRECTOR, 1, "the Deputy Mayor", True, "25"),  # P7
        (S.SERVICE, 1, "the head of the service", False, "23"),
        (S.SERVICE, 2, "the relevant member of the MOPAC Board", True, "35"),
        (S.PROVIDER, 1, "the head of the service", False, "6"),
        (S.PROVIDER, 2, "the relevant member of the MOPAC Board", True, "35"),
    ],
)
def test_who_decides(subject: Subject, stage: int, who: str, final: bool, cite: str) -> None:
    found = decider(subject, stage)
    assert found.exists and found.finding
    assert found.who.startswith(who) and found.final is final
    assert found.finding.source == law.policy_para(cite)


@pytest.mark.parametrize("subject", sorted(FINAL_AT_STAGE_1))
def test_p7_no_stage_2_for_three_roles(subject: Subject) -> None:
    found = decider(subject, 2)
    assert not found.exists and found.who == "" and not found.final
    assert "There is no Stage 2" in found.finding.reason
    assert SUBJECT_WORDS[subject] in found.finding.reason


def test_who_names_the_person() -> None:
    assert decider(S.LINE_MANAGER, 1).chosen_by.startswith("the Head of Service")
    assert decider(S.LINE_MANAGER, 1).supported_by == "HR"
    assert decider(S.BOARD_MEMBER, 1).chosen_by == "the Chief Executive Officer"
    assert decider(S.SERVICE, 1).chosen_by == "a manager"
    for subject in FINAL_AT_STAGE_1 | {S.BOARD_MEMBER}:
        assert decider(subject, 1).supported_by == "the Chief People Officer"
    assert decider(S.STAFF, 1, alternative=True).who.startswith("a suitable alternative")


def test_gaps_of_the_policy_are_shown() -> None:
    both = (decider(S.BOARD_MEMBER, 1), decider(S.BOARD_MEMBER, 2))
    assert all("appoints at Stage 1 and decides at Stage 2" in one.gaps[0] for one in both)
    assert "Chief People Officer" in decider(S.BOARD_MEMBER, 1).gaps[1]
    assert decider(S.SERVICE, 1).gaps and len(decider(S.PROVIDER, 2).gaps) == 2
    assert decider(S.STAFF, 1).gaps == ()


def test_the_earlier_process_has_three_stages_for_everybody() -> None:
    for subject in Subject:
        found = [decider(subject, stage, OLD) for stage in (1, 2, 3)]
        assert all(one.exists for one in found)
        assert [one.final for one in found] == [False, False, True]
        assert [len(one.gaps) for one in found] == [0, 0, 1]
    assert decider(S.STAFF, 2, OLD).who == "the Head of Workforce and Professional Standards"
    assert decider(S.STAFF, 3, OLD).who == "the Chief Executive Officer"


def test_stages_that_no_process_has() -> None:
    for stage in (0, 3, -1):
        assert not decider(S.STAFF, stage).exists
    assert not decider(S.STAFF, 4, OLD).exists
    nobody = decider(None, 1)
    assert nobody.exists and nobody.finding.outcome is UNKNOWN
    assert nobody.finding.field == "subject"


def test_the_process_comes_from_the_day_of_receipt() -> None:
    assert conflicts.process(ComplaintFacts()) is JANUARY_2026
    old = complaint(received=date(2025, 12, 1))
    assert conflicts.who_decides(old, 3).exists
    assert not conflicts.who_decides(COMPLAINT, 3).exists


@pytest.mark.parametrize(
    ("changed", "needed"),
    [
        ({}, False),
        ({"serious": True}, True),
        ({"serious": None}, None),
        ({"investigator": None}, None),
        ({"investigator": replace(CLEAR, conflict=True)}, True),
        ({"investigator": replace(CLEAR, complained_about=True)}, True),
        ({"alternative": CHOSEN}, True),
        ({"subject": S.LINE_MANAGER}, True),
        ({"subject": S.CEO, "serious": True}, False),
        ({"subject": None}, None),
        ({"subject": S.LINE_MANAGER, "received": date(2025, 12, 1)}, False),
    ],
)
def test_when_the_line_manager_may_not(changed: dict[str, object], needed: bool | None) -> None:
    assert conflicts.alternative_needed(complaint(**changed)) is needed


@pytest.mark.parametrize(
    ("candidate", "stage", "outcome", "words"),
    [
        (None, 1, UNKNOWN, "Nobody"),
        (Candidate(" "), 1, UNKNOWN, "Nobody"),
        (CLEAR, 1, MET, "no conflict"),
        (replace(CLEAR, complained_about=True), 1, NOT_MET, "is named in this complaint"),
        (replace(CLEAR, conflict=True, conflict_words="She is his aunt"), 1, NOT_MET,
         "She is his aunt. Choose someone else."),
        (replace(CLEAR, conflict=None), 1, UNKNOWN, "conflict of interest"),
        (replace(CLEAR, complained_about=None), 1, UNKNOWN, "is complained about"),
        (replace(CLEAR, dealt_with_before=True), 1, MET, "no conflict"),
        (replace(CLEAR, dealt_with_before=True), 2, NOT_MET, "earlier stage"),
        (replace(CLEAR, dealt_with_before=None), 2, UNKNOWN, "earlier stage"),
        (CLEAR, 2, MET, "no conflict"),
    ],
)
def test_who_may_not(
    candidate: Candidate | None, stage: int, outcome: Outcome, words: str
) -> None:
    found = conflicts.may_deal(candidate, stage)
    assert found.outcome is outcome and words in found.reason
    assert (found.field == "investigator") == (outcome is not MET)


@pytest.mark.parametrize(
    ("changed", "outcome", "field"),
    [
        ({}, MET, ""),
        ({"serious": None}, UNKNOWN, "serious"),
        ({"serious": True}, UNKNOWN, "alternative"),
        ({"subject": S.LINE_MANAGER}, UNKNOWN, "alternative"),
        ({"subject": S.LINE_MANAGER, "alternative": CHOSEN}, MET, ""),
        ({"serious": True, "alternative": replace(CHOSEN, hr_consulted=None)}, UNKNOWN,
         "alternative"),
        ({"serious": True, "alternative": replace(CHOSEN, hr_consulted=False)}, NOT_MET,
         "alternative"),
        ({"serious": True, "alternative": replace(CHOSEN, because="")}, UNKNOWN, "alternative"),
        ({"serious": True, "alternative": replace(CHOSEN, chosen_by=" ")}, UNKNOWN, "alternative"),
        ({"alternative": CHOSEN, "investigator": replace(CLEAR, conflict=True)}, NOT_MET,
         "investigator"),
        ({"subject": S.CEO, "serious": True}, MET, ""),
    ],
)
def test_p9_the_investigator_is_rightly_chosen(
    changed: dict[str, object], outcome: Outcome, field: str
) -> None:
    found = conflicts.investigator_chosen(complaint(**changed))
    assert (found.outcome, found.field) == (outcome, field)


def test_hr_and_the_subject_hear_of_it() -> None:
    assert conflicts.against_stage_1(COMPLAINT) == []
    assert [f.field for f in conflicts.against_stage_1(complaint(hr_notified_on=None))] == [
        "hr_notified_on",
    ]
    for told, because, met in (
        (None, "", False), (True, "", True), (False, "", False), (False, "it may be private", True),
    ):
        found = conflicts.subject_notified(
            complaint(subject_told=told, subject_told_because=because))
        assert found is not None and bool(found) is met
        assert (found.field == "subject_told") is not met
    assert conflicts.subject_notified(complaint(subject=S.SERVICE)) is None
    assert conflicts.against_stage_1(complaint(subject=S.SERVICE, subject_told=None)) == []
