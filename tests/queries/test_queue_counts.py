"""The numbers above the queue say what its rows say, whichever view is shown."""

from __future__ import annotations

from datetime import timedelta

import pytest

from caseworker.office import Office
from caseworker.queries.queues import View, review_queue
from tests.support.review import open_review, see


@pytest.mark.parametrize("days", [-1, 0, 1, 2])
def test_late_and_soon_are_counted_as_the_rows_show_them(office: Office, days: int) -> None:
    due = see(office, open_review(office)).row.deadline
    assert due is not None
    today = due - timedelta(days=days)
    shown = office.ask(review_queue, today=today, me=office.actor)
    states = [row.deadline_state for row in shown.rows]
    assert (shown.late, shown.soon) == (states.count("late"), states.count("soon"))
    assert (shown.late, shown.soon) == {-1: (1, 0), 0: (0, 1), 1: (0, 1), 2: (0, 0)}[days]
    for view in View:
        again = office.ask(review_queue, today=today, me=office.actor, view=view, text="no such")
        assert (again.late, again.soon, again.counts) == (shown.late, shown.soon, shown.counts)
    assert shown.counts[View.OPEN] == shown.counts[View.UNALLOCATED] == 1
    assert shown.counts[View.ENDED] == 0
