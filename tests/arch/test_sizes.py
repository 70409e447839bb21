"""Files and functions stay small enough to be read in one go."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
FILE_LINES = 320
FUNCTION_LINES = 60


def modules() -> Iterator[Path]:
    """The program's own modules; migrations are for ever and not counted."""
    for name in ("caseworker", "ui"):
        yield from sorted((ROOT / name).rglob("*.py"))
    yield ROOT / "start.py"


def test_no_file_is_too_long() -> None:
    long = {}
    for path in modules():
        lines = len(path.read_text(encoding="utf-8").splitlines())
        if lines > FILE_LINES:
            long[path.relative_to(ROOT).as_posix()] = lines
    assert long == {}, f"more than {FILE_LINES} lines: split by the user's job"


def test_no_function_is_too_long() -> None:
    long = {}
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > FUNCTION_LINES:
                    long[f"{path.relative_to(ROOT).as_posix()}:{node.name}"] = lines
    assert long == {}, f"more than {FUNCTION_LINES} lines: give its parts names"
