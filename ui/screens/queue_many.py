"""One action for each of many cases: the list shown first, then done one by one, and told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from caseworker.actions.base import Action, Undo
from caseworker.office import Changed, Conflict, Unavailable
from caseworker.queries.rows import QueueRow
from caseworker.rules.finding import Finding, Refused
from caseworker.rules.words import count
from ui import theme
from ui.icons import Button
from ui.jobs import Job
from ui.screen import Host
from ui.widgets.announce import announce
from ui.widgets.confirm import confirm
from ui.widgets.error_summary import ErrorSummary
from ui.widgets.fields import Field
from ui.widgets.text import WrapLabel

ASK_AGAIN = 200  # cases, over which it asks a second time
MOST = 2_000  # cases at once
AFTERWARDS = ("What was done to many cases is undone with the button Undo, before its window is "
              "closed. Change the cases one by one instead.")


@dataclass(frozen=True, slots=True)
class Told:
    """What became of one case: ``refused`` says why not, and is empty when it was done.

    ``undo`` takes it back, where that can be.
    """

    row: QueueRow
    refused: str = ""
    undo: Action | None = None


Make = Callable[[QueueRow], Action]


def do_each(
    office: Any, rows: Sequence[QueueRow], make: Make,
    report: Callable[[int, int, str], bool],
) -> list[Told]:
    """Do one action for each case, each a transaction of its own. Stops when it is cancelled."""
    told = []
    for number, row in enumerate(rows):
        if not report(number, len(rows), row.reference):
            break
        try:
            undo = office.do(make(row)).undo
            told.append(Told(row, undo=undo.action if undo is not None else None))
        except Refused as refused:
            told.append(Told(row, " ".join(each.reason for each in refused.findings)))
        except Conflict:
            told.append(Told(row, "Somebody else changed this case meanwhile."))
        except Unavailable as error:
            told.append(Told(row, str(error)))
            break  # the rest would fail likewise, each after a long wait
    return told


class ManyDialog(QDialog):
    """Shows the cases and a form, does it, and tells of each case what became of it.

    ``make`` gives the action of a case, or raises Refused for what was entered in ``form``.
    """

    ended = Signal()

    def __init__(
        self, parent: QWidget | None, host: Host, title: str, rows: Sequence[QueueRow],
        form: QWidget, make: Make,
    ) -> None:
        super().__init__(parent)
        self._host, self._rows, self._make = host, tuple(rows), make
        self._job: Job | None = None
        self.told: list[Told] = []
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setModal(True)
        column, foot = QVBoxLayout(self), QHBoxLayout()
        theme.space(column, (24, 20, 24, 20), 12)
        self.heading = WrapLabel(f"{title}: {count(len(rows), 'case')}", "h1")
        self.summary = ErrorSummary()
        self.list, self.bar, self._form = QListWidget(), QProgressBar(), form
        self.list.setAccessibleName("Cases")
        self.list.setProperty("role", "roomy")
        self.bar.setAccessibleName("Progress")
        self.bar.hide()
        for row in rows:
            self.list.addItem(f"{row.reference}  {row.name}, {row.owner or 'not allocated'}")
        self.list.setCurrentRow(0)
        for each in (self.heading, self.summary, form):
            column.addWidget(each)
        column.addWidget(self.list, 1)
        column.addWidget(self.bar)
        self.go, self.back = Button(title, role="primary"), Button("Cancel")
        self.again = Button("Undo")
        self.again.hide()
        self.go.setShortcut("Ctrl+Return")
        self.go.clicked.connect(self.start)
        self.back.clicked.connect(self._leave)
        self.again.clicked.connect(self._take_back)
        for button in (self.go, self.again, self.back):
            foot.addWidget(button)
        foot.addStretch(1)
        column.addLayout(foot)
        self.resize(theme.px(600), theme.px(640))

    def start(self) -> None:
        """Do it, after a second question where there are very many."""
        try:
            actions = {row.id: self._make(row) for row in self._rows}
        except Refused as refused:
            self._explain(refused.findings)
            return
        self._explain(())
        number = len(self._rows)
        if number > ASK_AGAIN and not confirm(
                self, f"This changes {number:,} cases", [
                    "Each is changed by itself, and the journal of each says so."],
                f"Change {number:,} cases"):
            return
        self._run(self._rows, lambda row: actions[row.id], self._done)

    def _explain(self, findings: Sequence[Finding]) -> None:
        """What is against it, at the fields concerned and at the top."""
        said = {each.field: each.reason for each in findings}
        fields = {each.name: each for each in self._form.findChildren(Field)}
        for name, field in fields.items():
            field.say_wrong(said.get(name, ""))
        self.summary.show_errors([
            (each.reason, fields[each.field].go if each.field in fields else None)
            for each in findings])

    def _run(self, rows: Sequence[QueueRow], make: Make, then: Callable[[Any], None]) -> None:
        self.summary.show_errors([])
        for control in (self.go, self.again, self._form):
            control.setEnabled(False)
        self.bar.show()
        self.back.set_words("Stop")

        def work(report: Callable[[int, int, str], bool]) -> list[Told]:
            return do_each(self._host.office, rows, make, report)

        self._job = self._host.jobs.run(work, then, self._host.trouble, self._progress)

    def _progress(self, done: int, of: int, words: str) -> None:
        self.bar.setRange(0, of)
        self.bar.setValue(done)
        self.bar.setFormat(f"{done} of {of}: {words}")

    def _done(self, told: list[Told]) -> None:
        self.told, done = told, [each for each in told if not each.refused]
        self._tell(f"{len(done)} done, {len(told) - len(done)} refused", told, len(self._rows))
        self.again.setVisible(any(each.undo for each in done))
        self.again.setEnabled(True)

    def _take_back(self) -> None:
        undo = {each.row.id: each.undo for each in self.told if each.undo is not None}
        rows = [each.row for each in self.told if each.row.id in undo]
        self._run(rows, lambda row: undo[row.id], self._taken_back)

    def _taken_back(self, told: list[Told]) -> None:
        self.again.hide()
        done = sum(not each.refused for each in told)
        asked = sum(not each.refused for each in self.told)
        self._tell(f"{done} taken back, {len(told) - done} refused", told, asked)

    def _tell(self, words: str, told: Sequence[Told], asked: int) -> None:
        """Those that were refused first: they are what somebody must look at."""
        self._job = None
        left = asked - len(told)
        self.heading.setText(words + (f", {left} not reached" if left > 0 else ""))
        announce(self, words)
        self.list.clear()
        for each in sorted(told, key=lambda each: not each.refused):
            self.list.addItem(f"{each.row.reference}  {each.refused or 'Done'}")
        self.bar.hide()
        self.go.hide()
        self._form.hide()
        self.back.set_words("Close")
        undo = Undo(words, why_not=AFTERWARDS)
        self._host.jobs.changed.emit(Changed(self.windowTitle(), None, undo=undo))
        self.ended.emit()

    def _leave(self) -> None:
        if self._job is not None:
            self._job.cancel()  # it ends after the case under way, and is told then
        else:
            self.reject()
