"""Cases linked to each other and ended cases opened again, on both databases."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from caseworker.actions.base import Conflict
from caseworker.actions.links import LinkCases, LinkComplaint, MergeCase
from caseworker.actions.office_work import AddColleague
from caseworker.actions.opening import RecordFacts
from caseworker.actions.reopen import ReopenCase
from caseworker.actions.validity import (
    AcceptAsValid,
    DiscontinueReview,
    RefuseAsInvalid,
    WithdrawReview,
)
from caseworker.office import Office, Refused
from caseworker.queries.links import LinkView, linked_cases
from caseworker.rules.facts import Handling
from caseworker.rules.lifecycle import Role, Stage
from caseworker.rules.links import LinkKind
from tests.support.complaint import allow_here, open_complaint
from tests.support.review import act, answer_body, open_review, see

WHY = "Both complaints are about the same evening in Hackney."


@pytest.fixture
def pair(office: Office) -> tuple[int, int]:
    office.do(AddColleague(login="lbrandt", colleague_name="Leah Brandt",
                           roles=(Role.CASEWORKER,)))
    return open_review(office), open_review(office)


def link(office: Office, case_id: int, other: int, kind: LinkKind, **given: Any) -> Any:
    return act(office, case_id, LinkCases, other_case_id=other, kind=kind,
               **{"because": WHY, **given})


def links(office: Office, case_id: int) -> tuple[LinkView, ...]:
    return office.ask(linked_cases, case_id=case_id)


def refused(office: Office, case_id: int, other: int | None, kind: LinkKind | None,
            **given: Any) -> str:
    with pytest.raises(Refused) as found:
        act(office, case_id, LinkCases, other_case_id=other, kind=kind,
            **{"because": WHY, **given})
    return str(found.value)


def test_both_cases_say_so(office: Office, pair: tuple[int, int]) -> None:
    one, other = pair
    link(office, one, other, LinkKind.EARLIER)
    here, there = links(office, one)[0], links(office, other)[0]
    assert (here.case_id, here.what, here.because) == (other, "earlier review", WHY)
    assert (there.case_id, there.what) == (one, "later review")
    assert here.source and here.stage is Stage.RECEIVED
    for case_id, words in ((one, "earlier review"), (other, "later review")):
        told = [event.what for event in see(office, case_id).timeline if "Link" in event.what]
        assert len(told) == 1 and told[0].endswith(words)


def test_what_cannot_be_linked(office: Office, pair: tuple[int, int]) -> None:
    one, other = pair
    assert "itself" in refused(office, one, one, LinkKind.RELATED)
    assert "no such case" in refused(office, one, 987_654, LinkKind.RELATED)
    assert "Choose the other case" in refused(office, one, None, None)
    assert "20 characters" in refused(office, one, other, LinkKind.RELATED, because="Why")
    link(office, one, other, LinkKind.RELATED)
    assert "already linked" in refused(office, other, one, LinkKind.RELATED)
    assert len(links(office, one)) == 1
    caseworker = office.working_as("lbrandt")
    with pytest.raises(Refused, match="manager"):
        act(caseworker, one, MergeCase, other_case_id=other, because=WHY)


def test_a_link_is_taken_back_and_stays_on_record(
    office: Office, engine: Engine, pair: tuple[int, int]
) -> None:
    one, other = pair
    assert "not linked" in refused(office, one, other, LinkKind.TAKEN_BACK)
    link(office, one, other, LinkKind.SAME_INCIDENT)
    link(office, other, one, LinkKind.TAKEN_BACK)
    assert links(office, one) == links(office, other) == ()
    link(office, one, other, LinkKind.SAME_INCIDENT, because=WHY + " It was right after all.")
    assert [each.because[-10:] for each in links(office, one)] == ["after all."]
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM case_link")).scalar() == 3


@pytest.mark.parametrize("statement", [
    "UPDATE case_link SET because = 'x'", "DELETE FROM case_link",
    "INSERT OR REPLACE INTO case_link SELECT * FROM case_link",
])
def test_the_database_refuses_to_rewrite_a_link(
    office: Office, engine: Engine, pair: tuple[int, int], statement: str
) -> None:
    link(office, *pair, LinkKind.RELATED)
    if "REPLACE" in statement and engine.dialect.name == "postgresql":
        statement = "TRUNCATE open.case_link"
    with pytest.raises(DBAPIError, match="append-only"), \
            engine.execution_options(writing=True).begin() as connection:
        connection.execute(text(statement))
    assert len(links(office, pair[0])) == 1


def test_a_link_to_a_case_that_somebody_changed_is_a_conflict(
    office: Office, pair: tuple[int, int]
) -> None:
    one, other = pair
    version = see(office, one).row.version
    act(office, one, RecordFacts, about="Changed meanwhile")
    with pytest.raises(Conflict):
        office.do(LinkCases(case_id=one, version=version, other_case_id=other,
                            kind=LinkKind.RELATED, because=WHY))
    assert links(office, one) == ()


def test_a_withdrawn_case_is_opened_again(office: Office, pair: tuple[int, int]) -> None:
    case_id = pair[0]
    with pytest.raises(Refused, match="has not ended"):
        act(office, case_id, ReopenCase, because=WHY)
    act(office, case_id, WithdrawReview, because="She wrote on 11 March to take it back.")
    with pytest.raises(Refused, match="role manager"):
        act(office.working_as("lbrandt"), case_id, ReopenCase, because=WHY)
    with pytest.raises(Refused, match="20 characters"):
        act(office, case_id, ReopenCase, because="Error")
    act(office, case_id, ReopenCase, because="The letter was about another complaint.")
    view = see(office, case_id)
    assert view.row.stage is Stage.CHECKS and view.row.deadline is not None
    assert [e.what for e in view.timeline if "pen" in e.what and "gain" in e.what] == [
        "Opened again: was withdrawn"
    ]
    act(office, case_id, RecordFacts, about="It can be changed again")


def test_a_refusal_is_lifted_and_a_valid_case_goes_on_as_valid(
    office: Office, pair: tuple[int, int]
) -> None:
    case_id, valid = pair
    act(office, case_id, RecordFacts, handling=Handling.OUTSIDE)
    answer_body(office, case_id)
    code = see(office, case_id).refusal_reasons[0].code
    act(office, case_id, RefuseAsInvalid, code=code, because="It was handled outside Schedule 3.")
    act(office, case_id, ReopenCase, because="The MPS now says it was recorded after all.")
    act(office, case_id, RecordFacts, handling=Handling.OTHERWISE)
    act(office, case_id, AcceptAsValid)
    answer_body(office, valid)
    act(office, valid, AcceptAsValid)
    act(office, valid, WithdrawReview, because="She wrote on 11 March to take it back.")
    act(office, valid, ReopenCase, because="The letter was about another complaint.")
    assert see(office, valid).row.stage is see(office, case_id).row.stage is Stage.VALID


def test_a_merged_case_ends_and_its_work_goes_on_in_the_other(office: Office) -> None:
    one, other = open_review(office), open_review(office)
    reference = see(office, other).row.reference.replace("-", "").lower()
    with pytest.raises(Refused, match="choose Merge"):
        act(office, one, LinkCases, other_reference=reference, kind=LinkKind.MERGED, because=WHY)
    with pytest.raises(Refused, match="no such case"):
        act(office, one, MergeCase, other_reference="REV-1999-0001", because=WHY)
    act(office, one, MergeCase, other_reference=reference, because=WHY)
    assert see(office, one).row.stage is Stage.MERGED
    assert see(office, other).row.stage is Stage.RECEIVED
    act(office, one, ReopenCase, because="They turned out to be two different complaints.")
    assert see(office, one).row.stage is Stage.CHECKS


def test_a_review_is_discontinued_by_a_manager_with_a_reason(office: Office) -> None:
    case_id = open_review(office)
    with pytest.raises(Refused):
        act(office, case_id, DiscontinueReview, because="short")
    act(office, case_id, DiscontinueReview, because="Who asks could not be established.")
    assert see(office, case_id).row.stage is Stage.DISCONTINUED
    assert see(office, case_id).row.deadline is None


def told(office: Office, case_id: int) -> list[str]:
    return [event.what for event in see(office, case_id).timeline if "Link" in event.what]


def test_a_complaint_is_linked_from_its_own_page_and_the_review_says_nothing(
    office: Office,
) -> None:
    allow_here(office)
    review, complaint = open_review(office), open_complaint(office)
    before = see(office, review)
    with pytest.raises(Refused, match=r"is confidential\. Link it"):
        act(office, review, LinkCases, other_case_id=complaint, kind=LinkKind.RELATED, because=WHY)
    act(office, complaint, LinkComplaint, other_reference=before.row.reference.lower(),
        kind=LinkKind.COMPLAINED_OF, because=WHY)
    after = see(office, review)
    words = f"Linked case: {before.row.reference}, review complained about"
    assert told(office, complaint) == [words]
    assert after.timeline == before.timeline and after.row.version == before.row.version
    assert [each.what for each in links(office, complaint)] == ["review complained about"]
    there, = links(office, review)  # for who sees both
    assert (there.case_id, there.what) == (complaint, "complaint about how this was handled")
    with pytest.raises(Refused, match="is confidential"):
        act(office, review, LinkCases, other_case_id=complaint, kind=LinkKind.TAKEN_BACK,
            because=WHY)
    act(office, complaint, LinkComplaint, other_case_id=review, kind=LinkKind.TAKEN_BACK,
        because=WHY)
    assert links(office, review) == () and see(office, review).timeline == before.timeline


def test_each_kind_of_case_is_linked_as_what_it_is(office: Office) -> None:
    allow_here(office)
    review, one, other = open_review(office), open_complaint(office), open_complaint(office)
    for wrong, kind in ((review, LinkKind.EARLIER_COMPLAINT), (other, LinkKind.COMPLAINED_OF)):
        with pytest.raises(Refused, match="Choose what it is"):
            act(office, one, LinkComplaint, other_case_id=wrong, kind=kind, because=WHY)
    with pytest.raises(Refused, match="not done to a complaint about MOPAC"):
        act(office, one, LinkCases, other_case_id=other, kind=LinkKind.RELATED, because=WHY)
    act(office, one, LinkComplaint, other_case_id=other, kind=LinkKind.EARLIER_COMPLAINT,
        because=WHY)
    assert links(office, other)[0].what == "later complaint" and told(office, other) == []
    with pytest.raises(Refused, match="already recorded as the later complaint"):
        act(office, other, LinkComplaint, other_case_id=one, kind=LinkKind.EARLIER_COMPLAINT,
            because=WHY)
