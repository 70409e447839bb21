"""An office without a database: invented cases, for the window's tests and pictures."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from caseworker.database import Unavailable
from caseworker.queries.lists.filters import Asked
from caseworker.queries.lists.places import Places, Stretch
from caseworker.queries.lists.sorts import Shown
from caseworker.queries.lists.window import Look
from caseworker.queries.queues import CasePreview, CheckLine, Counts, Event
from caseworker.queries.rows import QueueRow, View
from caseworker.rules.lifecycle import STAGE_WORDS, Role, Stage

TODAY = date(2026, 3, 12)
S = Stage
_PEOPLE: tuple[tuple[str, str, date | None, str, Stage, tuple[str, ...]], ...] = (
    ("Adaeze Nwosu", "Stop and search outside Brixton Underground", date(2026, 3, 9), "",
     S.CHECKS, ("representative",)),
    ("Tomasz Wieczorek", "Property not returned after release from custody",
     date(2026, 3, 11), "Priya Shah", S.DRAFTING, ()),
    ("Ruth Abernathy", "No response to reports of harassment by neighbour",
     date(2026, 3, 12), "", S.CHECKS, ("adjustment",)),
    ("Mohammed Kassir", "Officer conduct during vehicle stop, A12", date(2026, 3, 13),
     "Daniel Okoro", S.RESPONSE_DUE, ("linked",)),
    ("Siân Prosser", "Handling of missing person report", date(2026, 3, 17), "Leah Brandt",
     S.ALLOCATED, ()),
    ("Jerome Whitlock-Ade", "Use of handcuffs on arrest", date(2026, 3, 19), "Priya Shah",
     S.ASSESSING, ("adjustment", "representative")),
    ("Hanna Lindqvist", "Failure to update victim on burglary investigation",
     date(2026, 3, 20), "Daniel Okoro", S.QUALITY_CHECK, ()),
    ("Oluwaseun Bankole", "Incivility at Lewisham front counter", date(2026, 3, 24),
     "Leah Brandt", S.RESPONSE_DUE, ()),
    ("Christopher Dunmore", "Delay in attending domestic incident", date(2026, 3, 25), "",
     S.VALID, ("linked",)),
    ("Farida Rahmani", "Search of home under warrant, damage to door", date(2026, 3, 27),
     "Priya Shah", S.ASSESSING, ("representative",)),
    ("Gareth Llewellyn", "Complaint closed without contact", None, "", S.RECEIVED, ()),
    ("Beatriz Moura", "Body-worn video not considered", None, "", S.RECEIVED, ("adjustment",)),
)


def row(number: int, **other: Any) -> QueueRow:
    """One of the twelve invented cases, from 0."""
    name, about, due, owner, stage, marks = _PEOPLE[number % len(_PEOPLE)]
    left = (due - TODAY).days if due else 0
    days = f"{abs(left)} day{'' if abs(left) == 1 else 's'}"
    words, state = (
        ("Letter date needed", "none") if due is None
        else (f"{days} overdue", "late") if left < 0
        else ("Due today" if not left else f"{days} left", "soon" if left < 2 else "later")
    )
    shown = STAGE_WORDS[stage]
    values: dict[str, Any] = {
        "id": number + 1, "version": 1, "reference": f"REV-2026-{398 + number:04}", "name": name,
        "about": about, "deadline": due,
        "deadline_what": "Acknowledge request" if due else "No deadline",
        "deadline_words": words, "deadline_state": state, "owner": owner,
        "owner_initials": "".join(word[0] for word in owner.split()), "stage": stage,
        "tag": shown.tag, "tone": shown.tone, "marks": marks, "handling": "",
        "mps_reference": f"PC/{4417 + number:05}/25", "received": date(2026, 3, 10),
    }
    return QueueRow(**{**values, **other})


ROWS = tuple(row(number) for number in range(len(_PEOPLE)))


def preview(case_id: int) -> CasePreview:
    """What the pane shows of an invented case."""
    return CasePreview(
        ROWS[case_id - 1], "large print, 18 point. Post only", "Continue validity checks",
        (CheckLine("Made in time", "met", "Day 19 of 28"),
         CheckLine("Relevant review body", "not yet known", "2 of 7 questions need judgement"),
         CheckLine("Consent to represent", "not needed", "No representative"),
         CheckLine("Outcome letter supplied", "not met", "Not in the envelope")),
        (("Received", "10 March 2026, by post"), ("MPS reference", "PC/04733/25"),
         ("Handled by", "Otherwise than investigation"), ("Borough", "Hackney")),
        (Event(date(2026, 3, 10), "10 Mar", "Letter received", "Logged by Leah Brandt",
               "4 pages. Outcome letter not enclosed.", "envelope-open"),),
    )


class FakeOffice:
    """Answers the queries of the queue from invented rows. ``answers`` replaces an answer."""

    def __init__(self, demo: bool = False) -> None:
        self.actor, self.name, self.demo = "pshah", "Priya Shah", demo
        self.roles = frozenset({Role.CASEWORKER})
        self.calendar: Any = None
        self.read_only, self.engine, self.boundary = False, None, ""
        self.needs_password, self.password = False, "correct horse"
        self.rows: tuple[QueueRow, ...] = ROWS
        self.answers: dict[str, Callable[..., Any]] = {}
        self.done: list[Any] = []

    def let_in(self, password: str) -> None:
        """As a server does."""
        if password != self.password:
            raise Unavailable("Name or password is wrong.", "password")

    def today(self) -> date:
        """A Thursday."""
        return TODAY

    def now(self) -> datetime:
        """A moment of that Thursday."""
        return datetime(2026, 3, 12, 10, 42, tzinfo=UTC)

    def have_open(self, case_id: int) -> None:
        """Nobody else is at work."""

    def leave_open(self, case_id: int) -> None:
        """Nobody else is at work."""

    def who_has(self, case_ids: Any) -> tuple[()]:
        """Nobody else is at work."""
        return ()

    def do(self, action: Any) -> Any:
        """Remember the action."""
        self.done.append(action)
        return action

    def ask(self, query: Callable[..., Any], **given: Any) -> Any:
        """Answer by the query's name."""
        name = query.__name__
        if name in self.answers:
            return self.answers[name](**given)
        return {
            "first_rows": self._first, "look": self._look, "rows_at": self._rows_at,
            "counts": self._counts, "colleague_names": dict, "saved_views": lambda **_: (),
            "case_preview": self._preview,
        }[name](**given)

    def _listed(self, shown: Shown) -> tuple[QueueRow, ...]:
        text = shown.filter.text.casefold()
        rows = [each for each in self.rows
                if (shown.view != View.UNALLOCATED or not each.owner)
                and text in f"{each.name} {each.reference}".casefold()]
        return tuple(reversed(rows) if shown.descending else rows)

    def _first(self, *, shown: Shown, **_: Any) -> tuple[QueueRow, ...]:
        return self._listed(shown)[:128]

    def _look(self, *, shown: Shown, first: int = 0, number: int = 128,
              chosen: int | None = None, **_: Any) -> Look:
        rows = self._listed(shown)
        stretch = Stretch(0, len(rows), (), True, ((0, date.min, 0),))
        places = Places(shown, Asked(self.actor, TODAY, 1), (stretch,), (), len(rows))
        at = next((n for n, row in enumerate(rows) if row.id == chosen), None)
        begin = max(0, min(first, len(rows) - number))
        return Look(places, begin, rows[begin:begin + number], at)

    def _rows_at(self, *, all_: Places, first: int, number: int) -> tuple[QueueRow, ...]:
        return self._listed(all_.shown)[first:first + number]

    def _counts(self, **_: Any) -> Counts:
        return Counts(dict.fromkeys(View, 0) | {
            View.OPEN: len(self.rows),
            View.UNALLOCATED: sum(not each.owner for each in self.rows)}, 2, 2)

    def _preview(self, *, case_id: int, **_: Any) -> CasePreview:
        return preview(case_id)
