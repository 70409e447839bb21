"""Why a deadline is on that day: the sum in words, its source, and each day that did not count."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from caseworker.rules.days import Day, Reckoning
from caseworker.rules.deadlines import Deadline
from caseworker.rules.words import count, with_weekday
from ui import theme
from ui.icons import Button
from ui.widgets.text import WrapLabel, label


def why(parent: QWidget, deadline: Deadline) -> QDialog:
    """Open the explanation of one deadline."""
    dialog = QDialog(parent)
    dialog.setWindowTitle("Why this date")
    dialog.setAccessibleName(f"Why this date: {deadline.title}")
    dialog.setModal(True)
    column, row = QVBoxLayout(dialog), QHBoxLayout()
    theme.space(column, (24, 20, 24, 20), 10)
    column.addWidget(WrapLabel(f"{deadline.title}: {with_weekday(deadline.due)}", "h1"))
    column.addWidget(WrapLabel(f"{deadline.reckoning.words}."))
    source = WrapLabel(f"Source: {deadline.source.cite}", "small")
    source.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    source.setToolTip(deadline.source.url)
    column.addWidget(source)
    column.addWidget(WrapLabel(_left_out(deadline.reckoning)))
    column.addWidget(label("Day by day", "h2"))
    column.addWidget(_table(deadline.reckoning), 1)
    close = Button("Close")
    close.clicked.connect(dialog.accept)
    row.addWidget(close)
    row.addStretch(1)
    column.addLayout(row)
    dialog.resize(theme.px(520), theme.px(560))
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
    return f"{count(many, 'day')} left out: weekends and bank holidays do not count."


def _table(reckoning: Reckoning) -> QTableWidget:
    table = QTableWidget(len(reckoning.days), 2)
    table.setAccessibleName("Day by day")
    table.setProperty("role", "plain")
    table.setHorizontalHeaderLabels(["Day", "How it counts"])
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setTabKeyNavigation(False)
    table.verticalHeader().hide()
    table.setShowGrid(False)
    table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
    table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
    table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
    for number, day in enumerate(reckoning.days):
        out = not day.counted and number > 0
        for column, words in enumerate((with_weekday(day.date), day_words(day))):
            cell = QTableWidgetItem(words)
            if out:
                cell.setForeground(theme.current().colour("muted"))
            table.setItem(number, column, cell)
    table.verticalHeader().setDefaultSectionSize(theme.px(30))
    return table
