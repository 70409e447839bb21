"""Choosing one recommendation among those that the law allows here."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseworker.actions.base import Ask
from caseworker.actions.outcome import Recommend
from caseworker.queries.case import CaseView
from caseworker.rules.lifecycle import Role
from caseworker.rules.recommendations import Choice
from ui.icons import Button
from ui.screens.case.decide.choice_fields import ChoiceField, TickField, cited
from ui.screens.case.inline_form import InlineForm
from ui.screens.case.powers_note import PowersNote
from ui.screens.case.tab import Page
from ui.widgets.fields import Field
from ui.widgets.form import Form
from ui.widgets.text import WrapLabel

_FIELDS = ("code", "subtype", "text", "reason", "allegations")


class _Fields(Form[Recommend]):
    """The form of a recommendation, with choices that show their source."""

    def make_field(self, name: str, asked: Ask) -> Field:
        """Choices with their source, ticks for the allegations."""
        kinds: dict[str, type[Field]] = {"code": ChoiceField, "allegations": TickField}
        return kinds.get(name, Field)(name, asked)


class RecommendForm(InlineForm):
    """Add a recommendation: which one, in which words, why, and for which allegations."""

    def __init__(self, page: Page, parent: QWidget | None = None) -> None:
        super().__init__(page, Recommend, "Add recommendation", _Fields(Recommend, _FIELDS), "",
                         parent)
        self._choices: dict[str, Choice] = {}
        self._offered: tuple[str, ...] = ()
        self.powers, self.due = PowersNote(), WrapLabel("", "small")
        column = self.form.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(column.indexOf(self.form.fields["text"]) + 1, self.powers)
        column.addWidget(self.due)
        self.clear = Button("Clear", role="link")
        self.clear.setAccessibleDescription("Empties what you are writing")
        self.clear.clicked.connect(lambda: self.kept(None))
        self.row.insertWidget(1, self.clear)
        self.form.edited.connect(self._edited)

    def show_case(self, view: CaseView) -> None:
        """Offer what may be recommended in this case."""
        fields, office = self.form.fields, self.page.host.office
        allowed = [c for c in view.choices if c.allowed and c.needs_reply]
        code, ticks = fields["code"], fields["allegations"]
        if isinstance(code, ChoiceField) and list(self._choices.values()) != allowed:
            self._choices = {choice.code: choice for choice in allowed}
            code.offer(allowed, Role.MANAGER in office.roles)
        if isinstance(ticks, TickField):
            ticks.offer(view.allegations)
        length = view.limits["mps_response"].words(office.today())
        self.due.setText(f"Reply due {length} from the day the notice to the MPS is "
                         f"issued. {cited(view.limits['mps_response'].source)}")
        self.allow_step(view.steps["Recommend"])
        self._edited()

    def unsaved(self) -> bool:
        """Ticks alone are not worth keeping."""
        return any(self.form.fields[name].raw() for name in ("code", "text", "reason"))

    def kept(self, change: Any) -> None:
        """Empty for the next one."""
        super().kept(change)
        self.form.explain([])
        self._edited()
        self.edited.emit()

    def _edited(self) -> None:
        fields = self.form.fields
        choice = self._choices.get(fields["code"].raw())
        subtypes = choice.subtypes if choice else ()
        if subtypes != self._offered:
            self._offered = subtypes
            self.form.set_choices("subtype", [(each, each.capitalize()) for each in subtypes])
        fields["subtype"].setVisible(bool(subtypes))
        self.clear.setVisible(self.unsaved())
        self.powers.look_at(str(fields["text"].raw()))
