"""The search index says what the records say; when it does not, it is found and made anew."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import Connection, Engine, text

from caseworker.actions.documents import AddDocument, Incoming
from caseworker.actions.letters import DiscardDraft, DraftLetter
from caseworker.actions.office_work import AddNote
from caseworker.cli import arguments, run
from caseworker.intake import Reading
from caseworker.office import Office, Refused
from caseworker.queries.search import find_cases
from caseworker.queries.search_texts import Texts, find_texts
from caseworker.records import Change, Document
from caseworker.search_work import wrong_lines
from tests.support.review import act, open_review

pytestmark = pytest.mark.sealed_too


@pytest.fixture
def case_id(office: Office) -> int:
    """A case with a note, a draft, a discarded draft and a document of three slices."""
    found = open_review(office)
    act(office, found, AddNote, text="The streetlamp again.")
    act(office, found, DraftLetter, code="R1")
    thrown = act(office, found, DraftLetter, code="R1")
    act(office, found, DiscardDraft, letter_id=thrown)
    words = "alpha " + "beta " * 50_000 + "gamma " + "delta " * 12_000 + "omega"
    reading = Reading(kind="text", media_type="text/plain", text=words)
    act(office, found, AddDocument,
        files=(Incoming.from_reading("long.txt", b"long", reading),), title="Long")
    return found


def papers(office: Office, words: str) -> Texts:
    return office.ask(find_texts, text=words)


def test_the_index_holds_after_work(office: Office, engine: Engine, case_id: int) -> None:
    assert wrong_lines(engine) == 0


def test_every_part_of_a_long_document_is_found(office: Office, case_id: int) -> None:
    for word in ("alpha", "gamma", "omega"):
        assert [(hit.kind, hit.where) for hit in papers(office, word).hits] == [
            ("document", "Document “Long”")], word
    assert papers(office, "omega").hits[0].excerpt.endswith("omega")


def test_discarded_letters_take_no_place_of_others(office: Office, case_id: int) -> None:
    for _ in range(2):
        act(office, case_id, DiscardDraft, letter_id=act(office, case_id, DraftLetter, code="R1"))
    found = office.ask(find_texts, text="abernathy", most=1)
    assert [(hit.kind, hit.where) for hit in found.hits] == [("letter", "Draft of R1")]


def test_what_was_read_of_a_file_is_not_repeated_in_the_journal(
    office: Office, case_id: int
) -> None:
    changes = office.ask(lambda s: [c.field for c in s.query(Change).filter_by(record="document")])
    assert "title" in changes and "read_text" not in changes
    assert office.ask(lambda s: max(len(d.read_text) for d in s.query(Document))) > 200_000


def test_a_discarded_draft_is_not_found(office: Office, case_id: int) -> None:
    found = [hit for hit in papers(office, "abernathy").hits if hit.kind == "letter"]
    assert [hit.where for hit in found] == ["Draft of R1"]


def test_what_is_refused_leaves_nothing_in_the_index(
    office: Office, engine: Engine, case_id: int
) -> None:
    with pytest.raises(Refused):
        act(office, case_id, AddNote, text="")
    assert wrong_lines(engine) == 0


def test_a_case_that_was_not_saved_leaves_none_of_its_names(
    office: Office, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_: object) -> None:
        raise RuntimeError("before the end")

    with monkeypatch.context() as patch:
        patch.setattr("caseworker.office.write_entry", gone)
        with pytest.raises(RuntimeError):
            open_review(office, name="Wilhelmina Quux")
    words = "search_gram" if engine.dialect.name == "sqlite" else "app.search_word"
    with engine.connect() as connection:
        assert connection.execute(text(f"SELECT count(*) FROM {words}")).scalar() == 0
    assert wrong_lines(engine) == 0
    open_review(office, name="Wilhelmina Quux")
    assert office.ask(find_cases, text="Quuux", me="", today=date(2026, 3, 12)).alike


def test_of_many_papers_added_at_once_the_newest_are_shown(office: Office, engine: Engine) -> None:
    case_id = open_review(office)
    files = tuple(
        Incoming.from_reading(f"{n}.txt", f"{n}".encode(), Reading(
            kind="text", media_type="text/plain", text=f"streetlamp {'odd' if n % 2 else 'even'}"))
        for n in range(30))
    act(office, case_id, AddDocument, files=files)
    found = papers(office, "streetlamp odd")
    assert len(found.hits) == 15 and not found.more
    assert papers(office, "streetlamp").more and wrong_lines(engine) == 0


def _lose_a_case(connection: Connection) -> None:
    side = "" if connection.dialect.name == "sqlite" else "open."
    connection.execute(text(f"DELETE FROM {side}search_case"))


def _lose_a_note(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        connection.execute(text("INSERT INTO search_note (search_note) VALUES ('delete-all')"))
    else:
        connection.execute(text("DELETE FROM open.search_text WHERE kind = 'note'"))


def _change_a_letter(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        connection.execute(text("UPDATE letter SET markdown = 'Something else'"))
    else:
        connection.execute(text("UPDATE open.search_text SET words = '' WHERE kind = 'letter'"))


def _lose_the_words_of_a_name(connection: Connection) -> None:
    table = "search_gram" if connection.dialect.name == "sqlite" else "app.search_word"
    connection.execute(text(f"DELETE FROM {table} WHERE word = 'abernathy'"))


def _lose_a_piece_of_a_name(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        connection.execute(text("DELETE FROM search_gram WHERE gram = '-abernaty'"))
    else:
        connection.execute(text("UPDATE app.search_word SET grams = grams[2:]"))


SPOILT = (_lose_a_case, _lose_a_note, _change_a_letter, _lose_the_words_of_a_name,
          _lose_a_piece_of_a_name)


@pytest.mark.parametrize("spoil", SPOILT,
                         ids=lambda each: each.__name__)
def test_what_is_wrong_is_found_and_put_right(
    office: Office, engine: Engine, database_url: str, case_id: int,
    spoil: Callable[[Connection], None], capsys: pytest.CaptureFixture[str],
) -> None:
    with engine.execution_options(writing=True).begin() as connection:
        spoil(connection)
    assert wrong_lines(engine) > 0
    assert run(arguments(["--database", database_url, "search", "check"])) == 1
    assert "Run: caseworker search rebuild" in capsys.readouterr().out
    assert run(arguments(["--database", database_url, "search", "rebuild"])) == 0
    assert "says what the records say" in capsys.readouterr().out
    assert wrong_lines(engine) == 0
    assert papers(office, "streetlamp").hits
    assert office.ask(find_cases, text="Abernethy", me="", today=date(2026, 3, 12)).hits
