"""The columns that a list of cases can show, and the phrase that is spoken for each cell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from caseworker.queries.rows import QueueRow

NOBODY = "Not allocated"
MARK_WORDS = {"adjustment": "reasonable adjustment", "representative": "has a representative",
              "linked": "linked case"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name in views, its label, the phrase of a cell, what sorting by it means."""

    name: str
    label: str
    phrase: Callable[[QueueRow], str]
    sort: str
    width: int = 0  # pixels at 100 %; 0 takes the room that is left


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


def _date(when: date | None) -> str:
    return f"{when.day} {when:%b} {when.year}" if when else "Not known"


COLUMNS: tuple[Column, ...] = (
    Column("case", "Case", _case, "case", 184),
    Column("about", "Complaint about", _about, "about"),
    Column("deadline", "Next deadline", _deadline, "deadline", 146),
    Column("owner", "Owner", lambda row: row.owner or NOBODY, "owner", 122),
    Column("stage", "Stage", lambda row: row.tag, "stage", 156),
    Column("reference", "Reference", lambda row: row.reference, "reference", 128),
    Column("mps_reference", "MPS reference", lambda row: row.mps_reference or "Not known",
           "mps_reference", 124),
    Column("received", "Received", lambda row: _date(row.received), "received", 106),
    Column("outcome_letter", "Outcome letter", lambda row: _date(row.outcome_letter),
           "outcome_letter", 116),
    Column("handling", "Handled by MPS as", lambda row: row.handling.capitalize() or "Not known",
           "handling", 150),
    Column("ended", "Ended", lambda row: _date(row.ended) if row.ended else "Open", "ended", 106),
)
BY_NAME = {column.name: column for column in COLUMNS}
USUAL = ("case", "about", "deadline", "owner", "stage")


def chosen(names: Sequence[str]) -> tuple[tuple[Column, ...], tuple[str, ...]]:
    """The columns with these names, and the names that no column has any more."""
    found = tuple(BY_NAME[name] for name in dict.fromkeys(names) if name in BY_NAME)
    gone = tuple(name for name in names if name not in BY_NAME)
    return found or tuple(BY_NAME[name] for name in USUAL), gone


def day(row: QueueRow) -> str:
    """The date of the next deadline as grids show it: "9 Mar 2026"."""
    return _date(row.deadline) if row.deadline else row.deadline_what or "No deadline"
