"""A form in a dialog: it stays open, with what was typed, until the office has said yes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from caseworker.office import Conflict
from caseworker.queries.meanwhile import Meanwhile
from caseworker.rules.finding import Refused
from ui import theme
from ui.icons import Button
from ui.jobs import Jobs
from ui.screen import Host
from ui.somebody_else import meet
from ui.widgets.dialog import Dialog
from ui.widgets.form import Form
from ui.widgets.text import WrapLabel

WIDTH, HEIGHT = 560, 640  # pixels at 100 %


class ActionDialog(Dialog):
    """Asks for the fields of an action and carries it out.

    ``given`` are the action's other fields (case_id, version). ``then`` gets the Changed after
    the dialog has closed. Open it with ``open()``; a refusal is explained inside it. When
    somebody else was first, ``host`` says what they did, and both texts are shown.
    """

    def __init__(
        self, parent: QWidget | None, title: str, form: Form[Any], action_words: str, jobs: Jobs,
        given: dict[str, Any], then: Callable[[Any], None] | None = None, intro: str = "",
        host: Host | None = None,
    ) -> None:
        super().__init__(parent)
        self.form, self._jobs, self._given, self._then = form, jobs, given, then
        self._host = host
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setModal(True)
        column, row = QVBoxLayout(self), QHBoxLayout()
        theme.space(column, (24, 20, 24, 20), 12)
        column.addWidget(WrapLabel(title, "h1"))
        if intro:
            column.addWidget(WrapLabel(intro, "muted"))
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(scroll.focusPolicy().NoFocus)
        holder = QWidget()
        holder.setProperty("role", "surface")
        within = QVBoxLayout(holder)
        theme.space(within, (0, 0, 6, 0), 0)
        within.addWidget(form)
        within.addStretch(1)  # spare height goes below the fields, never between them
        scroll.setWidget(holder)
        column.addWidget(scroll, 1)
        self.save, self.back = Button(action_words, role="primary"), Button("Cancel")
        self.save.setShortcut("Ctrl+Return")
        self.save.clicked.connect(self.submit)
        self.back.clicked.connect(self.reject)
        row.addWidget(self.save)
        row.addWidget(self.back)
        row.addStretch(1)
        column.addLayout(row)
        self.fit(theme.px(WIDTH), self._wanted())
        form.go()

    def submit(self) -> None:
        """Try it; the button waits for the answer."""
        try:
            action = self.form.action(**self._given)
        except Refused as refused:
            self.form.explain(refused.findings)
            self._make_room()
            return
        self.save.setEnabled(False)
        self._jobs.do(action, self._done, self._failed)

    def _wanted(self) -> int:
        return min(theme.px(HEIGHT), self.form.sizeHint().height() + theme.px(190))

    def _make_room(self) -> None:
        """Show what is wrong together with the fields, as far as there is room."""
        if self._wanted() > self.height():
            self.fit(self.width(), self._wanted())

    def _done(self, change: Any) -> None:
        self.accept()
        if self._then is not None:
            self._then(change)

    def _failed(self, error: Exception) -> None:
        self.save.setEnabled(True)
        if self.form.failed(error):
            self._make_room()
            return
        self.form.summary.show_errors([(str(error), None)])
        if isinstance(error, Conflict) and self._host is not None:
            meet(self._host, self, error, both=lambda found: self.form.both(found.theirs),
                 keep=self._keep, take=self._take)

    def _keep(self, found: Meanwhile) -> None:
        """What was not typed here is theirs by now: only what was typed replaces anything."""
        self.form.refill(found.theirs)
        self._given[found.version_of] = found.version
        self.submit()

    def _take(self, found: Meanwhile) -> None:
        self.form.fill(found.theirs)
        self._given[found.version_of] = found.version
        self.form.summary.show_errors([])
        self.form.go()
