"""One filter for every list: what is chosen, as conditions and in words.

A filter is typed words and any number of chips; each chip is one field with the values that
will do. It is frozen, so that it can name a statement, and goes to and from plain values, so
that a view can be kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, not_, or_, select, true
from sqlalchemy.orm import Session

from caseworker.queries.bring_forward import comes_back
from caseworker.queries.lists.desk_fields import LETTER_FIELDS, POST_FIELDS, RESPONSE_FIELDS
from caseworker.queries.lists.fields import Asked as Asked  # lists know them by either name
from caseworker.queries.lists.fields import Field as Field
from caseworker.queries.lists.fields import ListOf as ListOf
from caseworker.records import Case, Complaint, Part, Party, Review, Staff
from caseworker.rules.complaint_lifecycle import TAGS, ComplaintStage
from caseworker.rules.facts import Handling
from caseworker.rules.lifecycle import STAGE_WORDS, Stage

NOBODY, NOT_BROUGHT = "nobody", "none"
LONGEST, MOST_WORDS = 200, 8  # of what is typed: more narrows nothing further


@dataclass(frozen=True, slots=True)
class Chip:
    """One field, and the values of which any will do."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list is narrowed to; everything in it must hold."""

    text: str = ""
    chips: tuple[Chip, ...] = ()

    def choosing(self, field: str, values: Iterable[str]) -> Filter:
        """The same with other values for a field; with none the field no longer counts."""
        chosen = tuple(values)
        rest = tuple(chip for chip in self.chips if chip.field != field)
        return replace(self, chips=(*rest, Chip(field, chosen)) if chosen else rest)

    def values(self, field: str) -> tuple[str, ...]:
        """What is chosen of a field."""
        return next((chip.values for chip in self.chips if chip.field == field), ())

    @property
    def count(self) -> int:
        """How many things narrow the list."""
        return len(self.chips) + bool(self.text.strip())

    def plain(self) -> dict[str, Any]:
        """As JSON can hold it."""
        return {"text": self.text, "chips": {chip.field: list(chip.values)
                                             for chip in self.chips}}


def from_plain(
    kept: Mapping[str, Any], list_of: ListOf = ListOf.REVIEWS
) -> tuple[Filter, tuple[str, ...]]:
    """A filter of a list from what ``plain`` gave, and the names of the fields that its list has
    not (any more)."""
    chips, gone = [], []
    for name, values in kept.get("chips", {}).items():
        field = FIELDS.get(name)
        if field is not None and list_of in field.lists and values and all(
                field.knows(value) for value in values):
            chips.append(Chip(name, tuple(values)))
        else:
            gone.append(name)
    return Filter(str(kept.get("text", "")), tuple(chips)), tuple(gone)


def _due(value: str, asked: Asked) -> ColumnElement[bool]:
    day, today = Case.next_deadline, asked.today
    if value == "overdue":
        return day < today
    if value == "none":
        return day.is_(None)
    ahead = asked.near if value == "soon" else int(value)
    return day.between(today, today + timedelta(days=ahead))


def _owner(value: str, asked: Asked) -> ColumnElement[bool]:
    return Case.owner_id.is_(None) if value == NOBODY else Case.owner_id == int(value)


def _handling(value: str, asked: Asked) -> ColumnElement[bool]:
    return Case.id.in_(select(Review.case_id).where(Review.handling == Handling(value)))


def _received(value: str, asked: Asked) -> ColumnElement[bool]:
    first = asked.today - timedelta(days=int(value.removeprefix("before ")))
    day = Case.received_on
    return day < first if value.startswith("before ") else day >= first


def _complaint_received(value: str, asked: Asked) -> ColumnElement[bool]:
    first = asked.today - timedelta(days=int(value.removeprefix("before ")))
    there = (Complaint.received < first if value.startswith("before ")
             else Complaint.received >= first)
    return Case.id.in_(select(Complaint.case_id).where(there))


def _mark(value: str, asked: Asked) -> ColumnElement[bool]:
    if value == "adjustment":
        return Case.adjustments != ""
    return exists().where(Party.case_id == Case.id, Party.part == Part.REPRESENTATIVE)


def _brought(value: str, asked: Asked) -> ColumnElement[bool]:
    if value in ("any", NOT_BROUGHT):
        return comes_back() if value == "any" else not_(comes_back())
    return comes_back(asked.today + timedelta(days=int(value)))


_SINCE = (("7", "last 7 days"), ("28", "last 28 days"), ("before 28", "over 28 days ago"))
_OF_REVIEWS, _OF_COMPLAINTS = frozenset({ListOf.REVIEWS}), frozenset({ListOf.COMPLAINTS})
_OF_CASES = _OF_REVIEWS | _OF_COMPLAINTS
_CASES = _OF_CASES | {ListOf.LETTERS}
_ALL_OF_CASES = _CASES | {ListOf.RESPONSES}
FIELDS: dict[str, Field] = {field.name: field for field in (
    Field("deadline", "Deadline", _due, (
        ("overdue", "overdue"), ("soon", "due by tomorrow"), ("7", "next 7 days"),
        ("28", "next 28 days"), ("none", "none")), days=True, lists=_CASES),
    Field("stage", "Stage", lambda value, _: Case.stage == Stage(value),
          tuple((stage.value, STAGE_WORDS[stage].tag) for stage in Stage), lists=_OF_REVIEWS),
    Field("complaint_stage", "Stage", lambda value, _: Case.stage == ComplaintStage(value),
          tuple((stage.value, TAGS[stage].words) for stage in ComplaintStage),
          lists=_OF_COMPLAINTS),
    Field("brought", "Brought forward", _brought, (
        ("0", "to today or before"), ("7", "next 7 days"), ("28", "next 28 days"),
        ("any", "to any day"), (NOT_BROUGHT, "not at all"))),
    Field("owner", "Owner", _owner, ((NOBODY, "not allocated"),), colleagues=True,
          lists=_ALL_OF_CASES),
    Field("handling", "Handling", _handling, tuple((each.value, each.value) for each in Handling),
          lists=_OF_REVIEWS | {ListOf.RESPONSES}),
    Field("received", "Received", _received, _SINCE, lists=_OF_REVIEWS),
    Field("complaint_received", "Received", _complaint_received, _SINCE, lists=_OF_COMPLAINTS),
    Field("mark", "Marks", _mark, (
        ("adjustment", "reasonable adjustment"), ("representative", "has a representative")),
        lists=_ALL_OF_CASES),
    *LETTER_FIELDS, *RESPONSE_FIELDS, *POST_FIELDS,
)}


def conditions(
    filter: Filter, asked: Asked, contains: Callable[[str], ColumnElement[bool]] | None = None
) -> list[ColumnElement[bool]]:
    """What must hold of a row, one condition for each chip and one for the words, which a list
    of other things than cases looks for by its own ``contains``.
    """
    found = [or_(*(FIELDS[chip.field].condition(value, asked) for value in chip.values))
             for chip in filter.chips]
    if filter.text.strip():
        found.append((contains or case_contains)(filter.text))
    return found


def words_of(text: str) -> list[str]:
    """What was typed, as the words to look for."""
    plain = "".join(sign if sign.isprintable() else " " for sign in text[:LONGEST])
    return plain.split()[:MOST_WORDS]


def case_contains(text: str) -> ColumnElement[bool]:
    """Whether reference, name, subject or MPS reference of a case holds each of the words."""
    return and_(true(), *(_contains(word) for word in words_of(text)))


def _contains(word: str) -> ColumnElement[bool]:
    columns = (Case.reference, Case.name, Case.about)
    found: list[ColumnElement[bool]] = [
        column.icontains(word, autoescape=True) for column in columns
    ]
    found.append(exists().where(Review.case_id == Case.id,
                                Review.mps_reference.icontains(word, autoescape=True)))
    bare = "".join(sign for sign in word if sign.isalnum())
    if any(sign.isdigit() for sign in bare):  # a reference may be typed without its hyphens
        found.append(func.replace(Case.reference, "-", "").icontains(bare, autoescape=True))
    return or_(*found)


def chip_words(chip: Chip, names: Mapping[str, str]) -> str:
    """A chip in words: "Owner: Priya Shah or not allocated". ``names`` are of colleagues, by id."""
    field = FIELDS[chip.field]
    shown = [field.words(value, names) for value in chip.values]
    return f"{field.label}: {' or '.join(shown)}"


def in_words(filter: Filter, names: Mapping[str, str]) -> list[str]:
    """Everything that narrows a list, each in words."""
    typed = filter.text.strip()
    return [*([f"“{typed}”"] if typed else []),
            *(chip_words(chip, names) for chip in filter.chips)]


def colleague_names(session: Session) -> dict[str, str]:
    """The name of everybody in the office by id, as a filter names them; in order of name."""
    rows = session.execute(select(Staff.id, Staff.name).order_by(Staff.name))
    return {str(id_): name for id_, name in rows}
