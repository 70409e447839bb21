"""A complaint about MOPAC from the post to its end, on both engines."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import Any

import pytest

from caseworker.actions.complaints import accepting, opening, stage_1, stage_2
from caseworker.actions.letters import DiscardDraft, DraftLetter, EditLetter, IssueLetter
from caseworker.actions.office_work import AddColleague
from caseworker.actions.people import Part, RecordPerson
from caseworker.actions.validity import StartChecks
from caseworker.office import Office, Refused
from caseworker.queries.complaints import complaint_counts
from caseworker.queries.letter_complaint import ForSubject
from caseworker.queries.lists.filters import Filter
from caseworker.queries.lists.sorts import Shown
from caseworker.queries.lists.window import first_rows
from caseworker.queries.papers import colleagues
from caseworker.queries.queues import view_counts
from caseworker.queries.rows import View
from caseworker.queries.views import ComplaintQueueView
from caseworker.records import Entry
from caseworker.rules.complaint_facts import Ground, Subject
from caseworker.rules.complaint_lifecycle import ComplaintStage as C
from caseworker.rules.kinds import Kind
from caseworker.rules.lifecycle import Role
from tests.support.clock import Clock
from tests.support.complaint import allow_here, open_complaint
from tests.support.review import act, open_review, see


@pytest.fixture
def team(office: Office) -> dict[str, int]:
    """The ids of a small office: one for each part in a complaint."""
    allow_here(office)
    for login, name, role in (
        ("me", "Priya Shah", Role.CASEWORKER), ("hr", "Maud Iversen", Role.HR),
        ("leah", "Leah Brandt", Role.INVESTIGATOR), ("boss", "Ines Falk", Role.DECISION_MAKER),
    ):
        office.do(AddColleague(login=login, colleague_name=name, roles=(role,)))
    return {each.login: each.id for each in office.ask(colleagues)}


def accepted(office: Office, team: dict[str, int], **given: Any) -> int:
    case_id = open_complaint(office, hr_id=team["hr"], **given)
    act(office, case_id, accepting.StartComplaintChecks)
    act(office, case_id, accepting.AcceptComplaint)
    return case_id


def at_stage_1(office: Office, team: dict[str, int], **given: Any) -> int:
    case_id = accepted(office, team, **given)
    act(office, case_id, stage_1.ChooseInvestigator, investigator_id=team["leah"], conflict=False)
    act(office, case_id, stage_1.StartStage1)
    return case_id


def test_it_is_kept_in_a_file_only_where_an_administrator_allows_it(office: Office) -> None:
    if office.engine.dialect.name == "sqlite":
        with pytest.raises(Refused, match=r"a file on this computer.*administrator allows them"):
            open_complaint(office)
    allow_here(office)
    assert see(office, open_complaint(office)).row.reference == "COM-2026-0001"


def test_a_new_complaint_says_what_it_is_and_when_it_is_due(
    office: Office, team: dict[str, int]
) -> None:
    case_id = open_complaint(office, hr_id=team["hr"])
    view = see(office, case_id)
    assert view.kind is Kind.COMPLAINT and view.row.stage == C.RECEIVED
    assert [title for title, _ in view.reached] == [
        "Received", "Accepted", "Stage 1", "Outcome", "Stage 2", "Closed"]
    assert (view.row.deadline, view.row.deadline_what) == (date(2026, 3, 17), "Acknowledge")
    assert [(one.title, one.due) for one in view.deadlines][1] == (
        "Stage 1 outcome", date(2026, 4, 9))  # 20 working days over Easter
    assert view.next_step is not None and view.next_step.action == "StartComplaintChecks"
    assert view.complaint is not None and view.complaint.facts.hr_notified_on == office.today()
    assert view.people[0].name == "Jane Larkspur" and len(view.documents) == 1


def test_it_stands_in_its_own_queue_only(office: Office, team: dict[str, int]) -> None:
    open_complaint(office)
    open_review(office)
    asked = {"today": office.today(), "me": office.actor}

    def listed(view: str, text: str = "") -> list[str]:
        shown = Shown(view=view, filter=Filter(text))
        return [row.reference for row in office.ask(first_rows, shown=shown, **asked)]

    for text in ("", "com20260001", "Larkspur"):
        assert listed(ComplaintQueueView.OPEN, text) == ["COM-2026-0001"]
        assert listed(View.OPEN, text) == ([] if text else ["REV-2026-0001"])
    assert listed(ComplaintQueueView.UNALLOCATED) == ["COM-2026-0001"]
    assert listed(ComplaintQueueView.OPEN, "Abernathy") == []
    assert listed(ComplaintQueueView.ENDED) == listed(View.ENDED) == []
    counts = office.ask(complaint_counts, **asked)
    assert counts.words == "1 open. 0 overdue, 0 due by tomorrow, 1 without an investigator."
    assert office.ask(view_counts, **asked).views[View.OPEN] == 1


def test_complaints_are_narrowed_by_their_own_stages_and_days(
    office: Office, team: dict[str, int]
) -> None:
    open_complaint(office)
    at_stage_1(office, team)

    def listed(field: str, *values: str) -> list[str]:
        shown = Shown(view=ComplaintQueueView.OPEN, filter=Filter().choosing(field, values))
        return [row.reference for row in office.ask(
            first_rows, shown=shown, me=office.actor, today=office.today())]

    assert listed("complaint_stage", C.STAGE_1) == ["COM-2026-0002"]
    assert listed("complaint_stage", C.STAGE_1, C.RECEIVED) == ["COM-2026-0001", "COM-2026-0002"]
    assert listed("complaint_stage", C.STAGE_2) == listed("complaint_received", "before 28") == []
    assert len(listed("complaint_received", "28")) == 2


def test_a_step_of_a_review_is_not_done_to_it(office: Office, team: dict[str, int]) -> None:
    with pytest.raises(Refused, match="not done to a complaint about MOPAC"):
        act(office, open_complaint(office), StartChecks)
    with pytest.raises(Refused, match="not done to a review request"):
        act(office, open_review(office), accepting.StartComplaintChecks)


def test_from_acceptance_to_stage_2_and_the_end(office: Office, team: dict[str, int]) -> None:
    case_id = at_stage_1(office, team)
    assert see(office, case_id).row.owner == "Leah Brandt"
    assert act(office, case_id, stage_1.AddPart, said="Nobody answered.") == 1
    act(office, case_id, stage_1.AnswerPart, number=1, found="Two letters lay unopened.",
        put_right="A colleague now reads the post each day.")
    view = see(office, case_id)
    assert view.next_step is not None and view.next_step.action == "SendOutcome"
    assert view.complaint is not None and view.complaint.facts.parts[0].answered
    with pytest.raises(Refused, match="after the outcome of Stage 1"):
        act(office, case_id, stage_2.RecordAppeal, received=date(2026, 3, 12),
            ground=Ground.UNREASONABLE, reasons="It left out my letter.")


def test_a_delay_takes_the_place_of_the_date(office: Office, team: dict[str, int]) -> None:
    case_id = at_stage_1(office, team)
    with pytest.raises(Refused, match="must be after 9 April 2026"):
        act(office, case_id, stage_1.TellDelay, because="We wait.", target=date(2026, 4, 9))
    act(office, case_id, stage_1.TellDelay, because="We wait for one more person.",
        target=date(2026, 4, 23))
    assert date(2026, 4, 23) in [one.due for one in see(office, case_id).deadlines]


def test_the_list_has_the_new_target_date_once_it_comes_next(
    office: Office, team: dict[str, int]
) -> None:
    case_id = at_stage_1(office, team)
    act(office, case_id, stage_1.TellDelay, because="We wait for one more person.",
        target=date(2026, 4, 23))
    shown = Shown(view=ComplaintQueueView.OPEN)
    (row,) = office.ask(first_rows, shown=shown, me=office.actor, today=office.today())
    assert (row.deadline_what, row.own.answer_by) == ("Acknowledge", date(2026, 4, 9))
    send(office, case_id, "M1")
    (row,) = office.ask(first_rows, shown=shown, me=office.actor, today=office.today())
    assert (row.deadline_what, row.own.answer_by) == ("Stage 1 outcome", date(2026, 4, 23))


def test_who_is_complained_about_cannot_investigate(office: Office, team: dict[str, int]) -> None:
    case_id = accepted(office, team, subject=Subject.STAFF, subject_id=team["leah"])
    with pytest.raises(Refused, match=r"Leah Brandt is named in this complaint\. Choose someone"):
        act(office, case_id, stage_1.ChooseInvestigator, investigator_id=team["leah"],
            conflict=False)
    with pytest.raises(Refused, match="has a conflict of interest"):
        act(office, case_id, stage_1.ChooseInvestigator, investigator_id=team["boss"],
            conflict=True)


def test_naming_the_investigator_takes_the_case_away(
    office: Office, team: dict[str, int]
) -> None:
    case_id = at_stage_1(office, team)
    act(office, case_id, opening.NameSubject, subject=Subject.STAFF, subject_id=team["leah"])
    view = see(office, case_id)
    assert view.row.owner == "" and view.complaint is not None
    assert (view.complaint.who, view.complaint.investigator) == ("Leah Brandt", "")


def test_a_part_that_moved_keeps_nothing_of_what_was_found(
    office: Office, team: dict[str, int]
) -> None:
    case_id = at_stage_1(office, team)
    act(office, case_id, stage_1.AddPart, said="He shouted at me.")
    act(office, case_id, stage_1.AnswerPart, number=1, found="It happened.")
    act(office, case_id, stage_1.MovePart, number=1)
    with pytest.raises(Refused, match="internal procedures"):
        act(office, case_id, stage_1.AnswerPart, number=1, found="He was warned.")
    view = see(office, case_id)
    assert view.complaint is not None and view.complaint.parts[0].found == ""
    assert view.next_step is not None and view.next_step.action == "EndInternalPart"
    act(office, case_id, stage_1.EndInternalPart, number=1)
    with pytest.raises(Refused, match=r"[Tt]ell the complainant"):
        act(office, case_id, stage_1.CloseInternalOnly)


def test_each_action_is_one_entry(office: Office, team: dict[str, int]) -> None:
    case_id = accepted(office, team)
    names = office.ask(lambda s: [e.action for e in s.query(Entry).filter_by(case_id=case_id)])
    assert names == ["OpenComplaint", "StartComplaintChecks", "AcceptComplaint"]
    view = see(office, case_id)
    assert {event.what for event in view.timeline} == {
        "Complaint opened", "Post received", "Checks started", "Complaint: accepted"}


def send(office: Office, case_id: int, code: str, **given: str) -> str:
    """Draft and issue a letter; returns its text."""
    letter_id = act(office, case_id, DraftLetter, code=code, given=given)
    act(office, case_id, IssueLetter, letter_id=letter_id, sent_by="e-mail")
    return next(one for one in see(office, case_id).letters if one.id == letter_id).markdown


def test_the_letters_are_the_steps(office: Office, team: dict[str, int], clock: Clock) -> None:
    case_id = at_stage_1(office, team)
    assert "by 9 April 2026" in send(office, case_id, "M1")
    assert any(event.detail.endswith("sent by email.") for event in see(office, case_id).timeline)
    assert "Acknowledge" not in [one.title for one in see(office, case_id).deadlines]
    act(office, case_id, stage_1.TellDelay, because="We wait for one more person.",
        target=date(2026, 4, 23))
    text = send(office, case_id, "M7")
    assert "by 9 April 2026" in text and "by 23 April 2026" in text
    act(office, case_id, stage_1.AddPart, said="Nobody answered.")
    with pytest.raises(Refused, match="Add what we found for 1"):
        send(office, case_id, "M6")
    act(office, case_id, stage_1.AnswerPart, number=1, found="Two lay unopened.")
    assert "Stage 2" in send(office, case_id, "M6")
    view = see(office, case_id)
    assert view.row.stage == C.OUTCOME and view.complaint is not None
    assert view.complaint.facts.outcome_on == office.today()
    clock.forward(days=10)
    with pytest.raises(Refused, match=r"^Choose a ground for the appeal, or ask for one") as said:
        act(office, case_id, stage_2.RecordAppeal, received=date(2026, 3, 20))
    assert [each.field for each in said.value.findings] == ["ground"]
    act(office, case_id, stage_2.RecordAppeal, received=date(2026, 3, 20),
        ground=Ground.UNREASONABLE, reasons="It left out my letter.")
    with pytest.raises(Refused, match="Leah Brandt dealt with an earlier stage"):
        act(office, case_id, stage_2.ChooseReviewer, reviewer_id=team["leah"], conflict=False)
    act(office, case_id, stage_2.ChooseReviewer, reviewer_id=team["boss"], conflict=False)
    act(office, case_id, stage_2.StartStage2)
    assert "20 March 2026" in send(office, case_id, "M10")
    with pytest.raises(Refused, match="whether the outcome was reasonable"):
        send(office, case_id, "M11")
    act(office, case_id, stage_2.DecideStage2, reasonable=True, because="It weighed all of it.")
    assert "Ombudsman" in send(office, case_id, "M11")
    act(office, case_id, stage_1.CloseComplaint)
    view = see(office, case_id)
    assert (view.row.stage, view.row.deadline, view.place) == (C.CLOSED, None, 6)


CANARY = "Zebedee Quillfeather"


def test_the_subjects_letter_holds_nothing_of_the_complainant(
    office: Office, team: dict[str, int]
) -> None:
    names = {each.name for each in fields(ForSubject)}
    assert names == {"dear_name", "our_reference", "investigator"}
    case_id = accepted(office, team, subject=Subject.STAFF, subject_id=team["boss"],
                       summary=CANARY, details=CANARY)
    act(office, case_id, RecordPerson, part=Part.COMPLAINANT, name=CANARY, address=CANARY,
        postcode="E1 1AA", email="zebedee@example.org", organisation=CANARY)
    act(office, case_id, stage_1.AddPart, said=CANARY)
    act(office, case_id, opening.RecordComplaintFacts, adjustments=f"large print for {CANARY}")
    letter_id = act(office, case_id, DraftLetter, code="M13",
                    given={"points": "Three letters were not answered."})
    letter = next(one for one in see(office, case_id).letters if one.id == letter_id)
    printed = f"{letter.markdown} {letter.addressee} {letter.title}"
    assert not any(word in printed.lower() for word in ("zebedee", "quillfeather", "e1 1aa"))
    assert letter.addressee == ("Ines Falk",) and letter.size == 12
    act(office, case_id, EditLetter, letter_id=letter_id, letter_version=letter.version,
        markdown=letter.markdown + f"\n{CANARY} said so.\n")
    with pytest.raises(Refused, match="Take out what names the complainant"):
        act(office, case_id, IssueLetter, letter_id=letter_id, sent_by="hand")


def test_a_letter_never_names_a_procedure_or_its_outcome(
    office: Office, team: dict[str, int]
) -> None:
    case_id = at_stage_1(office, team)
    act(office, case_id, stage_1.AddPart, said="He shouted at me.")
    act(office, case_id, stage_1.MovePart, number=1)
    assert "internal procedures" in send(office, case_id, "M8")
    act(office, case_id, stage_1.EndInternalPart, number=1)
    letter_id = act(office, case_id, DraftLetter, code="M9")
    letter = next(one for one in see(office, case_id).letters if one.id == letter_id)
    act(office, case_id, EditLetter, letter_id=letter_id, letter_version=letter.version,
        markdown=letter.markdown + "\nThe grievance was upheld.\n")
    with pytest.raises(Refused, match="Take out the name of the procedure: grievance"):
        act(office, case_id, IssueLetter, letter_id=letter_id, sent_by="e-mail")
    act(office, case_id, DiscardDraft, letter_id=letter_id)
    send(office, case_id, "M9")
    act(office, case_id, stage_1.CloseInternalOnly)
    assert see(office, case_id).row.stage == C.CLOSED


def test_a_letter_of_the_other_kind_is_refused(office: Office, team: dict[str, int]) -> None:
    with pytest.raises(Refused, match="not about a complaint about MOPAC"):
        act(office, open_complaint(office), DraftLetter, code="R1")
    with pytest.raises(Refused, match="not about a review request"):
        act(office, open_review(office), DraftLetter, code="M1")
