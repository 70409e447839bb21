"""Encrypting at the console: the recovery key is shown, asked back, and asked for when needed."""

from __future__ import annotations

import builtins
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from caseworker import cli, encrypting, own_file, sealed
from caseworker.backup import recrypt
from caseworker.opening import open_office
from tests.support.keyring_box import InMemory

Console = Callable[..., int]


@pytest.fixture
def file(sqlite_url: str) -> Path:
    found = own_file.file_of(sqlite_url)
    assert found is not None
    return found.replace(found.with_name("caseworker.db"))


@pytest.fixture
def console(
    file: Path, box: InMemory, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Console:
    """Runs a command; ``typed`` are the answers, where "group" stands for the one asked for."""

    def run(*words: str, typed: tuple[str, ...] = ()) -> int:
        answers = list(typed)

        def answer(asked: str) -> str:
            print(asked)
            if not answers:
                raise EOFError
            given = answers.pop(0)
            if given == "group":
                n = re.search(r"type group (\d+):", asked)
                shown = dict(re.findall(r"^ +(\d+)  (\w{5})$", console_said(), re.MULTILINE))
                given = shown[n[1] if n else ""].lower()
            return given

        said.clear()
        monkeypatch.setattr(builtins, "input", answer)
        code = cli.run(cli.arguments(["--data", str(file.parent), *words]))
        console_said()
        assert not answers, "not all was asked"
        return code

    def console_said() -> str:
        out, err = capsys.readouterr()
        said.extend((out, err))
        return "".join(said)

    return run


said: list[str] = []


def groups() -> list[str]:
    return re.findall(r"^ +\d+  (\w{5})$", "".join(said), re.MULTILINE)


def test_records_are_encrypted_once_the_recovery_key_is_had(
    file: Path, console: Console, monkeypatch: pytest.MonkeyPatch, box: InMemory
) -> None:
    (file.parent / "caseworker-before-upgrade-20260101-000000.db").write_bytes(file.read_bytes())
    assert console("encrypt", typed=("nonsense", "group")) == 0
    words, key = "".join(said), groups()
    assert "The records are encrypted." in words and len(key) == 13
    assert "caseworker-before-upgrade-20260101-000000.db" in words  # it is not, and says so
    assert sealed.mark_of(file) != b"" and len(box.kept) == 1
    assert console("journal", "verify") == 0 and "0 chains broken" in said[0]
    assert console("encrypt") == 1 and "encrypted already" in "".join(said)
    assert console("recovery-key") == 0 and groups() == key
    box.kept.clear()
    monkeypatch.setattr(sealed, "_typed", {})
    assert console("journal", "verify") == 1  # nobody answers
    wrong = " ".join([*key[:2], key[2][:-1] + ("0" if key[2][-1] != "0" else "1"), *key[3:]])
    assert console("journal", "verify", typed=(wrong, " ".join(key))) == 0
    assert "Check group 3:" in "".join(said) and "0 chains broken" in "".join(said)
    assert len(box.kept) == 1  # kept again
    assert console("decrypt", typed=("no",)) == 1 and sealed.mark_of(file)
    assert console("decrypt", typed=("decrypt",)) == 0 and not sealed.mark_of(file)
    assert console("decrypt") == 1 and console("recovery-key") == 1


def test_who_does_not_have_the_key_encrypts_nothing(
    file: Path, console: Console, box: InMemory
) -> None:
    before = file.read_bytes()
    assert console("encrypt", typed=("a", "b", "c")) == 1
    assert "Nothing was changed." in "".join(said)
    assert console("encrypt") == 1
    assert (file.read_bytes(), box.kept) == (before, {})


def test_a_failure_leaves_the_records_as_they_were(
    file: Path, console: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError("the disk is gone")

    monkeypatch.setattr(recrypt, "swap_in", refuse)
    assert console("encrypt", typed=("group",)) == 1
    assert not sealed.mark_of(file)
    open_office(f"sqlite:///{file.as_posix()}").close()


def test_records_that_are_open_are_left_alone(file: Path, console: Console) -> None:
    office = open_office(f"sqlite:///{file.as_posix()}")
    assert console("encrypt") == 1 and "already open in another copy" in "".join(said)
    office.close()


def test_the_page_can_be_printed_and_overwrites_nothing(
    file: Path, console: Console, tmp_path: Path
) -> None:
    import pypdfium2

    place = tmp_path / "key.pdf"
    assert console("encrypt", "--page", str(place)) == 1  # nobody confirms
    read = pypdfium2.PdfDocument(place)[0].get_textpage().get_text_range()
    found = re.findall(r"\b[0-9A-HJKMNP-TV-Z]{5}\b", read)
    assert sealed.Key.typed("".join(found)).groups == found
    assert sys.platform == "win32" or place.stat().st_mode & 0o077 == 0
    before = place.read_bytes()
    assert console("encrypt", "--page", str(place)) == 1
    assert place.read_bytes() == before


def test_without_a_keyring_the_key_is_asked_for_each_time(
    file: Path, console: Console, box: InMemory
) -> None:
    box.locked = True
    assert console("encrypt", typed=("group",)) == 0
    assert "asked for each time" in "".join(said)
    open_office(f"sqlite:///{file.as_posix()}").close()


def test_without_the_library_it_is_said(
    file: Path, console: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sealed, "_found", lambda: None)
    assert console("encrypt") == 1 and sealed.MISSING in "".join(said)


def test_a_backup_from_another_computer_asks_for_its_key(
    file: Path, console: Console, tmp_path: Path, box: InMemory, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert console("encrypt", typed=("group",)) == 0
    key = " ".join(groups())
    assert console("backup", str(tmp_path / "a.backup")) == 0
    box.kept.clear()
    monkeypatch.setattr(sealed, "_typed", {})
    file.unlink()
    assert console("restore", str(tmp_path / "a.backup")) == 1 and file.stat().st_size == 0
    assert console("restore", str(tmp_path / "a.backup"), typed=(key,)) == 0
    assert sealed.mark_of(file) and encrypting.open_copies(file) == []
    open_office(f"sqlite:///{file.as_posix()}").close()
