"""What can go wrong between the program and its database, each in words."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from caseworker import schema
from caseworker.actions.base import Action, Desk
from caseworker.actions.office_work import AddColleague
from caseworker.database import Unavailable, check_server, open_engine
from caseworker.office import Office
from caseworker.opening import open_office
from caseworker.records.contents import put_content
from caseworker.rules.lifecycle import Role


def test_the_migrations_are_complete(engine: Engine) -> None:
    assert schema.differences(engine) == []


def test_migrating_again_changes_nothing(engine: Engine) -> None:
    schema.upgrade(engine)
    assert schema.differences(engine) == []


def test_a_newer_database_is_refused_in_words(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'r9999'"))
    with pytest.raises(schema.TooNew, match="newer version of Caseworker"):
        schema.upgrade(engine)


def test_sqlite_has_the_settings_that_lose_nothing(sqlite_url: str) -> None:
    engine = open_engine(sqlite_url)
    with engine.connect() as connection:
        said = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
                for name in ("journal_mode", "synchronous", "foreign_keys",
                             "recursive_triggers", "trusted_schema")}
    engine.dispose()
    assert said == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1,
                    "recursive_triggers": 1, "trusted_schema": 0}


def test_a_copy_is_kept_before_a_file_is_changed(sqlite_url: str) -> None:
    engine = open_engine(sqlite_url)
    copy = schema.keep_copy(engine)
    engine.dispose()
    assert copy is not None and copy.stat().st_size > 0
    with sqlite3.connect(copy) as kept:
        assert kept.execute("SELECT count(*) FROM cases").fetchone() == (0,)
    kept.close()


@pytest.mark.parametrize(("url", "words"), [
    ("mysql://server/records", "SQLite or PostgreSQL"),
    ("no address at all", "not the address of a database"),
    ("postgresql://127.0.0.1:1/none", "No database answers there"),
])
def test_a_wrong_address_is_told_in_words(url: str, words: str) -> None:
    with pytest.raises(Unavailable, match=words):
        check_server(open_engine(url))


def test_a_file_that_is_no_database_is_told_in_words(tmp_path: Path) -> None:
    file = tmp_path / "caseworker.db"
    file.write_bytes(b"This is a shopping list, not a database. " * 100)
    with pytest.raises(Unavailable, match="not a Caseworker database"):
        open_office(f"sqlite:///{file.as_posix()}")


def test_a_folder_that_is_not_there_is_told_in_words(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="cannot be opened"):
        open_office(f"sqlite:///{(tmp_path / 'none' / 'caseworker.db').as_posix()}")


class Large(Action):
    """Stores more than the disk has room for."""

    def run(self, desk: Desk) -> tuple[None, str]:
        return None, put_content(desk.session, b"x" * 4_000_000)


def test_a_full_disk_saves_nothing_and_says_so(sqlite_url: str) -> None:
    """max_page_count is how SQLite itself plays a disk without room."""
    engine = open_engine(sqlite_url)
    office = Office(engine, "ada", list(Role))
    with engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages + 20}")
    with pytest.raises(Unavailable, match="The disk is full"):
        office.do(Large())
    with pytest.raises(Unavailable, match="kept on this computer"):
        office.do(Large())
    engine.dispose()


def test_the_first_person_gets_every_role_and_the_next_none(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from caseworker import system

    monkeypatch.setattr(system, "account", lambda: "ada")
    office = open_office(database_url)
    assert office.roles == frozenset(Role)
    first = office.actor
    office.close()
    again = open_office(database_url)
    assert again.actor == first and Role.ADMIN in again.roles
    again.do(AddColleague(login="bo", colleague_name="Bo", roles=(Role.AUDITOR,)))
    assert again.working_as("bo").roles == {Role.AUDITOR}
    again.close()
    if database_url.startswith("sqlite"):
        monkeypatch.setattr(system, "account", lambda: "eve")
        with pytest.raises(Unavailable, match="no rights yet"):
            open_office(database_url)
