"""What a list of cases can be sorted by and grouped by.

Three kinds. A day has few values, so the days are counted and every row's place is known from
that. A code (owner, stage, handling) has fewer still: the list falls into one part for each, and
within it the deadline decides. Words have many values: every so many rows one is noted.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy.orm import InstrumentedAttribute, Session

from caseworker.queries.lists.filters import Filter
from caseworker.records import Case, Review, Staff
from caseworker.rules import kinds
from caseworker.rules.complaint_lifecycle import ComplaintStage
from caseworker.rules.facts import Handling
from caseworker.rules.lifecycle import Stage

WEEK = "week"
NOBODY_WORDS = "Not allocated"


class Kind(StrEnum):
    """How the values of a column lie."""

    DAY = "day"
    CODE = "code"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Sort:
    """A column to sort by; ``up`` and ``down`` say each direction in words."""

    name: str
    label: str
    kind: Kind
    key: InstrumentedAttribute[Any]
    up: str
    down: str

    @property
    def of_review(self) -> bool:
        """Whether the column stands with the review and not with the case."""
        return self.key.class_ is Review


_EARLY, _LATE = "earliest first", "latest first"
_AZ, _ZA = "A to Z", "Z to A"
SORTS: dict[str, Sort] = {sort.name: sort for sort in (
    Sort("case", "Name", Kind.WORDS, Case.name, _AZ, _ZA),
    Sort("reference", "Reference", Kind.WORDS, Case.reference, "lowest first", "highest first"),
    Sort("about", "Complaint about", Kind.WORDS, Case.about, _AZ, _ZA),
    Sort("deadline", "Next deadline", Kind.DAY, Case.next_deadline, "soonest first", _LATE),
    Sort("owner", "Owner", Kind.CODE, Case.owner_id, _AZ, _ZA),
    Sort("stage", "Stage", Kind.CODE, Case.stage, "first stage first", "last stage first"),
    Sort("mps_reference", "MPS reference", Kind.WORDS, Review.mps_reference, _AZ, _ZA),
    Sort("received", "Received", Kind.DAY, Review.received, _EARLY, _LATE),
    Sort("outcome_letter", "Outcome letter", Kind.DAY, Review.outcome_letter_dated, _EARLY,
         _LATE),
    Sort("handling", "Handled by", Kind.CODE, Review.handling, _AZ, _ZA),
    Sort("ended", "Ended", Kind.DAY, Case.closed_on, _EARLY, _LATE),
)}
GROUPS = {"owner": "Owner", "stage": "Stage", WEEK: "Week due"}


@dataclass(frozen=True, slots=True)
class Shown:
    """What a list shows, in which order: enough to ask for it again. ``group`` "" is none."""

    view: str = "All open"
    filter: Filter = Filter()  # noqa: RUF009  it is frozen
    sort: str = "deadline"
    descending: bool = False
    group: str = ""

    @property
    def codes(self) -> tuple[Sort, ...]:
        """The columns that part the list, the outer one first."""
        named = [name for name in (self.group, self.sort)
                 if name in SORTS and SORTS[name].kind is Kind.CODE and self.group != WEEK]
        return tuple(SORTS[name] for name in dict.fromkeys(named))

    @property
    def key(self) -> Sort:
        """What decides within a part."""
        sort = SORTS[self.sort]
        return SORTS["deadline"] if sort.kind is Kind.CODE or self.group == WEEK else sort

    @property
    def down(self) -> bool:
        """Whether the rows within a part run from the last to the first."""
        return self.descending and self.key.name == self.sort

    @property
    def words(self) -> str:
        """The order in words: "Sorted by next deadline, soonest first"."""
        sort = self.key if self.group == WEEK else SORTS[self.sort]
        grouped = f"Grouped by {GROUPS[self.group].lower()}. " if self.group else ""
        label = sort.label if sort.label.startswith("MPS") else sort.label.lower()
        down = self.descending and sort.name == self.sort
        return f"{grouped}Sorted by {label}, {sort.down if down else sort.up}."


def order_of(session: Session, sort: Sort) -> tuple[dict[Any, int], dict[Any, str]]:
    """The place of each value of a code, and its words; None, not known, comes last."""
    if sort.name == "owner":
        people = sorted(((row.name, row.id) for row in session.query(Staff.id, Staff.name)),
                        key=lambda each: each[0].casefold())
        values, words = [id_ for _, id_ in people], {id_: name for name, id_ in people}
        none = NOBODY_WORDS
    elif sort.name == "stage":
        values = [*Stage, *ComplaintStage]
        words = {stage: kinds.tag(stage)[0] for stage in values}
        none = "No stage"
    else:
        values, none = sorted(Handling), "Not yet known"
        words = {each: each.value.capitalize() for each in Handling}
    return ({value: place for place, value in enumerate([*values, None])},
            {**words, None: none})


def is_value(column: Any, value: Any) -> ColumnElement[bool]:
    """Whether a code has this value, or is not known."""
    found: ColumnElement[bool] = column.is_(None) if value is None else column == value
    return found
