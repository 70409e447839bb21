"""The questions about the relevant review body: one page each, the complaint beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from types import MappingProxyType

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QVBoxLayout, QWidget

from caseworker.actions.validity import AnswerReviewBody
from caseworker.queries.case import CaseView
from caseworker.queries.meanwhile import Meanwhile
from caseworker.rules.facts import BodyAnswer, BodyQuestion, ReviewFacts, Tri
from caseworker.rules.finding import Finding, Refused
from caseworker.rules.review_body import QUESTIONS, answer_problems
from ui import enter, theme
from ui.screens.case.body.complaint import ComplaintCard
from ui.screens.case.body.question import QuestionCard, ReasonBox
from ui.screens.case.body.result import ResultCard
from ui.screens.case.tab import Page
from ui.somebody_else import Both, meet

NARROW = 760  # pixels at 100 %, below which the complaint stands under the question
Draft = dict[BodyQuestion, tuple[Tri | None, str]]
_KEYS = {"Y": Tri.YES, "N": Tri.NO, "U": Tri.UNSURE}


class BodyQuestions(QWidget):
    """Asks the seven questions, then shows what they come to, then saves all in one action.

    ``leave`` is called when the user is done; ``facts`` opens the form of facts at a field.
    Answers not yet saved are kept for each case while the window is open.
    """

    def __init__(
        self, page: Page, leave: Callable[[], None], facts: Callable[[str], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._page, self._leave = page, leave
        self._drafts: dict[int, Draft] = {}
        self._view: CaseView | None = None
        self._at, self._changing, self._saving = 0, False, False
        self.question, self.result = QuestionCard(), ResultCard()
        self.complaint = ComplaintCard(lambda: facts("complaint_details"))
        self._row, left = QBoxLayout(QBoxLayout.Direction.LeftToRight, self), QVBoxLayout()
        theme.space(self._row, (24, 16, 24, 24), 16)
        theme.space(left, (0, 0, 0, 0), 0)
        left.addWidget(self.question)
        left.addWidget(self.result)
        left.addStretch(1)
        self._row.addLayout(left, 3)
        self._row.addWidget(self.complaint, 2)
        self._connect()

    def _connect(self) -> None:
        self.question.next.clicked.connect(lambda: self.go_on())
        self.question.back.clicked.connect(lambda: self.go_back())
        self.question.close_.clicked.connect(lambda: self.save_and_close())
        self.question.reason.entered.connect(lambda: self.go_on())
        self.question.edited.connect(self._typed)
        self.complaint.quoted.connect(self.question.quote)
        self.result.save.clicked.connect(lambda: self.save_all())
        self.result.back.clicked.connect(lambda: self.go_back())

    def begin(self, view: CaseView) -> None:
        """Start at the first question that has no answer, or at the result."""
        self._view, self._changing = view, False
        open_ = [number for number, question in enumerate(QUESTIONS)
                 if self._answer(question.key)[0] is None]
        self._show(open_[0] if open_ else len(QUESTIONS))

    def show_case(self, view: CaseView) -> None:
        """The case as it stands now; what is half typed stays."""
        self._view = view
        self.complaint.show_text(view)
        if self._at == len(QUESTIONS):
            self._show_result()
        else:
            self.question.say_so_far(self._facts())

    def unsaved(self, view: CaseView) -> int:
        """How many answers of a case are given here but not yet saved."""
        saved = view.facts.body_answers
        return sum(answer is not None and saved.get(key) != BodyAnswer(answer, reason)
                   for key, (answer, reason) in self._drafts.get(view.row.id, {}).items())

    def first(self) -> QWidget:
        """Where the focus goes."""
        return self.result.save if self._at == len(QUESTIONS) else self.question.first()

    def go_on(self) -> None:
        """To the next question, or to the result; stays, and says why, when one is missing."""
        if self._at == len(QUESTIONS):
            self.save_all()
            return
        answer, reason = self.question.given()
        if problems := answer_problems(QUESTIONS[self._at].key, answer, reason):
            self.question.explain(problems)
            return
        self._show(len(QUESTIONS) if self._changing else self._at + 1)

    def go_back(self) -> None:
        """To the question before; from the first one, out of the questions."""
        if self._changing:
            self._show(len(QUESTIONS))
        elif self._at:
            self._show(self._at - 1)
        else:
            self._leave()

    def change(self, number: int) -> None:
        """Answer one question again (0 is the first), and come back to the result."""
        self._changing = True
        self._show(number)

    def save_and_close(self) -> None:
        """Save what is answered, and leave. Nothing answered: only leave."""
        answer, reason = self.question.given()
        if answer is not None and (problems := answer_problems(
                QUESTIONS[self._at].key, answer, reason)):
            self.question.explain(problems)
            return
        self.save_all()

    def save_all(self, **upon: int) -> None:
        """Save what was answered here in one action; a refusal or a Conflict leaves it as it is."""
        if self._view is None or not self.unsaved(self._view):
            self._leave()
            return
        if not self._saving:
            self._set_saving(True)
            self._page.do(AnswerReviewBody, self._saved, self._failed,
                          answers=MappingProxyType(self._given()), **upon)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Y, N and U answer, Enter goes on, Alt+Left goes back. Other letters do nothing."""
        focus = QApplication.focusWidget()
        if _is_back(event):
            self.go_back()
        elif enter.is_enter(event):
            if not enter.pressed(event):
                self.go_on()
        elif (self._at < len(QUESTIONS) and not isinstance(focus, ReasonBox)
              and (answer := _KEYS.get(event.text().upper())) is not None
              and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier):
            self.question.choose(answer)
        elif not event.text().isalpha():  # the page's own letters rest while questions are asked
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Alt+Left goes back within the questions, not to the screen before."""
        if (event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
                and _is_back(event)):
            event.accept()
            return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The complaint goes under the question where there is little room."""
        super().resizeEvent(event)
        narrow = self.width() < theme.px(NARROW)
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if narrow
                               else QBoxLayout.Direction.LeftToRight)

    def _show(self, number: int) -> None:
        assert self._view is not None  # begin() has been called
        self._at = number
        done = number == len(QUESTIONS)
        self.question.setVisible(not done)
        self.result.setVisible(done)
        self.complaint.show_text(self._view)
        if done:
            self._changing = False
            self._show_result()
        else:
            key = QUESTIONS[number].key
            self.question.ask(number, *self._answer(key))
            self.question.say_so_far(self._facts())
        self.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_result(self) -> None:
        self.result.show_answers(self._facts(), self.change)

    def _typed(self) -> None:
        if self._view is not None and self._at < len(QUESTIONS):
            draft = self._drafts.setdefault(self._view.row.id, {})
            draft[QUESTIONS[self._at].key] = self.question.given()
            self.question.say_so_far(self._facts())

    def _answer(self, key: BodyQuestion) -> tuple[Tri | None, str]:
        return self._all().get(key, (None, ""))

    def _all(self) -> Draft:
        assert self._view is not None  # begin() has been called
        saved: Draft = {key: (given.answer, given.reason)
                        for key, given in self._view.facts.body_answers.items()}
        return saved | self._drafts.get(self._view.row.id, {})

    def _facts(self) -> ReviewFacts:
        """The facts as they would be with the answers given here."""
        assert self._view is not None  # begin() has been called
        given = {key: BodyAnswer(answer, reason) for key, (answer, reason) in self._all().items()
                 if answer is not None}
        saved = self._view.facts
        decided = saved.body_decision if given == dict(saved.body_answers) else None
        return replace(saved, body_answers=MappingProxyType(given), body_decision=decided)

    def _saved(self, change: object) -> None:
        self._set_saving(False)
        if self._view is not None:
            self._drafts.pop(self._view.row.id, None)
        self._leave()

    def _given(self) -> dict[BodyQuestion, BodyAnswer]:
        """What was answered here: what a colleague answered meanwhile stays theirs."""
        drafts = self._drafts.get(self._view.row.id, {}) if self._view is not None else {}
        return {key: BodyAnswer(answer, reason) for key, (answer, reason) in drafts.items()
                if answer is not None}

    def _failed(self, error: Exception) -> None:
        self._set_saving(False)
        if isinstance(error, Refused):
            self._explain(error.findings)
            return
        meet(self._page.host, self, error, both=self._both,
             keep=lambda found: self.save_all(version=found.version), take=self._take)

    def _both(self, found: Meanwhile) -> list[Both]:
        """The questions that a colleague answered otherwise meanwhile."""
        theirs, given = found.theirs.get("answers", {}), self._given()
        words = {question.key: question.text for question in QUESTIONS}
        pairs = [(key, mine, theirs[key.value]) for key, mine in given.items()
                 if key.value in theirs]
        return [
            Both(words[key], f"{mine.answer.value}. {mine.reason}".strip(),
                 f"{now['answer']}. {now['reason']}".strip())
            for key, mine, now in pairs
            if (mine.answer.value, mine.reason) != (now["answer"], now["reason"])
        ]

    def _take(self, found: Meanwhile) -> None:
        """Forget my answers to the questions that they answered."""
        if self._view is not None:
            mine = self._drafts.get(self._view.row.id, {})
            for key in [key for key in mine if key.value in found.theirs.get("answers", {})]:
                del mine[key]
        self._page.refresh()

    def _explain(self, findings: tuple[Finding, ...]) -> None:
        if self._at == len(QUESTIONS):
            self.result.explain(findings)
        else:
            self.question.explain(list(findings))

    def _set_saving(self, saving: bool) -> None:
        self._saving = saving
        self.result.save.setEnabled(not saving)
        self.question.close_.setEnabled(not saving)


def _is_back(event: QKeyEvent) -> bool:
    return (event.key() == Qt.Key.Key_Left
            and bool(event.modifiers() & Qt.KeyboardModifier.AltModifier))
