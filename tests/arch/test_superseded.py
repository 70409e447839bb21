"""Addresses, names and numbers that are out of date, or were never checked, are given nowhere.

The first table holds for everything that ships; the second for what is written to people: the
letters, the ways out for post, and what the command line answers.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from caseworker.rules.law import PARTICULARS
from caseworker.rules.routes import ROUTES

ROOT = Path(__file__).parents[2]
SHIPPED = ("caseworker", "ui", "templates", "resources", "db")
TEXT = {".py", ".md", ".json", ".qss", ".txt", ".svg", ".mako", ".csv", ".html", ".css"}

NOWHERE = {
    "the office's old address": r"The Queen['’]?s Walk|Queens Walk|SE1\s*2AA",
    "the office's old telephone number": r"\b0?\s?20\s?7\s?983\s?4010\b|983\s*4010",
    "an address of the MPS that was not checked":
        r"Empress State|Lillie Road|SW6\s*1TR|Complaints Support Team",
    "an email of the GLA that was not checked": r"mopc\.complaints",
    "the superseded conduct regulations": r"\(Conduct\) Reg(?:ulation)?s 2008",
}
NOT_TO_PEOPLE = {
    "the three stages": r"three[- ]stage|\bStage (?:3|three)\b|Head of Workforce",
    "the commission of before 2018": r"\bIPCC\b|Police Complaints Commission",
    "an appeal against the police": r"(?<!no )\bright (?:to|of) appeal\b",
    "the web form": r"\bweb[- ]?form\b",
}


def shipped(*folders: str) -> Iterator[tuple[str, str]]:
    """Each text file that ships, with its text; of a Word file, the text of its parts."""
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in TEXT and "__pycache__" not in path.parts:
                yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")
            elif path.suffix == ".docx":
                yield str(path.relative_to(ROOT)), words_of(path)


def words_of(path: Path) -> str:
    """The text of a Word file without its markup."""
    with zipfile.ZipFile(path) as file:
        parts = [file.read(name).decode("utf-8") for name in file.namelist()
                 if name.endswith(".xml")]
    return re.sub(r"<[^>]+>", "", " ".join(parts))


def to_people() -> Iterator[tuple[str, str]]:
    """What is written to people, by where it stands."""
    yield from shipped("templates")
    for route in ROUTES.values():
        lines = " ".join(route.signpost.lines(date(2026, 3, 12)))
        yield route.code, " ".join((route.title, route.words, route.does, lines,
                                    route.signpost.to, route.signpost.where))
    for key, particular in PARTICULARS.items():
        yield key, " ".join(particular.on(date(2026, 3, 12)))


def found(pattern: str, texts: Iterator[tuple[str, str]]) -> list[str]:
    """Where the pattern stands."""
    looked = re.compile(pattern, re.IGNORECASE)
    return [where for where, text in texts if looked.search(text)]


@pytest.mark.parametrize("what", NOWHERE)
def test_is_given_nowhere(what: str) -> None:
    assert found(NOWHERE[what], shipped(*SHIPPED)) == []


@pytest.mark.parametrize("what", NOT_TO_PEOPLE)
def test_is_not_written_to_people(what: str) -> None:
    assert found(NOT_TO_PEOPLE[what], to_people()) == []


def test_the_search_would_find_them() -> None:
    old = ("The Queen’s Walk", "0207 983 4010", "020 7983 4010", "Empress State Building",
           "Police (Conduct) Regulations 2008", "mopc.complaints@example.org")
    for words in old:
        assert any(found(pattern, iter([("", words)])) for pattern in NOWHERE.values()), words
    assert found("169 Union St", to_people())
    assert found("letterhead", iter((where, where) for where, _ in shipped("templates")))
    assert not found(NOT_TO_PEOPLE["an appeal against the police"],
                     iter([("", "The law gives no right to appeal it.")]))
