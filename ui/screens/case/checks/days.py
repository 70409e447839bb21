"""Why this date: the two clocks of a review request, the days left out, and day by day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caseworker.rules.days import Reckoning, calendar_days
from caseworker.rules.in_time import Window
from caseworker.rules.words import count, long_date, with_weekday
from ui import theme
from ui.icons import Button
from ui.screens.case.what_if import WhatIf
from ui.widgets.text import WrapLabel


def clocks(window: Window) -> tuple[tuple[str, Reckoning], ...]:
    """Each clock that can be run, with its days from day 0 to the last."""
    runs = (("By the date on the letter", window.letter_dated, window.policy_last),
            ("By the date it was provided", window.provided, window.statutory_last))
    return tuple((title, calendar_days(start, (last - start).days))
                 for title, start, last in runs if start and last)


def left_out_words(window: Window) -> str:
    """What the days at the IOPC do to the last day; empty when there are none."""
    if not window.left_out or window.last_day is None:
        return ""
    return (f"{count(window.left_out, 'day')} with the IOPC left out: the last day becomes "
            f"{with_weekday(window.last_day)}.")


def day_lines(reckoning: Reckoning, received: date | None) -> tuple[str, ...]:
    """The days of a clock, one line each, with the day the request came marked in words."""
    found = []
    for day in reckoning.days:
        marks = [word for word, on in (("received", received), ("last day", reckoning.end))
                 if day.date == on]
        number = f"Day {day.number}" if day.counted else day.why.partition(":")[0]
        mark = f" ({', '.join(marks)})" if marks else ""
        found.append(f"{number}: {with_weekday(day.date)}{mark}")
    if received and received > reckoning.end:
        late = count((received - reckoning.end).days, "day")
        found.append(f"Received {with_weekday(received)}, {late} after the last day")
    return tuple(found)


class WhyThisDate(QWidget):
    """Both clocks side by side, day by day. The start is day 0; every day counts after it.

    ``what_if`` makes what tries other dates, once it is asked for.
    """

    def __init__(
        self, window: Window, what_if: Callable[[], WhatIf], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._what_if = what_if
        column, row = QVBoxLayout(self), QHBoxLayout()
        theme.space(column, (0, 0, 0, 0), 6)
        theme.space(row, (0, 0, 0, 0), 16)
        heading = WrapLabel("Why this date", "strong")
        heading.setAccessibleDescription("Heading")
        column.addWidget(heading)
        column.addWidget(WrapLabel(
            "A request is in time if it is in time by either clock. The day itself is day 0, every "
            "day after it counts, and the last day does not move for weekends or holidays."))
        for words in (left_out_words(window), *window.flags):
            if words:
                column.addWidget(WrapLabel(words))
        self.try_dates, self._tried = Button("What if", "question"), QVBoxLayout()
        self.try_dates.setToolTip("Try other dates. Nothing is saved.")
        self.try_dates.clicked.connect(self._try)
        column.addWidget(self.try_dates, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(self._tried)
        for title, reckoning in clocks(window):
            row.addLayout(_clock(title, reckoning, window.first_received), 1)
        column.addLayout(row)

    def _try(self) -> None:
        box = self._what_if()
        self._tried.addWidget(box)
        self.try_dates.hide()
        box.form.go()


def _clock(title: str, reckoning: Reckoning, received: date | None) -> QVBoxLayout:
    column = QVBoxLayout()
    theme.space(column, (0, 0, 0, 0), 4)
    column.addWidget(WrapLabel(f"{title}, {long_date(reckoning.start)}", "strong"))
    days = WrapLabel("\n".join(day_lines(reckoning, received)), "small")
    days.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    column.addWidget(days)
    column.addStretch(1)
    return column
