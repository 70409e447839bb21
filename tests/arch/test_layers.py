"""Who may import whom: the contracts of import-linter in pyproject.toml."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
# A process of its own: import-linter changes sys.path and prints as it goes.
PROGRAM = (
    "import sys; from importlinter import cli; "
    "sys.exit(cli.lint_imports(no_cache=True, no_logo=True))"
)


def test_the_layers_hold() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout
