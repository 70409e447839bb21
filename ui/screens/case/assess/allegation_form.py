"""One allegation: what was said, what the MPS did, what we find, and why."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from caseworker.actions.base import REASON_LENGTH
from caseworker.actions.outcome import AddAllegation, AssessAllegation, NoteLearning
from caseworker.queries.case import AllegationView, CaseView
from caseworker.rules.finding import Finding
from caseworker.rules.recommendations import OUTSIDE_SENTENCES, AllegationFinding
from caseworker.rules.words import count
from ui import theme
from ui.icons import Button
from ui.screens.case.assess.questions import Questions
from ui.screens.case.inline_form import InlineForm
from ui.screens.case.powers_note import PowersNote
from ui.screens.case.tab import Page
from ui.somebody_else import Both, SomebodyElse
from ui.widgets.announce import announce
from ui.widgets.banner import Banner
from ui.widgets.form import Form
from ui.widgets.text import WrapLabel

_FIELDS = ("said", "police_did", "finding", "why")
LEARNING = "Record a learning point"
LEARNING_WORDS = "For the MPS, whether or not the outcome was reasonable. It needs no reply."
LINES = {"said": 3, "police_did": 3, "why": 6}


class AllegationForm(InlineForm):
    """The form of one allegation. It keeps what was typed while another one is chosen."""

    def __init__(self, page: Page, number: int, parent: QWidget | None = None) -> None:
        form = Form(AssessAllegation, _FIELDS)
        super().__init__(page, AssessAllegation, "Save", form, parent=parent, number=number)
        self.number = number
        self._known = False
        self._sent: dict[str, Any] = {}
        self.theirs = Banner("Somebody else saved this meanwhile.", "Yours is not saved yet.",
                             tone="amber", icon="users-fill", action="Show both")
        self.theirs.pressed.connect(self._show_both)
        self.theirs.hide()
        self._both: list[Both] = []
        self.questions, self.stock = Questions(), Sentences()
        self.stock.chosen.connect(self._add_sentence)
        self.length, self.powers = WrapLabel("", "small"), PowersNote()
        self.learning = Button(LEARNING, "lightbulb", role="link")
        self.learning.clicked.connect(lambda: page.dialog(
            LEARNING, NoteLearning, "Add learning point", intro=LEARNING_WORDS))
        self.row.addWidget(self.learning)
        self._lay_out()
        form.edited.connect(self._edited)
        self._edited()

    def show_allegation(self, view: CaseView, allegation: AllegationView) -> None:
        """Show what is saved; what is half typed stays, with theirs beside it."""
        self._stored = {name: getattr(allegation, name) for name in _FIELDS}
        self.questions.show_for(view.facts.handling)
        if self._known:
            self._both = self.form.refill(self._stored) or (self._both if self.unsaved() else [])
            self.theirs.setVisible(bool(self._both))
        else:
            self.form.fill(self._stored)
            self._known = True
            self.restore()
        step = view.steps["AssessAllegation"]
        self.allow_step(step, hide=False)
        self._read_only(bool(step.blocked))
        learning = view.steps["NoteLearning"]
        self.learning.setEnabled(not learning.blocked)
        self.learning.setToolTip(learning.why_not)
        self.learning.setAccessibleDescription(learning.why_not)
        self._edited()

    def send(self, **upon: int) -> None:
        """Save the finding."""
        self._sent = {name: field.raw() for name, field in self.form.fields.items()}
        super().send(**upon)

    def kept(self, change: Any) -> None:
        """What was sent is now what is saved; what was typed since is not."""
        for name, field in self.form.fields.items():
            typed = field.raw()
            self.form.fill({name: self._sent[name]})
            if typed != self._sent[name]:
                field.put(typed)
        self._forget_theirs()
        announce(self, f"Allegation {self.number} saved")

    def wording(self, finding: Finding) -> Finding:
        """Which allegation it is about."""
        if finding.field == "finding":
            return replace(finding, reason=f"Choose a finding for allegation {self.number}")
        return finding

    def _lay_out(self) -> None:
        column = self.form.layout()
        assert isinstance(column, QVBoxLayout)
        fields = self.form.fields
        column.insertWidget(0, self.theirs)
        column.insertWidget(column.indexOf(fields["finding"]), self.questions)
        column.insertWidget(column.indexOf(fields["why"]), self.stock)
        column.addWidget(self.length)
        column.addWidget(self.powers)
        for name, lines in LINES.items():
            box = fields[name].control
            if isinstance(box, QPlainTextEdit):
                box.setFixedHeight(round(box.fontMetrics().lineSpacing() * (lines + 1.2)))

    def _edited(self) -> None:
        why = str(self.form.fields["why"].raw())
        need = f", {REASON_LENGTH} needed" if len(why) < REASON_LENGTH else ""
        self.length.setText(f"{count(len(why), 'character')}{need}. "
                            f"{count(len(why.split()), 'word')}.")
        self.powers.look_at(why)
        outside = self.form.fields["finding"].raw() is AllegationFinding.OUTSIDE
        self.stock.setVisible(outside and not self.why_not)

    def _add_sentence(self, sentence: str) -> None:
        field = self.form.fields["why"]
        field.put(f"{field.raw()} {sentence}".strip())
        field.go()

    def _show_both(self) -> None:
        SomebodyElse(self, None, self._both, self.send, self._use_theirs).open()

    def _use_theirs(self) -> None:
        self.form.fill(self._stored)
        self._forget_theirs()
        self.form.go()

    def _forget_theirs(self) -> None:
        self._both = []
        self.theirs.hide()

    def _read_only(self, read_only: bool) -> None:
        for name, field in self.form.fields.items():
            if isinstance(field.control, QPlainTextEdit):
                field.control.setReadOnly(read_only)
            else:
                field.control.setEnabled(not read_only)
            if name != "finding" and read_only:
                field.control.setAccessibleDescription(self.why_not)


class AddForm(InlineForm):
    """A new allegation, in the complainant's words."""

    def __init__(self, page: Page, parent: QWidget | None = None) -> None:
        super().__init__(page, AddAllegation, "Add allegation", Form(AddAllegation),
                         parent=parent)
        self.told = WrapLabel("", "muted")
        self.column.insertWidget(1, self.told)
        self.told.hide()

    def show_case(self, view: CaseView) -> None:
        """Whether one can be added now."""
        self.allow_step(view.steps["AddAllegation"])

    def kept(self, change: Any) -> None:
        """Empty for the next one."""
        super().kept(change)
        words = f"Allegation {change.result} added. Add another, or choose one from the list."
        self.told.setText(words)
        self.told.show()
        announce(self, words)
        self.form.go()


class Sentences(QWidget):
    """The stock sentences for a point outside our role; ``chosen`` sends one."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        theme.space(column, (0, 0, 0, 0), 2)
        column.addWidget(WrapLabel("Outside our role: add a sentence to your reason", "strong"))
        for sentence in OUTSIDE_SENTENCES.values():
            button = Button(sentence, "plus", role="link")
            button.setAccessibleDescription("Adds this sentence to your reason")
            button.clicked.connect(lambda _=False, words=sentence: self.chosen.emit(words))
            column.addWidget(button)
        self.hide()
