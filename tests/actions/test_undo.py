"""Each action that can be undone says how, and the records are then as they were before it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from caseworker.actions import letters, links, outcome, post, validity
from caseworker.actions.base import Action, Undo
from caseworker.actions.documents import AddDocument, DescribeDocument, Incoming
from caseworker.actions.office_work import AddColleague, AddNote
from caseworker.actions.opening import RecordFacts
from caseworker.actions.people import Part, RecordConsent, RecordPerson
from caseworker.office import Conflict, Office, Refused
from caseworker.queries.case import journal
from caseworker.queries.post import post_item
from caseworker.rules.facts import Body, BodyAnswer, BodyQuestion, Paper, Tri
from caseworker.rules.lifecycle import Role
from caseworker.rules.links import LinkKind
from caseworker.rules.recommendations import AllegationFinding
from tests.support.review import PERSON, act, answer_body, log, me, open_review, see

WHY = "The outcome letter answers each of the points that were made."
Given = dict[str, Any]
Prepare = Callable[[Office, int], Given]


@pytest.fixture(autouse=True)
def _staff(office: Office) -> None:
    office.do(AddColleague(login=office.actor, colleague_name="Helen Osei-Mensah",
                           roles=tuple(Role)))


def changed(office: Office, case_id: int, action: type[Action], **given: Any) -> Any:
    made: Any = action
    return office.do(made(case_id=case_id, version=see(office, case_id).row.version, **given))


def allocated(office: Office, case_id: int) -> None:
    answer_body(office, case_id)
    act(office, case_id, validity.AcceptAsValid)
    act(office, case_id, outcome.Allocate, owner_id=me(office))


def assessed(office: Office, case_id: int) -> None:
    allocated(office, case_id)
    act(office, case_id, outcome.AddAllegation, said="Nobody came.", police_did="Closed it.")
    act(office, case_id, outcome.AssessAllegation, number=1, why=WHY,
        finding=AllegationFinding.NOT_REASONABLE)


def to_allocate(office: Office, case_id: int) -> Given:
    answer_body(office, case_id)
    act(office, case_id, validity.AcceptAsValid)
    return {"owner_id": me(office)}


def to_reallocate(office: Office, case_id: int) -> Given:
    allocated(office, case_id)
    other = office.do(AddColleague(login="lbrandt", colleague_name="Leah Brandt",
                                   roles=(Role.CASEWORKER,))).result
    return {"owner_id": other}


def to_consent(office: Office, case_id: int) -> Given:
    act(office, case_id, RecordPerson, part=Part.REPRESENTATIVE, **{**PERSON, "name": "A Cole"})
    return {"written": True, "signed_on": date(2026, 3, 2), "covers_this_review": True}


def to_describe(office: Office, case_id: int) -> Given:
    (added,) = act(office, case_id, AddDocument, files=(Incoming("a.txt", b"Some words."),))
    return {"document_id": added, "kind": "MPS papers", "title": "Custody record",
            "dated": date(2026, 2, 1)}


def to_link(office: Office, case_id: int) -> Given:
    other = open_review(office, mps_reference="PC/11111/25")
    return {"other_case_id": other, "kind": LinkKind.RELATED, "because": WHY}


def to_correct(office: Office, case_id: int) -> Given:
    person = see(office, case_id).people[0]
    return {"party_id": person.id, "part": Part.COMPLAINANT,
            **PERSON, "name": "Ruth Abernathy-Cole", "email": "ruth@example.org"}


def to_assess(office: Office, case_id: int) -> Given:
    assessed(office, case_id)
    return {"number": 1, "why": WHY + " And more.", "finding": AllegationFinding.REASONABLE}


def to_recommend(office: Office, case_id: int) -> Given:
    assessed(office, case_id)
    return {"code": "REC-REMEDY", "subtype": "apologise", "allegations": (1,),
            "text": "Say sorry.", "reason": WHY}


def nothing(given: Given) -> Prepare:
    return lambda office, case_id: given


UNDONE: dict[str, tuple[type[Action], Prepare, str]] = {
    "allocate": (outcome.Allocate, to_allocate, "Allocated to"),
    "reallocate": (outcome.Reallocate, to_reallocate, "Allocated to Leah Brandt"),
    "facts": (RecordFacts, nothing({"about": "Other words", "received": date(2026, 3, 9),
                                    "mps_reference": "PC/9/26", "handling": None}),
              "Facts recorded"),
    "person": (RecordPerson, to_correct, "Complainant recorded"),
    "consent": (RecordConsent, to_consent, "Consent recorded"),
    "answers": (validity.AnswerReviewBody, nothing({"answers": {
        BodyQuestion.RULE_OUT_PROCEEDINGS: BodyAnswer(Tri.UNSURE, "Not clear")}}),
        "Review body questions answered"),
    "waive": (validity.Waive, nothing({"item": Paper.OUTCOME_LETTER, "because": WHY}),
              "Waived: outcome letter held"),
    "describe": (DescribeDocument, to_describe, "a.txt described"),
    "link": (links.LinkCases, to_link, "Linked to REV-"),
    "assess": (outcome.AssessAllegation, to_assess, "Allegation 1 assessed"),
    "recommend": (outcome.Recommend, to_recommend, "Recommendation chosen"),
    "draft": (letters.DraftLetter, nothing({"code": "R1"}), "Letter drafted: R1"),
}


def shown(office: Office, case_id: int) -> Given:
    """What the records hold of a case, but for what is only ever added to."""
    view = see(office, case_id)
    return {"row": (view.row.owner, view.row.deadline, view.about), "facts": view.fact_values,
            "people": view.people, "body": view.facts.body_answers, "waived": view.facts.waived,
            "documents": view.documents, "letters": view.letters, "alleged": view.allegations,
            "recommended": view.recommendations, "owner": view.owner_id,
            "checks": [(each.name, each.finding) for each in view.checks]}


@pytest.mark.parametrize("name", UNDONE)
def test_it_is_as_it_was(office: Office, name: str) -> None:
    action, prepare, words = UNDONE[name]
    case_id = open_review(office)
    given = prepare(office, case_id)
    before = shown(office, case_id)
    change = changed(office, case_id, action, **given)
    assert isinstance(change.undo, Undo) and change.undo.action is not None
    assert change.undo.done.startswith(words)
    if name != "link":
        assert shown(office, case_id) != before
    undone = office.do(change.undo.action)
    assert shown(office, case_id) == before
    assert undone.undo is None, "an undo is not undone"
    newest, last = office.ask(journal, case_id=case_id)[:2]
    assert newest.action == f"Undone: {last.action}" and newest.who == last.who
    assert see(office, case_id).timeline


@pytest.mark.parametrize("name", ["allocate", "facts", "answers"])
def test_it_is_not_undone_once_something_else_was_done(office: Office, name: str) -> None:
    action, prepare, _ = UNDONE[name]
    case_id = open_review(office)
    given = prepare(office, case_id)
    change = changed(office, case_id, action, **given)
    act(office, case_id, AddNote, text="Somebody rang.")
    with pytest.raises(Conflict):
        office.do(change.undo.action)


def test_post_is_set_aside_brought_back_and_sent_another_way(office: Office) -> None:
    item = log(office)
    change = office.do(post.ChangeRoute(post_item_id=item.id, version=item.version, route="mps",
                                        because="It is about an officer."))
    office.do(change.undo.action)
    now = office.ask(post_item, post_item_id=item.id)
    assert now is not None and now.route == "review"
    change = office.do(post.SetAside(post_item_id=item.id, version=now.version, because="A copy"))
    assert change.undo.done == f"{item.reference} set aside"
    office.do(change.undo.action)
    again = office.ask(post_item, post_item_id=item.id)
    assert again is not None and again.version == now.version + 2
    change = office.do(post.LogPost(received=item.received, route="mps", name="Omar Farouk",
                                    email="omar@example.org"))
    assert office.do(change.undo.action).undo is None
    with pytest.raises(Conflict):  # not twice
        office.do(change.undo.action)


@pytest.mark.parametrize(("action", "given", "words"), [
    (AddNote, {"text": "He rang."}, "Add a second note that corrects it"),
    (validity.WithdrawReview, {"because": WHY}, "A manager can open it again"),
    (validity.DiscontinueReview, {"because": WHY}, "A manager can open it again"),
    (validity.StartChecks, {}, "Put it right with a new entry"),
])
def test_what_stays_says_why(
    office: Office, action: type[Action], given: Given, words: str
) -> None:
    case_id = open_review(office)
    change = changed(office, case_id, action, **given)
    assert change.undo.action is None and words in change.undo.why_not


def test_an_issued_letter_and_an_approved_decision_stay(office: Office) -> None:
    case_id = open_review(office)
    letter_id = act(office, case_id, letters.DraftLetter, code="R1")
    change = changed(office, case_id, letters.IssueLetter, letter_id=letter_id)
    assert change.undo.action is None and "Issue a correction" in change.undo.why_not
    assert "final" in outcome.ApproveDecision.stays


def test_an_answer_lapsing_a_managers_decision_is_not_undone(office: Office) -> None:
    case_id = open_review(office)
    answer_body(office, case_id, **{
        BodyQuestion.RULE_OUT_PROCEEDINGS.value: BodyAnswer(Tri.UNSURE, "Not clear")})
    act(office, case_id, validity.DecideReviewBody, body=Body.MOPAC, because=WHY)
    change = changed(office, case_id, validity.AnswerReviewBody, answers={
        BodyQuestion.RULE_OUT_PROCEEDINGS: BodyAnswer(Tri.YES)})
    assert change.undo.action is None


def test_an_undo_needs_the_same_rights(office: Office) -> None:
    case_id = open_review(office)
    change = changed(office, case_id, outcome.Allocate, **to_allocate(office, case_id))
    office.do(AddColleague(login="lbrandt", colleague_name="Leah Brandt",
                           roles=(Role.CASEWORKER,)))
    with pytest.raises(Refused, match="manager"):
        office.working_as("lbrandt").do(change.undo.action)
