"""A complaint about MOPAC in a test: logged and opened as a user would."""

from __future__ import annotations

from datetime import date
from typing import Any

from caseworker.actions.complaints.members import AllowComplaintsHere
from caseworker.actions.complaints.opening import OpenComplaint
from caseworker.actions.documents import Incoming
from caseworker.office import Office
from caseworker.rules.complaint_facts import About, Subject
from tests.support.review import log

COMPLAINANT = {"name": "Jane Larkspur", "address": "3 Elm Row, London", "postcode": "E1 1AA",
               "email": "jane.larkspur@example.org"}
GIVEN: dict[str, Any] = {
    "summary": "Nobody answered three letters", "about": About.SERVICE,
    "subject": Subject.SERVICE, "issue_on": date(2026, 2, 2),
    "details": "I wrote three times in January and heard nothing.",
}


def allow_here(office: Office) -> None:
    """Let complaints be kept in a file on this computer, as an administrator would."""
    if office.engine.dialect.name == "sqlite":
        office.do(AllowComplaintsHere(value="yes", since=date(2026, 1, 1)))


def open_complaint(office: Office, **given: Any) -> int:
    """Open a complaint; returns the id of its case."""
    item = log(office, route="mopac", same_file_again=True, **COMPLAINANT,
               files=(Incoming("complaint.txt", b"Nobody answers my letters."),))
    action = OpenComplaint(post_item_id=item.id, post_item_version=item.version,
                           **{**GIVEN, **given})
    case_id = office.do(action).case_id
    assert case_id is not None
    return case_id
