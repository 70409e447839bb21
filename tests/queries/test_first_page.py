"""The first page, read by itself, is that of the queue."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import make_url

from caseworker.database import open_engine
from caseworker.office import Office
from caseworker.queries import first_page as reading
from caseworker.queries.first_page import first_page
from caseworker.queries.lists.sorts import Shown
from caseworker.queries.lists.window import first_rows
from caseworker.queries.rows import BLOCK, QueueRow, View
from caseworker.records import OPEN_CASES
from caseworker.rules import law
from caseworker.rules.lifecycle import Role
from tests.support import many_cases
from tests.support.clock import Clock

TODAY, ME = many_cases.TODAY, "bench3"


@pytest.fixture
def file(sqlite_url: str) -> Path:
    """Records with seven hundred cases, some with a representative and no deadline."""
    path = make_url(sqlite_url).database or ""
    many_cases.fill_sqlite(path, 700, 5)
    with closing(sqlite3.connect(path)) as link, link:
        link.execute("UPDATE cases SET next_deadline = NULL, next_deadline_name = '' "
                     "WHERE owner_id = 3 AND id % 2")
        link.execute("UPDATE cases SET closed = 1 WHERE id % 7 = 0")
    return Path(path)


def asked(
    file: Path, view: View, clock: Clock, order: reading.Order = ("deadline", False)
) -> tuple[QueueRow, ...]:
    """What the queue itself shows first."""
    engine = open_engine(f"sqlite:///{file.as_posix()}")
    try:
        return Office(engine, ME, frozenset(Role), now=clock).ask(
            first_rows, shown=Shown(view=view.value, sort=order[0], descending=order[1]), me=ME,
            today=TODAY)
    finally:
        engine.dispose()


@pytest.mark.parametrize("view", [View.OPEN, View.MINE, View.UNALLOCATED, View.WAITING])
def test_every_view_has_the_rows_of_the_queue(file: Path, view: View, clock: Clock) -> None:
    found = first_page(file, view, ME, TODAY)
    assert found
    assert found == asked(file, view, clock)
    if view is View.OPEN:
        assert len(found) == BLOCK
    if view is View.MINE:
        assert {row.deadline is None for row in found} == {True, False}


@pytest.mark.parametrize("view", [View.OPEN, View.MINE])
@pytest.mark.parametrize("order", [
    (key, down) for key in reading._KEYS for down in (False, True)])
def test_it_is_in_the_order_that_was_chosen(
    file: Path, view: View, order: reading.Order, clock: Clock
) -> None:
    found = first_page(file, view, ME, TODAY, BLOCK, order)
    assert found and found == asked(file, view, clock, order)


def test_in_an_order_that_takes_long_it_has_no_rows(file: Path) -> None:
    for key in ("owner", "received", "group", "gone"):
        assert first_page(file, View.OPEN, ME, TODAY, BLOCK, (key, False)) == ()


def test_what_is_soon_is_what_the_office_set(file: Path, clock: Clock) -> None:
    before = first_page(file, View.OPEN, ME, TODAY)
    with closing(sqlite3.connect(file)) as link, link:
        link.executemany(
            "INSERT INTO office_value (kind, key, since, value, because, set_by, set_at) "
            "VALUES ('time limit', 'soon', ?, ?, '', '', '2026-03-01 09:00:00')",
            [(str(TODAY), "5"), (str(TODAY), "9"), (str(TODAY + timedelta(days=1)), "3")])
        link.execute("UPDATE cases SET reckoned_with = 3")  # else they are worked out anew
    found = first_page(file, View.OPEN, ME, TODAY)
    assert found == asked(file, View.OPEN, clock) != before
    assert law.SOON.on(TODAY) == reading.NEAR


def test_the_condition_is_that_of_the_index(file: Path) -> None:
    assert reading.OPEN == OPEN_CASES
    with closing(sqlite3.connect(file)) as link:
        for key in reading._KEYS.values():
            page = reading._PAGE.format(view="1", known="NOT", key=key, way="DESC")
            plan = str(link.execute(f"EXPLAIN QUERY PLAN {page}", {"number": BLOCK}).fetchall())
            assert "cases USING INDEX ix_cases_open" in plan
            assert plan.count("TEMP B-TREE") == 1  # of the page; the cases come in order


@pytest.mark.parametrize("change", [
    "UPDATE alembic_version SET version_num = 'r9999'", "DELETE FROM alembic_version",
    "DROP TABLE alembic_version", "DROP TABLE party"])
def test_records_of_another_version_are_left_alone(file: Path, change: str) -> None:
    with closing(sqlite3.connect(file)) as link, link:
        link.execute(change)
    assert first_page(file, View.OPEN, ME, TODAY) is None


def test_what_is_no_file_of_ours_is_left_alone(file: Path, tmp_path: Path) -> None:
    none = tmp_path / "none.db"
    assert first_page(none, View.OPEN, ME, TODAY) is None
    assert not none.exists()
    none.write_bytes(b"encrypted" * 1000)
    assert first_page(none, View.OPEN, ME, TODAY) is None
    assert first_page(file, View.ENDED, ME, TODAY) is None


def test_a_folder_with_signs_in_its_name_is_found(file: Path, tmp_path: Path) -> None:
    odd = tmp_path / "50% of #1? é"
    odd.mkdir()
    shutil.copy(file, odd / "x.db")
    assert first_page(odd / "x.db", View.OPEN, ME, TODAY) == first_page(
        file, View.OPEN, ME, TODAY)
