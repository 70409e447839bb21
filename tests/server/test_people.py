"""Everybody works with their own login: what each may do is decided by the server."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from caseworker.actions import letters, outcome, validity
from caseworker.actions.colleagues import (
    ApproveColleague,
    ChangeName,
    ChangeRoles,
    EndPlace,
    NewColleague,
    TurnDownColleague,
)
from caseworker.actions.documents import AddDocument, Incoming
from caseworker.actions.office_work import AddNote, SetSetting
from caseworker.actions.opening import RecordFacts
from caseworker.anchors import FILE
from caseworker.office import Conflict, Office, Refused, Unavailable
from caseworker.opening import open_office
from caseworker.queries.admin import waiting
from caseworker.queries.case import case_view
from caseworker.queries.lists.sorts import Shown
from caseworker.queries.lists.window import first_rows
from caseworker.queries.papers import colleagues as all_colleagues
from caseworker.queries.papers import content
from caseworker.queries.queues import view_counts
from caseworker.queries.rows import View
from caseworker.records import Entry, Staff
from caseworker.rules.lifecycle import Role, Stage
from caseworker.rules.recommendations import AllegationFinding
from tests.support.review import act, answer_body, open_review, see
from tests.support.team import Team

As = Callable[[str], Office]
WHY = "The outcome letter answers each of the points that were made."


def staff_id(office: Office) -> int:
    return office.ask(lambda s: s.query(Staff.id).filter_by(login=office.actor).scalar())


def test_a_review_goes_through_many_hands(as_: As, colleagues: Team) -> None:
    post, worker, boss = as_("correspondence"), as_("caseworker"), as_("manager")
    as_("admin").do(SetSetting(setting="expected_wait", value="about eight weeks",
                               since=post.today()))
    case_id = open_review(post)
    answer_body(worker, case_id)
    act(worker, case_id, validity.AcceptAsValid)
    act(boss, case_id, outcome.Allocate, owner_id=staff_id(worker))
    act(worker, case_id, outcome.AddAllegation, said="Nobody came.", police_did="Closed it.")
    act(worker, case_id, outcome.AssessAllegation, number=1,
        finding=AllegationFinding.REASONABLE, why=WHY)
    act(worker, case_id, outcome.ProposeDecision)
    act(boss, case_id, outcome.ApproveDecision)
    letter_id = act(worker, case_id, letters.DraftLetter, code="R13")
    act(worker, case_id, letters.IssueLetter, letter_id=letter_id)
    view = see(worker, case_id)
    issued = next(each for each in view.letters if each.id == letter_id)
    assert issued.state == "issued"
    act(worker, case_id, outcome.CloseCase)
    assert see(boss, case_id).row.stage is Stage.CLOSED
    signed = boss.ask(lambda s: {entry.actor for entry in s.query(Entry).filter_by(
        case_id=case_id)})
    assert signed == {colleagues.logins[who] for who in
                      ("correspondence", "caseworker", "manager")}


def test_roles_come_from_the_server(as_: As) -> None:
    assert as_("hr").roles == {Role.HR} and as_("decider").roles == {Role.DECISION_MAKER}
    assert as_("correspondence").roles == {Role.CORRESPONDENCE}


@pytest.mark.parametrize("who", ["hr", "investigator", "decider", "auditor", "admin"])
def test_reviews_are_seen_by_those_who_work_them(as_: As, who: str) -> None:
    case_id = open_review(as_("correspondence"))
    other = as_(who)
    assert other.ask(first_rows, shown=Shown(), today=other.today(), me=other.actor) == ()
    counts = other.ask(view_counts, today=other.today(), me=other.actor)
    assert counts.views[View.OPEN] == 0
    assert other.ask(case_view, case_id=case_id, today=other.today(), calendar=other.calendar,
                     roles=other.roles) is None
    with pytest.raises(Refused, match=r"no such case|reads everything and changes nothing"):
        other.do(AddNote(case_id=case_id, version=1, text="Hello"))


def test_a_case_of_a_colleague_is_read_and_not_changed(as_: As) -> None:
    worker, other, boss = as_("caseworker"), as_("caseworker2"), as_("manager")
    case_id = open_review(worker)
    answer_body(worker, case_id)
    act(worker, case_id, validity.AcceptAsValid)
    act(boss, case_id, outcome.Allocate, owner_id=staff_id(worker))
    assert see(other, case_id).row.owner == "Caseworker"
    with pytest.raises(Refused, match="Ask a manager to allocate it"):
        act(other, case_id, AddNote, text="Not mine")
    act(worker, case_id, AddNote, text="Mine")


def test_a_second_save_is_a_conflict(as_: As) -> None:
    worker, boss = as_("caseworker"), as_("manager")
    case_id = open_review(worker)
    version = see(worker, case_id).row.version
    worker.do(RecordFacts(case_id=case_id, version=version, about="Mine was first"))
    with pytest.raises(Conflict):
        boss.do(RecordFacts(case_id=case_id, version=version, about="Mine too"))
    assert see(boss, case_id).about == "Mine was first"


def test_the_same_file_can_be_kept_again_by_somebody_else(as_: As) -> None:
    """The second copy is stored once; whoever may see the document can read its bytes."""
    first, second = open_review(as_("correspondence")), open_review(as_("caseworker"))
    files = (Incoming("photo.jpg", b"\xff\xd8 the very same bytes"),)
    for case_id, who in ((first, "correspondence"), (second, "caseworker")):
        ids = act(as_(who), case_id, AddDocument, files=files, same_file_again=True)
        document = next(each for each in see(as_(who), case_id).documents if each.id == ids[0])
        got = as_("manager").ask(content, sha256=document.sha256)
        assert got == files[0].content


def test_somebody_who_left_sees_nothing(as_: As, database: str, colleagues: Team) -> None:
    case_id = open_review(as_("correspondence"))
    worker = as_("caseworker")
    assert see(worker, case_id).row.id == case_id
    asked = as_("admin").do(EndPlace(staff_id=staff_id(worker), because=WHY)).result
    assert see(worker, case_id).row.id == case_id  # one administrator alone ends nobody's place
    as_("admin2").do(ApproveColleague(request_id=asked))
    assert worker.ask(first_rows, shown=Shown(), today=worker.today(), me=worker.actor) == ()
    with pytest.raises(Unavailable, match="no rights yet"):
        open_office(colleagues.url(database, "caseworker"))


def test_two_administrators_add_a_person(database: str, colleagues: Team) -> None:
    login = colleagues.logins["admin"].replace("admin", "new")
    with colleagues.connect(database, "admin") as one, \
            colleagues.connect(database, "admin2") as two:
        verifier = one.pgconn.encrypt_password(b"first", login.encode(), b"scram-sha-256").decode()
        asked = one.execute("SELECT adm.ask_user(%s, 'New Person', %s, %s)",
                            (login, ["mopac_caseworker"], verifier)).fetchone()
        assert asked
        with pytest.raises(psycopg.Error, match="Another administrator"):
            one.execute("SELECT adm.approve_user(%s)", asked)
        two.execute("SELECT adm.approve_user(%s)", asked)
    new = Team(colleagues.server, "first", {"new": login})
    office = open_office(new.url(database, "new"))
    assert office.roles == {Role.CASEWORKER} and office.name == "New Person"
    assert len(office.ask(all_colleagues)) > 0
    office.close()
    with psycopg.connect(colleagues.server.replace("+psycopg", "", 1), autocommit=True) as root:
        root.execute(f'DROP ROLE "{login}"')


def test_two_administrators_do_it_from_their_windows(
    as_: As, database: str, colleagues: Team
) -> None:
    one, two = as_("admin"), as_("admin2")
    login = colleagues.logins["admin"].replace("admin", "new")
    new = NewColleague(login=login, colleague_name="New Person", roles=(Role.HR,),
                       password="first of all")
    assert "first of all" not in repr(new)
    asked = one.do(new).result
    with pytest.raises(Refused, match="Another administrator"):
        one.do(ApproveColleague(request_id=asked))
    with pytest.raises(Refused, match="role administrator"):
        as_("manager").do(ApproveColleague(request_id=asked))
    assert [(row.login, row.roles, row.asked_login) for row in two.ask(waiting)] == [
        (login, (Role.HR,), one.actor)]
    assert as_("manager").ask(waiting) == ()
    two.do(ApproveColleague(request_id=asked))
    assert two.ask(waiting) == ()
    office = open_office(Team(colleagues.server, "first of all", {"new": login}).url(
        database, "new"))
    assert office.roles == {Role.HR}
    changed = one.do(ChangeRoles(staff_id=staff_id(office), roles=(Role.MANAGER,),
                                 because=WHY)).result
    assert office.ask(all_colleagues)
    two.do(TurnDownColleague(request_id=changed))
    again = two.do(ChangeRoles(staff_id=staff_id(office), roles=(Role.MANAGER,),
                               because=WHY)).result
    one.do(ApproveColleague(request_id=again))
    office.close()
    office = open_office(Team(colleagues.server, "first of all", {"new": login}).url(
        database, "new"))
    assert office.roles == {Role.MANAGER}
    place = staff_id(office)
    office.close()
    named = one.do(ChangeName(staff_id=place, colleague_name="New Name", because=WHY)).result
    assert [row.name for row in two.ask(waiting)] == ["New Name"]
    two.do(ApproveColleague(request_id=named))
    office = open_office(Team(colleagues.server, "first of all", {"new": login}).url(
        database, "new"))
    assert (office.name, office.roles) == ("New Name", {Role.MANAGER})
    office.close()
    last = one.do(EndPlace(staff_id=staff_id(two), because=WHY)).result
    with pytest.raises(Refused, match="Another administrator"):  # nobody agrees for themselves
        two.do(ApproveColleague(request_id=last))
    inputs = str(one.ask(lambda s: [e.inputs for e in s.query(Entry)]))
    assert login in inputs and "first of all" not in inputs
    with psycopg.connect(colleagues.server.replace("+psycopg", "", 1), autocommit=True) as root:
        root.execute(f'DROP ROLE "{login}"')


@pytest.mark.parametrize(("login", "groups", "verifier"), [
    ("postgres", ["mopac_manager"], None), ("t-x", ["pg_execute_server_program"], None),
    ("t-x", ["mopac_owner"], None), ("t-x", ["mopac_roles"], None), ("t-x", [], None),
    ("mopac_owner", ["mopac_admin"], None), ("t-x", ["mopac_hr"], "plain password"),
    ("t-x; DROP TABLE x", ["mopac_hr"], None), ("t-x", ["mopac_hr"], "SCRAM-SHA-256$1:x'y$z:z"),
])
def test_two_administrators_cannot_make_more_than_a_colleague(
    database: str, colleagues: Team, login: str, groups: list[str], verifier: str | None
) -> None:
    with colleagues.connect(database, "admin") as one, \
            colleagues.connect(database, "admin2") as two, pytest.raises(psycopg.Error):
        asked = one.execute("SELECT adm.ask_user(%s, 'New', %s, %s)",
                            (login, groups, verifier)).fetchone()
        two.execute("SELECT adm.approve_user(%s)", asked)


def test_a_computer_that_remembers_another_journal_does_not_go_on(
    as_: As, database: str, colleagues: Team, own_folder: Path
) -> None:
    open_review(as_("caseworker"))
    assert (own_folder / FILE).is_file()
    plain = colleagues.server.replace("+psycopg", "", 1).rpartition("/")[0]
    with psycopg.connect(f"{plain}/{database}", autocommit=True) as root:
        root.execute("SET session_replication_role = replica")
        root.execute("DELETE FROM audit.journal_anchor")
    with pytest.raises(Unavailable, match="not the one that this computer last saw"):
        open_office(colleagues.url(database, "caseworker"))
