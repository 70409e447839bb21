"""What a letter says must be so when it goes, and it must go to the right person."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from caseworker.actions import letters, outcome, validity
from caseworker.actions.office_work import AddColleague, SetSetting
from caseworker.actions.opening import RecordFacts
from caseworker.actions.people import Part, RecordConsent, RecordPerson
from caseworker.actions.reopen import ReopenCase
from caseworker.office import Office, Refused
from caseworker.queries.case_views import LetterView, PersonView
from caseworker.rules.facts import Applicant, BodyAnswer, Tri
from caseworker.rules.lifecycle import Role
from caseworker.rules.recommendations import AllegationFinding
from tests.support.clock import Clock
from tests.support.review import PERSON, act, answer_body, me, open_review, see

WHY = "The outcome letter answers each of the points that were made."
AGENT: dict[str, Any] = {
    "name": "Aberra Tesfaye", "address": "Law Centre, 3 Mare Street, London", "postcode": "E8 4RP",
}
CONSENT: dict[str, Any] = {
    "consent_written": True, "consent_signed_on": date(2026, 3, 2),
    "consent_covers_this_review": True,
}


def draft(office: Office, case_id: int, code: str, **given: object) -> int:
    letter_id: int = act(office, case_id, letters.DraftLetter, code=code, given=given)
    return letter_id


def issue(office: Office, case_id: int, letter_id: int, **given: Any) -> None:
    act(office, case_id, letters.IssueLetter, letter_id=letter_id, **given)


def letter(office: Office, case_id: int, letter_id: int) -> LetterView:
    return next(one for one in see(office, case_id).letters if one.id == letter_id)


def edit(office: Office, case_id: int, letter_id: int, old: str, new: str) -> None:
    now = letter(office, case_id, letter_id)
    assert old in now.markdown
    act(office, case_id, letters.EditLetter, letter_id=letter_id, letter_version=now.version,
        markdown=now.markdown.replace(old, new))


def represented(office: Office, **given: Any) -> int:
    return open_review(office, applicant=Applicant.REPRESENTATIVE,
                       representative={**AGENT, **CONSENT, **given})


def person(office: Office, case_id: int, part: Part) -> PersonView:
    return next(one for one in see(office, case_id).people if one.part == part)


def correct(office: Office, case_id: int, part: Part, **changed: Any) -> None:
    now = person(office, case_id, part)
    names = ("name", "address", "postcode", "email", "age")
    act(office, case_id, RecordPerson, part=part, party_id=now.id,
        **{name: getattr(now, name) for name in names} | changed)


def decided(office: Office, finding: AllegationFinding) -> int:
    office.do(AddColleague(login="boss", colleague_name="Helen Osei", roles=(Role.MANAGER,)))
    case_id = open_review(office)
    answer_body(office, case_id)
    act(office, case_id, validity.AcceptAsValid)
    act(office, case_id, outcome.Allocate, owner_id=me(office))
    act(office, case_id, outcome.AddAllegation, said="Nobody came.", police_did="Closed it.")
    act(office, case_id, outcome.AssessAllegation, number=1, finding=finding, why=WHY)
    if finding is AllegationFinding.NOT_REASONABLE:
        act(office, case_id, outcome.Recommend, code="REC-INV", allegations=(1,),
            text="Look at the complaint again.", reason="Two of the points were not answered.")
    act(office, case_id, outcome.ProposeDecision)
    act(office.working_as("boss"), case_id, outcome.ApproveDecision)
    return case_id


# To whom it goes


def test_consent_withdrawn_after_drafting_stops_the_letter_whatever_the_names(
    office: Office,
) -> None:
    case_id = represented(office, name=PERSON["name"])  # mother and daughter of one name
    letter_id = draft(office, case_id, "R1")
    act(office, case_id, RecordConsent, written=True, signed_on=date(2026, 3, 2),
        covers_this_review=True, withdrawn_on=date(2026, 3, 11))
    with pytest.raises(Refused) as refused:
        issue(office, case_id, letter_id)
    assert {"addressee", "markdown"} <= {found.field for found in refused.value.findings}
    act(office, case_id, letters.RefreshDraft, letter_id=letter_id)
    issue(office, case_id, letter_id)
    sent = letter(office, case_id, letter_id)
    assert "E9 7SN" in sent.addressee and "because you act for" not in sent.markdown


def test_a_new_address_stops_a_letter_drafted_for_the_old_one(office: Office) -> None:
    case_id = open_review(office)
    letter_id = draft(office, case_id, "R1")
    correct(office, case_id, Part.COMPLAINANT, address="2 Elm Row, London", postcode="N1 1AA")
    with pytest.raises(Refused) as refused:
        issue(office, case_id, letter_id)
    assert [found.field for found in refused.value.findings] == ["addressee"]
    act(office, case_id, letters.RefreshDraft, letter_id=letter_id)
    issue(office, case_id, letter_id)
    assert "N1 1AA" in letter(office, case_id, letter_id).addressee


def test_an_address_typed_in_the_letter_stays_when_other_values_are_merged(
    office: Office,
) -> None:
    case_id = open_review(office)
    letter_id = draft(office, case_id, "R1")
    now = letter(office, case_id, letter_id)
    typed = ("Ruth Abernathy", "c/o The Shelter", "LONDON", "E1 1AA")
    act(office, case_id, letters.EditLetter, letter_id=letter_id, letter_version=now.version,
        markdown=now.markdown, addressee=typed)
    act(office, case_id, RecordFacts, mps_reference="PC/09999/25")
    act(office, case_id, letters.RefreshDraft, letter_id=letter_id)
    issue(office, case_id, letter_id)
    assert letter(office, case_id, letter_id).addressee == typed


@pytest.mark.parametrize(("age", "to_parent"), [(14, True), (16, False), (17, False)])
def test_a_parent_gets_letters_without_consent_only_of_a_young_child(
    office: Office, age: int, to_parent: bool
) -> None:
    case_id = open_review(office, applicant=Applicant.PARENT, age=age, representative=AGENT)
    sent = letter(office, case_id, draft(office, case_id, "R1"))
    assert sent.addressee[0] == (AGENT if to_parent else PERSON)["name"]


def test_a_parent_of_a_child_of_14_gets_to_the_word_that_it_is_valid(office: Office) -> None:
    office.do(SetSetting(setting="expected_wait", value="about eight weeks",
                         since=office.today()))
    case_id = open_review(office, applicant=Applicant.PARENT, age=14, address="", postcode="",
                          representative=AGENT)
    answer_body(office, case_id)
    act(office, case_id, validity.AcceptAsValid)
    for code in ("R1", "R8"):
        letter_id = draft(office, case_id, code)
        issue(office, case_id, letter_id)
        sent = letter(office, case_id, letter_id)
        assert sent.addressee[0] == AGENT["name"] and "Dear Aberra Tesfaye" in sent.markdown
        assert "you act for Ruth Abernathy" in sent.markdown


def test_consent_for_one_representative_does_not_count_for_another(office: Office) -> None:
    case_id = represented(office)
    correct(office, case_id, Part.REPRESENTATIVE, address="5 New Street, London")
    assert person(office, case_id, Part.REPRESENTATIVE).consent_written is True
    correct(office, case_id, Part.REPRESENTATIVE, name="Somebody Else")
    assert person(office, case_id, Part.REPRESENTATIVE).consent_written is None
    sent = letter(office, case_id, draft(office, case_id, "R1"))
    assert sent.addressee[0] == PERSON["name"]


# Which letter, when


@pytest.mark.parametrize(("finding", "wrong", "right"), [
    (AllegationFinding.NOT_REASONABLE, "R13", "R14"),
    (AllegationFinding.REASONABLE, "R14", "R13"),
])
def test_the_letter_says_what_was_decided(
    office: Office, finding: AllegationFinding, wrong: str, right: str
) -> None:
    case_id = decided(office, finding)
    letter_id = draft(office, case_id, wrong)
    with pytest.raises(Refused) as refused:
        issue(office, case_id, letter_id)
    assert f"Issue {right}" in str(refused.value)
    issue(office, case_id, draft(office, case_id, right))


def test_nobody_is_told_that_a_request_is_valid_before_it_is(office: Office) -> None:
    case_id = open_review(office)
    letter_id = draft(office, case_id, "R8", expected_wait="about eight weeks")
    with pytest.raises(Refused) as refused:
        issue(office, case_id, letter_id)
    assert "not been accepted as valid" in str(refused.value)
    answer_body(office, case_id)
    act(office, case_id, validity.AcceptAsValid)
    issue(office, case_id, letter_id)


@pytest.mark.parametrize(("code", "given"), [("R1", {}), ("R8", {"expected_wait": "a month"})])
def test_an_ended_case_promises_nothing(office: Office, code: str, given: dict[str, str]) -> None:
    case_id = open_review(office)
    answer_body(office, case_id)
    act(office, case_id, validity.AcceptAsValid)
    letter_id = draft(office, case_id, code, **given)
    act(office, case_id, validity.WithdrawReview, because=WHY)
    with pytest.raises(Refused) as refused:
        issue(office, case_id, letter_id)
    assert "has ended" in str(refused.value)


def test_r6_goes_only_while_the_request_is_with_the_iopc(office: Office) -> None:
    case_id = open_review(office)
    answer_body(office, case_id, senior_officer=BodyAnswer(Tri.YES))
    act(office, case_id, validity.ForwardToIopc, forwarded_on=office.today(), shared=("It",))
    first, second = draft(office, case_id, "R6"), draft(office, case_id, "R6")
    issue(office, case_id, first)
    act(office, case_id, ReopenCase, because=WHY)
    with pytest.raises(Refused) as refused:
        issue(office, case_id, second)
    assert "not with the IOPC" in str(refused.value)


# What it says


def test_a_request_found_in_time_after_all_is_not_called_late(office: Office) -> None:
    case_id = open_review(office, outcome_letter_dated=date(2026, 1, 5),
                          outcome_provided=date(2026, 1, 5))
    answer_body(office, case_id)
    act(office, case_id, validity.DecideLate, accepted=True, special_circumstances=True,
        just_to_extend=True, because="She was in hospital for five weeks, with evidence.")
    act(office, case_id, validity.AcceptAsValid)
    letter_id = draft(office, case_id, "R8", expected_wait="about eight weeks")
    assert "in hospital" in letter(office, case_id, letter_id).markdown
    act(office, case_id, RecordFacts, outcome_provided=date(2026, 2, 20))
    with pytest.raises(Refused):
        issue(office, case_id, letter_id)
    act(office, case_id, letters.RefreshDraft, letter_id=letter_id)
    assert "came to us late" not in letter(office, case_id, letter_id).markdown


def test_a_promise_whose_day_has_come_stops_the_letter(office: Office, clock: Clock) -> None:
    case_id = open_review(office)
    letter_id = draft(office, case_id, "R1")
    assert "We aim to do this by" in letter(office, case_id, letter_id).markdown
    clock.forward(days=60)
    with pytest.raises(Refused) as refused:
        issue(office, case_id, letter_id)
    assert "aim to write again" in str(refused.value)
    act(office, case_id, letters.RefreshDraft, letter_id=letter_id)
    issue(office, case_id, letter_id)
    assert "We aim to do this by" not in letter(office, case_id, letter_id).markdown


def test_what_the_writer_gave_stays_until_the_case_says_otherwise(office: Office) -> None:
    case_id = open_review(office)
    answer_body(office, case_id)
    act(office, case_id, validity.AcceptAsValid)
    letter_id = draft(office, case_id, "R8", expected_wait="about a month")
    office.do(SetSetting(setting="expected_wait", value="about eight weeks",
                         since=office.today()))
    with pytest.raises(Refused):
        issue(office, case_id, letter_id)
    act(office, case_id, letters.RefreshDraft, letter_id=letter_id)
    issue(office, case_id, letter_id)
    assert "about eight weeks" in letter(office, case_id, letter_id).markdown


# Merging into a draft that was typed in


def test_merging_into_a_typed_draft_changes_the_name_and_keeps_the_typing(office: Office) -> None:
    case_id = represented(office)
    letter_id = draft(office, case_id, "R1")
    edit(office, case_id, letter_id, "A review is not a new investigation.",
         "We are sorry for your loss. A review is not a new investigation.")
    act(office, case_id, RecordConsent, written=True, signed_on=date(2026, 3, 2),
        covers_this_review=True, withdrawn_on=date(2026, 3, 11))
    act(office, case_id, letters.RefreshDraft, letter_id=letter_id)
    text = letter(office, case_id, letter_id).markdown
    assert "Dear Ruth Abernathy" in text and "Tesfaye" not in text
    assert "We are sorry for your loss." in text
    issue(office, case_id, letter_id)


def test_a_date_that_did_not_change_stays_though_another_was_the_same(office: Office) -> None:
    case_id = open_review(office, received=date(2026, 3, 10))
    answer_body(office, case_id, senior_officer=BodyAnswer(Tri.YES))
    act(office, case_id, validity.ForwardToIopc, forwarded_on=date(2026, 3, 10), shared=("It",))
    letter_id = draft(office, case_id, "R6")
    edit(office, case_id, letter_id, "You do not need to send it again.", "Do nothing.")
    act(office, case_id, ReopenCase, because=WHY)
    act(office, case_id, validity.ForwardToIopc, forwarded_on=date(2026, 3, 12), shared=("It",))
    said = "We received your request on 10 March 2026"
    with pytest.raises(Refused) as refused:  # the very line that was typed in has both dates
        act(office, case_id, letters.RefreshDraft, letter_id=letter_id)
    assert said in str(refused.value) and "12 March 2026" in str(refused.value)
    now = letter(office, case_id, letter_id)
    assert said in now.markdown
    edit(office, case_id, letter_id, "sent it to the IOPC on 10 March 2026",
         "sent it to the IOPC on 12 March 2026")
    act(office, case_id, letters.RefreshDraft, letter_id=letter_id)
    issue(office, case_id, letter_id)
    text = letter(office, case_id, letter_id).markdown
    assert said in text and "on 12 March 2026. Do nothing." in text
