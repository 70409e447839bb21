"""An upgrade that fails half way leaves the records, and the folder, as they were."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sqlalchemy import Engine, inspect, text

from caseworker import backup, paths, schema
from caseworker.database import Unavailable, open_engine
from caseworker.office import Office
from caseworker.rules.lifecycle import Role
from tests.support.review import log

MIGRATION = '''"""A change that {what}."""
import sqlalchemy as sa
from alembic import op

revision, down_revision, branch_labels, depends_on = "r9000", "{head}", None, None


def upgrade() -> None:
    op.create_table("half_done", sa.Column("id", sa.Integer, primary_key=True))
    op.add_column("post_item", sa.Column("half", sa.String, server_default="x"))
    op.execute("UPDATE post_item SET name = 'Nobody', version = version + 1")
    {end}
'''


def with_migration(folder: Path, monkeypatch: pytest.MonkeyPatch, end: str) -> None:
    """The program as of tomorrow, with one migration more."""
    from alembic.script import ScriptDirectory

    head = ScriptDirectory.from_config(schema.config()).get_current_head()
    shutil.copytree(paths.MIGRATIONS, folder / "migrations")
    script = folder / "migrations" / "versions" / "r9000_tomorrow.py"
    script.write_text(MIGRATION.format(what="is of tomorrow", head=head, end=end), encoding="utf-8")
    monkeypatch.setattr(paths, "MIGRATIONS", folder / "migrations")


def names(engine: Engine) -> list[str]:
    with engine.connect() as connection:
        return list(connection.execute(text("SELECT name FROM post_item")).scalars())


@pytest.mark.parametrize("end", ["1 / 0", "op.execute('SELECT * FROM not_there')"])
def test_a_failed_upgrade_leaves_nothing_behind(
    engine: Engine, office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, end: str
) -> None:
    log(office, files=())
    before = names(engine)
    there = set(tmp_path.iterdir())
    with_migration(tmp_path / "tomorrow", monkeypatch, end)
    with pytest.raises(Unavailable, match=r"They are as they were"):
        schema.upgrade(engine)
    assert names(engine) == before and not inspect(engine).has_table("half_done")
    assert "half" not in {each["name"] for each in inspect(engine).get_columns("post_item")}
    with pytest.raises(Unavailable, match="must be brought up"):
        schema.check(engine)
    monkeypatch.undo()
    schema.check(engine)  # the program of today goes on with it
    assert schema.differences(engine) == []
    log(office, files=(), name="Later")
    assert set(tmp_path.iterdir()) - there - {tmp_path / "tomorrow"} == set()


def test_an_upgrade_that_works_keeps_the_copy(
    engine: Engine, office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log(office, files=())
    before = names(engine)
    with_migration(tmp_path / "tomorrow", monkeypatch, "pass")
    schema.upgrade(engine)
    assert names(engine) == ["Nobody"]
    copies = list(tmp_path.glob("*-before-upgrade-*"))
    if engine.dialect.name == "postgresql":
        assert copies == []
        return
    (copy,) = copies
    kept = open_engine(f"sqlite:///{copy.as_posix()}")
    assert names(kept) == before
    kept.dispose()


def test_a_backup_of_an_older_version_is_restored_and_then_upgraded(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from datetime import UTC, datetime

    engine = open_engine(sqlite_url)
    log(Office(engine, "ada", list(Role)), files=())
    before, now = names(engine), datetime(2026, 3, 12, tzinfo=UTC)
    backup.make(engine, tmp_path / "a.backup", now)
    with_migration(tmp_path / "tomorrow", monkeypatch, "pass")
    schema.upgrade(engine)
    backup.restore(engine, tmp_path / "a.backup", now)
    assert names(engine) == before
    schema.upgrade(engine)
    assert names(engine) == ["Nobody"]
    engine.dispose()
