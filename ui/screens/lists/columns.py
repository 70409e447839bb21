"""The columns that lists of cases can show, and the phrase that is spoken for each cell."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from caseworker.queries.rows import ListOf, QueueRow

NOBODY = "Not allocated"
MARK_WORDS = {"adjustment": "reasonable adjustment", "representative": "has a representative",
              "linked": "linked case"}


_REVIEWS, _COMPLAINTS = frozenset({ListOf.REVIEWS}), frozenset({ListOf.COMPLAINTS})
_BOTH = _REVIEWS | _COMPLAINTS


class Column(NamedTuple):
    """A column: its name in views, its label, the phrase of a cell, what sorting by it means
    ("" where the list is not sorted by it), and the lists of cases that can show it. ``lines``
    are shown one below the other, where the phrase is not.
    """

    name: str
    label: str
    phrase: Callable[[Any], str]
    sort: str
    width: int = 0  # pixels at 100 %; 0 takes the room that is left
    lists: frozenset[ListOf] = _BOTH
    lines: Callable[[Any], tuple[str, str]] | None = None


def _case(row: QueueRow) -> str:
    hidden = ("restricted",) if row.restricted else ()
    return ", ".join((row.name, row.reference, *(MARK_WORDS.get(m, m) for m in row.marks),
                      *hidden))


def _about(row: QueueRow) -> str:
    police = f", MPS reference {row.mps_reference}" if row.mps_reference else ""
    return f"{row.about}{police}"


def _deadline(row: QueueRow) -> str:
    parts = (day(row), row.deadline_words, row.deadline_what if row.deadline else "")
    return ", ".join(part for part in parts if part)


def date_words(when: date | None) -> str:
    """A day as grids show it: "9 Mar 2026"."""
    return f"{when.day} {when:%b} {when.year}" if when else "Not known"


def _process(row: QueueRow) -> str:
    return f"Stage {row.own.stage}" if row.own and row.own.stage else "Not begun"


COLUMNS: tuple[Column, ...] = (
    Column("case", "Case", _case, "case", 184),
    Column("about", "Complaint about", _about, "about"),
    Column("deadline", "Next deadline", _deadline, "deadline", 146),
    Column("owner", "Owner", lambda row: row.owner or NOBODY, "owner", 122),
    Column("stage", "Stage", lambda row: row.tag, "stage", 156),
    Column("reference", "Reference", lambda row: row.reference, "reference", 128),
    Column("mps_reference", "MPS reference", lambda row: row.mps_reference or "Not known",
           "mps_reference", 124, _REVIEWS),
    Column("received", "Received", lambda row: date_words(row.received), "received", 106),
    Column("outcome_letter", "Outcome letter", lambda row: date_words(row.outcome_letter),
           "outcome_letter", 116, _REVIEWS),
    Column("handling", "Handled by MPS as", lambda row: row.handling.capitalize() or "Not known",
           "handling", 150, _REVIEWS),
    Column("ended", "Ended", lambda row: date_words(row.ended) if row.ended else "Open", "ended",
           106),
    Column("process", "Stage 1 or 2", lambda row: _process(row), "", 106, _COMPLAINTS),
    Column("answer_by", "Stage ends", lambda row: date_words(row.own.answer_by)
           if row.own and row.own.answer_by else "No stage runs", "", 116, _COMPLAINTS),
    Column("dealt_by", "Dealt with by", lambda row: (row.own.dealt_by if row.own else "")
           or "Not chosen", "", 126, _COMPLAINTS),
)

def day(row: QueueRow) -> str:
    """The date of the next deadline as grids show it: "9 Mar 2026"."""
    return date_words(row.deadline) if row.deadline else row.deadline_what or "No deadline"
