"""Words that must not be in what ships: superseded material, and how the program was made."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SHIPPED = ("caseworker", "ui", "templates", "resources", "docs", "db")
TOP = ("README.md", "CHANGELOG.md", "start.py", "pyproject.toml")
TEXT = {".py", ".md", ".json", ".qss", ".txt", ".toml", ".svg", ".mako", ".csv", ".html", ".css"}

# The old address, telephone and law of the office, and an unverified address of the MPS.
SUPERSEDED = {
    "the office's old address": r"Queen['’]?s Walk|SE1\s*2AA",
    "the office's old telephone number": r"7983\s*4010",
    "an unverified address of the MPS": r"Empress State|Lillie Road|SW6\s*1TR",
    "superseded conduct regulations": r"\(Conduct\) Regulations 2008|Conduct Regs 2008",
}
# The casework only: a reader of the program has no use for how it came to be.
WORKSHOP = {
    "a path of the workshop": r"/work/|(?<![\w/])shared/|\bseeds\b|/tmp/jobs",
    "how it was made": r"\bprototypes?\b",
}


def shipped() -> Iterator[Path]:
    """Every text file that ships."""
    for name in SHIPPED:
        for path in sorted((ROOT / name).rglob("*")):
            if path.suffix in TEXT and "__pycache__" not in path.parts:
                yield path
    yield from (ROOT / name for name in TOP if (ROOT / name).exists())


def lines_with(pattern: str) -> list[str]:
    """Where the pattern stands, as file, line number and line."""
    found = []
    for path in shipped():
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if re.search(pattern, line, re.IGNORECASE):
                found.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()[:100]}")
    return found


@pytest.mark.parametrize("what", [*SUPERSEDED, *WORKSHOP])
def test_is_not_in_what_ships(what: str) -> None:
    assert lines_with((SUPERSEDED | WORKSHOP)[what]) == []


def test_the_old_commission_is_not_in_a_letter() -> None:
    # Rules may cite court cases of its time; a letter says IOPC.
    assert [place for place in lines_with(r"\bIPCC\b") if place.startswith("templates")] == []


def test_people_read_of_emails_without_a_hyphen() -> None:
    # Only a value of the records, which stands in quotation marks by itself, keeps it.
    assert lines_with(r"(?<!\")e-mail|e-mail(?!\")") == []


def test_the_search_reads_what_ships() -> None:
    assert len(list(shipped())) > 10
    assert any(place.startswith("caseworker/rules/finding.py") for place in lines_with("Refused"))
