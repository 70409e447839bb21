"""One question about the review body, and the complaint that is read beside it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPlainTextEdit,
    QRadioButton,
    QWidget,
)

from caseworker.rules.facts import BodyAnswer, BodyQuestion, ReviewFacts, Tri
from caseworker.rules.finding import Finding
from caseworker.rules.review_body import QUESTIONS, BodyVerdict, Question, decide, so_far
from ui.icons import Button
from ui.widgets.announce import announce
from ui.widgets.card import Card
from ui.widgets.error_summary import ErrorSummary
from ui.widgets.text import WrapLabel, label

# Two questions ask what can be ruled out, so their yes and no are said in full.
_RULED_OUT = frozenset({BodyQuestion.RULE_OUT_PROCEEDINGS, BodyQuestion.RULE_OUT_ARTICLE_2_OR_3})
_ANSWERS = {Tri.YES: "Yes", Tri.NO: "No", Tri.UNSURE: "Not sure"}
_ANSWERS_RULED_OUT = {Tri.YES: "Yes, it can be ruled out", Tri.NO: "No, it cannot be ruled out",
                      Tri.UNSURE: "Not sure"}


def answer_words(question: Question, answer: Tri) -> str:
    """An answer in words: "No, it cannot be ruled out"."""
    return (_ANSWERS_RULED_OUT if question.key in _RULED_OUT else _ANSWERS)[answer]


def pointer_words(question: Question, answer: Tri) -> str:
    """What an answer would point to: "points to the IOPC", "a manager decides"."""
    facts = ReviewFacts(body_answers={question.key: BodyAnswer(answer)})
    words = next(pointer.words for pointer in decide(facts).pointers
                 if pointer.question is question)
    return words.removeprefix("not sure: ")


def so_far_words(facts: ReviewFacts) -> str:
    """As at the top of each question: "So far: MOPAC"."""
    result = decide(facts)
    if not result.answered:
        return "So far: not yet known"
    points = {pointer.points_to for pointer in result.pointers}
    doubt = BodyVerdict.MANAGER in points and BodyVerdict.IOPC not in points
    return f"So far: {so_far(facts).value}{', unless a manager decides otherwise' if doubt else ''}"


class ReasonBox(QPlainTextEdit):
    """A reason. Enter goes on, as everywhere in the questions; Shift+Enter starts a line."""

    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setAccessibleName("Reason")
        self.setFixedHeight(round(self.fontMetrics().lineSpacing() * 4.4))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter alone go on."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Left and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            event.ignore()  # back, which is for the questions around it
        else:
            super().keyPressEvent(event)


class QuestionCard(Card):
    """One question. ``edited`` says that answer or reason was changed by the user."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._asking = False
        top = QHBoxLayout()
        self._place, self._so_far = label("", "strong"), label("", "strong")
        top.addWidget(self._place)
        top.addStretch(1)
        top.addWidget(self._so_far)
        self.body.addLayout(top)
        self.errors, self._text = ErrorSummary(), WrapLabel("", "h1")
        self._help, self._source = WrapLabel(""), WrapLabel("", "small")
        self._source.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        for part in (self.errors, self._text, self._help, self._source):
            self.body.addWidget(part)
        self._add_answers()
        self._add_reason()
        self._add_buttons()

    def ask(self, number: int, answer: Tri | None, reason: str) -> None:
        """Show a question (0 is the first) with what was answered before."""
        question = QUESTIONS[number]
        self._asking = True
        self.errors.show_errors([])
        self._wrong_answer.hide()
        self._wrong_reason.hide()
        self._place.setText(f"Question {number + 1} of {len(QUESTIONS)}")
        self.setAccessibleName(self._place.text())
        self._text.setText(question.text)
        self._help.setText(question.help)
        self._source.setText(f"Source: {question.source.cite}")
        self._group.setExclusive(False)
        for each, radio in self.radios.items():
            words = f"{answer_words(question, each)} ({pointer_words(question, each)})"
            radio.setText(words.replace("&", "&&"))
            radio.setAccessibleName(words)
            radio.setAccessibleDescription(question.text)
            radio.setChecked(each is answer)
        self._group.setExclusive(True)
        self.reason.setPlainText(reason)
        self.back.set_words("Back" if number else "Back to the checks")
        self._asking = False
        announce(self, f"{self._place.text()}. {question.text}")

    def say_so_far(self, facts: ReviewFacts) -> None:
        """Show what the answers point to until now."""
        self._so_far.setText(so_far_words(facts))

    def given(self) -> tuple[Tri | None, str]:
        """The answer chosen, and the reason."""
        chosen = next((each for each, radio in self.radios.items() if radio.isChecked()), None)
        return chosen, self.reason.toPlainText().strip()

    def choose(self, answer: Tri) -> None:
        """Choose an answer and put the focus on it; not sure goes to its reason."""
        self.radios[answer].setChecked(True)
        to: QWidget = self.reason if answer is Tri.UNSURE else self.radios[answer]
        to.setFocus(Qt.FocusReason.OtherFocusReason)

    def quote(self, words: str) -> None:
        """Put words of the complaint into the reason."""
        before = self.reason.toPlainText().rstrip()
        self.reason.setPlainText(f"{before} “{words}”".strip())
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def first(self) -> QWidget:
        """The answer that is chosen, else the first."""
        chosen, _ = self.given()
        return self.radios[chosen or Tri.YES]

    def explain(self, findings: Sequence[Finding]) -> None:
        """Say what is wrong, above the part concerned and at the top."""
        said = {finding.field: finding.reason for finding in findings}
        for name, shown in (("answer", self._wrong_answer), ("reason", self._wrong_reason)):
            shown.setText(said.get(name, ""))
            shown.setVisible(name in said)
        go = {"answer": lambda: self.first().setFocus(),
              "reason": lambda: self.reason.setFocus()}
        self.errors.show_errors([(each.reason, go.get(each.field)) for each in findings])

    def _add_answers(self) -> None:
        self._wrong_answer = WrapLabel("", "error")
        self.body.addWidget(self._wrong_answer)
        self._group = QButtonGroup(self)
        self.radios = {each: QRadioButton() for each in Tri}
        for radio in self.radios.values():
            self._group.addButton(radio)
            self.body.addWidget(radio)
            radio.toggled.connect(self._edited)

    def _add_reason(self) -> None:
        heading, self.reason = WrapLabel("Reason", "strong"), ReasonBox()
        heading.setBuddy(self.reason)
        hint = "Needed when you are not sure. Enter goes on, Shift+Enter starts a new line."
        self.reason.setAccessibleDescription(hint)
        self.reason.textChanged.connect(self._edited)
        self._wrong_reason = WrapLabel("", "error")
        for part in (heading, WrapLabel(hint, "small"), self._wrong_reason, self.reason):
            self.body.addWidget(part)

    def _add_buttons(self) -> None:
        row = QHBoxLayout()
        self.next, self.back = Button("Next", role="primary"), Button("Back")
        self.close_ = Button("Save and close")
        for button in (self.next, self.back, self.close_):
            row.addWidget(button)
        row.addStretch(1)
        self.body.addLayout(row)

    def _edited(self) -> None:
        if not self._asking:
            self.edited.emit()
