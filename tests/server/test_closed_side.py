"""The closed side: members only, whatever the role; hidden and absent give the same answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import psycopg
import pytest
from sqlalchemy import text

from caseworker.actions.bring_forward import BringForward
from caseworker.actions.documents import AddDocument, Incoming
from caseworker.actions.office_work import AddNote
from caseworker.actions.opening import RecordFacts
from caseworker.actions.people import RecordPerson
from caseworker.office import Conflict, Office, Refused
from caseworker.queries.lists.sorts import Shown
from caseworker.queries.lists.window import first_rows
from caseworker.queries.papers import content
from caseworker.records import Case, Chunk, Content, Document, Entry, Note, Party, PostItem, Staff
from caseworker.records.bring_forward import BringForward as Waits
from caseworker.records.contents import sha256_of
from tests.support.closed import log_closed
from tests.support.review import act, log, open_review, see
from tests.support.tallied import counted, kept, looked_up, noted
from tests.support.team import COLLEAGUES, Team

As = Callable[[str], Office]
FIRST_SHUT_ID = 1 << 40
EVERYBODY = [nick for nick, _ in COLLEAGUES]
REASON = "A threat to somebody's safety was telephoned in."


def staff_id(office: Office) -> int:
    return office.ask(lambda s: s.query(Staff.id).filter_by(login=office.actor).scalar())


def call(office: Office, function: str, *given: object) -> object:
    names = ", ".join(f":p{n}" for n in range(len(given)))
    with office.engine.begin() as connection:
        return connection.execute(text(f"SELECT {function}({names})"),
                                  {f"p{n}": value for n, value in enumerate(given)}).scalar()


def sees(office: Office, case_id: int) -> bool:
    return office.ask(lambda s: s.get(Case, case_id)) is not None


def everything(office: Office) -> list[int]:
    """How many rows of each kind somebody sees."""
    return office.ask(lambda s: [s.query(each).count() for each in
                                 (Case, Party, Note, Document, Entry, Content, Chunk, PostItem)])


def test_the_one_who_logged_it_works_on_it_and_nobody_else_sees_it(as_: As) -> None:
    post = as_("correspondence")
    before = {who: everything(as_(who)) for who in EVERYBODY if who != "correspondence"}
    case_id = log_closed(post)
    assert case_id >= FIRST_SHUT_ID
    act(post, case_id, RecordFacts, about="Rude twice")
    act(post, case_id, AddNote, text="She will write as well.")
    act(post, case_id, RecordPerson, part="interested person", name="Sam Larkspur",
        address="1 Elm Row, London", postcode="E1 1AA")
    assert see(post, case_id).about == "Rude twice"
    assert post.ask(lambda s: s.query(Note).count()) == 2
    sha256 = sha256_of(b"I complain about one of your staff.")
    assert post.ask(content, sha256=sha256) == b"I complain about one of your staff."
    for who, counts in before.items():
        assert everything(as_(who)) == counts, who
        assert not sees(as_(who), case_id)


def test_hidden_and_absent_give_the_same_answer(as_: As) -> None:
    case_id = log_closed(as_("correspondence"))
    for who in ("manager", "hr", "caseworker", "admin"):
        answers = []
        for wanted in (case_id, case_id + 1):
            with pytest.raises(Refused) as refused:
                as_(who).do(AddNote(case_id=wanted, version=1, text="Hello"))
            answers.append(str(refused.value))
        assert answers[0] == answers[1]


def test_members_are_added_by_hr_and_the_lead(as_: As) -> None:
    post, hr, worker = as_("correspondence"), as_("hr"), as_("investigator")
    case_id = log_closed(post)
    with pytest.raises(Exception, match="Only HR or the lead"):
        call(post, "app.add_member", case_id, staff_id(as_("manager")), "lead")
    call(post, "app.add_member", case_id, staff_id(hr), "HR")
    assert sees(hr, case_id)
    call(hr, "app.add_member", case_id, staff_id(worker), "investigator")
    act(worker, case_id, AddNote, text="I begin.")
    call(hr, "app.add_member", case_id, staff_id(as_("decider")), "lead")
    call(as_("decider"), "app.add_member", case_id, staff_id(as_("manager")), "reader")
    assert sees(as_("manager"), case_id)
    with pytest.raises(Refused, match="read this case, not change it"):
        act(as_("manager"), case_id, AddNote, text="I only read.")


def test_a_barred_person_is_out_at_once_and_stays_out(as_: As) -> None:
    post, hr, boss = as_("correspondence"), as_("hr"), as_("manager")
    case_id = log_closed(post)
    reference = see(post, case_id).row.reference
    call(post, "app.add_member", case_id, staff_id(hr), "HR")
    call(hr, "app.add_member", case_id, staff_id(boss), "reader")
    with boss.engine.connect() as looking:  # in the middle of a transaction
        look = text("SELECT count(*) FROM cases")
        assert looking.execute(look).scalar() == 1
        call(hr, "app.bar", case_id, staff_id(boss), "She is the subject.")
        assert looking.execute(look).scalar() == 0
    with pytest.raises(Exception, match="cannot be added"):
        call(hr, "app.add_member", case_id, staff_id(boss), "reader")
    heard = []
    for wanted in (reference, "COM-2026-9999"):
        with pytest.raises(psycopg.Error) as refused:
            try:
                call(boss, "app.break_glass", wanted, REASON)
            except Exception as error:
                raise error.orig from None  # type: ignore[attr-defined]
        heard.append(str(refused.value))
    assert heard[0] == heard[1]


def test_breaking_the_glass_is_for_a_time_and_told_to_hr(
    as_: As, database: str, colleagues: Team
) -> None:
    case_id = log_closed(as_("correspondence"))
    reference = see(as_("correspondence"), case_id).row.reference
    boss = as_("manager")
    with pytest.raises(Exception, match="20 characters"):
        call(boss, "app.break_glass", reference, "Curious")
    with pytest.raises(Exception, match="role manager or HR"):
        call(as_("caseworker"), "app.break_glass", reference, REASON)
    call(boss, "app.break_glass", reference, REASON)
    assert sees(boss, case_id)
    with as_("hr").engine.connect() as hr:
        told = hr.execute(text("SELECT login, why FROM app.glass_broken()")).all()
    assert [tuple(row) for row in told] == [(boss.actor, REASON)]
    with psycopg.connect(colleagues.server.replace("+psycopg", "", 1).rpartition("/")[0]
                         + "/" + database, autocommit=True) as clockmaker:
        clockmaker.execute("UPDATE shut.member SET until = now() - interval '1 second' "
                           "WHERE part = 'break glass'")
    assert not sees(boss, case_id)


def test_an_open_case_is_restricted_with_all_that_hangs_on_it(as_: As) -> None:
    worker, boss, other = as_("caseworker"), as_("manager"), as_("caseworker2")
    case_id = open_review(worker)
    act(worker, case_id, AddNote, text="This is about one of us.")
    act(worker, case_id, AddDocument, files=(Incoming("own.txt", b"Only in this case"),))
    act(worker, case_id, BringForward, because="Ask HR again",
        due=worker.today() + timedelta(days=3))
    journal = boss.ask(lambda s: s.query(Entry).filter_by(case_id=case_id).count())
    before = see(boss, case_id)
    with pytest.raises(Exception, match="Somebody else changed"):
        call(boss, "app.restrict", case_id, before.row.version - 1, REASON)
    call(boss, "app.restrict", case_id, before.row.version, REASON)
    after = see(boss, case_id)
    assert after.row.reference == before.row.reference
    assert [d.id for d in after.documents] == [d.id for d in before.documents]
    assert len(after.timeline) == len(before.timeline)
    assert after.brought_forward == before.brought_forward is not None
    assert boss.ask(lambda s: s.query(Entry).filter_by(case_id=case_id).count()) == journal
    assert boss.ask(content, sha256=sha256_of(b"Only in this case")) == b"Only in this case"
    act(boss, case_id, AddNote, text="Work goes on.")
    for who in (worker, other):
        assert not sees(who, case_id)
        assert who.ask(lambda s: s.query(Note).count()) == 0
        assert who.ask(lambda s: s.query(Waits).count()) == 0
        assert who.ask(lambda s: s.query(Content).filter_by(
            sha256=sha256_of(b"Only in this case")).count()) == 0


def test_the_same_bytes_on_both_sides_know_nothing_of_each_other(as_: As) -> None:
    same = b"A leaflet that everybody has"
    log_closed(as_("correspondence"), file=same)  # type: ignore[arg-type]
    case_id = open_review(as_("caseworker"))
    act(as_("caseworker"), case_id, AddDocument, files=(Incoming("leaflet.txt", same),))
    assert as_("caseworker2").ask(content, sha256=sha256_of(same)) == same
    # The member of both uses on the open side what only the closed side had.
    log_closed(as_("caseworker"), file=b"Known to me")  # type: ignore[arg-type]
    act(as_("caseworker"), case_id, AddDocument, files=(Incoming("mine.txt", b"Known to me"),),
        same_file_again=True)
    assert as_("manager").ask(content, sha256=sha256_of(b"Known to me")) == b"Known to me"


def test_post_about_mopac_is_closed_from_the_first_keystroke(as_: As) -> None:
    item = log(as_("correspondence"), route="mopac")
    assert item.id >= FIRST_SHUT_ID
    for who in ("caseworker", "manager", "hr"):
        assert everything(as_(who)) == [0] * 8
    assert as_("correspondence").ask(lambda s: s.query(Document).count()) == 1


def test_two_members_saving_at_once_lose_nothing(as_: As) -> None:
    post, hr = as_("correspondence"), as_("hr")
    case_id = log_closed(post)
    call(post, "app.add_member", case_id, staff_id(hr), "HR")
    version = see(post, case_id).row.version
    post.do(AddNote(case_id=case_id, version=version, text="mine"))
    with pytest.raises(Conflict):
        hr.do(AddNote(case_id=case_id, version=version, text="yours"))
    assert len(hr.ask(first_rows, shown=Shown(), today=hr.today(), me=hr.actor)) == 1


def test_a_declared_conflict_shuts_an_open_case(as_: As) -> None:
    worker = as_("caseworker")
    case_id = open_review(as_("correspondence"))
    act(as_("correspondence"), case_id, AddNote, text="A note")
    assert sees(worker, case_id)
    call(worker, "app.declare_conflict", case_id, "She is my neighbour.")
    assert not sees(worker, case_id)
    assert everything(worker)[:5] == [0] * 5
    with pytest.raises(Refused, match="no such case"):
        worker.do(AddNote(case_id=case_id, version=2, text="Hello"))
    assert sees(as_("caseworker2"), case_id)


def test_everybody_has_the_numbers_of_the_cases_that_they_see(as_: As) -> None:
    post, worker, boss = (as_(who) for who in ("correspondence", "caseworker", "manager"))
    hidden, shut, _ = (open_review(post) for _ in range(3))
    call(worker, "app.declare_conflict", hidden, "She is my neighbour.")
    call(boss, "app.restrict", shut, see(boss, shut).row.version, REASON)
    log_closed(post)
    for who in EVERYBODY:
        assert kept(as_(who)) == counted(as_(who)), who
    assert [sum(kept(as_(who)).values()) for who in ("correspondence", "caseworker", "manager")
            ] == [3, 1, 3]


def test_a_day_is_noted_with_a_closed_case_too(as_: As) -> None:
    post, boss = as_("correspondence"), as_("manager")
    case_id = open_review(post)
    call(boss, "app.restrict", case_id, see(boss, case_id).row.version, REASON)
    act(boss, case_id, RecordFacts, received=date(2026, 1, 5))
    assert noted(boss) == looked_up(boss) and noted(boss)[-1][0] == date(2026, 1, 5)
    assert noted(post) == []
