"""One action, one transaction, one journal entry; and what happens when two save at once."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import Engine, select, text
from sqlalchemy.exc import DBAPIError

from caseworker.actions.base import Action, CaseAction, Desk
from caseworker.actions.letters import DraftLetter, IssueLetter
from caseworker.actions.office_work import AddColleague, AddNote
from caseworker.actions.opening import RecordFacts
from caseworker.database import open_engine
from caseworker.office import Conflict, Office, Refused, Unavailable
from caseworker.records import Case, Change, Content, Counter, Entry, Letter, Note, Staff
from caseworker.records.contents import CHUNK_BYTES, Damaged, get_content, put_content
from caseworker.records.documents import Chunk
from caseworker.rules.lifecycle import Role
from tests.support.clock import Clock
from tests.support.review import act, log, open_review, see

pytestmark = pytest.mark.sealed_too


def entries(office: Office) -> list[str]:
    return office.ask(lambda s: list(s.scalars(select(Entry.action).order_by(Entry.id))))


def test_an_action_writes_one_entry_and_each_value_it_changed(office: Office) -> None:
    case_id = open_review(office)
    before = len(entries(office))
    act(office, case_id, RecordFacts, mps_reference="PC/01111/25")
    assert entries(office)[before:] == ["RecordFacts"]
    found = office.ask(lambda s: s.execute(
        select(Change.record, Change.field, Change.old, Change.new)
        .join(Entry, Entry.id == Change.entry_id).where(Entry.action == "RecordFacts")
    ).all())
    assert ("review", "mps_reference", "PC/04733/25", "PC/01111/25") in [tuple(f) for f in found]


def test_a_refused_action_leaves_nothing(office: Office) -> None:
    case_id = open_review(office)
    before, version = entries(office), see(office, case_id).row.version
    with pytest.raises(Refused):
        act(office, case_id, AddNote, text="")
    assert entries(office) == before and see(office, case_id).row.version == version


@dataclass(frozen=True, kw_only=True)
class HalfWay(CaseAction):
    """Writes, then fails: nothing of it may stay."""

    def apply(self, desk: Desk, case: Case) -> Any:
        case.about = "half done"
        desk.session.flush()
        raise ZeroDivisionError


def test_a_failing_action_leaves_nothing(office: Office) -> None:
    case_id = open_review(office)
    before = entries(office)
    with pytest.raises(ZeroDivisionError):
        act(office, case_id, HalfWay)
    assert see(office, case_id).about != "half done" and entries(office) == before


def test_a_stale_version_is_a_conflict_and_the_first_save_stays(office: Office) -> None:
    case_id = open_review(office)
    version = see(office, case_id).row.version
    office.do(AddNote(case_id=case_id, version=version, text="mine"))
    with pytest.raises(Conflict):
        office.do(AddNote(case_id=case_id, version=version, text="yours"))
    assert office.ask(lambda s: list(s.scalars(select(Note.text)))) == ["mine"]


def test_two_people_saving_at_once_lose_nothing(office: Office) -> None:
    """Two threads and a barrier: one is saved, the other is told; never both, never neither."""
    case_id = open_review(office)
    for n in range(5):
        version, told = see(office, case_id).row.version, []
        barrier = threading.Barrier(2)

        def save(words: str, version: int = version, told: list[str] = told,
                 barrier: threading.Barrier = barrier) -> None:
            barrier.wait()
            try:
                office.do(AddNote(case_id=case_id, version=version, text=words))
                told.append("saved")
            except Conflict:
                told.append("conflict")

        threads = [threading.Thread(target=save, args=(f"{n} {w}",)) for w in "ab"]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(told) == ["conflict", "saved"]
    assert office.ask(lambda s: s.query(Note).count()) == 5


def test_references_have_no_gap_and_no_twin_under_many_hands(office: Office) -> None:
    found: list[str] = []
    barrier = threading.Barrier(6)

    def many() -> None:
        barrier.wait()
        for _ in range(4):
            found.append(log(office, files=()).reference)

    threads = [threading.Thread(target=many) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    year = office.today().year
    assert sorted(found) == [f"POST-{year}-{n:06d}" for n in range(1, 25)]


@dataclass(frozen=True, kw_only=True)
class TakesANumberAndFails(Action):
    """The number goes back with the transaction."""

    def run(self, desk: Desk) -> tuple[None, None]:
        desk.number("POST")
        raise ZeroDivisionError


def test_a_failed_action_gives_its_number_back(office: Office) -> None:
    with pytest.raises(ZeroDivisionError):
        office.do(TakesANumberAndFails())
    assert log(office, files=()).reference.endswith("-000001")
    assert office.ask(lambda s: [c.last for c in s.scalars(select(Counter))]) == [1]


@pytest.mark.parametrize("statement", [
    "UPDATE journal_entry SET actor = 'nobody'", "DELETE FROM journal_entry",
    "UPDATE journal_change SET new = NULL", "DELETE FROM journal_change",
    "UPDATE check_result SET outcome = 'met'", "DELETE FROM decision", "DELETE FROM content_chunk",
    "UPDATE note SET text = 'other'", "UPDATE letter SET markdown = 'x' WHERE state = 'issued'",
    "DELETE FROM letter WHERE state = 'issued'", "UPDATE letter SET state = 'draft'",
])
def test_the_database_itself_refuses_to_rewrite_history(
    office: Office, engine: Engine, statement: str
) -> None:
    case_id = open_review(office)
    act(office, case_id, AddNote, text="A note")
    letter_id = act(office, case_id, DraftLetter, code="R1")
    act(office, case_id, IssueLetter, letter_id=letter_id)
    office.do(AddColleague(login="x", colleague_name="X", roles=(Role.MANAGER,)))
    if "decision" in statement:
        from caseworker.actions.validity import WithdrawReview

        act(office, case_id, WithdrawReview, because="She wrote to us that she takes it back.")
    with pytest.raises(DBAPIError, match=r"append-only|frozen"), engine.begin() as connection:
        connection.execute(text(statement))


def test_insert_or_replace_does_not_get_round_it(sqlite_url: str) -> None:
    """With recursive_triggers off, SQLite's REPLACE deletes a row without the DELETE trigger."""
    from caseworker.database import open_engine

    engine = open_engine(sqlite_url)
    office = Office(engine, "ada", list(Role))
    case_id = open_review(office)
    act(office, case_id, AddNote, text="First")
    letter_id = act(office, case_id, DraftLetter, code="R1")
    act(office, case_id, IssueLetter, letter_id=letter_id)
    for table in ("journal_entry", "note", "letter"):
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA recursive_triggers=OFF")
            with pytest.raises(DBAPIError, match=r"append-only|frozen"):
                connection.exec_driver_sql(
                    f"INSERT OR REPLACE INTO {table} SELECT * FROM {table} LIMIT 1"
                )
            connection.rollback()
            connection.exec_driver_sql("PRAGMA recursive_triggers=ON")
    engine.dispose()


def test_a_query_that_writes_is_a_fault(office: Office) -> None:
    def writes(session: Any) -> None:
        session.add(Staff(login="x", name="X", roles=[]))
        session.flush()

    with pytest.raises(RuntimeError, match="must not change"):
        office.ask(writes)


def test_bytes_are_kept_in_pieces_and_once(office: Office) -> None:
    data = bytes(range(256)) * (CHUNK_BYTES // 256) + b"the rest"

    @dataclass(frozen=True, kw_only=True)
    class Keep(Action):
        def run(self, desk: Desk) -> tuple[None, str]:
            return None, put_content(desk.session, data)

    sha256 = office.do(Keep()).result
    assert office.do(Keep()).result == sha256
    assert office.ask(lambda s: get_content(s, sha256)) == data
    assert office.ask(lambda s: s.query(Content).count()) == 1
    assert office.ask(lambda s: s.query(Chunk).count()) == 2


def test_damaged_bytes_are_found(office: Office) -> None:
    with pytest.raises(Damaged, match="Restore it from a backup"):
        office.ask(lambda s: get_content(s, "0" * 64))


def test_a_person_without_rights_is_told_so(office: Office) -> None:
    with pytest.raises(Unavailable, match="no rights yet"):
        office.working_as("stranger")


def test_an_issued_letter_is_stored_with_its_hashes(office: Office) -> None:
    case_id = open_review(office)
    letter_id = act(office, case_id, DraftLetter, code="R1")
    act(office, case_id, IssueLetter, letter_id=letter_id)
    letter = office.ask(lambda s: s.get_one(Letter, letter_id))
    assert letter.state == "issued" and len(letter.markdown_sha256) == 64


def test_the_journal_holds_no_bytes_of_files(office: Office) -> None:
    log(office)
    inputs = office.ask(lambda s: s.scalars(select(Entry).where(Entry.action == "LogPost")).one())
    assert inputs.inputs["files"][0]["content"].endswith(" bytes")


def test_a_server_keeps_what_it_planned_from_one_question_to_the_next(
    postgres_url: str, clock: Clock
) -> None:
    """A rollback after each question would make the driver forget it."""
    engine = open_engine(postgres_url)
    office = Office(engine, "demo.manager", frozenset(Role), now=clock)
    for _ in range(8):  # the driver lets the server keep a plan from the sixth time on
        office.ask(lambda session: session.execute(text("SELECT 1 AS kept_plan")).one())
    kept = office.ask(lambda session: session.execute(text(
        "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE 'SELECT 1 AS kept%'"
    )).scalar_one())
    engine.dispose()
    assert kept == 1
