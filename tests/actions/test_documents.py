"""What is known of a document can be corrected; its bytes never change."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from caseworker.actions.documents import DescribeDocument
from caseworker.office import Office, Refused
from tests.support.review import act, open_review, see


def test_a_document_that_is_the_outcome_letter_is_held(office: Office) -> None:
    case_id = open_review(office, outcome_letter_held=None)
    before = see(office, case_id).documents[0]
    act(office, case_id, DescribeDocument, document_id=before.id, kind="MPS outcome letter",
        title="Outcome letter", dated=date(2026, 2, 19))
    view = see(office, case_id)
    now = view.documents[0]
    assert (now.kind, now.title, now.dated) == ("MPS outcome letter", "Outcome letter",
                                                date(2026, 2, 19))
    assert now.sha256 == before.sha256 and view.facts.outcome_letter_held is True


def test_what_is_said_of_a_document_must_be_possible(office: Office) -> None:
    case_id = open_review(office)
    document_id = see(office, case_id).documents[0].id
    with pytest.raises(Refused, match="today or in the past"):
        act(office, case_id, DescribeDocument, document_id=document_id, title="Letter",
            dated=office.today() + timedelta(days=1))
    with pytest.raises(Refused, match="Enter the title"):
        act(office, case_id, DescribeDocument, document_id=document_id, title="")
    with pytest.raises(Refused, match="no such document"):
        act(office, case_id, DescribeDocument, document_id=9999, title="Letter")
