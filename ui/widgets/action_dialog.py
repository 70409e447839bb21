"""A form in a dialog: it stays open, with what was typed, until the office has said yes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from caseworker.office import Conflict
from caseworker.rules.finding import Refused
from ui import theme
from ui.icons import Button
from ui.jobs import Jobs
from ui.widgets.form import Form
from ui.widgets.text import WrapLabel

WIDTH, HEIGHT = 520, 640  # pixels at 100 %
Reloaded = Callable[[dict[str, Any], Mapping[str, Any]], None]
# Asks again; answers with the action's other fields and the form's values, or with an error.
Reload = Callable[[Reloaded, Callable[[Exception], None]], None]


class ActionDialog(QDialog):
    """Asks for the fields of an action and carries it out.

    ``given`` are the action's other fields (case_id, version). ``then`` gets the Changed after
    the dialog has closed. Open it with ``open()``; a refusal is explained inside it. When
    somebody else was first, ``reload`` brings their values in, and what was typed stays.
    """

    def __init__(
        self, parent: QWidget | None, title: str, form: Form[Any], action_words: str, jobs: Jobs,
        given: dict[str, Any], then: Callable[[Any], None] | None = None, intro: str = "",
        reload: Reload | None = None,
    ) -> None:
        super().__init__(parent)
        self.form, self._jobs, self._given, self._then = form, jobs, given, then
        self._reload = reload
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
        wanted = form.sizeHint().height() + theme.px(190)
        self.resize(theme.px(WIDTH), min(theme.px(HEIGHT), wanted))
        form.go()

    def submit(self) -> None:
        """Try it; the button waits for the answer."""
        try:
            action = self.form.action(**self._given)
        except Refused as refused:
            self.form.explain(refused.findings)
            return
        self.save.setEnabled(False)
        self._jobs.do(action, self._done, self._failed)

    def _done(self, change: Any) -> None:
        self.accept()
        if self._then is not None:
            self._then(change)

    def _failed(self, error: Exception) -> None:
        self.save.setEnabled(True)
        if self.form.failed(error):
            return
        said: list[tuple[str, Callable[[], None] | None]] = [(str(error), None)]
        if isinstance(error, Conflict) and self._reload is not None:
            said.append(("Reload", self._look_again))
        self.form.summary.show_errors(said)

    def _look_again(self) -> None:
        if self._reload is not None:
            self._reload(self._reloaded, self._failed)

    def _reloaded(self, given: dict[str, Any], values: Mapping[str, Any]) -> None:
        self._given.update(given)
        both, fields = self.form.refill(values), self.form.fields
        words = self.save.accessibleName()
        self.form.summary.show_errors([
            (f"Reloaded. What you typed is kept, but not saved. Check it, then choose “{words}”",
             None),
            *((f"{label} is now {theirs} in the records. Yours stands below", fields[name].go)
              for name, label, theirs in both),
        ])
