"""The review body looked at again during a review, and who may decide what on validity."""

from __future__ import annotations

from datetime import date

import pytest

from caseworker.actions import outcome, validity
from caseworker.actions.office_work import AddColleague
from caseworker.actions.opening import RecordFacts
from caseworker.office import Office, Refused
from caseworker.rules.facts import Applicant, Body, BodyAnswer, BodyQuestion, Paper, Tri
from caseworker.rules.lifecycle import Role, Stage
from caseworker.rules.recommendations import AllegationFinding
from tests.support.review import act, answer_body, me, open_review, see

WHY = "The outcome letter answers each of the points that were made."
SENIOR = {BodyQuestion.SENIOR_OFFICER: BodyAnswer(Tri.YES, "Page 3 names a Commander.")}
UNSURE = {BodyQuestion.SENIOR_OFFICER: BodyAnswer(Tri.UNSURE, "An acting Commander, it seems.")}
LATE = {"outcome_letter_dated": date(2026, 1, 5), "outcome_provided": date(2026, 1, 5)}


def assessed(office: Office) -> int:
    case_id = open_review(office)
    office.do(AddColleague(login="boss", colleague_name="Helen Osei", roles=(Role.MANAGER,)))
    answer_body(office, case_id)
    act(office, case_id, validity.AcceptAsValid)
    act(office, case_id, outcome.Allocate, owner_id=me(office))
    act(office, case_id, outcome.AddAllegation, said="Nobody came.", police_did="Closed it.")
    act(office, case_id, outcome.AssessAllegation, number=1, why=WHY,
        finding=AllegationFinding.REASONABLE)
    return case_id


def forward(office: Office, case_id: int) -> None:
    act(office, case_id, validity.ForwardToIopc, forwarded_on=office.today(), shared=("It",))


@pytest.mark.parametrize("proposed", ["not yet", "waiting", "returned"])
def test_a_review_that_proves_the_iopcs_stops_and_is_forwarded(
    office: Office, proposed: str
) -> None:
    case_id = assessed(office)
    if proposed != "not yet":
        act(office, case_id, outcome.ProposeDecision)
    if proposed == "returned":
        act(office, case_id, outcome.ReturnDecision, because=WHY)
    stage = see(office, case_id).row.stage
    act(office, case_id, validity.AnswerReviewBody, answers=SENIOR)
    assert see(office, case_id).row.stage is stage
    assert see(office, case_id).earlier[0].outcome == "not met"
    step = outcome.ApproveDecision if proposed == "waiting" else outcome.ProposeDecision
    with pytest.raises(Refused) as refused:
        act(office.working_as("boss"), case_id, step)
    assert "The IOPC is the review body" in str(refused.value)
    forward(office, case_id)
    assert see(office, case_id).row.stage is Stage.FORWARDED


def test_a_doubt_during_the_review_is_a_managers_to_settle(office: Office) -> None:
    case_id = assessed(office)
    act(office, case_id, validity.AnswerReviewBody, answers=UNSURE)
    with pytest.raises(Refused):
        act(office, case_id, outcome.ProposeDecision)
    act(office.working_as("boss"), case_id, validity.DecideReviewBody, body=Body.MOPAC,
        because=WHY)
    assert see(office, case_id).row.stage is Stage.ASSESSING
    act(office, case_id, outcome.ProposeDecision)


def test_a_complaint_withdrawn_during_the_review_is_not_decided(office: Office) -> None:
    case_id = assessed(office)
    act(office, case_id, RecordFacts, withdrawn=True)
    with pytest.raises(Refused) as refused:
        act(office, case_id, outcome.ProposeDecision)
    assert "withdrawn" in str(refused.value)
    act(office, case_id, validity.WithdrawReview, because=WHY)


def test_a_changed_fact_is_told_during_the_review(office: Office) -> None:
    case_id = assessed(office)
    act(office, case_id, RecordFacts, **LATE)
    told = {one.title: one.outcome for one in reversed(see(office, case_id).earlier)}
    assert told["Made in time"] == "not yet known"


def test_only_the_review_body_can_refuse_a_late_request(office: Office) -> None:
    case_id = open_review(office, **LATE)
    answer_body(office, case_id, senior_officer=BodyAnswer(Tri.YES))
    act(office, case_id, validity.DecideLate, accepted=False, because=WHY)
    assert not see(office, case_id).refusal_reasons
    with pytest.raises(Refused):
        act(office, case_id, validity.RefuseAsInvalid, code="LATE", because=WHY)
    forward(office, case_id)


def test_a_late_request_can_be_accepted_before_the_other_date_is_known(office: Office) -> None:
    case_id = open_review(office, outcome_letter_dated=date(2026, 1, 5), outcome_provided=None,
                          provided_by=None)
    answer_body(office, case_id)
    with pytest.raises(Refused):
        act(office, case_id, validity.DecideLate, accepted=False, because=WHY)
    act(office, case_id, validity.DecideLate, accepted=True, special_circumstances=True,
        just_to_extend=True, because="She was in hospital for five weeks, with evidence.")
    act(office, case_id, validity.AcceptAsValid)


def test_a_decision_that_settles_nothing_is_refused(office: Office) -> None:
    case_id = open_review(office, applicant=Applicant.OFFICER)
    with pytest.raises(Refused) as refused:
        act(office, case_id, validity.DecideRepresentation, because=WHY)
    assert "has no right to ask" in str(refused.value)
    with pytest.raises(Refused) as refused:
        act(office, case_id, validity.Waive, item=Paper.NAME_AND_CONTACT, because=WHY)
    assert "cannot be waived" in str(refused.value)


def test_what_was_shared_says_something(office: Office) -> None:
    case_id = open_review(office)
    answer_body(office, case_id, senior_officer=BodyAnswer(Tri.YES))
    with pytest.raises(Refused) as refused:
        act(office, case_id, validity.ForwardToIopc, forwarded_on=office.today(), shared=(" ",))
    assert [found.field for found in refused.value.findings] == ["shared"]


def test_a_learning_point_promises_no_more_than_a_recommendation(office: Office) -> None:
    case_id = open_review(office)
    with pytest.raises(Refused) as refused:
        act(office, case_id, outcome.NoteLearning, text="Pay compensation of 200 pounds.")
    assert "compensation" in str(refused.value)


@pytest.mark.parametrize("typed", ["PC/04733/25", " pc/04733/25 ", "PC 04733-25"])
def test_an_earlier_review_is_found_however_its_reference_is_typed(
    office: Office, typed: str
) -> None:
    first = assessed(office)
    act(office, first, outcome.ProposeDecision)
    act(office.working_as("boss"), first, outcome.ApproveDecision)
    assert see(office, open_review(office, mps_reference=typed)).facts.already_reviewed is None
    later = open_review(office, mps_reference="")
    act(office, later, RecordFacts, mps_reference=typed)
    assert see(office, later).facts.already_reviewed is None
    act(office, later, RecordFacts, already_reviewed=False)
    act(office, later, RecordFacts, mps_reference=typed.strip())
    assert see(office, later).facts.already_reviewed is False
