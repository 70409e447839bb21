"""What a list of cases can be sorted by and grouped by.

Three kinds. A day has few values, so the days are counted and every row's place is known from
that. A code (owner, stage, handling) has fewer still: the list falls into one part for each, and
within it the deadline decides. Words have many values: every so many rows one is noted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy.orm import InstrumentedAttribute, Session

from caseworker.queries.lists import letters, post, responses
from caseworker.queries.lists.filters import Filter
from caseworker.queries.lists.orders import AZ, EARLY, HIGH, LATE, LOW, SOON, WEEK, ZA, Sort
from caseworker.queries.rows import ListOf
from caseworker.queries.views import VIEWS, list_of
from caseworker.records import Case, Review, Staff
from caseworker.rules import kinds
from caseworker.rules.complaint_lifecycle import ComplaintStage
from caseworker.rules.facts import Handling
from caseworker.rules.lifecycle import Stage

NOBODY_WORDS = "Not allocated"


class Kind(StrEnum):
    """How the values of a column lie."""

    DAY = "day"
    CODE = "code"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class CaseSort(Sort):
    """A column of cases, by which the database puts them in order."""

    kind: Kind
    key: InstrumentedAttribute[Any]

    @property
    def of_review(self) -> bool:
        """Whether the column stands with the review and not with the case."""
        return self.key.class_ is Review


SORTS: dict[str, CaseSort] = {sort.name: sort for sort in (
    CaseSort("case", "Name", AZ, ZA, Kind.WORDS, Case.name),
    CaseSort("reference", "Reference", LOW, HIGH, Kind.WORDS, Case.reference),
    CaseSort("about", "Complaint about", AZ, ZA, Kind.WORDS, Case.about),
    CaseSort("deadline", "Next deadline", SOON, LATE, Kind.DAY, Case.next_deadline),
    CaseSort("owner", "Owner", AZ, ZA, Kind.CODE, Case.owner_id),
    CaseSort("stage", "Stage", "first stage first", "last stage first", Kind.CODE, Case.stage),
    CaseSort("mps_reference", "MPS reference", AZ, ZA, Kind.WORDS, Review.mps_reference),
    CaseSort("received", "Received", EARLY, LATE, Kind.DAY, Case.received_on),
    CaseSort("outcome_letter", "Outcome letter", EARLY, LATE, Kind.DAY,
             Review.outcome_letter_dated),
    CaseSort("handling", "Handled by", AZ, ZA, Kind.CODE, Review.handling),
    CaseSort("ended", "Ended", EARLY, LATE, Kind.DAY, Case.closed_on),
)}
GROUPS = {"owner": "Owner", "stage": "Stage", WEEK: "Week due"}
# What each list is sorted by and grouped by, by name; complaints have nothing of a review.
SORTS_OF: Mapping[ListOf, Mapping[str, Sort]] = {
    ListOf.REVIEWS: SORTS,
    ListOf.COMPLAINTS: {name: sort for name, sort in SORTS.items() if not sort.of_review},
    ListOf.LETTERS: letters.SORTS, ListOf.RESPONSES: responses.SORTS, ListOf.POST: post.SORTS,
}
GROUPS_OF: Mapping[ListOf, Mapping[str, str]] = {
    ListOf.REVIEWS: GROUPS, ListOf.COMPLAINTS: GROUPS,
    **{list_: {name: group.label for name, group in of.GROUPS.items()} for list_, of in (
        (ListOf.LETTERS, letters), (ListOf.RESPONSES, responses), (ListOf.POST, post))},
}
USUAL = {ListOf.LETTERS: "drafted", ListOf.RESPONSES: "reply_due", ListOf.POST: "logged"}


@dataclass(frozen=True, slots=True)
class Shown:
    """What a list shows, in which order: enough to ask for it again. ``group`` "" is none."""

    view: str = "All open"
    filter: Filter = Filter()  # noqa: RUF009  it is frozen
    sort: str = "deadline"
    descending: bool = False
    group: str = ""

    @property
    def list_of(self) -> ListOf:
        """The list that the view is of."""
        return list_of(self.view)

    @property
    def codes(self) -> tuple[CaseSort, ...]:
        """The columns that part the list, the outer one first."""
        named = [name for name in (self.group, self.sort)
                 if name in SORTS and SORTS[name].kind is Kind.CODE and self.group != WEEK]
        return tuple(SORTS[name] for name in dict.fromkeys(named))

    @property
    def key(self) -> CaseSort:
        """What decides within a part."""
        sort = SORTS[self.sort]
        return SORTS["deadline"] if sort.kind is Kind.CODE or self.group == WEEK else sort

    @property
    def down(self) -> bool:
        """Whether the rows within a part run from the last to the first."""
        return self.descending and self.key.name == self.sort

    def order(self) -> dict[str, Any]:
        """What it is sorted and grouped by, as JSON can hold it."""
        return {"sort": self.sort, "descending": self.descending, "group": self.group}

    @property
    def words(self) -> str:
        """The order in words: "Sorted by next deadline, soonest first"."""
        of_cases = isinstance(SORTS_OF[self.list_of][self.sort], CaseSort)
        sort = self.key if self.group == WEEK and of_cases else SORTS_OF[self.list_of][self.sort]
        named = GROUPS_OF[self.list_of].get(self.group, "")
        grouped = f"Grouped by {named[:1].lower()}{named[1:]}. " if self.group else ""
        label = sort.label if sort.label.startswith("MPS") else sort.label.lower()
        down = self.descending and sort.name == self.sort
        return f"{grouped}Sorted by {label}, {sort.down if down else sort.up}."


def usual(list_: ListOf) -> Shown:
    """What a list shows to somebody who has not chosen anything."""
    return Shown(next(iter(VIEWS[list_])).value, sort=USUAL.get(list_, "deadline"),
                 descending=list_ is ListOf.POST)


def order_of(session: Session, sort: CaseSort) -> tuple[dict[Any, int], dict[Any, str]]:
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
