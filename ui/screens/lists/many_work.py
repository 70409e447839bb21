"""What is done to many things, one action for each: who is left out, and the doing itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from caseworker.actions.base import Action
from caseworker.bundles import Cancelled
from caseworker.office import Conflict, Unavailable
from caseworker.queries.many import stands_against
from caseworker.rules.finding import Finding, Refused
from ui.widgets.form import Form

AT_ONCE = 25  # things that are looked at in one question


class Row(Protocol):
    """A row of a list: a case, or a letter of one."""

    @property
    def key(self) -> int:
        """What the row is known by in its list."""

    @property
    def reference(self) -> str:
        """The reference of the case."""

    @property
    def name(self) -> str:
        """The name that the case has in lists."""

    @property
    def owner(self) -> str:
        """Who owns the case, "" for nobody."""


Report = Callable[[int, int, str], bool]
Make = Callable[[Any], Any]
Against = Callable[[Any, Sequence[Any], Report], Sequence[Sequence[Finding]]]


def by_rules(office: Any, actions: Sequence[Any], report: Report) -> list[Sequence[Finding]]:
    """What would refuse each of the actions, asked for a few cases at a time."""
    found: list[Sequence[Finding]] = []
    for at in range(0, len(actions), AT_ONCE):
        if not report(at, len(actions), "Looking at the cases"):
            raise Cancelled
        found += office.ask(stands_against, actions=tuple(actions[at:at + AT_ONCE]),
                            actor=office.actor, roles=office.roles, now=office.now(),
                            today=office.today(), calendar=office.calendar)
    return found


def as_it_is(row: Any, action: Any, report: Report) -> Action:
    made: Action = action
    return made


def owner_words(row: Row) -> str:
    """Who owns the case."""
    return row.owner or "not allocated"


@dataclass(frozen=True)
class Work:
    """What is done to many cases.

    ``form`` asks once for what all of them need; ``make`` gives the action of one case from what
    stands there, or raises Refused. ``against`` says in a worker's thread which cases are left
    out, and ``finish`` makes there what an action needs. ``intro`` says what comes of it, and
    beforehand what of it can't be undone.
    """

    title: str
    form: Form[Any]
    make: Make
    intro: str = ""
    against: Against = by_rules
    finish: Callable[[Any, Any, Report], Action] = as_it_is
    detail: Callable[[Any], str] = owner_words  # what the list says after the name
    noun: str = "case"
    sure: str = ""  # said in a second question, however few they are


@dataclass(frozen=True, slots=True)
class Told:
    """What became of one case: ``refused`` says why not, and is empty when it was done.

    ``undo`` takes it back, where that can be.
    """

    row: Row
    refused: str = ""
    undo: Action | None = None


def do_each(office: Any, rows: Sequence[Row], make: Make, report: Report) -> list[Told]:
    """Do one action for each case, each a transaction of its own. Stops when it is cancelled."""
    told = []
    for number, row in enumerate(rows):
        if not report(number, len(rows), row.reference):
            break
        try:
            undo = office.do(make(row)).undo
            told.append(Told(row, undo=undo.action if undo is not None else None))
        except Cancelled:
            break
        except Refused as refused:
            told.append(Told(row, " ".join(each.reason for each in refused.findings)))
        except Conflict:
            told.append(Told(row, "Somebody else changed this case meanwhile."))
        except Unavailable as error:
            told.append(Told(row, str(error)))
            break  # the rest would fail likewise, each after a long wait
    return told
