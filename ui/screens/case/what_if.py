"""What if the count began on another day, or stood still for a while? Nothing is saved."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseworker.actions.base import ask
from caseworker.rules import in_time
from caseworker.rules.clock_reckoning import what_if
from caseworker.rules.clocks import Clock, Extension, Pause
from caseworker.rules.days import Calendar, Reckoning
from caseworker.rules.facts import ReviewFacts
from caseworker.rules.finding import Refused, refusal
from caseworker.rules.words import long_date
from ui import enter, theme
from ui.icons import Button
from ui.widgets.announce import announce
from ui.widgets.form import Form
from ui.widgets.text import WrapLabel

# Words for the answer, and the count that gives them; None where no date comes of it.
Answer = tuple[str, Reckoning | None]
NOT_SAVED = "Nothing here is saved."


@dataclass(frozen=True, kw_only=True)
class OfClock:
    """What can be asked of a date to keep."""

    start: date | None = ask("Counted from", kind="date", default=None)
    paused_from: date | None = ask(
        "Paused from", kind="date", default=None,
        hint="The first day that would not count. Leave it empty for no pause")
    paused_until: date | None = ask(
        "Counts again from", kind="date", default=None, hint="Leave it empty for a pause that is "
        "still open")
    longer: date | None = ask("More time until", kind="date", default=None)


@dataclass(frozen=True, kw_only=True)
class OfWindow:
    """What can be asked of the time for a review."""

    outcome_letter_dated: date | None = ask("Date on the letter", kind="date", default=None)
    outcome_provided: date | None = ask("Date it was provided", kind="date", default=None)
    received: date | None = ask("Request received", kind="date", default=None)


def of_clock(
    clock: Clock, calendar: Calendar, today: date, asked: Mapping[str, Any]
) -> Answer:
    """The date as it would be. Raises Refused for what can't be asked."""
    start, until = asked["paused_from"], asked["paused_until"]
    if until is not None and start is None:
        raise Refused([refusal("pause", "Pause", "Enter the day the pause begins",
                               "paused_from")])
    changed = replace(clock, start=asked["start"])
    if start is not None:
        changed = changed.paused(Pause(start, until, "an answer", "What if"))
    if asked["longer"] is not None:
        changed = changed.extended(Extension("what if", "the office", asked["longer"]))
    try:
        found = what_if(clock, calendar, today, start=changed.start, pauses=changed.pauses,
                        extensions=changed.extensions)
    except ValueError as problem:
        raise Refused([refusal("start", "Date", str(problem), "start")]) from problem
    fields = {"until": "paused_until", "to": "longer"}
    if found.problems:
        raise Refused([replace(each, field=fields.get(each.field, each.field))
                       for each in found.problems])
    return found.words, found.then.reckoning


def of_window(
    facts: ReviewFacts, calendar: Calendar, asked: Mapping[str, Any]
) -> Answer:
    """Whether a request with these dates would be in time. A late one is still decided on."""
    finding = in_time.review_window(replace(facts, late_decision=None, **asked), calendar)
    return finding.reason, in_time.window(replace(facts, **asked), calendar).reckoning


class WhatIf(QWidget):
    """Dates to try, and the answer. ``answer`` gets what was typed, by name; it may refuse.

    ``show`` gets the count that the answer comes from.
    """

    def __init__(
        self, asked: type[Any], values: Mapping[str, Any], today: date,
        answer: Callable[[Mapping[str, Any]], Answer],
        show: Callable[[Reckoning], object] = lambda _: None, parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._answer, self._show = answer, show
        self.form: Form[Any] = Form(asked, values=values, today=today)
        self.work_out, self.said = Button("Work it out"), WrapLabel("", "strong")
        self.work_out.clicked.connect(self.ask)
        column = QVBoxLayout(self)
        theme.space(column, (0, 0, 0, 0), 10)
        column.addWidget(WrapLabel("What if", "h2"))
        column.addWidget(WrapLabel(f"Try other dates. {NOT_SAVED}", "muted"))
        column.addWidget(self.form)
        column.addWidget(self.work_out, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.said)

    def ask(self) -> None:
        """Work it out from what is typed."""
        self.said.clear()
        try:
            words, reckoning = self._answer(self.form.values())
        except Refused as refused:
            self.form.explain(refused.findings)
            return
        self.form.explain([])
        self.said.setText(words)
        announce(self, words)
        if reckoning is not None:
            self._show(reckoning)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in a field works it out."""
        if enter.pressed(event):
            return
        if enter.is_enter(event):
            self.ask()
        else:
            super().keyPressEvent(event)


def counted_words(clock: Clock) -> str:
    """What the count starts with: "It counts from the day the request was received"."""
    since = f", {long_date(clock.start)}" if clock.start else ""
    return f"Counted from the day {clock.anchor}{since}, until {clock.stops}."
