"""What the answers about the review body come to, with a way back to each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caseworker.rules.facts import ReviewFacts
from caseworker.rules.finding import Finding
from caseworker.rules.review_body import BodyVerdict, Pointer, decide, mismatch_with_letter
from ui import theme
from ui.icons import Button
from ui.screens.case.body.question import answer_words
from ui.widgets.banner import Banner
from ui.widgets.card import Card, clear_item
from ui.widgets.error_summary import ErrorSummary
from ui.widgets.findings import FindingsList
from ui.widgets.text import WrapLabel, rule

_SAVE = {
    BodyVerdict.MOPAC: "MOPAC: save and continue",
    BodyVerdict.IOPC: "IOPC: save, then forward",
    BodyVerdict.MANAGER: "Save for a manager to decide",
    BodyVerdict.UNKNOWN: "Save the answers given",
}


class ResultCard(Card):
    """Each answer with what it points to, the finding, and the button that saves."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Check the answers", parent=parent)
        self.errors, self._mismatch = ErrorSummary(), Banner("", tone="amber")
        self._finding = FindingsList()
        self._answers = QWidget()
        self._rows = QVBoxLayout(self._answers)
        theme.space(self._rows, (0, 0, 0, 0), 4)
        self._next = WrapLabel("")
        for part in (self.errors, self._finding, self._mismatch, self._answers, self._next):
            self.body.addWidget(part)
        row = QHBoxLayout()
        theme.space(row, (0, 4, 0, 0), 8)
        self.save, self.back = Button("Save", role="primary"), Button("Back")
        row.addWidget(self.save)
        row.addWidget(self.back)
        row.addStretch(1)
        self.body.addLayout(row)

    def show_answers(self, facts: ReviewFacts, change: Callable[[int], None]) -> None:
        """Show the answers as they stand; ``change`` goes to a question (0 is the first)."""
        result, mismatch = decide(facts), mismatch_with_letter(facts)
        self.errors.show_errors([])
        self._finding.set_findings([result.finding])
        self._mismatch.setVisible(mismatch is not None)
        if mismatch is not None:
            self._mismatch.say(mismatch.title, mismatch.reason)
        while self._rows.count():
            clear_item(self._rows.takeAt(0))
        for number, pointer in enumerate(result.pointers):
            self._rows.addWidget(rule())
            self._rows.addWidget(_AnswerRow(number, pointer, partial(change, number)))
        self._rows.addWidget(rule())
        self._next.setText(_next_words(result.verdict))
        self.save.set_words(_SAVE[result.verdict])

    def explain(self, findings: Sequence[Finding]) -> None:
        """Say why the answers could not be saved."""
        self.errors.show_errors([(finding.reason, None) for finding in findings])


class _AnswerRow(QWidget):
    def __init__(self, number: int, pointer: Pointer, change: Callable[[], None]) -> None:
        super().__init__()
        row, column = QHBoxLayout(self), QVBoxLayout()
        theme.space(row, (0, 0, 0, 0), 12)
        theme.space(column, (0, 0, 0, 0), 1)
        question = f"{number + 1}. {pointer.question.text}"
        answer = WrapLabel(_words(pointer), "strong")
        answer.setAccessibleName(f"{question} {_words(pointer)}")
        column.addWidget(WrapLabel(question, "muted"))
        column.addWidget(answer)
        if pointer.answer is not None and pointer.answer.reason:
            column.addWidget(WrapLabel(pointer.answer.reason, "small"))
        link = Button("Change", role="link")
        link.setAccessibleName(f"Change the answer to question {number + 1}")
        link.clicked.connect(lambda: change())
        row.addLayout(column, 1)
        row.addWidget(link, 0, Qt.AlignmentFlag.AlignTop)


def _words(pointer: Pointer) -> str:
    if pointer.answer is None:
        return "Not answered"
    said = answer_words(pointer.question, pointer.answer.answer)
    return said if pointer.points_to is BodyVerdict.MANAGER else f"{said}: {pointer.words}"


def _next_words(verdict: BodyVerdict) -> str:
    return {
        BodyVerdict.MOPAC: "After this the request can be accepted, when the other checks pass.",
        BodyVerdict.IOPC: "After this the request is forwarded to the IOPC, with a list of what "
                          "is shared, and the requester is told in letter R6.",
        BodyVerdict.MANAGER: "A manager decides which body reviews it. Doubt points to the IOPC.",
        BodyVerdict.UNKNOWN: "Questions are still open. You can answer them later.",
    }[verdict]
