"""A form that stands on the page with its own button."""

from __future__ import annotations

from enum import Enum
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caseworker.queries.case import StepState
from caseworker.queries.meanwhile import Meanwhile
from caseworker.rules.finding import Finding, Refused
from ui import theme
from ui.icons import Button
from ui.screens.case.tab import Page
from ui.somebody_else import meet
from ui.widgets.form import Form
from ui.widgets.text import WrapLabel


class InlineForm(QWidget):
    """Asks for an action's fields on the page. What was typed stays until the office said yes.

    ``saved`` sends the Changed. ``given`` are the action's other fields.
    """

    saved = Signal(object)
    edited = Signal()

    def __init__(
        self, page: Page, action: type[Any], words: str, form: Form[Any],
        role: str = "primary", parent: QWidget | None = None, **given: Any,
    ) -> None:
        super().__init__(parent)
        self.page, self.form, self.given = page, form, given
        self._action, self._sending = action, False
        self.why_not = ""
        self.button, self.reason = Button(words, role=role), WrapLabel("", "muted")
        self.bar = QWidget()  # may be put elsewhere, where it does not scroll away
        self.column, below, self.row = QVBoxLayout(self), QVBoxLayout(self.bar), QHBoxLayout()
        theme.space(self.column, (0, 0, 0, 0), 12)
        theme.space(below, (0, 0, 0, 0), 8)
        self.column.addWidget(form)
        self.column.addWidget(self.bar)
        below.addWidget(self.reason)
        self.row.addWidget(self.button)
        self.row.addStretch(1)
        below.addLayout(self.row)
        self.button.clicked.connect(lambda: self.send())
        form.edited.connect(self.edited)
        form.edited.connect(self._remember)
        self.reason.hide()
        self._restoring = False
        if not given:
            self.restore()

    def restore(self) -> None:
        """Put what was typed and not saved back, as unsaved."""
        self._restoring = True
        for name, typed in self.page.host.kept.get(self._key).items():
            if name in self.form.fields:
                self.form.fields[name].put(typed)
        self._restoring = False

    @property
    def _key(self) -> str:
        case_id = self.page.view.row.id if self.page.view is not None else 0
        which = "".join(f"/{value}" for value in self.given.values())
        return f"{self._action.called}/{case_id}{which}"

    def _remember(self) -> None:
        """Keep the words that were typed; a choice is made again soon enough."""
        view = self.page.view
        if self._restoring or view is None:
            return
        typed = {name: self.form.fields[name].raw() for name in self.form.changed()}
        said = self.page.host.kept.put(
            self._key, {name: each for name, each in typed.items() if isinstance(each, str)
                        and not isinstance(each, Enum) and each},
            case_id=view.row.id, restricted=view.row.restricted,
            words=f"“{self.button.accessibleName()}” on {view.row.reference}")
        if said:
            self.page.host.status(said)

    def allow(self, why_not: str) -> None:
        """Let it be sent, or with words say why it can't be."""
        self.why_not = why_not
        self.button.setEnabled(not why_not)
        self.button.setToolTip(why_not)
        self.button.setAccessibleDescription(why_not)
        self.reason.setText(why_not)
        self.reason.setVisible(bool(why_not))

    def allow_step(self, step: StepState, hide: bool = True) -> None:
        """As the table of steps says; the fields of a step that can't be taken are hidden,
        unless something was typed into them.
        """
        self.allow(step.why_not)
        self.form.setVisible(not (hide and step.blocked) or self.unsaved())

    def unsaved(self) -> bool:
        """Whether something was typed that is not saved."""
        return bool(self.form.changed())

    def send(self, **upon: int) -> None:
        """Try it, ``upon`` the version shown or another. A refusal is explained in the form, a
        colleague's change is shown beside what was typed; any other trouble above the page.
        """
        if self._sending or self.why_not:
            return
        try:
            values = self.form.values()
        except Refused as refused:
            self.form.explain(refused.findings)
            return
        self._sending = True
        self.page.do(self._action, self._done, self._failed, **values, **self.given, **upon)

    def wording(self, finding: Finding) -> Finding:
        """A refusal in the words of this form."""
        return finding

    def kept(self, change: Any) -> None:
        """It was saved: empty the form for the next one."""
        self.form.fill({name: field.blank for name, field in self.form.fields.items()})

    def _done(self, change: Any) -> None:
        self._sending = False
        self.form.explain([])
        self.kept(change)
        self._remember()
        self.saved.emit(change)

    def _failed(self, error: Exception) -> None:
        self._sending = False
        if isinstance(error, Refused):
            self.form.explain([self.wording(finding) for finding in error.findings])
        else:
            meet(self.page.host, self, error, both=lambda found: self.form.both(found.theirs),
                 keep=self._keep, take=self._take)

    def _keep(self, found: Meanwhile) -> None:
        """What was not typed here is theirs by now: only what was typed replaces anything."""
        self.form.refill(found.theirs)
        self.send(version=found.version)

    def _take(self, found: Meanwhile) -> None:
        self.form.fill(found.theirs)
        self.page.refresh()
