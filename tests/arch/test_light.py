"""What is shown first loads nothing of the database, nor of papers, and of the program little."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HEAVY = {"sqlalchemy", "alembic", "psycopg", "reportlab", "docx", "pikepdf", "PIL"}
# All of the program that may be loaded before the first page is on screen, and what of Python is
# known to take long and not to be loaded by Qt anyway.
FIRST = {
    "caseworker", "caseworker.paths", "caseworker.queries", "caseworker.queries.first_page",
    "caseworker.queries.rows", "caseworker.rules", "caseworker.rules.stages",
    "caseworker.rules.standing", "caseworker.rules.words", "caseworker.system",
    "ui", "ui.__main__", "ui.drawing", "ui.first_look", "ui.ink", "ui.marks", "ui.qt_build",
    "ui.remember", "ui.screens", "ui.screens.lists", "ui.screens.lists.cells",
    "ui.screens.lists.columns", "ui.theme",
    "ui.tokens",
}
SLOW = {"dataclasses", "json", "zoneinfo", "ctypes", "platformdirs", "getpass", "email", "string"}


def loaded(modules: str, then: str = "") -> set[str]:
    """The modules that are there when these are loaded."""
    said = subprocess.run(
        [sys.executable, "-c", f"import sys, {modules}\n{then}\nprint(*sys.modules)"], cwd=ROOT,
        capture_output=True, text=True, check=True).stdout
    return set(said.split())


@pytest.mark.parametrize("modules", [
    "ui.__main__, ui.application, ui.frame, ui.screens.all",
    "ui.signin.window",
    "ui.theme, ui.nav, ui.top_bar, ui.jobs, ui.screen, ui.kept",
    "ui.screens.lists.table, ui.screens.lists.painter",
])
def test_it_is_light(modules: str) -> None:
    assert HEAVY.isdisjoint(loaded(modules))


def test_the_first_page_loads_just_these() -> None:
    found = loaded("ui.__main__, ui.qt_build, ui.first_look")
    assert {each for each in found if each.partition(".")[0] in ("ui", "caseworker")} == FIRST
    assert SLOW & found <= SLOW & loaded("sqlite3, PySide6.QtWidgets, PySide6.QtSvg")


