"""A backup counts only when it was restored and is the same; a restore keeps what was there."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Engine, text

from caseworker import backup, cli, system
from caseworker.actions.documents import Incoming
from caseworker.actions.letters import DraftLetter, IssueLetter
from caseworker.actions.office_work import AddColleague
from caseworker.backup import BackupFailed, file_proof, package, tools
from caseworker.backup.facts import Facts
from caseworker.database import open_engine, opener_behind
from caseworker.journal_check import verify
from caseworker.office import Office
from caseworker.records import Case
from caseworker.rules.lifecycle import Role
from caseworker.sealed import Opener
from caseworker.server.check import check
from caseworker.server.prepare import prepare
from tests.support.clock import Clock
from tests.support.closed import log_closed
from tests.support.review import act, log, open_review

pytestmark = pytest.mark.sealed_too
NOW = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)
PROGRAMS = all(map(shutil.which, ("pg_dump", "pg_restore", "pg_dumpall")))


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Scratch places of the tests are the tests' own."""
    monkeypatch.setattr(system, "data_folder", lambda: tmp_path / "work")


@pytest.fixture
def filled(office: Office, engine: Engine) -> Office:
    """One case with an issued letter and a document of more than one piece."""
    if engine.dialect.name == "postgresql" and not PROGRAMS:
        pytest.skip("no PostgreSQL server: pg_dump is not on this computer")
    case_id = open_review(office)
    log(office, files=(Incoming("large.txt", random.Random(1).randbytes(1_500_000).hex()[:2_100_000]
                                .encode()),))
    act(office, case_id, IssueLetter, letter_id=act(office, case_id, DraftLetter, code="R1"))
    return office


@pytest.fixture
def place(tmp_path: Path) -> Path:
    folder = tmp_path / "backups"
    folder.mkdir()
    return folder


@pytest.fixture
def dropped(engine: Engine) -> Iterator[list[str]]:
    """Databases to drop from the server at the end."""
    names: list[str] = []
    yield names
    if engine.dialect.name == "postgresql":
        desk = open_engine(engine.url.set(database="postgres").render_as_string(False))
        with desk.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            for name in names:
                connection.exec_driver_sql(f'DROP DATABASE "{name}" WITH (FORCE)')
        desk.dispose()


def facts(engine: Engine, place: Path) -> Facts:
    """What is in the records now."""
    again = place / f"now-{len(list(place.iterdir()))}.backup"
    found = backup.make(engine, again, NOW).facts
    again.unlink()
    return found


def cases(engine: Engine) -> int:
    with engine.connect() as connection:
        return int(connection.execute(text("SELECT count(*) FROM cases")).scalar_one())


def test_a_backup_restores_equal_and_keeps_what_was_there(
    filled: Office, engine: Engine, place: Path, dropped: list[str]
) -> None:
    made = backup.make(engine, place, NOW)
    (file,) = place.iterdir()
    assert file.name == "caseworker-2026-03-12-093000.backup" and made.cases == 1
    assert backup.look(file).facts == made.facts
    open_review(filled, about="After the backup")
    assert cases(engine) == 2
    done = backup.restore(engine, file, NOW)
    if engine.dialect.name == "postgresql":
        dropped.append(done.kept.removeprefix("the database "))
    assert cases(engine) == 1
    assert facts(engine, place).differences(made.facts) == []
    before = open_engine(engine.url.set(database=done.kept.removeprefix("the database "))
                         .render_as_string(False))
    assert cases(before) == 2  # nothing is overwritten without a copy
    before.dispose()
    assert open_review(filled, about="Work goes on") and cases(engine) == 2


def test_backups_under_load_restore_equal(
    filled: Office, engine: Engine, place: Path
) -> None:
    stop, written = threading.Event(), []

    def work() -> None:
        while not stop.is_set():
            written.append(log(filled, files=(), name=f"Person {len(written)}"))

    writer = threading.Thread(target=work)
    writer.start()
    many = 10 if engine.dialect.name == "sqlite" else 3  # pg_dump and pg_restore take their time
    try:
        counts = [backup.make(engine, place / f"{n}.backup", NOW).records for n in range(many)]
    finally:
        stop.set()
        writer.join()
    assert counts == sorted(counts) and len(set(counts)) > 1 and len(written) > 3
    assert len(list(place.iterdir())) == many


def test_an_open_file_is_never_merely_copied(sqlite_url: str, place: Path) -> None:
    """What was saved last lies beside the file: a copy of the file alone is without it."""
    engine = open_engine(sqlite_url)
    office = Office(engine, "ada", list(Role))
    for n in range(5):
        log(office, files=(), name=f"Person {n}")
    made = backup.make(engine, place / "a.backup", NOW)
    naive = place / "naive.db"
    shutil.copyfile(str(engine.url.database), naive)
    with closing(sqlite3.connect(naive)) as copy:
        assert copy.execute("SELECT count(*) FROM post_item").fetchone() == (0,)
    assert made.facts.rows["post_item"] == 5
    with zipfile.ZipFile(place / "a.backup") as zipped:
        zipped.extract("records", place)
    with closing(sqlite3.connect(place / "records")) as copy:  # also without our program
        assert copy.execute("SELECT count(*) FROM post_item").fetchone() == (5,)
        assert copy.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    engine.dispose()


def test_a_flipped_bit_is_found_or_harmless(
    filled: Office, engine: Engine, place: Path, dropped: list[str]
) -> None:
    file = place / "a.backup"
    made = backup.make(engine, file, NOW)
    whole, rnd, found = file.read_bytes(), random.Random(7), 0
    records = zipfile.ZipFile(file).getinfo("records").header_offset
    places = [rnd.randrange(len(whole)) for _ in range(20)]
    places += [rnd.randrange(records) for _ in range(15)]  # the list
    places += [len(whole) - 1 - rnd.randrange(300) for _ in range(15)]  # the zip's own index
    for at in places:
        spoilt = bytearray(whole)
        spoilt[at] ^= 1 << rnd.randrange(8)
        file.write_bytes(spoilt)
        try:
            manifest = backup.look(file)
            with package.in_words(), package.scratch(place) as folder:
                package.take_out(file, folder)
        except BackupFailed:
            found += 1
        else:
            assert manifest.facts == made.facts  # a date or a remark of the zip: harmless
    assert found > 40
    assert list(place.iterdir()) == [file]
    # And through the whole way once, where the damage is in the records.
    spoilt = bytearray(whole)
    spoilt[records + 5_000] ^= 4
    file.write_bytes(spoilt)
    with pytest.raises(BackupFailed, match="damaged"):
        backup.restore(engine, file, NOW)
    assert cases(engine) == 1


@pytest.mark.parametrize("seed", range(5))
def test_damage_inside_the_copied_records_is_found(
    sqlite_url: str, place: Path, seed: int
) -> None:
    """SQLite finds broken structure only; a changed letter or name is found by its digest."""
    engine = open_engine(sqlite_url)
    office = Office(engine, "ada", list(Role))
    log(office, files=(Incoming("a.txt", b"The words of a letter. " * 4_000),))
    made = backup.make(engine, place / "a.backup", NOW)
    engine.dispose()
    with zipfile.ZipFile(place / "a.backup") as zipped:
        zipped.extract("records", place)
    copy, rnd = place / "records", random.Random(seed)
    whole, silent, found = copy.read_bytes(), 0, 0
    for _ in range(10):
        spoilt = bytearray(whole)
        at = rnd.randrange(len(whole))
        spoilt[at] ^= 1 << rnd.randrange(8)
        copy.write_bytes(spoilt)
        try:
            file_proof.prove(Opener(copy), made.facts, backup.facts.quiet)
        except (BackupFailed, sqlite3.Error):
            found += 1
        else:
            silent += 1  # every row is the same, so it was in free space or in an index only
            with closing(sqlite3.connect(copy)) as unharmed:
                assert unharmed.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert found + silent == 10


def test_damaged_records_do_not_make_a_backup(
    filled: Office, engine: Engine, place: Path
) -> None:
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA writable_schema=ON")
            connection.exec_driver_sql("DELETE FROM sqlite_schema WHERE type = 'trigger'")
            connection.commit()
        else:
            connection.execute(text("ALTER TABLE open.content_chunk DISABLE TRIGGER ALL"))
            connection.commit()
    engine.dispose()
    with engine.begin() as connection:
        side = "open." if engine.dialect.name == "postgresql" else ""
        connection.execute(text(f"UPDATE {side}content_chunk SET data = :other WHERE n = 1"),
                           {"other": b"not what was there"})
    with pytest.raises(BackupFailed, match="records themselves are damaged"):
        backup.make(engine, place, NOW)
    assert list(place.iterdir()) == []


def test_a_copy_that_differs_does_not_count(
    filled: Office, engine: Engine, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = package.take_out
    module = backup.file_copy if engine.dialect.name == "sqlite" else backup.server_copy

    def other(file: Path, folder: Path) -> dict[str, Path]:
        parts = real(file, folder)
        if engine.dialect.name == "sqlite":
            opener = opener_behind(engine)
            assert opener is not None
            with closing(opener.beside(parts["records"]).connect()) as copy:
                copy.execute("UPDATE cases SET about = 'Something else'")
        else:
            with engine.begin() as connection:  # the list is of an earlier moment than the dump
                connection.execute(text("UPDATE cases SET about = 'Something else', "
                                        "version = version + 1"))
            server = tools.Server.behind(engine)
            tools.run(server, "pg_dump", "--format=custom", f"--file={parts['records']}",
                      database=server.name)
        return parts

    monkeypatch.setattr(module, "take_out", other)
    with pytest.raises(BackupFailed, match="cases: other content"):
        backup.make(engine, place, NOW)
    assert list(place.iterdir()) == []
    if engine.dialect.name == "postgresql":
        with engine.connect() as connection:
            left = connection.exec_driver_sql(
                "SELECT count(*) FROM pg_database WHERE datname LIKE 'caseworker_scratch%%'")
            assert left.scalar_one() == 0


def test_stopping_leaves_nothing(filled: Office, engine: Engine, place: Path) -> None:
    seen = []

    def report(_done: int, _of: int, words: str) -> bool:
        seen.append(words)
        return words != "Comparing the copy"

    with pytest.raises(BackupFailed, match="Stopped"):
        backup.make(engine, place, NOW, report)
    assert list(place.iterdir()) == [] and "Reading the records" in seen


FULL_DISK = """
import resource, sys
from datetime import UTC, datetime
from pathlib import Path
from caseworker import backup
from caseworker.database import open_engine, opener_behind
engine = open_engine(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), -1))
try:
    backup.make(engine, Path(sys.argv[2]), datetime.now(UTC))
except backup.BackupFailed as said:
    print(said)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on the size of a file there")
@pytest.mark.parametrize("room", [30_000, 200_000])
def test_no_room_leaves_nothing_and_says_so(sqlite_url: str, place: Path, room: int) -> None:
    """A limit on the size of a file plays a disk without room for the copy, or for the backup."""
    engine = open_engine(sqlite_url)
    noise = random.Random(3).randbytes(150_000)
    log(Office(engine, "ada", list(Role)), files=(Incoming("a.txt", noise.hex().encode()),))
    engine.dispose()
    done = subprocess.run([sys.executable, "-c", FULL_DISK, sqlite_url, str(place), str(room)],
                          capture_output=True, text=True, check=True)
    assert "no backup" in done.stdout, done
    assert list(place.iterdir()) == []
    assert not [each for each in place.parent.iterdir() if each.name.startswith(".")]


def test_a_full_disk_is_told_in_words(
    filled: Office, engine: Engine, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    module = backup.file_copy if engine.dialect.name == "sqlite" else backup.server_copy
    monkeypatch.setattr(module, "write", full)
    with pytest.raises(BackupFailed, match="disk is full"):
        backup.make(engine, place, NOW)
    assert list(place.iterdir()) == []


def test_damaged_records_are_kept_as_they_lie_there(sqlite_url: str, place: Path) -> None:
    engine = open_engine(sqlite_url)
    log(Office(engine, "ada", list(Role)), files=())
    made = backup.make(engine, place / "a.backup", NOW)
    engine.dispose()
    file = Path(str(engine.url.database))
    file.write_bytes(b"This was a database once. " * 500)
    done = backup.restore(engine, place / "a.backup", NOW)
    assert Path(done.kept).read_bytes().startswith(b"This was a database once.")
    assert facts(engine, place).differences(made.facts) == []
    engine.dispose()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes")
def test_a_backup_is_private(sqlite_url: str, place: Path) -> None:
    before = os.umask(0)
    try:
        engine = open_engine(sqlite_url)
        backup.make(engine, place, NOW)
        kept = backup.restore(engine, next(place.iterdir()), NOW).kept
        engine.dispose()
    finally:
        os.umask(before)
    assert [each.stat().st_mode & 0o777 for each in (*place.iterdir(), Path(kept))] == [0o600] * 2


@pytest.mark.parametrize(("content", "words"), [
    (b"", "not a backup"), (b"A shopping list", "not a backup"), (b"PK\x03\x04" + b"x" * 900,
                                                                "damaged"),
])
def test_what_is_no_backup_is_told_in_words(
    sqlite_url: str, place: Path, content: bytes, words: str
) -> None:
    engine = open_engine(sqlite_url)
    (place / "x").write_bytes(content)
    with pytest.raises(BackupFailed, match=words):
        backup.restore(engine, place / "x", NOW)
    with pytest.raises(BackupFailed, match="no such backup"):
        backup.restore(engine, place / "none", NOW)
    engine.dispose()


def test_a_newer_backup_is_refused(sqlite_url: str, place: Path) -> None:
    engine = open_engine(sqlite_url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'r9999'"))
    backup.make(engine, place / "a.backup", NOW)
    with pytest.raises(BackupFailed, match="newer version"):
        backup.restore(engine, place / "a.backup", NOW)
    engine.dispose()


def test_a_name_is_never_taken_twice(sqlite_url: str, place: Path) -> None:
    engine = open_engine(sqlite_url)
    (place / "a.backup").write_bytes(b"mine")
    with pytest.raises(BackupFailed, match="of that name"):
        backup.make(engine, place / "a.backup", NOW)
    with pytest.raises(BackupFailed, match="no such folder"):
        backup.make(engine, place / "none" / "a.backup", NOW)
    assert (place / "a.backup").read_bytes() == b"mine"
    engine.dispose()


def test_the_commands(tmp_path: Path, place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = ["--data", str(tmp_path / "records")]
    assert cli.run(cli.arguments([*data, "backup", str(place)])) == 1
    assert "no records there" in capsys.readouterr().err
    assert cli.run(cli.arguments([*data, "add-colleague", "bo", "Bo", "--role", "auditor"])) == 0
    assert cli.run(cli.arguments([*data, "backup", str(place / "a.backup")])) == 0
    assert cli.run(cli.arguments([*data, "restore", str(place / "a.backup")])) == 0
    said = capsys.readouterr().out
    assert "Backed up: 0 cases" in said and "Restored: 0 cases" in said
    assert "What was there before is kept" in said and "-before-restore-" in said


def test_a_restore_waits_until_the_window_is_closed(
    tmp_path: Path, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from caseworker.opening import open_office

    url = cli.database_url(cli.arguments(["--data", str(tmp_path / "records")]))
    office = open_office(url)
    data = ["--data", str(tmp_path / "records")]
    assert cli.run(cli.arguments([*data, "backup", str(place / "a.backup")])) == 0
    assert cli.run(cli.arguments([*data, "restore", str(place / "a.backup")])) == 1
    assert "already open" in capsys.readouterr().err
    office.close()


def test_a_missing_or_old_program_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tools, "PLACES", ())
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    with pytest.raises(BackupFailed, match=r"pg_dump is not on .*version 16 or later"):
        tools.find("pg_dump", 16)
    monkeypatch.setattr(shutil, "which", lambda _name: "/old/pg_dump")
    monkeypatch.setattr(tools, "version_of", lambda _path: 13)
    with pytest.raises(BackupFailed, match="is version 13, and the server is 16"):
        tools.find("pg_dump", 16)


@pytest.mark.skipif(not PROGRAMS, reason="no PostgreSQL server: no pg_dump")
def test_rights_and_roles_come_back(postgres_url: str, place: Path) -> None:
    engine = open_engine(postgres_url)
    who = f"backup_reader_{os.getpid()}"
    name = str(engine.url.database)
    with engine.begin() as connection:
        connection.exec_driver_sql(f"CREATE ROLE {who} NOLOGIN")
        connection.exec_driver_sql(f"GRANT SELECT ON cases TO {who}")
        connection.exec_driver_sql(f'REVOKE ALL ON DATABASE "{name}" FROM PUBLIC')
        connection.exec_driver_sql(f'GRANT CONNECT ON DATABASE "{name}" TO {who}')
        connection.exec_driver_sql("REVOKE ALL ON LANGUAGE plpgsql, sql FROM PUBLIC")
    made = backup.make(engine, place / "a.backup", NOW)
    assert f"database : CONNECT to {who}" in made.facts.rights
    assert not [each for each in made.facts.rights
                if each.startswith(("database", "language")) and "everybody" in each]
    with zipfile.ZipFile(place / "a.backup") as zipped:
        roles = zipped.read("roles.sql").decode()
    assert f"CREATE ROLE {who}" in roles and "PASSWORD" not in roles.upper()
    with engine.begin() as connection:  # a server that never knew this role
        connection.exec_driver_sql(f"DROP OWNED BY {who}")
        connection.exec_driver_sql(f"DROP ROLE {who}")
    done = backup.restore(engine, place / "a.backup", NOW)
    with engine.connect() as connection:
        assert connection.exec_driver_sql(
            f"SELECT has_table_privilege('{who}', 'cases', 'SELECT')").scalar_one() is True
    with engine.begin() as connection:
        connection.exec_driver_sql(f"DROP OWNED BY {who}")
        connection.exec_driver_sql(f"DROP ROLE {who}")
    kept = done.kept.removeprefix("the database ")
    with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        connection.exec_driver_sql(f'DROP DATABASE "{kept}"')
    engine.dispose()


@pytest.mark.skipif(not PROGRAMS, reason="no PostgreSQL server: no pg_dump")
def test_both_sides_and_the_lock_down_come_back(
    postgres_url: str, place: Path, clock: Clock
) -> None:
    engine = open_engine(postgres_url)
    prepare(engine)
    office = Office(engine, "ada", list(Role), now=clock)
    log_closed(office)
    open_review(office)
    made = backup.make(engine, place / "a.backup", NOW)
    assert made.cases == 2 and made.facts.rows["shut.cases"] == 1
    done = backup.restore(engine, place / "a.backup", NOW)
    assert check(engine) == () and verify(engine).broken == ()
    assert cases(engine) == 2
    log_closed(office)  # work goes on, on both sides
    open_review(office)
    with psycopg.connect(postgres_url.replace("+psycopg", "", 1)) as plain:  # as from psql
        assert plain.execute("SHOW search_path").fetchone() == ("app",)
    kept = done.kept.removeprefix("the database ")
    with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        connection.exec_driver_sql(f'DROP DATABASE "{kept}"')
    engine.dispose()


@pytest.mark.skipif(not PROGRAMS, reason="no PostgreSQL server: no pg_dump")
def test_a_restore_on_a_server_in_use_changes_nothing(postgres_url: str, place: Path) -> None:
    engine, colleague = open_engine(postgres_url), open_engine(postgres_url)
    backup.make(engine, place / "a.backup", NOW)
    Office(engine, "ada", list(Role)).do(
        AddColleague(login="bo", colleague_name="Bo", roles=(Role.AUDITOR,)))
    with colleague.connect() as busy:
        busy.exec_driver_sql("SELECT 1")
        with pytest.raises(BackupFailed, match="still connected"):
            backup.restore(engine, place / "a.backup", NOW)
        assert busy.exec_driver_sql("SELECT count(*) FROM staff").scalar_one() == 1
    colleague.dispose()
    engine.dispose()


def test_the_fixture_knows_a_case(filled: Office) -> None:
    assert filled.ask(lambda session: session.query(Case).count()) == 1
