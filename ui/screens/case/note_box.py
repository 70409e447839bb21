"""Where a note is typed. What is not yet saved stays with the case it was typed for."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from caseworker.actions.office_work import AddNote
from caseworker.office import Refused
from caseworker.queries.case import CaseView
from caseworker.queries.meanwhile import Meanwhile
from ui import theme
from ui.icons import Button
from ui.screens.case.tab import Page
from ui.somebody_else import Both, meet
from ui.widgets.text import WrapLabel, label

EMPTY = "Enter the note"


class NoteBox(QWidget):
    """A text box and its button. ``saved`` is called once a note has been saved."""

    def __init__(
        self, page: Page, lines: int, saved: Callable[[], None] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._page, self._lines, self._saved = page, lines, saved
        self._case_id, self._reference, self._restricted = 0, "", False
        self.error = WrapLabel("", "error")
        self.error.hide()
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName("Add a note")
        self.text.setPlaceholderText("Type a note")
        self.text.textChanged.connect(self._keep)
        self.add = Button("Add note")
        self.add.clicked.connect(self.save)
        self.add.setToolTip("Ctrl+Enter")
        column, row = QVBoxLayout(self), QHBoxLayout()
        theme.space(column, (0, 0, 0, 0), 8)
        column.addWidget(self.error)
        column.addWidget(self.text)
        row.addWidget(self.add)
        row.addWidget(label("A note is never changed. A second one corrects it.", "small"))
        row.addStretch(1)
        column.addLayout(row)
        self._fit()

    def show_case(self, view: CaseView) -> None:
        """Show what was typed for this case; nothing typed for one case shows in another."""
        if view.row.id != self._case_id:
            self._case_id = 0  # what is put there now was not typed now
            self.text.setPlainText(self._page.host.kept.get(self._key(view.row.id)).get("text", ""))
            self._case_id, self._reference = view.row.id, view.row.reference
            self._restricted = view.row.restricted
            self._say("")
        self.setEnabled("AddNote" not in view.steps or not view.steps["AddNote"].blocked)
        self._fit()

    def holds_text(self) -> bool:
        """Whether something is typed and the box has the focus, so that Ctrl+Enter saves it."""
        return self.text.hasFocus() and bool(self.text.toPlainText().strip())

    def _key(self, case_id: int) -> str:
        return f"note/{case_id}/{self._lines}"  # a case has a box on two of its tabs

    def _keep(self) -> None:
        if self._case_id:
            text = self.text.toPlainText()
            said = self._page.host.kept.put(
                self._key(self._case_id), {"text": text} if text.strip() else {},
                case_id=self._case_id, words=f"a note on {self._reference}",
                restricted=self._restricted)
            if said:
                self._page.host.status(said)

    def save(self) -> None:
        """Save what is typed. It stays until the office has said yes."""
        text = self.text.toPlainText().strip()
        if not text:
            self._say(EMPTY)
            self.text.setFocus()
            return
        self._say("")
        self.add.setEnabled(False)
        self._send(text)

    def _send(self, text: str, **upon: int) -> None:
        self._page.do(AddNote, lambda _: self._done(text), partial(self._failed, text), text=text,
                      **upon)

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(theme.px(240), super().sizeHint().height())

    def _done(self, text: str) -> None:
        self.add.setEnabled(True)
        if self.text.toPlainText().strip() == text:  # not what was typed since
            self.text.clear()
        if self._saved is not None:
            self._saved()

    def _failed(self, text: str, error: Exception) -> None:
        self.add.setEnabled(True)
        if isinstance(error, Refused):
            self._say(str(error))
            return

        def both(found: Meanwhile) -> list[Both]:
            theirs = str(found.theirs.get("text", ""))
            return [Both("Note", text, theirs)] if theirs else []

        meet(self._page.host, self, error, both=both,
             keep=lambda found: self._send(text, version=found.version), back=self._page.refresh)

    def _say(self, words: str) -> None:
        self.error.setText(words)
        self.error.setVisible(bool(words))
        self.text.setProperty("wrong", bool(words))
        self.text.setAccessibleDescription(f"Error: {words}" if words else "")
        self.text.style().unpolish(self.text)
        self.text.style().polish(self.text)

    def _fit(self) -> None:
        height = self.text.fontMetrics().lineSpacing() * (self._lines + 1)
        self.text.setFixedHeight(round(height))
