"""A link to a complaint about MOPAC reveals nothing of it to who may not see it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from caseworker.actions.links import LinkCases, LinkComplaint
from caseworker.office import Office, Refused
from caseworker.queries.case import journal
from caseworker.queries.links import LinkView, linked_cases
from caseworker.rules.links import LinkKind
from tests.server.test_closed_side import call, everything, staff_id
from tests.support.complaint import open_complaint
from tests.support.review import act, open_review, see

As = Callable[[str], Office]
WHY = "She complains of how her review was handled, and of how long it took."


def links(office: Office, case_id: int) -> tuple[LinkView, ...]:
    return office.ask(linked_cases, case_id=case_id)


@pytest.fixture
def cases(as_: As) -> tuple[int, int]:
    """A review that everybody reads, and a complaint of two members about it."""
    review = open_review(as_("correspondence"))
    complaint = open_complaint(as_("correspondence"), hr_id=staff_id(as_("hr")))
    return review, complaint


def test_only_who_sees_both_cases_finds_the_link(as_: As, cases: tuple[int, int]) -> None:
    review, complaint = cases
    reference = see(as_("correspondence"), complaint).row.reference
    before = {who: (see(as_(who), review), everything(as_(who)))
              for who in ("caseworker", "manager")}
    act(as_("correspondence"), complaint, LinkComplaint, other_case_id=review,
        kind=LinkKind.COMPLAINED_OF, because=WHY)
    for who, was in before.items():
        assert (see(as_(who), review), everything(as_(who))) == was, who
        assert links(as_(who), review) == links(as_(who), complaint) == ()
        assert reference not in repr(as_(who).ask(journal, case_id=review))
    there, = links(as_("correspondence"), review)
    assert (there.reference, there.what) == (reference, "complaint about how this was handled")
    call(as_("hr"), "app.add_member", complaint, staff_id(as_("manager")), "lead")
    assert [each.reference for each in links(as_("manager"), review)] == [reference]
    here, = links(as_("correspondence"), complaint)
    assert here.what == "review complained about" and here.because == WHY


def test_who_may_not_see_the_complaint_cannot_ask_for_it_by_a_link(
    as_: As, cases: tuple[int, int]
) -> None:
    review, complaint = cases
    reference = see(as_("correspondence"), complaint).row.reference
    for given in ({"other_reference": reference}, {"other_case_id": complaint}):
        with pytest.raises(Refused) as found:
            act(as_("caseworker"), review, LinkCases, kind=LinkKind.RELATED, because=WHY, **given)
        assert str(found.value) == "There is no such case."
    call(as_("hr"), "app.add_member", complaint, staff_id(as_("manager")), "lead")
    with pytest.raises(Refused, match=r"is confidential\. Link it from its own page"):
        act(as_("manager"), review, LinkCases, other_case_id=complaint,
            kind=LinkKind.RELATED, because=WHY)


def test_of_two_complaints_the_members_of_one_hear_nothing_of_the_other(
    as_: As, cases: tuple[int, int]
) -> None:
    _, one = cases
    other = open_complaint(as_("correspondence"), hr_id=staff_id(as_("hr")))
    call(as_("hr"), "app.add_member", other, staff_id(as_("investigator")), "lead")
    before = see(as_("investigator"), other)
    act(as_("correspondence"), one, LinkComplaint, other_case_id=other,
        kind=LinkKind.EARLIER_COMPLAINT, because=WHY)
    assert see(as_("investigator"), other) == before
    assert links(as_("investigator"), other) == ()
    assert [each.what for each in links(as_("correspondence"), other)] == ["later complaint"]
