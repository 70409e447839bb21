"""How a date stands: late, soon or later, in a word and in words."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from functools import lru_cache

from caseworker.rules.words import days_words


class DeadlineState(StrEnum):
    """How near a date is. "waiting": it is for somebody else to keep, and not yet past."""

    LATE = "late"
    SOON = "soon"
    LATER = "later"
    WAITING = "waiting"


@lru_cache(maxsize=4096)  # a list has few days, and many rows with each
def standing(due: date | None, today: date, near: int) -> tuple[str, str]:
    """How a date stands: late, soon (``near`` days or fewer are left), later or none; in words."""
    if due is None:
        return "none", ""
    left = (due - today).days
    if left < 0:
        state = DeadlineState.LATE
    else:
        state = DeadlineState.SOON if left <= near else DeadlineState.LATER
    return state.value, days_words(due, today)
