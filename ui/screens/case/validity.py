"""The tab "Validity checks" of a case."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from caseworker.actions.validity import AcceptAsValid
from caseworker.queries.case import CaseView
from caseworker.rules.finding import Refused
from ui import theme
from ui.icons import Button
from ui.screens.case.body.questions import BodyQuestions
from ui.screens.case.checks.card import headline
from ui.screens.case.checks.column import ChecksColumn
from ui.screens.case.checks.decisions import DecisionsCard, told
from ui.screens.case.checks.dialogs import Dialogs
from ui.screens.case.checks.earlier import EarlierCard
from ui.screens.case.checks.letter import LetterBanner
from ui.screens.case.letters import LettersTab
from ui.screens.case.tab import CaseTab, Page
from ui.widgets.announce import announce
from ui.widgets.banner import Banner
from ui.widgets.error_summary import ErrorSummary
from ui.widgets.text import WrapLabel

NARROW = 800  # pixels at 100 %, below which the decisions stand under the checks


class ValidityTab(CaseTab):
    """The checks at the left; at the right what people decide, and the earlier answers.

    The questions about the review body take the place of the checks while they are asked.
    """

    words = "Validity checks"

    def __init__(self, page: Page, parent: QWidget | None = None) -> None:
        super().__init__(page, parent)
        self.dialogs = Dialogs(page)
        self._case = 0
        self.heading, self.errors = WrapLabel("", "h1"), ErrorSummary()
        self.heading.setAccessibleDescription("Heading")
        self.record = Button("Record facts")
        self.mismatch, self.letter = Banner("", tone="amber"), LetterBanner(page, LettersTab)
        self.checks = ChecksColumn(page, self._calls(), self.dialogs.facts)
        self.decisions, self.earlier = DecisionsCard(self._calls()), EarlierCard()
        self.questions = BodyQuestions(page, self.leave_questions, self.dialogs.facts)
        self._lay_out()
        self._set_letters()

    def show_case(self, view: CaseView) -> None:
        """Show the case as it stands now."""
        if view.row.id != self._case:
            self._case = view.row.id
            self._swap(asking=False)
        self.errors.show_errors([])
        self.heading.setText(headline(view.checks))
        before = self.letter.isHidden()
        self._show_top(view)
        if before and not self.letter.isHidden():
            self._to_the_top()
        self.checks.show_case(view)
        self.decisions.show_case(view, self.page.host.office.calendar)
        self.decisions.say_unsaved(self.questions.unsaved(view))
        self.earlier.show_answers(view.earlier)
        if self._asking:
            self.questions.show_case(view)

    def keys(self) -> Sequence[tuple[str, str]]:
        """Those of the questions while they are asked."""
        if self._asking:
            return (("Y", "yes"), ("N", "no"), ("U", "not sure"), ("Enter", "next"),
                    ("Alt+Left", "back"))
        return (("W", "why"), ("F", "facts"))

    def first(self) -> QWidget:
        """The facts, or the answer of the question that is asked."""
        if self._asking:
            return self.questions.first()
        cards = [card.toggle for card in self.checks.cards.values() if card.toggle is not None]
        return self.record if self.record.isEnabled() or not cards else cards[0]

    def main_action(self) -> bool:
        """The next question; accept the request when nothing is against it; else what would
        settle the first check that is not passed.
        """
        accept, settle = self.decisions.button("AcceptAsValid"), self.checks.next_settle()
        if self._asking:
            self.questions.go_on()
        elif accept.isEnabled():
            accept.click()
        elif settle is not None:
            settle.call()
        else:
            return False
        return True

    def go_on(self) -> None:
        """The same; but a request is never accepted by a button that says other words."""
        accept = self.decisions.button("AcceptAsValid")
        if accept.isEnabled() and not self._asking:
            accept.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif not self.main_action():
            super().go_on()

    def ask_questions(self) -> None:
        """Show the questions about the review body in place of the checks."""
        if self.page.view is not None:
            self._swap(asking=True)
            self.questions.begin(self.page.view)

    def leave_questions(self) -> None:
        """Show the checks again, with the focus where the questions were opened."""
        self._swap(asking=False)
        if self.page.view is not None:
            self.show_case(self.page.view)
        button = self.decisions.button("AnswerReviewBody")
        (button if button.isEnabled() else self.first()).setFocus(Qt.FocusReason.OtherFocusReason)

    def accept(self) -> None:
        """Accept the request as valid."""
        self.page.do(AcceptAsValid, lambda _: announce(self, "Accepted as valid"), self._refused)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The decisions go under the checks where there is little room."""
        super().resizeEvent(event)
        narrow = self.width() < theme.px(NARROW)
        self._columns.setDirection(QBoxLayout.Direction.TopToBottom if narrow
                                   else QBoxLayout.Direction.LeftToRight)

    @property
    def _asking(self) -> bool:
        return not self.questions.isHidden()

    def _calls(self) -> dict[str, Callable[[], None]]:
        return {
            "AnswerReviewBody": self.ask_questions, "DecideReviewBody": self.dialogs.body,
            "DecideLate": self.dialogs.late, "Waive": self.dialogs.waive,
            "DecideRepresentation": self.dialogs.representation,
            "AcceptAsValid": self.accept, "ForwardToIopc": self.dialogs.forward,
            "RefuseAsInvalid": self.dialogs.refuse,
        }

    def _refused(self, error: Exception) -> None:
        if not isinstance(error, Refused):
            self.page.host.trouble(error)
            return
        said: list[tuple[str, Any]] = []
        for finding in error.findings:
            settle = self.checks.settle(finding)
            said.append((told(finding), settle.call if settle is not None else None))
        self.errors.show_errors(said)

    def _to_the_top(self) -> None:
        """What was decided, and the letter that follows, stand above all else."""
        area: QWidget | None = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if area is not None:
            area.verticalScrollBar().setValue(0)

    def _swap(self, asking: bool) -> None:
        self.questions.setVisible(asking)
        self._shown.setVisible(not asking)
        self._set_letters()
        self.page.tell_keys()

    def _set_letters(self) -> None:
        self.alone = self._asking
        self.letters = {} if self._asking else {"W": self.checks.why, "F": self._go_to_facts}

    def _go_to_facts(self) -> None:
        if self.record.isEnabled():
            self.record.click()

    def _show_top(self, view: CaseView) -> None:
        record = view.steps["RecordFacts"]
        self.record.setEnabled(not record.blocked)
        self.record.setToolTip(record.why_not)
        self.record.setAccessibleDescription(record.why_not)
        self._why_not.setText(record.why_not)
        self._why_not.setVisible(bool(record.blocked))
        self.mismatch.setVisible(view.mismatch is not None)
        if view.mismatch is not None:
            self.mismatch.say(view.mismatch.title, view.mismatch.reason)
        self.letter.show_case(view)

    def _lay_out(self) -> None:
        whole, self._shown = QVBoxLayout(self), QWidget()
        theme.space(whole, (0, 0, 0, 0), 0)
        column, row, right = QVBoxLayout(self._shown), QHBoxLayout(), QVBoxLayout()
        theme.space(column, (24, 16, 24, 24), 12)
        row.addWidget(self.heading, 1)
        row.addWidget(self.record)
        column.addLayout(row)
        self._why_not = WrapLabel("", "small")
        for part in (self._why_not, self.errors, self.letter, self.mismatch):
            column.addWidget(part)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        theme.space(self._columns, (0, 0, 0, 0), 16)
        theme.space(right, (0, 0, 0, 0), 12)
        right.addWidget(self.decisions)
        right.addWidget(self.earlier)
        right.addStretch(1)
        self._columns.addWidget(self.checks, 5, Qt.AlignmentFlag.AlignTop)
        self._columns.addLayout(right, 3)
        column.addLayout(self._columns)
        column.addStretch(1)
        whole.addWidget(self._shown)
        whole.addWidget(self.questions, 1)
        self.questions.hide()
        self.record.clicked.connect(lambda: self.dialogs.facts())
