"""Sending the decision for a quality check, with what still stands against it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseworker.actions.outcome import ProposeDecision
from caseworker.queries.case import CaseView
from caseworker.rules.finding import Finding, refusal
from caseworker.rules.recommendations import Proposed, decision_matches
from ui import theme
from ui.icons import Button
from ui.screens.case.assess.words import OUTCOME_MARKS, overall_words
from ui.screens.case.assessment import AssessmentTab
from ui.screens.case.inline_form import InlineForm
from ui.screens.case.tab import Page
from ui.widgets.banner import Banner
from ui.widgets.card import Card, clear_item
from ui.widgets.form import Form
from ui.widgets.text import WrapLabel

SEND = "Send for quality check"
WRITING = "The recommendation you are writing is not added yet. Add it, or clear it."
READY = "Nothing stands against it. A manager who did not propose it will check it."


class ProposeCard(Card):
    """What the findings come to, what is still missing, and the button.

    ``writing`` says whether a recommendation is half written.
    """

    def __init__(
        self, page: Page, writing: Callable[[], bool], parent: QWidget | None = None
    ) -> None:
        super().__init__("Decision", parent=parent)
        self._page, self._writing = page, writing
        self._view: CaseView | None = None
        self.overall, self.returned = Banner(""), Banner("", tone="amber",
                                                         icon="arrow-bend-up-left")
        self._list = QWidget()
        self._against = QVBoxLayout(self._list)
        theme.space(self._against, (0, 0, 0, 0), 2)
        self.reasons: tuple[str, ...] = ()
        self.form = InlineForm(page, ProposeDecision, SEND, Form(ProposeDecision))
        self.form.edited.connect(self.weigh)
        for part in (self.returned, self.overall, self._list, self.form):
            self.body.addWidget(part)

    def show_case(self, view: CaseView) -> None:
        """Weigh it again."""
        self._view = view
        title, how = overall_words(view.allegations)
        self.overall.say(title, how)
        self.overall.use_look(*OUTCOME_MARKS[view.outcome])
        back = next((event for event in view.timeline
                     if event.what.startswith("Quality check: returned")), None)
        self.returned.setVisible(back is not None)
        if back is not None:
            self.returned.say(f"Returned by {back.who}, {back.when}", back.detail)
        ask = view.outcome.reasonable is False and not view.recommendations
        self.form.form.setVisible(ask or self.form.unsaved())
        self.weigh()

    def against(self) -> list[Finding]:
        """What stands against sending it now."""
        view = self._view
        if view is None:
            return []
        because = str(self.form.form.fields["because"].raw())
        found = [*view.steps["ProposeDecision"].blocked, *decision_matches(
            [each.finding for each in view.allegations],
            [Proposed(each.code, each.allegations) for each in view.recommendations],
            because, view.facts.handling,
        )]
        if self._writing():
            found.append(refusal("writing", "Recommendation", WRITING))
        return found

    def weigh(self) -> None:
        """See again what stands against it."""
        found = self.against()
        reasons = tuple(finding.reason for finding in found)
        if reasons != self.reasons or not self._against.count():
            self.reasons = reasons
            self._show(found)
        self.form.allow(" ".join(reasons))
        self.form.reason.hide()  # each reason stands above, with a link to where it is put right

    def _show(self, found: list[Finding]) -> None:
        while self._against.count():
            clear_item(self._against.takeAt(0))
        if not found:
            self._against.addWidget(WrapLabel(READY, "muted"))
            return
        self._against.addWidget(WrapLabel("What stands against it", "strong"))
        for finding in found:
            if finding.field.startswith("finding"):
                link = Button(finding.reason, "pencil-simple", role="link")
                link.setAccessibleDescription("Goes to the assessment")
                link.clicked.connect(lambda: self._page.go_to(AssessmentTab))
                self._against.addWidget(link)
            else:
                self._against.addWidget(WrapLabel(f"•  {finding.reason}"))
