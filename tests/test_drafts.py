"""What was typed and not saved: kept, private, and set aside when broken."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from caseworker.drafts import Drafts, NotKept, drafts_of
from caseworker.office import Office

TYPED = {"abc": {"name": "Scan 0009.pdf", "path": "/post/Scan 0009.pdf",
                 "typed": {"name": "Siân Prosser", "not_in_the_uk": False}}}


@pytest.fixture
def drafts(tmp_path: Path) -> Drafts:
    return Drafts(tmp_path / "drafts", "pshah")


def test_drafts_come_back(drafts: Drafts) -> None:
    assert drafts.load() == ({}, "")
    drafts.save(TYPED)
    assert drafts.load() == (TYPED, "")


def test_without_drafts_there_is_no_file(drafts: Drafts) -> None:
    drafts.save(TYPED)
    drafts.save({})
    assert list(drafts.path.parent.iterdir()) == []
    drafts.save({})


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps the rights of the person's folder")
def test_nobody_else_may_read_them(drafts: Drafts) -> None:
    drafts.save(TYPED)
    assert stat.S_IMODE(drafts.path.stat().st_mode) == 0o600


@pytest.mark.parametrize("broken", [
    b"{", b"\xff\xfe", b"[]", b"null", b'{"format": 2, "drafts": {}}',
    b'{"format": 1, "drafts": {"a": 3}}', b'{"format": 1}', b"[" * 100_000,
])
def test_a_broken_file_is_set_aside_with_a_word(drafts: Drafts, broken: bytes) -> None:
    drafts.path.parent.mkdir()
    drafts.path.write_bytes(broken)
    found, words = drafts.load()
    assert found == {}
    aside = drafts.path.with_suffix(".broken")
    assert aside.read_bytes() == broken
    assert str(aside) in words
    assert drafts.load() == ({}, "")


def test_two_people_never_share_a_file(tmp_path: Path) -> None:
    assert Drafts(tmp_path, "pshah").path != Drafts(tmp_path, "hosei").path


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "drafts").write_text("a file, not a folder")
    with pytest.raises(NotKept, match="cannot be kept"):
        Drafts(tmp_path / "drafts", "pshah").save(TYPED)


def test_they_lie_beside_a_database_that_is_a_file(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("caseworker.system.data_folder", lambda: tmp_path / "person")
    where = drafts_of(office).path
    if office.engine.dialect.name == "sqlite":
        assert where.parent == Path(str(office.engine.url.database)).parent / "drafts"
    else:
        assert where.parent == tmp_path / "person" / "drafts"
    assert office.actor not in where.name
