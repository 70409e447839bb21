"""Which columns each list can show: those of cases, and those of letters, responses and post."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from caseworker.queries.rows import ListOf
from ui.screens.lists.columns import COLUMNS, Column, date_words

OF_CASES = {column.name: column for column in COLUMNS}


def _of_case(name: str, **other: Any) -> Column:
    """The same column as in the lists of cases."""
    return OF_CASES[name]._replace(**other)


def _own(name: str, phrase: Callable[[Any], str]) -> Callable[[Any], str]:
    """The phrase of something that may not be there."""
    return lambda row: phrase(row) or name


_LETTERS = (
    Column("letter", "Letter", lambda row: f"{row.own.code} {row.own.title}", "letter", 270,
           lines=lambda row: (row.own.title, row.own.code)),
    _of_case("case"), _of_case("deadline"),
    Column("drafted", "Drafted", lambda row: f"{row.own.drafted_at}, {row.own.drafted_by}",
           "drafted", 170, lines=lambda row: (row.own.drafted_at, row.own.drafted_by)),
    Column("drafted_by", "Drafted by", lambda row: row.own.drafted_by, "drafted_by", 140),
    _of_case("about"), _of_case("owner"), _of_case("stage"), _of_case("reference"),
    _of_case("received"), _of_case("mps_reference", sort=""),
)
_RESPONSES = (
    _of_case("case"),
    Column("recommendation", "Recommendation",
           lambda row: f"{row.own.number}, {row.own.title}: {row.own.text}", "recommendation",
           lines=lambda row: (f"{row.own.number}  {row.own.title}", row.own.text)),
    Column("reply_due", "Reply due", lambda row: ", ".join(
        each for each in (date_words(row.own.deadline), row.own.deadline_words) if each),
        "reply_due", 140),
    Column("chased", "Chased", lambda row: date_words(row.own.chased) if row.own.chased
           else "Not chased", "chased", 100),
    Column("answer", "Answer", lambda row: row.own.answer.capitalize() or "No answer yet",
           "answer", 120),
    Column("late", "Days late", lambda row: str(row.own.late) if row.own.late else "Not late",
           "late", 84),
    Column("answered", "Answered on", lambda row: date_words(row.own.answered)
           if row.own.answered else "No answer yet", "answered", 112),
    Column("because", "Reason of the MPS", _own("None given", lambda row: row.own.because), "",
           200),
    Column("made", "Made", lambda row: date_words(row.own.made), "made", 100),
    _of_case("owner"), _of_case("stage"), _of_case("about", sort=""), _of_case("reference"),
    _of_case("mps_reference"), _of_case("handling", sort=""),
)
_POST = (
    Column("post", "From", lambda row: ", ".join((
        row.name, row.reference, *(("reasonable adjustment",) if row.marks else ()))), "post"),
    Column("route", "Route", _own("No route yet", lambda row: row.route), "route", 140),
    Column("received", "Received", lambda row: date_words(row.received), "received", 106),
    Column("how", "How it came", lambda row: row.how, "how", 104),
    Column("logged", "Logged", lambda row: f"{row.logged}, {row.logged_by}", "logged", 170,
           lines=lambda row: (row.logged, row.logged_by)),
    Column("files", "Files", lambda row: str(row.files) if row.files else "No file", "", 70),
    Column("written", "Date on letter", lambda row: date_words(row.written), "written", 112),
    Column("logged_by", "Logged by", lambda row: row.logged_by, "logged_by", 140),
    Column("mps_reference", "MPS reference", _own("Not known", lambda row: row.mps_reference),
           "mps_reference", 124),
    Column("postcode", "Postcode", _own("Not known", lambda row: row.postcode), "", 90),
    Column("reference", "Reference", lambda row: row.reference, "reference", 128),
)
_OFFERED = {
    **{each: tuple(column for column in COLUMNS if each in column.lists)
       for each in (ListOf.REVIEWS, ListOf.COMPLAINTS)},
    ListOf.LETTERS: _LETTERS, ListOf.RESPONSES: _RESPONSES, ListOf.POST: _POST,
}
USUAL = {
    ListOf.REVIEWS: ("case", "about", "deadline", "owner", "stage"),
    ListOf.COMPLAINTS: ("case", "about", "deadline", "answer_by", "dealt_by", "stage"),
    ListOf.LETTERS: ("letter", "case", "about", "deadline", "drafted"),
    ListOf.RESPONSES: ("case", "recommendation", "reply_due", "chased", "answer", "late"),
    ListOf.POST: ("post", "route", "received", "how", "logged", "files"),
}


def offered(list_of: ListOf) -> tuple[Column, ...]:
    """The columns that a list can show."""
    return _OFFERED[list_of]


def chosen(
    names: Sequence[str], list_of: ListOf = ListOf.REVIEWS
) -> tuple[tuple[Column, ...], tuple[str, ...]]:
    """The columns with these names, and the names that no column of the list has (any more)."""
    known = {column.name: column for column in offered(list_of)}
    found = tuple(known[name] for name in dict.fromkeys(names) if name in known)
    gone = tuple(name for name in names if name not in known)
    return found or tuple(known[name] for name in USUAL[list_of]), gone
