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
from caseworker.rules.finding import Source
from caseworker.rules.words import count, with_weekday
from ui import theme
from ui.icons import Button
from ui.screens.case.what_if import OfClock, WhatIf, counted_words, of_clock
from ui.widgets.text import WrapLabel, label

WIDTH, HEIGHT = 560, 620  # pixels at 100 %


class WhyDialog(QDialog):
    """A count day by day, and dates to try on it. Nothing that is tried is saved."""

    def __init__(
        self, parent: QWidget, title: str, words: tuple[str, ...], source: Source,
        reckoning: Reckoning,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Why this date")
        self.setAccessibleName(f"Why this date: {title}")
        self.setModal(True)
        self._within, self._left_out = QVBoxLayout(), WrapLabel()
        self.table, self._of = DayTable(), label("Day by day", "h2")
        self._source = WrapLabel(f"Source: {source.cite}", "small")
        self._source.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._source.setToolTip(source.url)
        self._lay_out(title, words)
        self.show_days(reckoning)

    def add(self, box: WhatIf) -> None:
        """Let other dates be tried."""
        self._within.insertWidget(self._within.indexOf(self._of), box)

    def show_days(self, reckoning: Reckoning, tried: bool = False) -> None:
        """Show a count: the one that holds, or one that was tried."""
        self._of.setText("Day by day, as it would be" if tried else "Day by day")
        self._left_out.setText(_left_out(reckoning))
        self.table.show_days(reckoning)

    def _lay_out(self, title: str, words: tuple[str, ...]) -> None:
        outer, scroll, holder, row = QVBoxLayout(self), QScrollArea(), QWidget(), QHBoxLayout()
        theme.space(outer, (24, 20, 16, 20), 12)
        outer.addWidget(WrapLabel(title, "h1"))
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        holder.setProperty("role", "surface")
        holder.setLayout(self._within)
        theme.space(self._within, (0, 0, 8, 0), 10)
        for widget in (*map(WrapLabel, words), self._source, self._of, self._left_out,
                       self.table):
            self._within.addWidget(widget)
        scroll.setWidget(holder)
        outer.addWidget(scroll, 1)
        close = Button("Close")
        close.setAutoDefault(False)  # Enter in a field works the date out
        close.clicked.connect(self.accept)
        row.addWidget(close)
        row.addStretch(1)
        outer.addLayout(row)
        self.resize(theme.px(WIDTH), theme.px(HEIGHT))


def why(parent: QWidget, deadline: Deadline, calendar: Calendar, today: date) -> QDialog:
    """Open the explanation of one deadline."""
    clock = deadline.clock
    dialog = WhyDialog(parent, f"{deadline.title}: {with_weekday(deadline.due)}",
                       (f"{deadline.reckoning.words}.", counted_words(clock)), deadline.source,
                       deadline.reckoning)
    dialog.add(WhatIf(OfClock, {"start": clock.start}, today,
                      partial(of_clock, clock, calendar, today),
                      partial(dialog.show_days, tried=True)))
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
        self.verticalHeader().setDefaultSectionSize(theme.px(30))

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
