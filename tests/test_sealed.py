"""The encrypted file: nothing of it can be read, changed or opened without its key."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from caseworker import backup, database, own_file, schema, sealed
from caseworker.actions.office_work import AddColleague
from caseworker.backup import BackupFailed, recrypt
from caseworker.backup.recrypt import change_key
from caseworker.database import Locked, Unavailable, open_engine, opener_behind
from caseworker.drafts import drafts_of
from caseworker.journal_check import verify
from caseworker.office import Office
from caseworker.opening import open_office
from caseworker.rules.finding import Refused
from caseworker.rules.lifecycle import Role
from caseworker.sealed import Key
from tests.support.clock import Clock
from tests.support.keyring_box import InMemory
from tests.support.review import open_review

NOW = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)
CANARY = "Wrenfield"
BO = AddColleague(login="bo", colleague_name=CANARY, roles=(Role.AUDITOR,))


def file_at(url: str) -> Path:
    found = own_file.file_of(url)
    assert found is not None
    return found


def readable(folder: Path, words: str = CANARY) -> list[str]:
    """The files in which these words, or anything of SQLite, can be read."""
    signs = (words.encode(), words.encode("utf-16-le"), b"SQLite format 3", b"CREATE TABLE")
    return [each.name for each in folder.rglob("*")
            if each.is_file() and any(sign in each.read_bytes() for sign in signs)]


def vacuum_into(office: Office, copy: Path) -> None:
    opener = opener_behind(office.engine)
    assert opener is not None
    with closing(opener.connect()) as connection:
        connection.execute("VACUUM INTO ?", (str(copy),))


def forgotten(box: InMemory, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on another computer."""
    box.kept.clear()
    monkeypatch.setattr(sealed, "_typed", {})


def test_nothing_can_be_read_in_the_file_or_beside_it(sealed_url: str, tmp_path: Path) -> None:
    office = open_office(sealed_url)
    office.do(BO)
    copy = schema.keep_copy(office.engine)
    vacuum_into(office, tmp_path / "vacuumed.db")
    backup.make(office.engine, tmp_path / "a.backup", NOW)
    names = {each.name for each in tmp_path.iterdir()}
    assert {"cases.db", "cases.db-wal", "cases.db-shm", "vacuumed.db", "a.backup"} <= names
    assert copy is not None and copy.name in names
    assert readable(tmp_path) == []
    office.close()
    # The search itself finds what is there to be found.
    change_key(file_at(sealed_url), None)
    assert readable(tmp_path) == ["cases.db"]


def test_copies_open_with_the_key_of_their_file(sealed_url: str, tmp_path: Path) -> None:
    office = open_office(sealed_url)
    office.do(BO)
    vacuum_into(office, tmp_path / "vacuumed.db")
    copies = [schema.keep_copy(office.engine), tmp_path / "vacuumed.db"]
    office.close()
    for copy in copies:
        assert copy is not None
        opened = open_office(f"sqlite:///{copy.as_posix()}")
        assert opened.working_as("bo").name == CANARY
        opened.close()


def test_without_the_key_the_recovery_key_is_asked_for(
    sealed_url: str, sealed_template: tuple[Path, Key], box: InMemory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    key = sealed_template[1]
    forgotten(box, monkeypatch)
    with pytest.raises(Locked, match="recovery key opens them") as locked:
        open_office(sealed_url)
    typed = " - ".join(key.groups).lower()
    wrong = typed.replace(key.groups[2].lower(), key.groups[2][:-1].lower() + "?", 1)
    for words, said in ((wrong, "has 64"), (" ".join(Key.new().groups), "other records")):
        with pytest.raises(Refused, match=said):
            database.unlock(locked.value.mark, words)
    assert box.kept == {}
    assert database.unlock(locked.value.mark, typed) == ""
    open_office(sealed_url).close()
    monkeypatch.setattr(sealed, "_typed", {})
    open_office(sealed_url).close()  # from now on the keyring has it
    forgotten(box, monkeypatch)
    box.locked = True
    assert "keyring did not take it" in database.unlock(locked.value.mark, typed)
    open_office(sealed_url).close()  # for this sitting


def test_another_key_under_the_same_name_is_not_taken(
    sealed_url: str, sealed_template: tuple[Path, Key], box: InMemory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ((place, _),) = box.kept.items()
    monkeypatch.setattr(sealed, "_typed", {})
    for spoilt in (Key.new().raw.hex(), "short", "zz" * 32, ""):
        box.kept[place] = spoilt
        with pytest.raises(Locked):
            open_engine(sealed_url)


def test_the_key_is_in_no_words(sealed_url: str, sealed_template: tuple[Path, Key]) -> None:
    key = sealed_template[1]
    engine = open_engine(sealed_url)
    told = " ".join(map(repr, (key, opener_behind(engine), engine, engine.url, engine.pool,
                               engine.get_execution_options())))
    with pytest.raises(Exception, match="no such table") as error, engine.connect() as connection:
        connection.exec_driver_sql("SELECT * FROM nowhere")
    told += str(error.value) + repr(error.getrepr(showlocals=False))
    engine.dispose()
    assert not any(words in told.lower() for words in
                   (key.raw.hex(), repr(key.raw).lower(), key.groups[0].lower(), "x'"))


def test_without_the_library_it_is_said(
    sealed_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sealed, "_found", lambda: None)
    with pytest.raises(Unavailable, match="not part of this installation") as told:
        open_office(sealed_url)
    assert not isinstance(told.value, Locked)


def test_each_flipped_bit_is_found(sealed_url: str, tmp_path: Path) -> None:
    """In every page of the file; on a plain file a changed word is found by its hash only."""
    engine = open_engine(sealed_url)
    office = Office(engine, "ada", list(Role))
    office.do(BO)
    made = backup.make(engine, tmp_path / "a.backup", NOW)
    opener = opener_behind(engine)
    assert opener is not None
    engine.dispose()
    whole = file_at(sealed_url).read_bytes()
    copy = opener.beside(tmp_path / "flipped.db")
    pages = len(whole) // 4096
    for page in range(0, pages, max(1, pages // 40)):
        spoilt = bytearray(whole)
        spoilt[page * 4096 + 16 + (page * 37) % 4000] ^= 1 << page % 8
        copy.file.write_bytes(spoilt)
        with pytest.raises(BackupFailed), backup.file_proof.database_words():
            backup.file_proof.prove(copy, made.facts, backup.facts.quiet)
    copy.file.write_bytes(whole)
    backup.file_proof.prove(copy, made.facts, backup.facts.quiet)


def test_what_was_typed_and_not_saved_is_encrypted_too(
    sqlite_url: str, tmp_path: Path, box: InMemory
) -> None:
    key, typed = Key.new(), {"item": {"name": CANARY}}
    office = open_office(sqlite_url)
    drafts_of(office).save(typed)
    office.close()
    sealed.keep(key)
    change_key(file_at(sqlite_url), key)
    office = open_office(sqlite_url)
    drafts = drafts_of(office)
    assert drafts.load() == (typed, "")  # those from before are still there
    drafts.save(typed)
    assert readable(tmp_path) == [] and drafts.load() == (typed, "")
    drafts.save({})
    assert drafts.load() == ({}, "") and list((tmp_path / "drafts").iterdir()) == []
    drafts.save(typed)
    drafts.path.write_bytes(drafts.path.read_bytes()[:4000])
    found, words = drafts.load()
    assert found == {} and "could not be read" in words
    office.close()


def test_encrypting_keeps_every_record_and_decrypting_gives_them_back(
    sqlite_url: str, tmp_path: Path, box: InMemory, clock: Clock
) -> None:
    engine = open_engine(sqlite_url)
    office = Office(engine, "ada", list(Role), now=clock)
    open_review(office, name=CANARY)
    before = backup.make(engine, tmp_path / "before.backup", NOW).facts
    chain = verify(engine)
    engine.dispose()
    file, key = file_at(sqlite_url), Key.new()
    assert sealed.keep(key) == ""
    change_key(file, key)
    (tmp_path / "before.backup").unlink()
    assert readable(tmp_path) == [] and sealed.mark_of(file) == key.mark
    assert sorted(each.name for each in tmp_path.iterdir()) == ["cases.db"]
    engine = open_engine(sqlite_url)
    assert verify(engine) == chain and schema.differences(engine) == []
    with engine.connect() as connection:  # the search finds what it found
        assert connection.exec_driver_sql(
            "SELECT count(*) FROM search_case WHERE search_case MATCH ?", (CANARY,)
        ).scalar_one() == 1
    open_review(Office(engine, "ada", list(Role), now=clock), about="Work goes on")
    engine.dispose()
    change_key(file, None)
    engine = open_engine(sqlite_url)
    after = backup.make(engine, tmp_path / "after.backup", NOW).facts
    engine.dispose()
    assert after.rows["cases"] == before.rows["cases"] + 1 and sealed.mark_of(file) == b""


def test_new_records_are_encrypted_from_the_first_byte(tmp_path: Path, box: InMemory) -> None:
    file, key = tmp_path / "caseworker.db", Key.new()
    sealed.keep(key)
    sealed.begin(sealed.Opener(file, key))
    assert sealed.mark_of(file) == key.mark and readable(tmp_path) == []
    office = open_office(f"sqlite:///{file.as_posix()}")
    office.do(BO)
    assert readable(tmp_path) == [] and file.stat().st_size > 4096
    office.close()


@pytest.mark.parametrize("fails", ["export", "prove", "swap_in", "verify", "rename"])
def test_whatever_fails_the_file_is_as_it_was(
    sqlite_url: str, tmp_path: Path, box: InMemory, monkeypatch: pytest.MonkeyPatch, fails: str
) -> None:
    engine = open_engine(sqlite_url)
    Office(engine, "ada", list(Role)).do(BO)
    engine.dispose()
    file = file_at(sqlite_url)
    with closing(sqlite3.connect(file)) as plain:
        whole = list(plain.iterdump())

    def refuse(*_: object) -> None:
        raise OSError("the disk is gone")

    module, name = {"export": (sealed, "export"), "rename": (Path, "replace")}.get(
        fails, (recrypt, fails))
    with monkeypatch.context() as broken:
        broken.setattr(module, name, refuse)
        with pytest.raises(BackupFailed):
            change_key(file, Key.new())
    with closing(sqlite3.connect(file)) as plain:
        assert list(plain.iterdump()) == whole
    assert {each.name for each in tmp_path.iterdir()} <= {
        "cases.db", "cases.db-wal", "cases.db-shm"}


def test_a_copy_that_lost_a_row_is_not_put_in_place(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = open_engine(sqlite_url)
    Office(engine, "ada", list(Role)).do(BO)
    engine.dispose()
    real = sealed.export

    def careless(source: sealed.Opener, made: sealed.Opener) -> None:
        real(source, made)
        with closing(made.connect()) as copy:
            copy.execute("DELETE FROM staff")

    monkeypatch.setattr(sealed, "export", careless)
    with pytest.raises(BackupFailed, match="staff: 1 rows, then 0"):
        change_key(file_at(sqlite_url), Key.new())
    with closing(sqlite3.connect(file_at(sqlite_url))) as plain:
        assert plain.execute("SELECT name FROM staff").fetchall() == [(CANARY,)]


@pytest.mark.parametrize("there", ["plain", "other key", "nothing"])
@pytest.mark.parametrize("backed", ["plain", "encrypted"])
def test_encrypted_records_stay_encrypted_whatever_is_restored(
    sealed_url: str, tmp_path: Path, backed: str, there: str
) -> None:
    office = open_office(sealed_url)
    office.do(BO)
    office.close()
    if backed == "plain":
        change_key(file_at(sealed_url), None)
    source = open_engine(sealed_url)
    backup.make(source, tmp_path / "a.backup", NOW)
    source.dispose()
    place = tmp_path / "there"
    place.mkdir()
    url = f"sqlite:///{(place / 'caseworker.db').as_posix()}"
    key = Key.new()
    if there != "nothing":
        open_office(url).close()
    if there == "other key":
        sealed.keep(key)
        change_key(file_at(url), key)
    engine = open_engine(url)
    done = backup.restore(engine, tmp_path / "a.backup", NOW)
    engine.dispose()
    opened = open_office(url)
    assert opened.working_as("bo").name == CANARY
    opened.close()
    mark = sealed.mark_of(file_at(url))
    if there == "other key":
        assert mark == key.mark and readable(place) == []
        assert sealed.mark_of(Path(done.kept)) == key.mark
    else:
        assert bool(mark) == (backed == "encrypted")
    assert bool(done.kept) == (there != "nothing")


def test_a_backup_without_its_key_is_not_restored(
    sealed_url: str, tmp_path: Path, box: InMemory, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = open_engine(sealed_url)
    made = backup.make(engine, tmp_path / "a.backup", NOW)
    engine.dispose()
    assert bytes.fromhex(made.mark) == sealed.mark_of(file_at(sealed_url))
    forgotten(box, monkeypatch)
    elsewhere = tmp_path / "there"
    elsewhere.mkdir()
    other = open_engine(f"sqlite:///{(elsewhere / 'caseworker.db').as_posix()}")
    with pytest.raises(Locked):
        backup.restore(other, tmp_path / "a.backup", NOW)
    assert list(elsewhere.iterdir()) == []


def test_the_list_of_a_backup_does_not_tell_what_a_row_says(
    sealed_url: str, tmp_path: Path
) -> None:
    """Else who guesses the one row of a small table could see that the guess is right."""
    engine = open_engine(sealed_url)
    Office(engine, "ada", list(Role)).do(BO)
    told = backup.make(engine, tmp_path / "a.backup", NOW).facts
    engine.dispose()
    change_key(file_at(sealed_url), None)
    engine = open_engine(sealed_url)
    plain = backup.make(engine, tmp_path / "b.backup", NOW).facts
    engine.dispose()
    filled = [name for name, count in plain.rows.items() if count]
    assert told.rows == plain.rows and "staff" in filled
    assert [name for name in filled if told.digests[name] == plain.digests[name]] == []
