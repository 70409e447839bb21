"""The journal's chain: whole after work, and broken, by name, after every tampering."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, text

from caseworker import anchors
from caseworker.actions.office_work import AddNote
from caseworker.cli import arguments, run
from caseworker.journal_check import verify
from caseworker.office import Office, Unavailable
from tests.support.review import act, log, open_review
from tests.support.tampering import (
    CASE_1,
    TAMPERINGS,
    cut_and_move_head,
    entry_of,
    unguarded,
)

pytestmark = pytest.mark.sealed_too


@pytest.fixture
def worked(office: Office) -> Office:
    for _ in range(2):
        case_id = open_review(office)
        for n in range(4):
            act(office, case_id, AddNote, text=f"Note {n}")
    log(office, files=())
    return office


def test_the_chain_is_whole(worked: Office, engine: Engine, database_url: str,
                            capsys: pytest.CaptureFixture[str]) -> None:
    found = verify(engine)
    assert found.broken == () and found.links == 2 * 5 + 3
    assert run(arguments(["--database", database_url, "journal", "verify"])) == 0
    assert "13 links read, 0 chains broken" in capsys.readouterr().out


@pytest.mark.parametrize("tamper", TAMPERINGS, ids=lambda each: each.__name__)
def test_every_tampering_is_found(
    worked: Office, engine: Engine, tamper: Callable[[Connection, int], None]
) -> None:
    with unguarded(engine) as connection:
        tamper(connection, random.Random(tamper.__name__).randint(2, 5))
    assert any(each.chain == CASE_1 for each in verify(engine).broken)


def test_content_whose_time_is_over_leaves_a_chain_that_verifies(
    worked: Office, engine: Engine
) -> None:
    with unguarded(engine) as connection:
        entry = entry_of(connection, CASE_1, 3)
        for table, key in (("journal_change", "entry_id"), ("journal_salt", "entry_id"),
                           ("journal_entry", "id")):
            connection.execute(text(f"DELETE FROM {table} WHERE {key} = :id"), {"id": entry})
    assert verify(engine).broken == ()


def test_a_cut_with_all_sums_put_right_is_found_by_the_anchors(
    worked: Office, engine: Engine, tmp_path: Path
) -> None:
    """The head moved back hides a cut tail from the chain itself, and not from an anchor."""
    kept = anchors.meet(engine, tmp_path, worked.now())
    assert verify(engine).broken == () and anchors.hash_of(engine, kept.id) == kept.hash
    with unguarded(engine) as connection:
        cut_and_move_head(connection, 4)
    assert [str(each) for each in verify(engine).broken] == [
        "case/1, link 5: anchor 1 holds another link here"]
    with unguarded(engine) as connection:  # and who deletes the anchor too
        for table in ("journal_anchor_item", "journal_anchor"):
            connection.execute(text(f"DELETE FROM {table}"))
    assert verify(engine).broken == ()
    with pytest.raises(Unavailable, match="not the one that this computer last saw"):
        anchors.meet(engine, tmp_path, worked.now())
    (tmp_path / anchors.FILE).unlink()
    anchors.meet(engine, tmp_path, worked.now())


def test_anchors_follow_each_other(worked: Office, engine: Engine, tmp_path: Path) -> None:
    for n in range(3):
        act(worked, 1, AddNote, text=f"Between {n}")
        anchors.meet(engine, tmp_path, worked.now())
    assert verify(engine).broken == ()
    with unguarded(engine) as connection:
        connection.execute(text("UPDATE journal_anchor SET hash = 'x' WHERE id = 2"))
    assert [each.chain for each in verify(engine).broken] == ["anchors"]


def test_a_damaged_file_of_anchors_is_told(engine: Engine, tmp_path: Path, office: Office) -> None:
    (tmp_path / anchors.FILE).write_text("[1, 2", encoding="utf-8")
    with pytest.raises(Unavailable, match="remove it and sign in again"):
        anchors.meet(engine, tmp_path, office.now())


def test_the_database_refuses_to_rewrite_a_link(worked: Office, engine: Engine) -> None:
    schema = "audit." if engine.dialect.name == "postgresql" else ""
    for statement in (f"UPDATE {schema}journal_link SET seq = seq + 1",
                      f"DELETE FROM {schema}journal_link"):
        with pytest.raises(Exception, match="append-only"), \
                engine.execution_options(writing=True).begin() as connection:
            connection.execute(text(statement))
