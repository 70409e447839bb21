"""A person's settings: kept as they are, and never in the way of a start."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path

import platformdirs
import pytest

from caseworker import system
from caseworker.config import FILE, NOT_KEPT, Config, Settings


def test_settings_are_kept(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "Caseworker"
    config = Config(folder)
    assert config.now == Settings() and not config.problems
    assert not folder.exists(), "looking makes no folder"
    window = {"left": 10, "top": -20, "width": 1300, "height": 800, "maximised": False}
    config.change(theme="dark", text_size=1.5, window=window)
    again = Config(folder)
    assert again.now == config.now and not again.problems
    assert again.now.window == window


def test_only_what_was_chosen_is_in_the_file(tmp_path: Path) -> None:
    Config(tmp_path).change(server="records.office.example")
    assert json.loads((tmp_path / FILE).read_text()) == {"server": "records.office.example"}


def test_there_is_no_place_for_a_password() -> None:
    names = {each.name for each in fields(Settings)}
    assert not {name for name in names if "password" in name or "secret" in name}
    with pytest.raises(ValueError, match="cannot be"):
        Config().change(password="correct horse")


@pytest.mark.parametrize("broken", [b"", b"{", b"[]", b"\xff\xfe\x00", b"[" * 100_000, b"null"])
def test_a_broken_file_is_set_aside_with_a_word(tmp_path: Path, broken: bytes) -> None:
    (tmp_path / FILE).write_bytes(broken)
    config = Config(tmp_path)
    assert config.now == Settings()
    kept = tmp_path / "settings.broken"
    assert kept.read_bytes() == broken
    assert len(config.problems) == 1 and str(kept) in config.problems[0]
    assert not Config(tmp_path).problems, "said once"


def test_a_broken_file_that_cannot_be_moved_is_said_to_be_where_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / FILE).write_text("{")

    def refused(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "replace", refused)
    assert Config(tmp_path).problems[0].endswith(f"kept as {tmp_path / FILE}.")


@pytest.mark.parametrize(("name", "value", "words"), [
    ("theme", "neon", "Colours"), ("theme", ["light"], "Colours"), ("text_size", 9, "Text size"),
    ("text_size", True, "Text size"), ("text_size", "large", "Text size"),
    ("text_size", float("nan"), "Text size"),
    ("row_height", 54, "Height of rows"), ("lock_after", -1, "Minutes until the window locks"),
    ("window", {"left": 1}, "Size and place of the window"), ("folder", "C:\n", "Folder"),
    ("single_letters", "no", "Single-letter keys"), ("records", None, "Where the records are"),
])
def test_a_broken_value_is_set_aside_and_the_rest_is_used(
    tmp_path: Path, name: str, value: object, words: str
) -> None:
    text = json.dumps({"login": "pshah", name: value})
    (tmp_path / FILE).write_text(text)
    config = Config(tmp_path)
    assert config.now == Settings(login="pshah")
    assert (tmp_path / "settings.broken").read_text() == text
    assert len(config.problems) == 1 and words in config.problems[0]
    again = Config(tmp_path)
    assert again.now == Settings(login="pshah") and not again.problems
    with pytest.raises(ValueError, match=name):
        config.change(**{name: value})


def test_what_a_newer_version_keeps_stays(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text('{"speech": "on", "theme": "dark"}')
    config = Config(tmp_path)
    assert config.now.theme == "dark" and not config.problems
    config.change(theme="light")
    assert json.loads((tmp_path / FILE).read_text()) == {"speech": "on", "theme": "light"}


def test_a_folder_that_cannot_be_written_is_said_once(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file where the folder should be")
    config = Config(tmp_path / "taken" / "Caseworker")
    config.change(theme="dark")
    config.change(theme="light")
    assert config.now.theme == "light"
    assert config.problems == [NOT_KEPT]


def test_without_a_folder_nothing_is_written() -> None:
    config = Config()
    config.change(theme="dark")
    assert config.now.theme == "dark" and not config.problems


@pytest.mark.parametrize("home", ["/somewhere/else", "", "  "])
def test_the_settings_are_where_platformdirs_has_them(
    monkeypatch: pytest.MonkeyPatch, home: str
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", home)
    usual = platformdirs.user_config_dir("Caseworker", appauthor=False)
    assert system.config_folder() == Path(usual)


@pytest.mark.parametrize("look", [
    5, {"sort": 5}, {"group": None}, {"descending": "yes"}, {"columns": "case"},
    {"height": "tall"}, {"widths": {"case": True}}, {"colour": "red"}])
def test_a_broken_order_or_look_of_a_list_is_set_aside_with_a_word(
    tmp_path: Path, look: object
) -> None:
    lists = {"post": look, "letters to issue": {"sort": "case"}}
    (tmp_path / FILE).write_text(json.dumps({"lists": lists, "theme": "dark"}))
    config = Config(tmp_path)
    assert config.now.lists == {} and config.now.theme == "dark"
    assert "Columns and order of the lists" in config.problems[0]
    good = {"post": {"sort": "route", "descending": True, "group": "week", "columns": ["route"]}}
    config.change(lists=good)
    assert Config(tmp_path).now.lists == good
