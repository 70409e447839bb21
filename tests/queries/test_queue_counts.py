"""The numbers above the queue say what its rows say, whichever view is shown."""

from __future__ import annotations

from datetime import timedelta

import pytest

from caseworker.office import Office
from caseworker.queries.lists.sorts import Shown
from caseworker.queries.lists.window import first_rows
from caseworker.queries.queues import view_counts
from caseworker.queries.rows import View
from tests.support.review import open_review, see


@pytest.mark.parametrize("days", [-1, 0, 1, 2])
def test_late_and_soon_are_counted_as_the_rows_show_them(office: Office, days: int) -> None:
    due = see(office, open_review(office)).row.deadline
    assert due is not None
    today = due - timedelta(days=days)
    rows = office.ask(first_rows, shown=Shown(), today=today, me=office.actor)
    counts = office.ask(view_counts, today=today, me=office.actor)
    states = [row.deadline_state for row in rows]
    assert (counts.late, counts.soon) == (states.count("late"), states.count("soon"))
    assert (counts.late, counts.soon) == {-1: (1, 0), 0: (0, 1), 1: (0, 1), 2: (0, 0)}[days]
    assert counts.views[View.OPEN] == counts.views[View.UNALLOCATED] == 1
    assert counts.views[View.ENDED] == 0
