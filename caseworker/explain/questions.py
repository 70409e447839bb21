"""Which function answers which question of the command line."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from caseworker.explain import complaints, counting, post, reviews
from caseworker.explain.answers import Explained

ANSWERED_BY: dict[str, Callable[[argparse.Namespace], Explained]] = {
    "working-days": counting.working_days,
    "calendar-days": counting.calendar_days,
    "months": counting.months,
    "review-window": reviews.review_window,
    "review-body": reviews.review_body,
    "complaint-window": complaints.window,
    "complaint-due": complaints.due,
    "decider": complaints.decider,
    "route": post.route,
}


def ask(given: argparse.Namespace) -> Explained:
    """The answer. Raises BadArgument, in words."""
    return ANSWERED_BY[given.question](given)
