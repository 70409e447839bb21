"""The checks, one card below the other, each with what would settle it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from caseworker.queries.case import CaseView
from caseworker.rules import in_time, review_body
from caseworker.rules.finding import Finding
from caseworker.rules.validity import Check
from ui import theme
from ui.screens.case.checks.card import CheckCard, Settle, Shown, answer_words
from ui.screens.case.checks.days import WhyThisDate
from ui.screens.case.checks.decisions import against
from ui.screens.case.checks.earlier import details_of, since_words
from ui.screens.case.checks.facts import OF_PEOPLE, field_for, record_words
from ui.screens.case.people import PeopleTab
from ui.screens.case.tab import Page
from ui.screens.case.what_if import OfWindow, WhatIf, of_window
from ui.widgets.announce import announce

# What a finding asks for that is a decision, and the action that takes it.
_DECIDED_BY = {"body_answers": "AnswerReviewBody", "body_decision": "DecideReviewBody",
               "late_decision": "DecideLate"}


class ChecksColumn(QWidget):
    """``decide`` has what each decision's button does; ``facts`` opens the facts at a field."""

    def __init__(
        self, page: Page, decide: Mapping[str, Callable[[], None]],
        facts: Callable[[str], None], parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._page, self._decide, self._facts = page, decide, facts
        self.cards: dict[str, CheckCard] = {}
        self._answers: dict[str, str] = {}
        self._case = 0
        self._column = QVBoxLayout(self)
        theme.space(self._column, (0, 0, 0, 0), 12)

    def show_case(self, view: CaseView) -> None:
        """Show the checks as they stand; open details stay open within one case."""
        if view.row.id != self._case:
            self._case, self._answers = view.row.id, {}
            for card in self.cards.values():
                card.open_details(False)
        for check in view.checks:
            if check.name not in self.cards:
                self.cards[check.name] = CheckCard()
                self._column.addWidget(self.cards[check.name])
            self.cards[check.name].show_check(self._shown(view, check))
        self._announce(view)

    def settle(self, finding: Finding) -> Settle | None:
        """The button that leads to what would settle a finding; None when there is none."""
        view = self._page.view
        if view is None or not finding.field:
            return None
        if action := _DECIDED_BY.get(finding.field):
            why_not = " ".join(against(view, self._page.host.office.calendar, action))
            return Settle(view.steps[action].label, self._decide[action], why_not)
        if finding.field in OF_PEOPLE:
            return Settle("Go to people and consent", lambda: self._page.go_to(PeopleTab))
        if name := field_for(finding.field):
            return Settle(record_words(name), lambda: self._facts(name),
                          view.steps["RecordFacts"].why_not)
        return None

    def next_settle(self) -> Settle | None:
        """While validity is to be decided, what would settle the first check that is not passed,
        of what can be done now.
        """
        view = self._page.view
        if view is None or view.next_step is None or view.next_step.action != "AcceptAsValid":
            return None
        found = (self.settle(check.finding) for check in view.checks
                 if check.finding is not None and not check.finding)
        return next((each for each in found if each is not None and not each.why_not), None)

    def why(self) -> None:
        """Open or close the details of the check with the focus, else of the first not passed."""
        focus, view = QApplication.focusWidget(), self._page.view
        cards = [card for card in self.cards.values() if card.toggle is not None]
        here = [card for card in cards if focus is not None and card.isAncestorOf(focus)]
        left = [card for check in (view.checks if view else ())
                if check.finding is not None and not check.finding
                and (card := self.cards[check.name]) in cards]
        for card in (here or left or cards)[:1]:
            card.open_details()
            if card.toggle is not None:
                card.toggle.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _shown(self, view: CaseView, check: Check) -> Shown:
        finding, extra = check.finding, ""
        more: Callable[[], QWidget | None] = _nothing
        if check.name == in_time.NAME:
            extra = view.window.day_words
            if view.window.reckoning is not None:
                def more() -> QWidget:
                    return WhyThisDate(view.window, lambda: self._what_if(view))
        elif check.name == review_body.NAME:
            extra = view.body.words
        settle = self.settle(finding) if finding is not None and not finding else None
        return Shown(check, extra, since_words(view.earlier, check.title), settle,
                     details_of(view, check), more)

    def _what_if(self, view: CaseView) -> WhatIf:
        office = self._page.host.office
        known = {each.name: getattr(view.facts, each.name) for each in fields(OfWindow)}
        return WhatIf(OfWindow, known, office.today(),
                      partial(of_window, view.facts, office.calendar))

    def _announce(self, view: CaseView) -> None:
        """Say each answer that is another than before: "Made in time, passed, day 19 of 28"."""
        now = {check.title: answer_words(check)[0].lower() for check in view.checks}
        for title, word in now.items():
            if self._answers and self._answers.get(title) != word:
                extra = view.window.day_words.lower() if title == in_time.TITLE else ""
                announce(self, ", ".join(part for part in (title, word, extra) if part))
        self._answers = now


def _nothing() -> QWidget | None:
    return None
