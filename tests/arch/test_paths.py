"""The folders that ship with the program are where ``caseworker.paths`` looks for them."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from caseworker import paths

ROOT = Path(__file__).parents[2]


def test_no_shipped_folder_is_missing() -> None:
    assert paths.missing() == []


def test_a_missing_folder_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(paths, "LETTERS", tmp_path / "letters")
    assert paths.missing() == [tmp_path / "letters"]


def test_the_wheel_holds_each_folder_under_the_same_name() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    included = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    assert included == {name: f"caseworker/_data/{name}" for name in included}
    for folder in (paths.MIGRATIONS, paths.LETTERS, paths.RESOURCES):
        assert folder.relative_to(paths.ROOT).as_posix() in included
