"""Which body reviews: the worked cases R1 to R20, the order of the answers, and ranks."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseworker.rules.facts import Body, BodyAnswer, BodyQuestion, Tri
from caseworker.rules.finding import Outcome
from caseworker.rules.review_body import (
    QUESTIONS,
    BodyVerdict,
    answer_problems,
    decide,
    mismatch_with_letter,
    rank_unsure,
    senior_rank,
    so_far,
)
from tests.support.review_facts import VALID, answers, facts

Y, N, U = Tri.YES, Tri.NO, Tri.UNSURE


@pytest.mark.parametrize(
    ("case", "given_answers", "verdict"),
    [
        ("R1", {}, BodyVerdict.MOPAC),
        ("R2", {"rule_out_proceedings": N}, BodyVerdict.IOPC),
        ("R3", {"referred": Y}, BodyVerdict.IOPC),
        ("R4", {"senior_officer": N}, BodyVerdict.MOPAC),
        ("R6", {"authority_is_lpb": Y}, BodyVerdict.IOPC),
        ("R7", {"authority_is_lpb": N}, BodyVerdict.MOPAC),
        ("R8", {"rule_out_proceedings": N, "same_incident": Y}, BodyVerdict.IOPC),
        ("R11", {"referred": Y}, BodyVerdict.IOPC),
        ("R12", {"rule_out_article_2_or_3": N}, BodyVerdict.IOPC),
        ("R13", {}, BodyVerdict.MOPAC),
        ("R19", {"rule_out_proceedings": U}, BodyVerdict.MANAGER),
        ("R20", {"rule_out_proceedings": N}, BodyVerdict.IOPC),
        ("called in", {"called_in": Y}, BodyVerdict.IOPC),
        ("senior", {"senior_officer": Y}, BodyVerdict.IOPC),
        ("one open", {"called_in": None}, BodyVerdict.UNKNOWN),
        ("open and unsure", {"called_in": None, "referred": U}, BodyVerdict.UNKNOWN),
        ("open and pointing", {"called_in": None, "referred": Y}, BodyVerdict.IOPC),
        ("unsure and pointing", {"called_in": U, "referred": Y}, BodyVerdict.IOPC),
    ],
)
def test_worked_case(
    case: str, given_answers: dict[str, Tri | None], verdict: BodyVerdict
) -> None:
    result = decide(facts(body_answers=answers(**given_answers)))
    assert result.verdict is verdict, case
    expected = {
        BodyVerdict.MOPAC: Outcome.MET, BodyVerdict.IOPC: Outcome.NOT_MET,
        BodyVerdict.MANAGER: Outcome.UNKNOWN, BodyVerdict.UNKNOWN: Outcome.UNKNOWN,
    }[verdict]
    assert result.finding.outcome is expected


def test_no_answer_at_all() -> None:
    result = decide(facts(body_answers={}))
    assert result.verdict is BodyVerdict.UNKNOWN
    assert result.words == "0 of 7 answered"


@pytest.mark.parametrize("question", QUESTIONS)
def test_each_question_alone_makes_it_the_iopcs(question: object) -> None:
    assert isinstance(question, type(QUESTIONS[0]))
    pointing = {question.key: BodyAnswer(question.points_to_iopc_when)}
    result = decide(facts(body_answers=pointing))
    assert result.verdict is BodyVerdict.IOPC
    assert result.finding.source == question.source
    words = [p.words for p in result.pointers if p.question is question]
    assert words == ["points to the IOPC"]


def test_no_to_can_it_be_ruled_out_points_to_the_iopc() -> None:
    flipped = {q.key for q in QUESTIONS if q.points_to_iopc_when is N}
    assert flipped == {BodyQuestion.RULE_OUT_PROCEEDINGS, BodyQuestion.RULE_OUT_ARTICLE_2_OR_3}


def test_unsure_goes_to_a_manager_with_the_iopc_suggested() -> None:
    asked = facts(body_answers=answers(referred=U))
    result = decide(asked)
    assert (result.suggested, result.finding.field) == (Body.IOPC, "body_decision")
    assert so_far(asked) is Body.IOPC
    assert decide(replace(asked, body_decision=Body.MOPAC)).verdict is BodyVerdict.MOPAC
    assert decide(replace(asked, body_decision=Body.IOPC)).verdict is BodyVerdict.IOPC


def test_a_manager_cannot_overrule_the_law() -> None:
    asked = facts(body_answers=answers(referred=Y, called_in=U), body_decision=Body.MOPAC)
    assert decide(asked).verdict is BodyVerdict.IOPC
    open_one = facts(body_answers=answers(referred=None), body_decision=Body.MOPAC)
    assert decide(open_one).verdict is BodyVerdict.UNKNOWN


def test_r16_the_letter_names_the_other_body() -> None:
    wrong = mismatch_with_letter(facts(letter_names_body=Body.IOPC))
    assert wrong is not None and "tell the MPS" in wrong.reason
    assert mismatch_with_letter(facts(letter_names_body=Body.MOPAC)) is None
    assert mismatch_with_letter(VALID) is None
    unknown = facts(letter_names_body=Body.IOPC, body_answers={})
    assert mismatch_with_letter(unknown) is None


def test_r11_the_letter_names_mopac_but_the_law_the_iopc() -> None:
    asked = facts(letter_names_body=Body.MOPAC, body_answers=answers(referred=Y))
    assert mismatch_with_letter(asked) is not None


def test_not_sure_needs_a_reason() -> None:
    key = BodyQuestion.REFERRED
    assert answer_problems(key, None, "")[0].reason == "Select yes, no or not sure."
    assert answer_problems(key, U, " ")[0].reason == "Enter a reason for not sure."
    assert answer_problems(key, U, "Unclear who was there") == []
    assert answer_problems(key, Y, "") == []


some_answers = st.dictionaries(
    st.sampled_from(BodyQuestion), st.builds(BodyAnswer, st.sampled_from(Tri))
)


@given(some_answers, st.sampled_from(BodyQuestion), st.none() | st.sampled_from(Body))
def test_taking_an_answer_away_is_never_more_certain(
    given_answers: dict[BodyQuestion, BodyAnswer], gone: BodyQuestion, decided: Body | None
) -> None:
    fewer = {key: value for key, value in given_answers.items() if key is not gone}
    before = decide(facts(body_answers=given_answers, body_decision=decided)).verdict
    after = decide(facts(body_answers=fewer, body_decision=decided)).verdict
    assert after is before or after is BodyVerdict.UNKNOWN


@pytest.mark.parametrize(
    "rank",
    ["Commander", "DAC", "Assistant Commissioner", "Deputy Commissioner", "commissioner",
     "Chief Constable", "Acting Commander", "T/Commander", "Temporary Commander"],
)
def test_senior_ranks(rank: str) -> None:
    assert senior_rank(rank)
    assert rank_unsure(rank) == (rank[0] in "AT" and "mander" in rank)


@pytest.mark.parametrize(
    "rank",
    ["PC", "Det. Sgt"[5:], "Detective Chief Superintendent", "Chief Superintendent", "Ch Supt",
     "Inspector", "Special constable", "PCSO", "Police staff", "Acting Inspector"],
)
def test_other_ranks(rank: str) -> None:
    assert not senior_rank(rank)
    assert not rank_unsure(rank)


def test_an_unknown_rank_is_for_a_person_to_look_at() -> None:
    assert not senior_rank("Wizard") and rank_unsure("Wizard")
