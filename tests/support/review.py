"""A review request in a test: opened as a user would, with facts that can be changed."""

from __future__ import annotations

from datetime import date
from typing import Any

from caseworker.actions.base import Action
from caseworker.actions.documents import Incoming
from caseworker.actions.opening import OpenReview
from caseworker.actions.post import LogPost
from caseworker.actions.validity import AnswerReviewBody
from caseworker.office import Office
from caseworker.queries.case import CaseView, case_view
from caseworker.queries.papers import colleagues
from caseworker.queries.post import PostRow, post_item
from caseworker.records import Case, Entry
from caseworker.rules.facts import Applicant, BodyAnswer, BodyQuestion, Delivery, Handling, Tri

RECEIVED = date(2026, 3, 10)
PERSON = {"name": "Ruth Abernathy", "address": "14 Larch House, Tudor Grove, London",
          "postcode": "E9 7SN"}
FACTS: dict[str, Any] = {
    "about": "No response to reports of harassment", "applicant": Applicant.COMPLAINANT,
    "received": RECEIVED, "mps_reference": "PC/04733/25", "in_writing": True,
    "complaint_details": "Four reports were closed without contact.",
    "complaint_made": date(2025, 11, 3), "handling": Handling.OTHERWISE,
    "outcome_letter_dated": date(2026, 2, 19), "outcome_provided": date(2026, 2, 21),
    "provided_by": Delivery.FIRST_CLASS, "outcome_letter_held": True,
    "grounds": "Nobody ever came.",
}
TO_MOPAC = {question: BodyAnswer(Tri.NO) for question in BodyQuestion} | {
    BodyQuestion.RULE_OUT_PROCEEDINGS: BodyAnswer(Tri.YES),
    BodyQuestion.RULE_OUT_ARTICLE_2_OR_3: BodyAnswer(Tri.YES),
}


def log(office: Office, **given: Any) -> PostRow:
    """Log one item of post; returns it as the desk shows it."""
    values = {"received": RECEIVED, "route": "review", **PERSON,
              "files": (Incoming("letter.txt", b"Please review my complaint."),), **given}
    item_id = office.do(LogPost(**values)).result
    item = office.ask(post_item, post_item_id=item_id)
    assert item is not None
    return item


def open_review(office: Office, **given: Any) -> int:
    """Open a review request; returns the id of its case."""
    item = log(office, same_file_again=True)
    action = OpenReview(post_item_id=item.id, post_item_version=item.version,
                        **{**PERSON, **FACTS, **given})
    case_id = office.do(action).case_id
    assert case_id is not None
    return case_id


def see(office: Office, case_id: int) -> CaseView:
    """The case as its page shows it now."""
    view = office.ask(case_view, case_id=case_id, today=office.today(),
                      calendar=office.calendar, roles=office.roles)
    assert view is not None
    return view


def act(office: Office, case_id: int, action: type[Action], **given: Any) -> Any:
    """Do an action on the case as it stands now."""
    made: Any = action
    return office.do(made(case_id=case_id, version=see(office, case_id).row.version,
                          **given)).result


def answer_body(office: Office, case_id: int, **given: BodyAnswer) -> None:
    """Answer all seven questions so that they point to MOPAC, except those given."""
    changed = {BodyQuestion(key): answer for key, answer in given.items()}
    act(office, case_id, AnswerReviewBody, answers=TO_MOPAC | changed)


def me(office: Office) -> int:
    """The id of a colleague who works reviews: the first there is."""
    return office.ask(colleagues)[0].id


def put(office: Office, case_id: int, **values: Any) -> None:
    """Put a case where a test wants it, past the actions that lead there."""
    with office._write.begin() as session:
        session.info["changes"] = []
        case = session.get_one(Case, case_id)
        for name, value in values.items():
            setattr(case, name, value)
        case.version += 1
        session.add(Entry(at=office.now(), actor=office.actor, action="Test", case_id=case_id,
                          inputs={}))
