"""What people do with lists: keep a view, take it away, take a copy of what is shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select

from caseworker.actions.base import Action, Desk, ask, reason_needed
from caseworker.records import SavedView
from caseworker.rules.finding import Refused, refusal

LONGEST_NAME = 60
NAMES_NOBODY = ("What is typed in the filter could name somebody. Clear it and save again, or keep "
                "the view to yourself")
FIRST = "review requests"  # the list that had views first


@dataclass(frozen=True, kw_only=True)
class KeepView(Action):
    """Keep what a list shows under a name; one's own of that name is replaced, but never one of
    another list.

    A view shared with all is changed by its owner alone; the others save it as theirs. It keeps
    no words that were typed to filter by: they could be the name of who complained about MOPAC.
    """

    name: str = ask("Name of the view", default="", empty="Enter a name for the view")
    shared: bool = ask("Share with everybody", kind="tick", default=False,
                       hint="They can use it, and only you can change it")
    shows: Mapping[str, Any]

    def run(self, desk: Desk) -> tuple[None, int]:
        """Returns the id of the view."""
        name = " ".join(self.name.split())
        refused = replace(self, name=name).missing()
        if len(name) > LONGEST_NAME:
            words = f"Name of the view must be {LONGEST_NAME} characters or fewer"
            refused.append(refusal("name", "Name of the view", words, "name"))
        if self.shared and _words_in(self.shows):
            refused.append(refusal("shared", "Share with everybody", NAMES_NOBODY, "shared"))
        if refused:
            raise Refused(refused)
        view = desk.session.scalars(select(SavedView).where(
            SavedView.owner == desk.actor, SavedView.name == name)).one_or_none()
        if view is not None and _list_of(view.shows) != _list_of(self.shows):
            words = f"You have a view of this name for {_list_of(view.shows)}. Enter another name"
            raise Refused([refusal("name", "Name of the view", words, "name")])
        view = view or SavedView(owner=desk.actor, name=name)
        view.shared, view.shows = self.shared, dict(self.shows)
        desk.session.add(view)
        desk.session.flush()
        return None, view.id


def _words_in(shows: Mapping[str, Any]) -> str:
    """What was typed into the filter of a list."""
    kept = shows.get("filter")
    return str(kept.get("text", "")).strip() if isinstance(kept, Mapping) else ""


def _list_of(shows: Any) -> str:
    """The list that a view is of, in words. The first that were kept did not say theirs."""
    return str(shows.get("list", FIRST) if isinstance(shows, Mapping) else FIRST)


@dataclass(frozen=True, kw_only=True)
class RemoveView(Action):
    """Take one's own view away."""

    view_id: int

    def run(self, desk: Desk) -> tuple[None, None]:
        """Refused for a colleague's: it is locked."""
        view = desk.session.get(SavedView, self.view_id)
        if view is None or view.owner != desk.actor:
            raise Refused([refusal("view", "View", "Only the owner of a view can remove it.")])
        desk.session.delete(view)
        return None, None


@dataclass(frozen=True, kw_only=True)
class ExportList(Action):
    """Take a copy of a list out of the program. The journal keeps who, why and which cases.

    The file is written after this is in the journal, never before.
    """

    because: str = ask("Reason", kind="long", default="", empty="Enter why you need a copy",
                       hint="For example a meeting, or an answer to the Board")
    kind: str = ask("File", kind="choice", default="xlsx",
                    choices=(("xlsx", "Excel workbook"), ("csv", "CSV")))
    shows: str
    references: tuple[str, ...]
    left_out: int = 0

    def run(self, desk: Desk) -> tuple[None, None]:
        """A reason of some length, and something to copy."""
        refused = [*self.missing()] or reason_needed(self.because)
        if not self.references:
            refused.append(refusal("rows", "Export", "There is nothing to copy."))
        if refused:
            raise Refused(refused)
        return None, None
