"""One row of a queue, and how it is made from what was read. Loads nothing of the database."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Any, NamedTuple

from caseworker.rules.stages import STAGE_WORDS, Stage
from caseworker.rules.standing import standing

BLOCK = 128  # rows that are read together
WAITING = (Stage.RESPONSE_DUE,)


class ListOf(StrEnum):
    """The lists of the program; fields and columns say which of them offer them."""

    REVIEWS = "review requests"
    COMPLAINTS = "complaints about MOPAC"
    LETTERS = "letters to issue"
    RESPONSES = "MPS responses"
    POST = "post"


class View(StrEnum):
    """The built-in views of the queue, in the order of the tabs."""

    OPEN = "All open"
    MINE = "My cases"
    UNALLOCATED = "Not allocated"
    WAITING = "Waiting on MPS"
    DECISIONS = "Decisions due"
    BROUGHT = "Brought forward"
    ENDED = "Ended"


class OwnOfComplaint(NamedTuple):
    """What a row says of a complaint about MOPAC alone; nothing of it tells who complained.

    ``stage`` is 1 or 2, 0 before Stage 1. ``answer_by`` is the day on which the time for
    that stage ends: with a new target date that the complainant was told, where that is what
    comes next, and else without.
    """

    stage: int
    answer_by: date | None
    dealt_by: str


class QueueRow(NamedTuple):
    """One case as a list shows it. ``deadline_state`` is late, soon, later, waiting or none.

    ``own`` is what only its list shows of it: a complaint's, or the letter or recommendation that
    the row is about, which then has an ``id``.
    """

    id: int
    version: int
    reference: str
    name: str
    about: str
    deadline: date | None
    deadline_what: str
    deadline_words: str
    deadline_state: str
    owner: str
    owner_initials: str
    stage: Stage
    tag: str
    tone: str
    marks: tuple[str, ...]
    handling: str
    mps_reference: str
    received: date | None
    outcome_letter: date | None = None
    ended: date | None = None
    restricted: bool = False
    owner_id: int | None = None
    own: Any = None

    @property
    def key(self) -> int:
        """What the row is known by in its list: the id of the case, or of what it is about."""
        found: int = getattr(self.own, "id", self.id)
        return found


_MARKS = {(adjusted, represented): ("adjustment",) * adjusted + ("representative",) * represented
          for adjusted in (False, True) for represented in (False, True)}


def make_row(found: Any, today: date, near: int) -> QueueRow:
    """A row from the columns of rows_of; a deadline ``near`` days away or less is soon."""
    (id_, version, reference, name, about, due, what, owner, stage, adjustments, represented,
     handling, mps_reference, received, outcome_letter, ended, restricted, owner_id) = found
    state, words = standing(due, today, near)
    if due is None:
        what, words = "No deadline", what or "No clock is running"
    elif stage in WAITING and state == "later":
        state = "waiting"
    marks = _MARKS[bool(adjustments), bool(represented)]
    tag, tone = _tag(stage)
    return QueueRow(
        id_, version, reference, name, about, due, what, words, state, owner or "",
        initials(owner or ""), stage, tag, tone, marks,
        str(handling or ""), mps_reference or "", received, outcome_letter, ended,
        restricted, owner_id,
    )


def _tag(stage: Any) -> tuple[str, str]:
    if isinstance(stage, Stage):
        return STAGE_WORDS[stage].tag, STAGE_WORDS[stage].tone
    from caseworker.rules.kinds import tag  # the rules of complaints: the first page has none

    return tag(stage)


@lru_cache(maxsize=1024)
def initials(name: str) -> str:
    """Two letters for an avatar: "Priya Shah" is PS."""
    words = name.split()
    return "".join(word[0].upper() for word in (words[:1] + words[-1:] if words[1:] else words))
