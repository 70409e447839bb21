"""The tasks of a case: each row is one button that opens the place where the task is done."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseworker.queries.case import CaseView
from ui import theme
from ui.screens.case.task import Group, State, Task
from ui.screens.case.tasks import groups
from ui.widgets.card import clear_item
from ui.widgets.row_button import RowButton
from ui.widgets.tag import Tag
from ui.widgets.text import WrapLabel, label

# Completed is plain text, so that open work stands out.
_TAGS = {State.TODO: ("grey", ""), State.NOW: ("blue", ""), State.NEEDS: ("amber", "info-fill")}


class TaskList(QWidget):
    """``go`` gets the place of the row that was pressed."""

    def __init__(self, go: Callable[[str], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._go, self._shown = go, tuple[Group, ...]()
        self.rows: list[RowButton] = []
        self._made: dict[Task, RowButton] = {}  # the rows that are shown
        self._column = QVBoxLayout(self)
        theme.space(self._column, (0, 0, 0, 0), 0)

    def show_case(self, view: CaseView) -> None:
        """Show the tasks; when one row had the focus, the row in its place gets it."""
        found = groups(view)
        if found == self._shown:
            return
        had = next((n for n, row in enumerate(self.rows) if row.hasFocus()), -1)
        self._shown, self.rows = found, []
        every = [task for group in found for task in group.tasks]
        before, self._made = self._made, {}
        for task in every:  # a row that says the same stays: to make one takes long
            if task in before:
                self._made[task] = before.pop(task)
                self._column.removeWidget(self._made[task])
        while self._column.count():
            clear_item(self._column.takeAt(0))
        done = sum(task.state is State.DONE for task in every)
        self._column.addWidget(label(f"{done} of {len(every)} completed", "muted"))
        for group in found:
            head = label(group.title, "strong")
            head.setAccessibleDescription("Heading")
            self._column.addSpacing(theme.px(12))
            self._column.addWidget(head)
            for task in group.tasks:
                self._made[task] = row = self._made.get(task) or self._row(task)
                self._column.addWidget(row)
                self.rows.append(row)
        if 0 <= had < len(self.rows):
            self.rows[had].show()  # the layout would show it later; what is hidden takes no focus
            self.rows[had].setFocus(Qt.FocusReason.OtherFocusReason)

    def first(self) -> RowButton | None:
        """The first row that can be opened."""
        return next((row for row in self.rows if row.isEnabled()), None)

    def _row(self, task: Task) -> RowButton:
        row = RowButton(", ".join(part for part in (task.words, task.state, task.detail) if part))
        blocked = task.state is State.BLOCKED
        words = QWidget()
        column = QVBoxLayout(words)
        theme.space(column, (0, 0, 0, 0), 0)
        column.addWidget(WrapLabel(task.words, "muted" if blocked else "rowlink"))
        if task.detail:
            column.addWidget(WrapLabel(task.detail, "small"))
        row.add(words, 1)
        tag = _TAGS.get(task.state)
        row.add(Tag(task.state, *tag) if tag else label(task.state, "muted" if blocked else ""))
        row.setEnabled(not blocked)
        row.setToolTip(task.detail if blocked else "")
        row.setAccessibleDescription(task.detail if blocked else "")
        row.setProperty("now", task.state is State.NOW)
        row.clicked.connect(lambda: self._go(task.tab))
        return row
