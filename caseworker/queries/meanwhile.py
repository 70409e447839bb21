"""What a colleague did to a case, or to an item of post, while somebody else had it open, and what
they typed.

The journal says it: every action raises the version by one and leaves one entry.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from caseworker.actions.base import Action, Ask, CaseAction, asked
from caseworker.queries.timeline import done_words
from caseworker.records import Case, Change, Entry, PostItem, Staff
from caseworker.records.journal import plain
from caseworker.rules.london import LONDON

_OF_THE_CASE = ("cases", "review")  # records of which a case has one


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """What was done since ``version`` was shown: by whom last, when, and what, newest last.

    ``theirs`` holds, for those fields of the asked action that a colleague filled, what stands in
    the records now, as a form takes it. ``version_of`` names the field of the action that holds
    the version; with ``settled`` nothing can be done to the ``thing`` any more.
    """

    version: int
    who: str
    at: datetime
    what: tuple[str, ...]
    theirs: Mapping[str, Any] = field(default_factory=dict)
    thing: str = "case"
    version_of: str = "version"
    settled: bool = False

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
    return _told(session, select(Entry).where(Entry.case_id == case_id), case.version, version,
                 action)


def before(session: Session, *, action: Action) -> Meanwhile | None:
    """Who was before this action, in its case or with its item of post; None when that is not
    seen, or nobody was.
    """
    if isinstance(action, CaseAction):
        found = meanwhile(session, case_id=action.case_id, version=action.version, action=action)
        if found is not None:
            return found
    item = session.get(PostItem, getattr(action, "post_item_id", 0))
    version_of = "post_item_version" if hasattr(action, "post_item_version") else "version"
    version = getattr(action, version_of, 0)
    if item is None or item.version == version:
        return None
    of_item = select(Change.entry_id).where(Change.record == PostItem.__tablename__,
                                            Change.record_id == str(item.id))
    found = _told(session, select(Entry).where(Entry.id.in_(of_item)), item.version, version,
                  action)
    return None if found is None else replace(found, thing="item of post", version_of=version_of,
                                              settled=item.state != "logged")


def _told(
    session: Session, entries: Select[Entry], now: int, version: int, action: Action | None
) -> Meanwhile | None:
    """The newest of these entries, as many as there are between two versions."""
    newest = entries.order_by(Entry.id.desc()).limit(max(now - version, 1))
    found = list(reversed(session.scalars(newest).all()))
    if not found:
        return None
    staff = session.scalars(select(Staff)).all()
    names, owners = {each.login: each.name for each in staff}, {each.id: each.name
                                                               for each in staff}
    last, theirs = found[-1], dict[str, Any]()
    if action is not None:
        for entry in found:
            theirs |= _saved(session, entry, action)
    return Meanwhile(now, names.get(last.actor, last.actor), last.at,
                     tuple(done_words(entry, owners) for entry in found), theirs)


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
