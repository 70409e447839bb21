"""What a colleague did to a case while somebody else had it open, and what they typed.

The journal says it: every action raises the case's version by one and leaves one entry.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from caseworker.actions.base import Action, Ask, asked
from caseworker.queries.timeline import done_words
from caseworker.records import Case, Change, Entry, Staff
from caseworker.records.journal import plain
from caseworker.rules.london import LONDON

_OF_THE_CASE = ("cases", "review")  # records of which a case has one


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """What was done since ``version`` was shown: by whom last, when, and what, newest last.

    ``theirs`` holds, for those fields of the asked action that a colleague filled, what stands in
    the records now, as a form takes it.
    """

    version: int
    who: str
    at: datetime
    what: tuple[str, ...]
    theirs: Mapping[str, Any] = field(default_factory=dict)

    @property
    def words(self) -> str:
        """ "Leah Brandt, 10:31: Allegation 2 assessed"."""
        return f"{self.who}, {self.at.astimezone(LONDON):%H:%M}: {', '.join(self.what)}"


def meanwhile(
    session: Session, *, case_id: int, version: int, action: Action | None = None
) -> Meanwhile | None:
    """What happened to the case since this version; None when nothing did, or it is not there.

    With ``action`` also what colleagues saved in the same fields of the same thing.
    """
    case = session.get(Case, case_id)
    if case is None or case.version == version:
        return None
    names = {staff.login: staff.name for staff in session.scalars(select(Staff))}
    owners = {staff.id: staff.name for staff in session.scalars(select(Staff))}
    newest = (select(Entry).where(Entry.case_id == case_id).order_by(Entry.id.desc())
              .limit(max(case.version - version, 1)))
    entries = list(reversed(session.scalars(newest).all()))
    if not entries:
        return None
    last, theirs = entries[-1], dict[str, Any]()
    if action is not None:
        for entry in entries:
            theirs |= _saved(session, entry, action)
    return Meanwhile(case.version, names.get(last.actor, last.actor), last.at,
                     tuple(done_words(entry, owners) for entry in entries), theirs)


def _saved(session: Session, entry: Entry, action: Action) -> dict[str, Any]:
    """What this entry put into the fields that the action asks for, of the same thing."""
    which, asks = _which(action), asked(type(action))
    wanted = {each.name for each in fields(action)} - which.keys() - {"case_id"}
    found: dict[str, Any] = {}
    same = entry.action == action.called and all(
        entry.inputs.get(name) == plain(value) for name, value in which.items())
    if same:
        found = {name: entry.inputs[name] for name in wanted if name in entry.inputs}
    for change in session.scalars(select(Change).where(Change.entry_id == entry.id)):
        of_it = (not which if change.record in _OF_THE_CASE
                 else change.record_id == str(which.get(f"{change.record}_id")))
        if of_it and change.field in wanted:
            found[change.field] = change.new
    return {name: _typed(asks[name], value) if name in asks else value
            for name, value in found.items() if not name.endswith("version")}


def _which(action: Action) -> dict[str, Any]:
    """What an action is about within the case: the fields that it can't do without."""
    return {
        each.name: getattr(action, each.name) for each in fields(action)
        if each.default is MISSING and each.default_factory is MISSING
        and "ask" not in each.metadata and each.name != "case_id"
        and not each.name.endswith("version") and isinstance(getattr(action, each.name), int | str)
    }


def _typed(wanted: Ask, value: Any) -> Any:
    """A value of the journal as the field of a form takes it."""
    if wanted.kind == "date" and isinstance(value, str):
        return date.fromisoformat(value)
    if isinstance(value, list):
        return tuple(value)
    return next((each for each, _ in wanted.choices if plain(each) == value), value)
