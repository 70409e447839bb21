"""Several people on one server: who has a case open, whose save counts, what became of a save."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from sqlalchemy import event, text

from caseworker.actions.office_work import AddNote
from caseworker.actions.taking import NOTHING, TakeNext
from caseworker.actions.validity import AcceptAsValid
from caseworker.clock import ServerClock
from caseworker.office import NotKnown, Office, Refused, Unavailable
from caseworker.opening import open_office
from caseworker.records import Entry, Note, Staff
from caseworker.settling import NOT_SAVED
from tests.support.closed import log_closed
from tests.support.review import act, answer_body, open_review, see
from tests.support.team import Team

As = Callable[[str], Office]


def tables(url: str) -> dict[str, int]:
    """The number of rows in every table of every side."""
    with psycopg.connect(url.replace("+psycopg", "", 1), autocommit=True) as root:
        names = [row[0] for row in root.execute(
            "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables "
            "WHERE schemaname IN ('app', 'open', 'shut', 'audit', 'adm')")]
        return {name: root.execute(f"SELECT count(*) FROM {name}").fetchone()[0]  # type: ignore[index]
                for name in names}


def test_who_has_a_case_open_is_seen_by_the_others_and_touches_no_record(
    as_: As, postgres_url: str
) -> None:
    post, worker, boss = as_("correspondence"), as_("caseworker"), as_("manager")
    case_id = open_review(post)
    before, version = tables(postgres_url), see(worker, case_id).row.version
    worker.have_open(case_id)
    worker.have_open(case_id)
    assert worker.who_has([case_id]) == ()
    (found,) = boss.who_has([case_id, 999])
    here = datetime.now(UTC).astimezone(found.since.tzinfo)
    assert (found.case_id, found.name) == (case_id, "Caseworker")
    assert found.words.startswith("Caseworker has this case open, since ")
    assert abs(here - found.since) < timedelta(minutes=1)
    after = tables(postgres_url)
    assert {name for name in after if after[name] != before[name]} == {"shut.lease"}
    assert see(worker, case_id).row.version == version
    worker.leave_open(case_id)
    assert boss.who_has([case_id]) == () and tables(postgres_url) == before


def test_it_ends_by_itself(as_: As, postgres_url: str) -> None:
    worker, boss = as_("caseworker"), as_("manager")
    case_id = open_review(as_("correspondence"))
    worker.have_open(case_id)
    with psycopg.connect(postgres_url.replace("+psycopg", "", 1)) as root:
        left = root.execute("SELECT until - clock_timestamp() FROM shut.lease").fetchone()
        root.execute("UPDATE shut.lease SET until = clock_timestamp() - interval '1 second'")
    assert left is not None and timedelta(seconds=90) < left[0] <= timedelta(minutes=2)
    assert boss.who_has([case_id]) == ()
    boss.have_open(case_id)  # and what has ended is swept away
    assert tables(postgres_url)["shut.lease"] == 1


def test_of_a_closed_case_only_its_members_hear(as_: As) -> None:
    post, hr, boss = as_("correspondence"), as_("hr"), as_("manager")
    case_id = log_closed(post)
    hr_id = post.ask(lambda s: s.query(Staff.id).filter_by(login=hr.actor).scalar())
    with post.engine.begin() as connection:
        connection.execute(text("SELECT app.add_member(:c, :h, 'HR')"), {"c": case_id, "h": hr_id})
    post.have_open(case_id)
    assert [each.name for each in hr.who_has([case_id])] == ["Correspondence"]
    assert boss.who_has([case_id]) == ()
    said = []
    for wanted in (case_id, 999_999):  # hidden and absent are the same
        with pytest.raises(Exception, match="There is no such case") as refused:
            boss.have_open(wanted)
        said.append(str(refused.value.orig.sqlstate))  # type: ignore[attr-defined]
    assert said[0] == said[1]


def test_a_save_tells_the_others_a_constant_word(as_: As, postgres_url: str) -> None:
    case_id = open_review(as_("correspondence"))
    closed = log_closed(as_("correspondence"))
    with psycopg.connect(postgres_url.replace("+psycopg", "", 1), autocommit=True) as listener:
        listener.execute("LISTEN caseworker")
        listener.execute("LISTEN caseworker_open")
        as_("caseworker").do(AddNote(case_id=case_id, version=see(
            as_("caseworker"), case_id).row.version, text="Telephoned"))
        as_("caseworker").have_open(case_id)
        as_("correspondence").have_open(closed)  # nobody hears of a closed case being opened
        with as_("correspondence").engine.begin() as connection:
            connection.exec_driver_sql("NOTIFY caseworker, 'the end'")  # they come in order
        heard = [(each.channel, each.payload)
                 for each in listener.notifies(timeout=60, stop_after=3)]
    assert heard == [("caseworker", "changed"), ("caseworker_open", "changed"),
                     ("caseworker", "the end")]


def test_take_next_at_once_gives_each_another_case(as_: As) -> None:
    post, one, two = as_("correspondence"), as_("caseworker"), as_("caseworker2")
    for _ in range(5):
        case_id = open_review(post)
        answer_body(one, case_id)
        act(one, case_id, AcceptAsValid)
    with one.engine.begin() as connection:  # a declared conflict
        connection.execute(text("SELECT app.declare_conflict(:c, 'a neighbour')"), {"c": case_id})
    taken: list[int] = []
    barrier = threading.Barrier(2)

    def take(worker: Office) -> None:
        barrier.wait()
        for _ in range(2):
            taken.append(worker.do(TakeNext()).result.case_id)

    threads = [threading.Thread(target=take, args=(worker,)) for worker in (one, two)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(taken)) == len(taken) == 4 and case_id not in taken
    with pytest.raises(Refused, match=NOTHING):
        one.do(TakeNext())
    assert two.do(TakeNext()).result.case_id == case_id
    with pytest.raises(Refused, match="This needs the role"):
        as_("hr").do(TakeNext())


def end_backends(url: str, login: str) -> None:
    with psycopg.connect(url.replace("+psycopg", "", 1), autocommit=True) as root:
        root.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = %s",
                     (login,))


@pytest.mark.parametrize("reached", [True, False], ids=["after the commit", "before the commit"])
def test_a_save_that_was_cut_off_says_whether_it_was_saved(
    as_: As, postgres_url: str, colleagues: Team, reached: bool
) -> None:
    """The commit reached the server and its answer was lost, or the commit never came there."""
    worker = as_("caseworker")
    case_id = open_review(as_("correspondence"))
    version = see(worker, case_id).row.version
    cut: list[object] = []
    real = worker.engine.dialect.do_commit

    def commit(connection: object) -> None:
        if not cut:
            cut.append(True)
            if reached:
                real(connection)  # type: ignore[arg-type]
            end_backends(postgres_url, worker.actor)
        real(connection)  # type: ignore[arg-type]
        if reached and len(cut) == 1:  # psycopg sends nothing when no transaction is open
            cut.append(True)
            raise psycopg.OperationalError("the connection is lost")

    worker.engine.dialect.do_commit = commit  # type: ignore[method-assign]
    try:
        note = AddNote(case_id=case_id, version=version, text="Telephoned")
        if reached:
            assert worker.do(note).case_id == case_id
        else:
            with pytest.raises(Unavailable, match=NOT_SAVED):
                worker.do(note)
    finally:
        worker.engine.dialect.do_commit = real  # type: ignore[method-assign]
    assert worker.ask(lambda s: s.query(Note).count()) == int(reached)
    assert see(worker, case_id).row.version == version + int(reached)


def test_it_is_not_known_until_the_server_is_back(as_: As, postgres_url: str) -> None:
    worker = as_("caseworker")
    case_id = open_review(as_("correspondence"))
    note = AddNote(case_id=case_id, version=see(worker, case_id).row.version, text="Telephoned")
    away = threading.Event()

    def refuse(*_: object) -> None:
        if away.is_set():
            raise psycopg.OperationalError("connection refused")

    event.listen(worker.engine, "do_connect", refuse)
    real = worker.engine.dialect.do_commit

    def commit(connection: object) -> None:
        real(connection)  # type: ignore[arg-type]
        away.set()
        end_backends(postgres_url, worker.actor)
        raise psycopg.OperationalError("the connection is lost")

    worker.engine.dialect.do_commit = commit  # type: ignore[method-assign]
    with pytest.raises(NotKnown, match="will ask whether it was saved") as lost:
        worker.do(note)
    worker.engine.dialect.do_commit = real  # type: ignore[method-assign]
    with pytest.raises(NotKnown):
        lost.value.ask()
    away.clear()
    assert lost.value.ask().case_id == case_id
    assert worker.ask(lambda s: s.query(Note).count()) == 1


def test_nobody_asks_after_somebody_elses_entry(as_: As) -> None:
    worker = as_("caseworker")
    open_review(as_("correspondence"))
    entry, at = worker.ask(lambda s: s.query(Entry.id, Entry.at).filter(
        Entry.case_id.is_not(None)).first())
    asked = text("SELECT app.was_saved(:entry, :at)")
    with worker.engine.connect() as theirs, as_("correspondence").engine.connect() as own:
        assert theirs.execute(asked, {"entry": entry, "at": at}).scalar() is False
        assert own.execute(asked, {"entry": entry, "at": at}).scalar() is True


def test_entries_have_the_servers_time_whatever_the_computers_clock(
    database: str, colleagues: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = datetime.now(UTC) + timedelta(minutes=4, seconds=10)
    monkeypatch.setattr("caseworker.clock.computers_clock", lambda: wrong)
    office = open_office(colleagues.url(database, "correspondence"))
    assert office.clock_words().startswith("This computer's clock is 4 minutes off.")
    case_id = open_review(office)
    at = office.ask(lambda s: s.query(Entry.at).filter_by(case_id=case_id).first())[0]
    assert abs(at - datetime.now(UTC)) < timedelta(minutes=1)
    assert office.clock_doubt == ""
    office.close()


def test_a_servers_clock_goes_on_when_the_computers_is_set(
    database: str, colleagues: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = open_office(colleagues.url(database, "manager"))
    first = office.now()
    monkeypatch.setattr("caseworker.clock.computers_clock",
                        lambda: datetime(1970, 1, 1, tzinfo=UTC))
    time.sleep(0.01)
    assert timedelta() < office.now() - first < timedelta(minutes=1)
    assert office.clock_words() == ""  # until the server is asked again
    clock = ServerClock(office.engine)
    assert "hours off" in clock.warning
    office.close()
