"""The form that opens a complaint about MOPAC from an item of post."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseworker.actions.base import Ask
from caseworker.actions.complaints.opening import OpenComplaint
from caseworker.queries.papers import Colleague, colleagues
from caseworker.queries.post import PostRow
from caseworker.rules.lifecycle import Role
from caseworker.rules.words import join
from ui import theme
from ui.screens.post.body import Desk
from ui.screens.post.fields import ListField
from ui.screens.post.open_body import OpenBody
from ui.screens.post.whole_form import WholeForm
from ui.widgets.fields import Field
from ui.widgets.text import WrapLabel

FIELDS = (
    "summary", "about", "subject", "subject_id", "subject_name", "issue_on", "applicant",
    "details", "hr_id",
)
NOBODY = (None, "Nobody who works here")
LATER = (None, "Tell HR later")
PRIVATE = (
    "Only the people who handle this case will see it. What you type here is not kept on this "
    "computer: save it before you close Caseworker."
)


class ComplaintForm(WholeForm[OpenComplaint]):
    """Nine fields; name, address and dates of receipt are those of the item."""

    def make_field(self, name: str, asked: Ask) -> Field:
        """Long choices in drop-down lists."""
        if asked.kind == "choice":
            return ListField(name, asked)
        return super().make_field(name, asked)

    def offer(self, found: Sequence[Colleague]) -> None:
        """Offer these colleagues, keeping what was chosen."""
        kept = {name: self.fields[name].raw() for name in ("subject_id", "hr_id")}
        self.set_choices("subject_id", [NOBODY, *(
            (each.id, f"{each.name}, {join([role.value for role in each.roles])}")
            for each in found)])
        self.set_choices("hr_id", [LATER, *(
            (each.id, each.name) for each in found if Role.HR in each.roles)])
        self.put_back({name: value for name, value in kept.items() if value is not None})


class ComplaintBody(OpenBody):
    """The form that opens a complaint, with the item's pages still beside it."""

    title = "Open the complaint about MOPAC"
    begins = "summary"

    def __init__(self, desk: Desk, row: PostRow, parent: QWidget | None = None) -> None:
        super().__init__(desk, row, parent)
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        theme.space(column, (0, 0, 0, 0), 12)
        column.insertWidget(0, WrapLabel(PRIVATE, "small"))
        self.ask(colleagues, self._offer)

    def make_form(self) -> WholeForm[Any]:
        """The form of a complaint."""
        return ComplaintForm(OpenComplaint, only=FIELDS, today=self.desk.host.office.today())

    @property
    def drafts(self) -> dict[str, dict[str, Any]]:
        """In memory only."""
        return self.desk.batch.private

    def _offer(self, found: Sequence[Colleague]) -> None:
        assert isinstance(self.form, ComplaintForm)
        self.form.offer(found)
        kept = self.drafts.get(self.key)
        if kept is not None:  # those chosen before could not be shown before they were offered
            self.form.put_back(kept["typed"])
