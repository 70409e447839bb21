"""Who can see a case, changed from the window: each change is an entry in the case's journal."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from caseworker.actions import closed_side as doing
from caseworker.actions.documents import AddDocument, Incoming
from caseworker.actions.office_work import AddNote
from caseworker.office import Office, Refused
from caseworker.queries.case import journal
from caseworker.queries.closed_side import access, audited, glass_broken
from caseworker.queries.papers import content
from caseworker.records import Case, Entry, Note, Staff
from caseworker.records.contents import sha256_of
from tests.support.closed import log_closed
from tests.support.review import act, open_review, see

As = Callable[[str], Office]
WHY = "A reason of more than twenty characters."


def staff_id(office: Office) -> int:
    return int(office.ask(lambda s: s.query(Staff.id).filter_by(login=office.actor).scalar()))


def sees(office: Office, case_id: int) -> bool:
    return office.ask(lambda s: s.query(Case.id).filter_by(id=case_id).count()) == 1


def actions(office: Office, case_id: int) -> list[str]:
    return office.ask(lambda s: [e.action for e in s.query(Entry).filter_by(case_id=case_id)
                                 .order_by(Entry.id)])


def test_members_come_and_go_in_the_journal(as_: As) -> None:
    post, hr, worker = as_("correspondence"), as_("hr"), as_("investigator")
    case_id = log_closed(post)
    act(post, case_id, doing.AddMember, staff_id=staff_id(hr), part="HR")
    act(hr, case_id, doing.AddMember, staff_id=staff_id(worker), part="investigator")
    see(worker, case_id)
    with pytest.raises(Refused, match="Only HR or the lead"):
        act(worker, case_id, doing.AddMember, staff_id=staff_id(as_("manager")), part="reader")
    act(hr, case_id, doing.ShutOut, staff_id=staff_id(worker), because=WHY)
    with pytest.raises(Refused, match="no such case"):
        worker.do(AddNote(case_id=case_id, version=1, text="Too late"))
    assert actions(hr, case_id) == ["LogClosed", "AddMember", "AddMember", "ShutOut"]
    told = hr.ask(access, case_id=case_id)
    assert told is not None and [(m.name, m.part, m.shut_out) for m in told.members] == [
        ("Correspondence", "logged it", False), ("Hr", "HR", False), ("Investigator", WHY, True)]
    hidden = post.ask(access, case_id=case_id)
    assert hidden is not None and not any(m.shut_out for m in hidden.members)
    assert worker.ask(access, case_id=case_id) is None
    lines = [(line.who, line.action) for line in hr.ask(journal, case_id=case_id)]
    assert ("Investigator", "Looked at who complained") in lines
    assert "Looked at who complained" not in [
        line.action for line in post.ask(journal, case_id=case_id)]


def test_glass_is_broken_and_hr_is_told(as_: As) -> None:
    case_id = log_closed(as_("correspondence"))
    reference = see(as_("correspondence"), case_id).row.reference
    boss = as_("manager")
    with pytest.raises(Refused, match="no such case"):
        boss.do(doing.BreakGlass(reference="COM-2099-0001", because=WHY))
    assert boss.do(doing.BreakGlass(reference=reference, because=WHY)).case_id == case_id
    assert actions(boss, case_id)[-1] == "BreakGlass"
    hr, (told,) = as_("hr"), as_("hr").ask(glass_broken)
    assert (told.reference, told.who, told.because, told.seen) == (reference, "Manager", WHY, False)
    assert told.words.startswith(f"Manager opened {reference} in an emergency on ")
    assert boss.ask(glass_broken) == ()
    for who in (boss, as_("caseworker")):
        with pytest.raises(Refused, match="no such emergency"):
            who.do(doing.NoteEmergency(glass_id=told.id))
    hr.do(doing.NoteEmergency(glass_id=told.id))
    assert [each.seen for each in hr.ask(glass_broken)] == [True]
    assert [each.seen for each in as_("hr2").ask(glass_broken)] == [False]


def test_a_case_is_restricted_and_opened_again_by_two(as_: As) -> None:
    boss, hr, worker = as_("manager"), as_("hr"), as_("caseworker")
    case_id = open_review(worker)
    file = Incoming("own.txt", b"Only in this case")
    act(worker, case_id, AddDocument, files=(file,))
    act(boss, case_id, doing.Restrict, because=WHY)
    assert not sees(worker, case_id)
    act(boss, case_id, AddNote, text="Written while it was closed")
    act(boss, case_id, doing.AddMember, staff_id=staff_id(hr), part="HR")
    with pytest.raises(Refused, match="Nobody has asked"):
        act(hr, case_id, doing.OpenToOffice)
    act(boss, case_id, doing.AskToOpen, because=WHY)
    asked = hr.ask(access, case_id=case_id)
    assert asked is not None and asked.asked == f"Manager: {WHY}"
    with pytest.raises(Refused, match="together"):
        act(boss, case_id, doing.OpenToOffice)
    entries = len(actions(boss, case_id))
    act(hr, case_id, doing.OpenToOffice)
    assert not sees(hr, case_id)
    assert {"Restrict", "AskToOpen", "OpenToOffice"} <= set(actions(worker, case_id))
    assert len(actions(worker, case_id)) == entries + 1
    assert worker.ask(lambda s: s.query(Note).filter_by(case_id=case_id).count()) == 1
    assert worker.ask(content, sha256=sha256_of(file.content)) == file.content
    act(worker, case_id, AddNote, text="Work goes on")
    assert worker.ask(access, case_id=case_id) == access_open(worker)


def access_open(office: Office) -> object:
    from caseworker.queries.closed_side import Access

    staff = office.ask(lambda s: s.query(Staff).order_by(Staff.name).all())
    return Access(False, (), "", tuple((each.id, each.name) for each in staff),
                  advisers=tuple((each.id, each.name) for each in staff
                                 if "HR adviser" in each.roles))


def test_a_conflict_is_declared_in_the_journal(as_: As) -> None:
    worker, boss = as_("caseworker"), as_("manager")
    case_id = open_review(worker)
    act(worker, case_id, doing.DeclareConflict, because="The complainant is my neighbour.")
    assert not sees(worker, case_id)
    assert actions(boss, case_id)[-1] == "DeclareConflict"
    with pytest.raises(Refused, match="no such case"):
        worker.do(AddNote(case_id=case_id, version=1, text="Still here?"))


def test_hr_names_record_keepers(as_: As) -> None:
    post = as_("correspondence")
    with pytest.raises(Refused, match="HR names"):
        post.do(doing.NameKeeper(staff_id=staff_id(post)))
    as_("hr").do(doing.NameKeeper(staff_id=staff_id(post)))
    case_id = log_closed(as_("caseworker"))
    assert sees(post, case_id)


def test_an_auditor_reads_who_and_when_but_not_what(as_: As) -> None:
    post, hr, auditor = as_("correspondence"), as_("hr"), as_("auditor")
    closed = log_closed(post)
    opened = open_review(post)
    act(post, opened, AddNote, text="Said in confidence")
    lines = auditor.ask(audited)
    assert {line.action for line in lines} >= {"LogClosed", "AddNote", "OpenReview"}
    assert "confidence" not in str(lines) and "Larkspur" not in str(lines)
    reference = see(post, closed).row.reference
    assert reference in {line.reference for line in lines}
    act(post, closed, doing.AddMember, staff_id=staff_id(hr), part="HR")
    act(hr, closed, doing.ShutOut, staff_id=staff_id(auditor), because=WHY)
    assert reference not in {line.reference for line in auditor.ask(audited)}
    assert hr.ask(audited) == ()


def test_on_one_computer_the_account_is_the_boundary(office: Office) -> None:
    if office.engine.dialect.name == "postgresql":
        pytest.skip("one computer only")
    case_id = open_review(office)
    assert office.ask(access, case_id=case_id) is None
    with pytest.raises(Refused, match="one person's"):
        act(office, case_id, doing.Restrict, because=WHY)
