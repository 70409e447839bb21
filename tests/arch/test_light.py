"""What is shown first loads nothing of the database, nor of papers."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HEAVY = {"sqlalchemy", "alembic", "psycopg", "reportlab", "docx", "pikepdf", "PIL"}


@pytest.mark.parametrize("modules", [
    "ui.__main__, ui.application, ui.first_look, ui.screens.all",
    "ui.signin.window",
    "ui.theme, ui.nav, ui.top_bar, ui.jobs, ui.screen, ui.kept",
    "ui.screens.queue_table, ui.screens.queue_look",
])
def test_it_is_light(modules: str) -> None:
    said = subprocess.run(
        [sys.executable, "-c", f"import sys, {modules}; print(*sys.modules)"], cwd=ROOT,
        capture_output=True, text=True, check=True).stdout
    assert HEAVY.isdisjoint(said.split())
