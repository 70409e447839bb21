"""A form in a dialog: it stays open, with what was typed, until the office has said yes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from caseworker.rules.finding import Refused
from ui import theme
from ui.icons import Button
from ui.jobs import Jobs
from ui.widgets.form import Form
from ui.widgets.text import WrapLabel

WIDTH, HEIGHT = 520, 640  # pixels at 100 %


class ActionDialog(QDialog):
    """Asks for the fields of an action and carries it out.

    ``given`` are the action's other fields (case_id, version). ``then`` gets the Changed after
    the dialog has closed. Open it with ``open()``; a refusal is explained inside it.
    """

    def __init__(
        self, parent: QWidget | None, title: str, form: Form[Any], action_words: str, jobs: Jobs,
        given: dict[str, Any], then: Callable[[Any], None] | None = None, intro: str = "",
    ) -> None:
        super().__init__(parent)
        self.form, self._jobs, self._given, self._then = form, jobs, given, then
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
        form.setProperty("role", "surface")
        scroll.setWidget(form)
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
        if not self.form.failed(error):
            self.form.summary.show_errors([(str(error), None)])
