"""What the MPS decided on each recommendation: one date, and an answer with its reason for each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtWidgets import QVBoxLayout

from caseworker.actions.base import Ask
from caseworker.actions.outcome import ANSWERS, RecordPoliceResponse
from caseworker.queries.case import RecommendationView
from caseworker.rules.finding import Finding
from ui.screens.case.tab import Page
from ui.widgets.fields import Field
from ui.widgets.form import Form
from ui.widgets.text import WrapLabel, rule

_CHOICES = tuple((answer, answer.capitalize()) for answer in ANSWERS)


class ResponseForm(Form[RecordPoliceResponse]):
    """The date of the reply, then for each recommendation its text, the answer and the reason."""

    def __init__(self, recommendations: Sequence[RecommendationView], today: date) -> None:
        super().__init__(RecordPoliceResponse, ["answered_on"], today=today)
        self._numbers = [each.number for each in recommendations]
        self._asked: dict[str, Field] = {}
        column = self.layout()
        assert isinstance(column, QVBoxLayout)  # made by Form
        for each in recommendations:
            column.addWidget(rule())
            column.addWidget(WrapLabel(f"Recommendation {each.number}: {each.title}", "h2"))
            column.addWidget(WrapLabel(each.text))
            self._add(f"answer_{each.number}", Ask(
                f"What the MPS decided on recommendation {each.number}", kind="choice",
                choices=_CHOICES))
            self._add(f"because_{each.number}", Ask(
                f"Reason of the MPS on recommendation {each.number}", kind="long",
                hint="Needed unless it is accepted"))

    def values(self) -> dict[str, Any]:
        """The date, and ``answers`` as (number, answer, reason). Raises Refused."""
        kept = self.fields
        self.fields = {name: field for name, field in kept.items() if name not in self._asked}
        try:
            found = super().values()
        finally:
            self.fields = kept
        found["answers"] = tuple(
            (number, self._asked[f"answer_{number}"].raw() or "",
             self._asked[f"because_{number}"].raw())
            for number in self._numbers
        )
        return found

    def explain(self, findings: Iterable[Finding]) -> None:
        """Point at the recommendation that a refusal is about."""
        super().explain([self._pointed(finding) for finding in findings])

    def _pointed(self, finding: Finding) -> Finding:
        if finding.field != "answers":
            return finding
        number = finding.title.rpartition(" ")[2]
        which = "answer" if finding.reason.startswith("Choose") else "because"
        return replace(finding, field=f"{which}_{number}")

    def _add(self, name: str, asked: Ask) -> None:
        self.fields[name] = self._asked[name] = field = Field(name, asked)
        field.edited.connect(self.edited)
        column = self.layout()
        if column is not None:
            column.addWidget(field)


def ask_for_response(page: Page) -> None:
    """Open the dialog for the case that is shown."""
    if page.view is not None:
        form = ResponseForm(page.view.recommendations, page.host.office.today())
        page.form_dialog("Record the MPS response", form, "Save the response")
