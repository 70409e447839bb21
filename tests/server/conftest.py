"""A database on the server, with colleagues who sign in with their own logins."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from caseworker import system
from caseworker.office import Office
from caseworker.opening import open_office
from tests.support.clock import Clock
from tests.support.team import Team


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What a computer keeps for itself goes to the test's own folder."""
    monkeypatch.setattr(system, "data_folder", lambda: tmp_path / "data")
    return tmp_path / "data"


@pytest.fixture
def as_(database: str, colleagues: Team, clock: Clock) -> Iterator[Callable[[str], Office]]:
    """The office of one colleague, by nickname, signed in with their own login."""
    opened: dict[str, Office] = {}

    def sign_in(who: str) -> Office:
        if who not in opened:
            opened[who] = open_office(colleagues.url(database, who), now=clock)
        return opened[who]

    yield sign_in
    for office in opened.values():
        office.close()


@pytest.fixture
def root(postgres_url: str) -> Iterator[psycopg.Connection[Any]]:
    """The database's owner, who may put anything anywhere."""
    with psycopg.connect(postgres_url.replace("+psycopg", "", 1), autocommit=True,
                         options="-c search_path=app") as connection:
        yield connection
