"""Why a deadline is on that day: the sum in words, its source, each day that did not count; and
what another start or a pause would make of it.
"""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QScrollArea,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from caseworker.rules.days import Calendar, Day, Reckoning
from caseworker.rules.deadlines import Deadline
from caseworker.rules.words import count, with_weekday
from ui import theme
from ui.icons import Button
from ui.screens.case.what_if import OfClock, WhatIf, counted_words, of_clock
from ui.widgets.columns import Columns
from ui.widgets.dialog import Dialog
from ui.widgets.text import WrapLabel, label

WIDTH, HEIGHT, COLUMN = 920, 640, 380  # pixels at 100 %; of the dialog and of one column


class WhyDialog(Dialog):
    """A count day by day, and dates to try on it. Nothing that is tried is saved."""

    def __init__(
        self, parent: QWidget, deadline: Deadline, calendar: Calendar, today: date
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Why this date")
        self.setAccessibleName(f"Why this date: {deadline.title}")
        self.setModal(True)
        self._left_out, self._of = WrapLabel(), label("Day by day", "h2")
        self.table = DayTable()
        clock = deadline.clock
        self.what_if = WhatIf(OfClock, {"start": clock.start}, today,
                              partial(of_clock, clock, calendar, today),
                              partial(self.show_days, tried=True))
        self._lay_out(deadline)
        self.show_days(deadline.reckoning)
        self.fit(theme.px(WIDTH), theme.px(HEIGHT))

    def show_days(self, reckoning: Reckoning, tried: bool = False) -> None:
        """Show a count: the one that holds, or one that was tried."""
        self._of.setText("Day by day, as it would be" if tried else "Day by day")
        self._left_out.setText(_left_out(reckoning))
        self.table.show_days(reckoning)

    def _lay_out(self, deadline: Deadline) -> None:
        outer, scroll, row = QVBoxLayout(self), QScrollArea(), QHBoxLayout()
        theme.space(outer, (0, 20, 0, 20), 4)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        source = WrapLabel(f"Source: {deadline.source.cite}", "small")
        source.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        source.setToolTip(deadline.source.url)
        columns = Columns((
            (WrapLabel(f"{deadline.title}: {with_weekday(deadline.due)}", "h1"),
             WrapLabel(f"{deadline.reckoning.words}."), WrapLabel(counted_words(deadline.clock)),
             source, self._of, self._left_out, self.table),
            (self.what_if,)), COLUMN, gap=12)
        columns.setProperty("role", "surface")
        scroll.setWidget(columns)
        outer.addWidget(scroll, 1)
        theme.space(row, (24, 0, 24, 0), 8)
        close = Button("Close")
        close.setAutoDefault(False)  # Enter in a field works the date out
        close.clicked.connect(self.accept)
        row.addWidget(close)
        row.addStretch(1)
        outer.addLayout(row)


def why(parent: QWidget, deadline: Deadline, calendar: Calendar, today: date) -> QDialog:
    """Open the explanation of one deadline."""
    dialog = WhyDialog(parent, deadline, calendar, today)
    dialog.open()
    return dialog


def day_words(day: Day) -> str:
    """What the table says of a day: its number, or why it did not count."""
    if day.counted or day.number is not None or day.why.startswith("Day 0"):
        return day.why
    return f"Left out: {day.why}"


def _left_out(reckoning: Reckoning) -> str:
    many = len(reckoning.left_out)
    if not many:
        return "No day is left out: weekends and bank holidays count."
    paused = sum(day.why.startswith("Paused") for day in reckoning.left_out)
    closed = "weekends and bank holidays do not count" if many > paused else ""
    still = f"{count(paused, 'day')} paused" if paused else ""
    return f"{count(many, 'day')} left out: {', '.join(each for each in (closed, still) if each)}."


class DayTable(QTableWidget):
    """Each day of a count, and how it counts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, 2, parent)
        self.setAccessibleName("Day by day")
        self.setProperty("role", "plain")
        self.setHorizontalHeaderLabels(["Day", "How it counts"])
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setMinimumHeight(theme.px(240))
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        rows = self.verticalHeader()
        rows.setMinimumSectionSize(theme.px(30))
        rows.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)  # reasons may be long

    def show_days(self, reckoning: Reckoning) -> None:
        """Show the days of another count."""
        self.setRowCount(len(reckoning.days))
        for number, day in enumerate(reckoning.days):
            out = not day.counted and number > 0
            for column, words in enumerate((with_weekday(day.date), day_words(day))):
                cell = QTableWidgetItem(words)
                if out:
                    cell.setForeground(theme.current().colour("muted"))
                self.setItem(number, column, cell)
