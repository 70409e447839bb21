"""One action for each of many cases: the list shown first, then done one by one, and told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from caseworker.actions.base import Undo
from caseworker.bundles import Cancelled
from caseworker.office import Changed
from caseworker.rules.finding import Finding, Refused, refusal
from caseworker.rules.words import count
from ui import theme
from ui.icons import Button
from ui.jobs import Job
from ui.screen import Host
from ui.screens.lists.many_work import Make, Report, Row, Told, Work, as_it_is, do_each
from ui.widgets.announce import announce
from ui.widgets.confirm import confirm
from ui.widgets.dialog import Dialog
from ui.widgets.scrolled import scrolled
from ui.widgets.text import WrapLabel

ASK_AGAIN = 200  # cases, over which it asks a second time
MOST = 2_000  # cases at once
WIDTH, HEIGHT = 640, 660  # pixels at 100 %
LOWEST = 120  # of the list of cases
PAUSE = 300  # milliseconds after the last key before the cases are looked at again
AFTERWARDS = ("What was done to many cases is undone with the button Undo, before its window is "
              "closed. Change the cases one by one instead.")
NOBODY_GETS_IT = "None of these cases gets it. The list says why"

class ManyDialog(Dialog):
    """Shows a form and the cases, says which are left out and why, does it, and tells of each
    what became of it.
    """

    ended = Signal()

    def __init__(
        self, parent: QWidget | None, host: Host, rows: Sequence[Row], work: Work
    ) -> None:
        super().__init__(parent)
        self._host, self._rows, self.work = host, tuple(rows), work
        self._job: Job | None = None
        self.told: list[Told] = []
        self.left_out: dict[int, str] = {}  # by key of the row: why
        self.setWindowTitle(work.title)
        self.setAccessibleName(work.title)
        self.setModal(True)
        self.heading = WrapLabel(f"{work.title}: {count(len(rows), work.noun)}", "h1")
        self.who = WrapLabel("", "strong")
        self.list, self.bar = QListWidget(), QProgressBar()
        self._intro = WrapLabel(work.intro, "muted")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(lambda: self._look(self._show_left_out))
        work.form.edited.connect(self._pause.start)
        self._lay_out()
        self._show_left_out(())
        self._look(self._show_left_out)

    def start(self) -> None:
        """Do it, once the cases were looked at with what stands in the form now."""
        form = self.work.form
        try:
            for row in self._rows[:1]:
                self.work.make(row)
        except Refused as refused:
            form.explain(refused.findings)
            return
        form.explain(())
        self._look(self._go)

    # Who gets it

    def _look(self, then: Callable[[Sequence[Sequence[Finding]]], None]) -> None:
        """Ask what stands against each case; the last of several questions counts."""
        self._pause.stop()
        office, work = self._host.office, self.work
        try:
            actions = [work.make(row) for row in self._rows]
        except Refused:
            return  # what is typed can't be read yet
        if self._job is not None:
            self._job.cancel()
        self._job = self._host.jobs.run(
            lambda report: work.against(office, actions, report),
            partial(self._looked, then), self._not_looked, self._progress)

    def _looked(
        self, then: Callable[[Sequence[Sequence[Finding]]], None],
        found: Sequence[Sequence[Finding]],
    ) -> None:
        self._job = None
        then(found)

    def _not_looked(self, error: Exception) -> None:
        if not isinstance(error, Cancelled):  # else a newer question is under way
            self._job = None
            self._host.trouble(error)

    def _show_left_out(self, found: Sequence[Sequence[Finding]]) -> None:
        """The cases that are left out come first: they are what somebody must look at."""
        fields = self.work.form.fields
        self.left_out = {
            row.key: " ".join(each.reason for each in findings if each.field not in fields)
            for row, findings in zip(self._rows, found, strict=False)
            if any(each.field not in fields for each in findings)}
        self.list.clear()
        for row in sorted(self._rows, key=lambda row: row.key not in self.left_out):
            why = self.left_out.get(row.key, "")
            words = f". Left out: {why}" if why else f", {self.work.detail(row)}"
            self.list.addItem(f"{row.reference}  {row.name}{words}")
        self.list.setCurrentRow(0)
        self.bar.hide()
        whole = found and not any(each.field in fields for each in found[0])
        self.who.setText(self._who_words() if whole else "")

    def _who_words(self) -> str:
        left = len(self.left_out)
        noun = self.work.noun
        verb = "will get it" if noun == "case" else "can go"
        if left == len(self._rows):
            return "None of them can, for the reason beside each:"
        gets = f"{count(len(self._rows) - left, noun)} of {len(self._rows):,} {verb}."
        return f"{gets} {left:,} left out, with the reason:" if left else gets

    # Doing it

    def _go(self, found: Sequence[Sequence[Finding]]) -> None:
        self._show_left_out(found)
        entered = {(each.field, each.reason): each for findings in found for each in findings
                   if each.field in self.work.form.fields}
        rows = [row for row in self._rows if row.key not in self.left_out]
        if entered:
            self.work.form.explain(tuple(entered.values()))
        elif not rows:
            self.work.form.explain((refusal("none", self.work.title, NOBODY_GETS_IT),))
        elif self._is_sure(len(rows)):
            self._run(rows, self.work.make, self._done)

    def _is_sure(self, number: int) -> bool:
        """A second question where there are very many, or where it can't be taken back."""
        if number <= ASK_AGAIN and not self.work.sure:
            return True
        those = count(number, self.work.noun)
        lines = [self.work.sure] if self.work.sure else []
        return confirm(self, f"{self.work.title}: {those}", [
            *lines, "Each is done by itself, and the journal of its case says so."],
            f"{self.work.title.split()[0]} {those}")

    def _run(self, rows: Sequence[Row], make: Make, then: Callable[[Any], None]) -> None:
        self.work.form.explain(())
        for control in (self.go, self.again, self.work.form):
            control.setEnabled(False)
        self.back.set_words("Stop")
        actions = {row.key: make(row) for row in rows}  # here: a form is read in this thread only
        finish = self.work.finish if make is self.work.make else as_it_is

        def work(report: Report) -> list[Told]:
            return do_each(self._host.office, rows,
                           lambda row: finish(row, actions[row.key], report), report)

        self._job = self._host.jobs.run(work, then, self._stopped, self._progress)

    def _progress(self, done: int, of: int, words: str) -> None:
        self.bar.show()
        self.bar.setRange(0, of)
        self.bar.setValue(done)
        self.bar.setFormat(f"{done} of {of}: {words}")

    def _done(self, told: list[Told]) -> None:
        self.told, done = told, [each for each in told if not each.refused]
        out = f", {len(self.left_out)} left out" if self.left_out else ""
        self._tell(f"{len(done)} done, {len(told) - len(done)} refused{out}", told,
                   len(self._rows) - len(self.left_out))
        for row in self._rows:
            if row.key in self.left_out:
                self.list.addItem(f"{row.reference}  Left out: {self.left_out[row.key]}")
        self.again.setVisible(any(each.undo for each in done))
        self.again.setEnabled(True)

    def _stopped(self, error: Exception) -> None:
        self._job = None
        self.back.set_words("Close")
        self._host.trouble(error)

    def _take_back(self) -> None:
        undo = {each.row.key: each.undo for each in self.told if each.undo is not None}
        rows = [each.row for each in self.told if each.row.key in undo]
        self._run(rows, lambda row: undo[row.key], self._taken_back)

    def _taken_back(self, told: list[Told]) -> None:
        self.again.hide()
        done = sum(not each.refused for each in told)
        asked = sum(each.undo is not None for each in self.told)
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
        for widget in (self.bar, self.go, self.work.form, self.who, self._intro):
            widget.hide()
        self.back.set_words("Close")
        undo = Undo(words, why_not=AFTERWARDS)
        self._host.jobs.changed.emit(Changed(self.windowTitle(), None, undo=undo))
        self.ended.emit()

    def reject(self) -> None:
        """Close; while it is being done stop instead, and tell what was done until then."""
        if self._job is not None:
            self._job.cancel()  # it ends after the case under way, and is told then
        if self._job is None or self.go.isEnabled():  # nothing is done yet
            super().reject()

    def _lay_out(self) -> None:
        column, foot, page = QVBoxLayout(self), QHBoxLayout(), QWidget()
        within = QVBoxLayout(page)
        theme.space(column, (24, 20, 24, 20), 12)
        theme.space(within, (0, 0, 6, 0), 12)
        column.addWidget(scrolled(page, "surface"), 1)  # for large text
        self.list.setMinimumHeight(theme.px(LOWEST))
        self.list.setAccessibleName("Cases")
        self.list.setProperty("role", "roomy")
        self.list.setWordWrap(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.bar.setAccessibleName("Progress")
        self.bar.hide()
        self._intro.setVisible(bool(self.work.intro))
        for each in (self.heading, self._intro, self.work.form, self.who):
            within.addWidget(each)
        within.addWidget(self.list, 1)
        within.addWidget(self.bar)
        self.go, self.back = Button(self.work.title, role="primary"), Button("Cancel")
        self.again = Button("Undo")
        self.again.hide()
        self.go.setShortcut("Ctrl+Return")
        self.go.clicked.connect(self.start)
        self.back.clicked.connect(self.reject)
        self.again.clicked.connect(self._take_back)
        for button in (self.go, self.again, self.back):
            foot.addWidget(button)
        foot.addStretch(1)
        column.addLayout(foot)
        self.fit(theme.px(WIDTH), theme.px(HEIGHT))
