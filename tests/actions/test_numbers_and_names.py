"""Numbers and names that people outside go by: those of the letter are those on screen."""

from __future__ import annotations

import pytest

from caseworker.actions import letters, outcome, validity
from caseworker.actions.office_work import AddColleague, AddNote
from caseworker.actions.people import Part, RecordPerson
from caseworker.office import Office, Refused
from caseworker.rules.facts import Body, BodyAnswer, Tri
from caseworker.rules.lifecycle import Role
from caseworker.rules.recommendations import AllegationFinding
from tests.support.review import PERSON, act, answer_body, log, me, open_review, see

WHY = "The outcome letter answers each of the points that were made."


def recommend(office: Office, case_id: int, text: str) -> int:
    number: int = act(office, case_id, outcome.Recommend, code="REC-REMEDY", subtype="apologise",
                      allegations=(1,), text=text, reason=WHY)
    return number


def test_an_answer_by_the_letters_number_is_that_recommendations(office: Office) -> None:
    office.do(AddColleague(login="boss", colleague_name="Helen Osei", roles=(Role.MANAGER,)))
    case_id = open_review(office)
    answer_body(office, case_id)
    act(office, case_id, validity.AcceptAsValid)
    act(office, case_id, outcome.Allocate, owner_id=me(office))
    act(office, case_id, outcome.AddAllegation, said="Nobody came.", police_did="Closed it.")
    act(office, case_id, outcome.AssessAllegation, number=1, why=WHY,
        finding=AllegationFinding.NOT_REASONABLE)
    for text in ("Taken back.", "Say sorry.", "Say why."):
        recommend(office, case_id, text)
    act(office, case_id, outcome.TakeBackRecommendation, number=1)
    assert recommend(office, case_id, "Say when.") == 3
    act(office, case_id, outcome.TakeBackRecommendation, number=3)
    shown = [(one.number, one.text) for one in see(office, case_id).recommendations]
    assert shown == [(1, "Say sorry."), (2, "Say why.")]
    act(office, case_id, outcome.ProposeDecision)
    act(office.working_as("boss"), case_id, outcome.ApproveDecision)
    letter_id = act(office, case_id, letters.DraftLetter, code="N2")
    assert "Recommendation 2\n\nSay why." in see(office, case_id).letters[0].markdown
    act(office, case_id, letters.IssueLetter, letter_id=letter_id)
    act(office, case_id, outcome.RecordPoliceResponse, answered_on=office.today(),
        answers=((1, "accepted", ""), (2, "not accepted", "It was said before.")))
    answers = {one.text: one.answer for one in see(office, case_id).recommendations}
    assert answers == {"Say sorry.": "accepted", "Say why.": "not accepted"}


def test_a_person_who_is_not_there_is_not_corrected_into_a_new_one(office: Office) -> None:
    case_id = open_review(office)
    with pytest.raises(Refused):
        act(office, case_id, RecordPerson, party_id=999, part=Part.REPRESENTATIVE, **PERSON)
    complainant = see(office, case_id).people[0]
    act(office, case_id, RecordPerson, party_id=complainant.id, part=Part.COMPLAINANT,
        **{**PERSON, "name": "Ruth Abernathy-Cole"})
    assert see(office, case_id).row.name == "Ruth Abernathy-Cole"
    assert len(see(office, case_id).people) == 1


def test_an_auditor_reads_and_changes_nothing(office: Office) -> None:
    office.do(AddColleague(login="aud", colleague_name="Bo Lind", roles=(Role.AUDITOR,)))
    case_id = open_review(office)
    auditor = office.working_as("aud")
    for step in (lambda: log(auditor), lambda: act(auditor, case_id, AddNote, text="Seen.")):
        with pytest.raises(Refused) as refused:
            step()
        assert "auditor" in str(refused.value)


@pytest.mark.parametrize(("answers", "said"), [
    ({"senior_officer": BodyAnswer(Tri.YES)}, "about a senior officer"),
    ({"rule_out_proceedings": BodyAnswer(Tri.NO)}, "could lead to"),
])
def test_r6_says_why_it_is_the_iopc_without_our_numbers(
    office: Office, answers: dict[str, BodyAnswer], said: str
) -> None:
    case_id = open_review(office)
    answer_body(office, case_id, **answers)
    act(office, case_id, validity.ForwardToIopc, forwarded_on=office.today(), shared=("It",))
    act(office, case_id, letters.DraftLetter, code="R6")
    text = see(office, case_id).letters[0].markdown
    assert said in text and "by question" not in text


def test_r6_says_that_doubt_leads_to_the_iopc(office: Office) -> None:
    case_id = open_review(office)
    answer_body(office, case_id, referred=BodyAnswer(Tri.UNSURE, "The letter does not say."))
    act(office, case_id, validity.DecideReviewBody, body=Body.IOPC, because=WHY)
    act(office, case_id, validity.ForwardToIopc, forwarded_on=office.today(), shared=("It",))
    act(office, case_id, letters.DraftLetter, code="R6")
    assert "We are not sure" in see(office, case_id).letters[0].markdown
