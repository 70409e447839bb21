"""An office on one computer, with colleagues, for the page of a case."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from caseworker.database import open_engine
from caseworker.office import Office
from caseworker.rules.lifecycle import Role
from tests.support.case_page import staff
from tests.support.clock import Clock


@pytest.fixture
def desk(sqlite_url: str, clock: Clock) -> Iterator[Office]:
    engine = open_engine(sqlite_url)
    made = Office(engine, actor="demo.manager", roles=frozenset(Role), now=clock)
    staff(made)
    yield made
    engine.dispose()
