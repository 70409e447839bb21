"""The settings of one person on this computer, each declared once.

They are kept as JSON in the person's config folder, for IT to read and to set beforehand. What is
broken in the file never stops a start: the file is kept under another name, the rest is used, and
``problems`` has the words for the window. No password, and nothing about a case, is ever in it.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from caseworker.paths import SETTINGS_FILE as FILE

NOT_KEPT = "Your settings cannot be kept on this computer. They hold until Caseworker is closed."
UNREADABLE = ("Your settings could not be read, so Caseworker starts with its own. The file is "
              "kept as {name}.")
WRONG = ("These settings were not ones that Caseworker knows, so its own are used: {which}. The "
         "file is kept as {name}.")

THEMES = {"system": "Match the system", "light": "Light", "dark": "Dark",
          "contrast": "High contrast"}
ROWS = {"comfortable": 54, "medium": 44, "compact": 34}  # a list's row in pixels at 100 %
WIDTHS = (40, 900)  # the least and the most of a column, in pixels at 100 %
LOCK_AFTER = (5, 10, 30, 60)  # minutes that the menu offers, besides never
RECORDS = {"": "Not chosen yet", "server": "Our server", "own": "Only me, on this computer"}
EMPTY: Mapping[str, Any] = MappingProxyType({})
Check = Callable[[Any], bool]


def _one_of(*values: str) -> Check:
    return lambda value: isinstance(value, str) and value in values


def _between(least: float, most: float) -> Check:
    # True is a number in Python, and no size.
    return lambda value: (isinstance(value, int | float) and not isinstance(value, bool)
                          and least <= value <= most)


def _text(value: Any) -> bool:
    return isinstance(value, str) and value.isprintable()


def _yes_or_no(value: Any) -> bool:
    return isinstance(value, bool)


def _place_on_screen(value: Any) -> bool:
    """Left, top, width and height in pixels, and whether the window filled the screen."""
    numbers = {"left", "top", "width", "height"}
    return isinstance(value, dict) and (not value or (
        value.keys() == numbers | {"maximised"} and isinstance(value["maximised"], bool)
        and all(_between(-100_000, 100_000)(value[name]) for name in numbers)))


def _looks_of_lists(value: Any) -> bool:
    """For each list by name: its columns in order, their widths in pixels at 100 %, its height,
    and what it is sorted and grouped by.
    """
    return isinstance(value, dict) and all(
        isinstance(look, dict) and look.keys() <= {
            "columns", "widths", "height", "sort", "descending", "group"}
        and isinstance(look.get("columns", []), list) and isinstance(look.get("widths", {}), dict)
        and all(_text(name) for name in look.get("columns", []))
        and all(_between(*WIDTHS)(wide) for wide in look.get("widths", {}).values())
        and _text(look.get("sort", "")) and _text(look.get("group", ""))
        and _yes_or_no(look.get("descending", False))
        and look.get("height", "") in ("", *ROWS) for look in value.values())


def _setting(default: Any, words: str, check: Check) -> Any:
    about = {"words": words, "check": check}
    if isinstance(default, Mapping):
        return field(default_factory=dict, metadata=about)
    return field(default=default, metadata=about)


@dataclass(frozen=True)
class Settings:
    """Every setting: its name, type, default, the words of the window, and what it may be."""

    theme: str = _setting("system", "Colours", _one_of(*THEMES))
    text_size: float = _setting(1.1, "Text size", _between(0.9, 2.0))  # 1.0 is 100 %
    row_height: str = _setting("comfortable", "Height of rows", _one_of(*ROWS))
    lists: dict[str, Any] = _setting(EMPTY, "Columns and order of the lists", _looks_of_lists)
    single_letters: bool = _setting(True, "Single-letter keys", _yes_or_no)  # WCAG 2.2, 2.1.4
    lock_after: int = _setting(10, "Minutes until the window locks", _between(0, 240))  # 0: never
    window: dict[str, Any] = _setting(EMPTY, "Size and place of the window", _place_on_screen)
    place: str = _setting("", "Where you were", _text)  # the words of a place in the navigation
    records: str = _setting("", "Where the records are", _one_of(*RECORDS))
    folder: str = _setting("", "Folder of the records", _text)
    server: str = _setting("", "Server", _text)  # as typed, see caseworker.way_in
    login: str = _setting("", "Name to sign in with", _text)
    remember: bool = _setting(False, "Remember the password", _yes_or_no)


class Config:
    """The settings in force (``now``), and the file that they are kept in.

    Without a folder they are kept in memory only. ``problems`` are words for the window.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.file = folder / FILE if folder is not None else None
        self.now, self.problems = Settings(), list[str]()
        self._unknown: dict[str, Any] = {}  # a newer version's: they stay in the file
        self._load()

    def change(self, **values: Any) -> None:
        """Put settings in force and keep them. Raises ValueError for what a setting can't be.

        A file that can't be written is said once in ``problems``; the settings hold meanwhile.
        """
        for name, value in values.items():
            if name not in _CHECKS or not _CHECKS[name](value):
                raise ValueError(f"The setting {name} cannot be {value!r}")
        before, self.now = self.now, replace(self.now, **values)
        if self.file is not None and self.now != before:
            try:
                self._save(self.file)
            except OSError:
                if NOT_KEPT not in self.problems:
                    self.problems.append(NOT_KEPT)

    def _load(self) -> None:
        if self.file is None:
            return
        try:
            found = json.loads(self.file.read_text(encoding="utf-8-sig"))
            if not isinstance(found, dict):
                raise ValueError("not settings")
        except (FileNotFoundError, NotADirectoryError):
            return
        except (OSError, ValueError, RecursionError):
            self.problems.append(UNREADABLE.format(name=self._set_aside(self.file)))
            return
        known = {name: value for name, value in found.items() if name in _CHECKS}
        self._unknown = {name: value for name, value in found.items() if name not in _CHECKS}
        wrong = [name for name, value in known.items() if not _CHECKS[name](value)]
        self.now = Settings(**{name: value for name, value in known.items() if name not in wrong})
        if wrong:
            which = ", ".join(_WORDS[name] for name in wrong)
            kept = self._set_aside(self.file)
            self.problems.append(WRONG.format(which=which, name=kept))
            with contextlib.suppress(OSError):  # else the good ones are lost with the bad
                self._save(self.file)

    def _set_aside(self, file: Path) -> Path:
        """Where the file is now: under its other name, or where it was if it can't be moved."""
        try:
            return file.replace(file.with_suffix(".broken"))
        except OSError:  # then it is met, and said, again next time
            return file

    def _save(self, file: Path) -> None:
        kept = {each.name: getattr(self.now, each.name) for each in fields(Settings)}
        defaults = Settings()
        told = {name: value for name, value in kept.items() if value != getattr(defaults, name)}
        file.parent.mkdir(parents=True, exist_ok=True)
        beside = file.with_suffix(".new")
        with beside.open("w", encoding="utf-8") as new:
            json.dump({**self._unknown, **told}, new, ensure_ascii=False, indent=2)
            new.flush()
            os.fsync(new.fileno())
        beside.replace(file)  # a crash leaves the old file or the new, never half of one


_CHECKS: dict[str, Check] = {each.name: each.metadata["check"] for each in fields(Settings)}
_WORDS: dict[str, str] = {each.name: each.metadata["words"] for each in fields(Settings)}
