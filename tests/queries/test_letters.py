"""What the composer asks: drafts of all cases, one letter, what issuing it would do."""

from __future__ import annotations

from typing import Any

import pytest

from caseworker.actions.letters import DraftLetter, EditLetter, IssueLetter
from caseworker.actions.opening import RecordFacts
from caseworker.actions.people import Part, RecordPerson
from caseworker.letters.preview import look
from caseworker.office import Office, Refused
from caseworker.queries.letters import IssueCheck, LetterPage, issue_check, letter_page
from caseworker.queries.lists.filters import Filter
from caseworker.queries.rows import ListOf
from caseworker.rules.finding import against
from tests.support.lists import rows_of
from tests.support.review import act, open_review, see


def asking(office: Office) -> dict[str, Any]:
    return {"actor": office.actor, "roles": office.roles, "now": office.now(),
            "today": office.today(), "calendar": office.calendar}


def page(office: Office, case_id: int, letter_id: int) -> LetterPage:
    found = office.ask(letter_page, case_id=case_id, letter_id=letter_id, demo=True,
                       **asking(office))
    assert found is not None
    return found


def check(office: Office, case_id: int, letter_id: int, sent_by: str = "post") -> IssueCheck:
    return office.ask(issue_check, case_id=case_id, letter_id=letter_id, sent_by=sent_by,
                      **asking(office))


def test_drafts_of_all_cases_are_listed_until_issued(office: Office) -> None:
    cases = [open_review(office, name=name) for name in ("Ruth Abernathy", "Siân Prosser")]
    letters = [act(office, case_id, DraftLetter, code="R1") for case_id in cases]
    rows = rows_of(office, ListOf.LETTERS)
    assert [(row.own.id, row.id, row.name) for row in rows] == [
        (letters[0], cases[0], "Ruth Abernathy"), (letters[1], cases[1], "Siân Prosser")]
    assert rows[0].own.drafted_at == "12 Mar 2026, 09:30"
    assert [row.key for row in rows_of(office, ListOf.LETTERS, Filter("prosser"))] == letters[1:]
    assert rows_of(office, ListOf.LETTERS, Filter("%")) == ()
    act(office, cases[0], IssueLetter, letter_id=letters[0])
    assert [row.key for row in rows_of(office, ListOf.LETTERS)] == letters[1:]


def test_issuing_an_acknowledgement_ends_its_deadline(office: Office) -> None:
    case_id = open_review(office)
    letter_id = act(office, case_id, DraftLetter, code="R1")
    found = check(office, case_id, letter_id)
    assert against(found.findings) == []
    assert any(words.startswith("Ends: Acknowledge, due ") for words in found.dates)
    assert (found.copies, found.email) == ((), "")
    act(office, case_id, IssueLetter, letter_id=letter_id)
    with pytest.raises(Refused, match="cannot be changed"):
        check(office, case_id, letter_id)


def test_a_decision_needs_a_second_person_and_names_who_has_a_copy(office: Office) -> None:
    case_id = open_review(office)
    ruth = see(office, case_id).people[0]
    act(office, case_id, RecordPerson, party_id=ruth.id, part=ruth.part, name=ruth.name,
        address=ruth.address, postcode=ruth.postcode, email="ruth@example.org")
    act(office, case_id, RecordPerson, part=Part.INTERESTED, name="Ife Adeyemi")
    letter_id = act(office, case_id, DraftLetter, code="R1")
    with office.engine.begin() as connection:
        connection.exec_driver_sql("update letter set code = 'R13', version = 2")
    found = check(office, case_id, letter_id)
    assert (found.copies, found.email) == (("The MPS", "Ife Adeyemi"), "ruth@example.org")
    assert any("A manager must approve" in each.reason for each in against(found.findings))


def test_the_way_decides_whether_the_window_counts(office: Office) -> None:
    case_id = open_review(office)
    letter_id = act(office, case_id, DraftLetter, code="R1")
    act(office, case_id, EditLetter, letter_id=letter_id, letter_version=1, size=18.0,
        markdown="# A letter", addressee=tuple(f"Line {n}" for n in range(7)))
    assert page(office, case_id, letter_id).paper.size == 18.0
    assert ["7 lines" in each.reason for each in
            against(check(office, case_id, letter_id).findings)] == [True]
    assert against(check(office, case_id, letter_id, "post, C5 envelope").findings) == []


def test_a_page_says_which_values_changed(office: Office) -> None:
    case_id = open_review(office)
    letter_id = act(office, case_id, DraftLetter, code="R1")
    assert page(office, case_id, letter_id).changed == ()
    act(office, case_id, RecordFacts, mps_reference="PC/09999/26")
    changed = page(office, case_id, letter_id).changed
    assert [each.reason.split(" changed")[0] for each in changed] == ["The MPS reference"]
    other = open_review(office)
    assert office.ask(letter_page, case_id=other, letter_id=letter_id, demo=False,
                      **asking(office)) is None


def test_a_look_has_pages_or_the_reasons_why_not(office: Office) -> None:
    case_id = open_review(office)
    letter = page(office, case_id, act(office, case_id, DraftLetter, code="R1"))
    whole = look(letter.markdown, letter.paper)
    assert whole.pdf.startswith(b"%PDF") and whole.pages == 2 and whole.against == ()
    assert whole.ease.grade <= 5
    broken = look("No heading, and we determine nothing", letter.paper)
    assert broken.pdf == b"" and "no main heading" in broken.against[0].reason
    assert [each.found for each in broken.jargon] == ["determine"]
