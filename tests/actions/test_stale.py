"""What is asked before each question of each screen is answered from an index."""

from __future__ import annotations

import pytest
from sqlalchemy import event

from caseworker.actions.recheck import stale
from caseworker.office import Office
from tests.support.review import open_review


def test_a_file_looks_at_no_case_to_know_that_none_is_stale(office: Office) -> None:
    if office.engine.dialect.name != "sqlite":
        pytest.skip("a server chooses by how much there is, so that a small one tells nothing")
    open_review(office)
    asked: list[tuple[str, tuple[str, ...]]] = []
    event.listen(office.engine, "before_cursor_execute",
                 lambda *given: asked.append((given[2], given[3])))
    assert not office.ask(lambda session: stale(session))
    (statement, values) = next(each for each in asked if "reckoned_with" in each[0])
    with office.engine.connect() as connection:
        plan = connection.connection.cursor().execute(f"EXPLAIN QUERY PLAN {statement}", values)
        steps = [row[3] for row in plan.fetchall()]
    assert any("ix_cases_open_reckoned (stage=? AND reckoned_with<?)" in each for each in steps)
