"""A small office of invented cases, made once and copied for each test that goes there."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from caseworker.demo.seed import COMPLAINTS, fill

TODAY = date(2026, 3, 12)
# Late, soon, waiting for the police, and one of each stage that has a tab of its own.
KEYS = ("ruth-abernathy", "eleanor-achterberg", "jerome-whitlock-ade", "tomasz-wieczorek",
        "isla-merriweather", "emeka-sorensen", COMPLAINTS)


def small_office(folder: Path) -> Path:
    """The records of an office with a few cases of each kind, as one file."""
    made = folder / "caseworker.db"
    fill(url(made), today=TODAY, only=KEYS)
    return made


def copy_of(made: Path, folder: Path) -> str:
    """The URL of a copy that a test may change."""
    return url(Path(shutil.copy(made, folder)))


def url(file: Path) -> str:
    """The address of a file of records."""
    return f"sqlite:///{file.as_posix()}"
