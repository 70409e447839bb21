"""What the checks said before: when, and through whose change."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from caseworker.queries.case import CaseView, EarlierAnswer
from caseworker.rules import review_body
from caseworker.rules.finding import Finding, Outcome
from caseworker.rules.review_body import BodyVerdict, Pointer
from caseworker.rules.validity import Check
from ui.screens.case.body.question import answer_words
from ui.widgets.card import Card
from ui.widgets.findings import NOT_NEEDED_WORDS, WORDS
from ui.widgets.text import WrapLabel
from ui.widgets.timeline import Event, Timeline

_OUTCOMES = {
    BodyVerdict.MOPAC: Outcome.MET, BodyVerdict.IOPC: Outcome.NOT_MET,
    BodyVerdict.MANAGER: Outcome.UNKNOWN, BodyVerdict.UNKNOWN: Outcome.UNKNOWN,
}


def outcome_words(outcome: str) -> str:
    """A kept outcome as the screen says it: "Needs judgement"."""
    known = {each.value: words[0] for each, words in WORDS.items()}
    return known.get(outcome, NOT_NEEDED_WORDS[0])


def superseded(answers: Sequence[EarlierAnswer]) -> tuple[EarlierAnswer, ...]:
    """Those answers that are no longer given, newest first: all but the newest of each check."""
    seen: set[str] = set()
    found = []
    for answer in answers:
        if answer.title in seen:
            found.append(answer)
        seen.add(answer.title)
    return tuple(found)


def since_words(answers: Sequence[EarlierAnswer], title: str) -> str:
    """When and through whom a check got its present answer; empty when it never was kept."""
    return next((f"{each.when}, {each.who}" for each in answers if each.title == title), "")


def details_of(view: CaseView, check: Check) -> tuple[Finding, ...]:
    """The points of a check: for the review body, each question with what its answer points to."""
    if check.name != review_body.NAME:
        return check.details
    return tuple(_answered(number, each) for number, each in enumerate(view.body.pointers, 1))


def _answered(number: int, pointer: Pointer) -> Finding:
    question, given = pointer.question, pointer.answer
    words = "Not answered."
    if given is not None:
        words = f"{answer_words(question, given.answer)}: {pointer.words}."
        words += f" {given.reason}" if given.reason else ""
    return Finding(question.key.value, f"{number}. {question.text}",
                   _OUTCOMES[pointer.points_to], words, question.source, "body_answers")


class EarlierCard(Card):
    """The earlier answers, newest first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Earlier answers", parent=parent)
        self._none = WrapLabel("No answer has changed yet.", "muted")
        self._story = Timeline()
        self._answers: tuple[EarlierAnswer, ...] | None = None
        self.body.addWidget(self._none)
        self.body.addWidget(self._story)

    def show_answers(self, answers: Sequence[EarlierAnswer]) -> None:
        """Show what was said before the present answers."""
        earlier = superseded(answers)
        if earlier == self._answers:
            return
        self._answers = earlier
        self._none.setVisible(not earlier)
        self._story.setVisible(bool(earlier))
        self._story.set_events([
            Event(f"{each.title}: {outcome_words(each.outcome).lower()}", each.when, each.who,
                  each.reason, "clock")
            for each in earlier
        ])
