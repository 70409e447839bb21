"""On a server everybody finds what they may see, and nothing tells of the rest."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import psycopg
import pytest

from caseworker.actions.office_work import AddNote
from caseworker.actions.people import RecordPerson
from caseworker.database import open_engine
from caseworker.office import Office
from caseworker.queries.search import Cases, find_cases
from caseworker.queries.search_texts import Texts, find_texts
from caseworker.search_work import run, wrong_lines
from tests.support.closed import log_closed
from tests.support.review import act, open_review, see
from tests.support.team import Team

SignIn = Callable[[str], Office]


def find(office: Office, text: str) -> Cases:
    return office.ask(find_cases, text=text, me=office.actor, today=date(2026, 3, 12))


def papers(office: Office, text: str) -> Texts:
    return office.ask(find_texts, text=text)


@pytest.fixture
def closed(as_: SignIn) -> int:
    """A closed case of Jane Larkspur, logged by the correspondence team."""
    return log_closed(as_("correspondence"))


def test_a_member_finds_their_closed_case_by_everything(as_: SignIn, closed: int) -> None:
    post = as_("correspondence")
    for text in ("Larkspur", "larks", "jane.larkspur@example.org", "COM-2026-0001", "rude"):
        found = find(post, text)
        assert [hit.case_id for hit in found.hits] == [closed], text
        assert found.hits[0].closed
    assert find(post, "Larkspurr").alike
    assert [hit.kind for hit in papers(post, "telephoned").hits] == ["note"]
    assert papers(post, "telephoned").hits[0].excerpt == "Jane Larkspur telephoned."


@pytest.mark.parametrize("who", ["manager", "caseworker", "hr2", "admin", "auditor", "decider"])
def test_nobody_else_finds_anything_of_it(as_: SignIn, closed: int, who: str) -> None:
    office = as_(who)
    for text in ("Larkspur", "COM-2026-0001", "com20260001", "Larkspurr", "rude", "telephoned",
                 "example"):
        assert find(office, text) == Cases(), text
        assert papers(office, text) == Texts(), text


def test_a_barred_member_finds_nothing_any_more(
    as_: SignIn, closed: int, colleagues: Team, database: str
) -> None:
    with colleagues.connect(database, "correspondence") as logger:
        logger.execute("SELECT app.add_member(%s, (SELECT id FROM staff WHERE login = %s), 'HR')",
                       (closed, colleagues.logins["hr"]))
    assert find(as_("hr"), "larkspur").hits
    with colleagues.connect(database, "correspondence") as logger:
        logger.execute("SELECT app.bar(%s, (SELECT id FROM staff WHERE login = %s), 'because')",
                       (closed, colleagues.logins["hr"]))
    assert find(as_("hr"), "larkspur") == Cases() and papers(as_("hr"), "telephoned") == Texts()


def test_a_declared_conflict_takes_a_case_out_of_the_search(
    as_: SignIn, colleagues: Team, database: str
) -> None:
    case_id = open_review(as_("correspondence"))
    act(as_("caseworker"), case_id, AddNote, text="The streetlamp again.")
    assert find(as_("caseworker"), "abernathy").hits
    with colleagues.connect(database, "caseworker") as connection:
        connection.execute("SELECT app.declare_conflict(%s, 'My neighbour')", (case_id,))
    for text in ("abernathy", "Abernethy", "REV-2026-0001", "PC/04733/25"):
        assert find(as_("caseworker"), text) == Cases(), text
    assert papers(as_("caseworker"), "streetlamp") == Texts()
    assert find(as_("caseworker2"), "abernathy").hits


def test_a_case_that_is_restricted_leaves_the_open_index(
    as_: SignIn, postgres_url: str, colleagues: Team, database: str
) -> None:
    case_id = open_review(as_("correspondence"), name="Wilhelmina Quux")
    act(as_("correspondence"), case_id, AddNote, text="The streetlamp again.")
    with colleagues.connect(database, "manager") as manager:
        version = manager.execute("SELECT version FROM cases WHERE id = %s", (case_id,)).fetchone()
        manager.execute("SELECT app.restrict(%s, %s, 'A threat to safety was telephoned in.')",
                        (case_id, version[0]))
    assert find(as_("caseworker"), "quux") == Cases()
    assert find(as_("caseworker"), "quuxx") == Cases()
    assert [hit.case_id for hit in find(as_("manager"), "quux").hits] == [case_id]
    assert papers(as_("manager"), "streetlamp").hits
    root = open_engine(postgres_url)
    assert wrong_lines(root) == 0
    with root.connect() as connection:
        left = connection.exec_driver_sql("SELECT word FROM app.search_word").scalars().all()
        assert "quux" not in left and "wilhelmina" not in left
        assert connection.exec_driver_sql("SELECT count(*) FROM open.search_text").scalar() == 0
    root.dispose()


def test_a_name_that_was_put_right_leaves_no_word_behind(
    as_: SignIn, postgres_url: str, root: psycopg.Connection[Any]
) -> None:
    post = as_("correspondence")
    case_id = open_review(post, name="Wilhelmina Quux")
    person = see(post, case_id).people[0]
    act(post, case_id, RecordPerson, party_id=person.id, part=person.part, name="Rosa Quux",
        address=person.address, postcode=person.postcode)
    assert root.execute("SELECT word FROM app.search_word ORDER BY word").fetchall() == [
        ("quux",), ("rosa",)]
    engine = open_engine(postgres_url)
    assert wrong_lines(engine) == 0
    root.execute("INSERT INTO app.search_word VALUES ('larkspur', app.grams('larkspur'))")
    assert wrong_lines(engine) == 1
    engine.dispose()


def test_only_an_administrator_rebuilds_the_index(
    as_: SignIn, colleagues: Team, database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    open_review(as_("correspondence"))
    assert run(colleagues.url(database, "caseworker"), "rebuild") == 1
    assert "only an administrator" in capsys.readouterr().err
    assert run(colleagues.url(database, "admin"), "rebuild") == 0


def test_an_index_that_is_made_anew_looks_for_none_of_its_old_words(
    as_: SignIn, root: psycopg.Connection[Any]
) -> None:
    """Of a million cases each word of a name would be looked for in all of them, for hours."""
    open_review(as_("correspondence"))
    root.execute("""CREATE FUNCTION pg_temp.fail() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'line by line'; END $$;
        CREATE TRIGGER told BEFORE DELETE ON open.search_case
        FOR EACH ROW EXECUTE FUNCTION pg_temp.fail()""")
    before = root.execute("SELECT case_id, words FROM open.search_case").fetchall()
    root.execute("SELECT shut.search_rebuild()")
    assert root.execute("SELECT case_id, words FROM open.search_case").fetchall() == before != []
