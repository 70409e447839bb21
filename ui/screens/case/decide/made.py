"""The recommendations that stand, with what the MPS answered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caseworker.queries.case import CaseView, RecommendationView, StepState
from caseworker.rules.deadlines import days_words
from caseworker.rules.words import long_date
from ui import theme
from ui.icons import Button
from ui.screens.case.decide.choice_fields import for_points
from ui.widgets.card import clear_item
from ui.widgets.tag import Tag
from ui.widgets.text import WrapLabel, rule

NOT_NEEDED = "No recommendation needed. You can still record learning."
NONE_YET = "No recommendation chosen yet."
# Answer of the MPS -> tone, picture
ANSWERS = {
    "accepted": ("green", "check-circle-fill"),
    "partly accepted": ("amber", "minus-circle-fill"),
    "not accepted": ("red", "x-circle-fill"),
}


def empty_words(view: CaseView) -> str:
    """What is said where there is none."""
    return NOT_NEEDED if view.outcome.reasonable else NONE_YET


class MadeList(QWidget):
    """Each recommendation: what, for which points, why, and how the MPS answered."""

    def __init__(
        self, take_back: Callable[[RecommendationView], None] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._take_back = take_back
        self.buttons: list[Button] = []
        self._column = QVBoxLayout(self)
        theme.space(self._column, (0, 0, 0, 0), 8)

    def show_case(self, view: CaseView, today: date) -> None:
        """Show those that were not taken back."""
        self.buttons, self._decided = [], view.decided_on is not None
        while self._column.count():
            clear_item(self._column.takeAt(0))
        for place, each in enumerate(view.recommendations):
            if place:
                self._column.addWidget(rule())
            self._column.addWidget(self._row(each, view.steps["TakeBackRecommendation"], today))
        if not view.recommendations:
            self._column.addWidget(WrapLabel(empty_words(view), "muted"))

    def _row(self, each: RecommendationView, step: StepState, today: date) -> QWidget:
        row = QWidget()
        column, head = QVBoxLayout(row), QHBoxLayout()
        theme.space(column, (0, 0, 0, 0), 3)
        theme.space(head, (0, 0, 0, 0), 8)
        head.addWidget(WrapLabel(f"{each.number}  {each.title}", "strong"), 1)
        if each.made_on is not None:
            head.addWidget(_answer(each))
        elif self._take_back is not None and not self._decided:
            head.addWidget(self._button(each, step))
        column.addLayout(head)
        column.addWidget(WrapLabel(each.text))
        column.addWidget(WrapLabel(f"Why: {each.reason}", "muted"))
        column.addWidget(WrapLabel(_facts(each, today), "small"))
        if each.answer_because:
            column.addWidget(WrapLabel(f"The MPS said: {each.answer_because}"))
        row.setAccessibleName(f"Recommendation {each.number}, {each.title}")
        return row

    def _button(self, each: RecommendationView, step: StepState) -> Button:
        call = self._take_back
        assert call is not None  # asked only where taking back is offered
        button = Button("Take back", role="link")
        button.setAccessibleName(f"Take back recommendation {each.number}")
        button.setAccessibleDescription(step.why_not)
        button.setToolTip(step.why_not)
        button.setEnabled(not step.blocked)
        button.clicked.connect(lambda: call(each))
        self.buttons.append(button)
        return button


def _answer(each: RecommendationView) -> Tag:
    if not each.answer:
        return Tag("Waiting for the MPS", "violet", "hourglass-medium-fill")
    tone, icon = ANSWERS.get(each.answer, ("grey", "info-fill"))
    return Tag(each.answer.capitalize(), tone, icon)


def _facts(each: RecommendationView, today: date) -> str:
    parts = [each.subtype.capitalize(), for_points(each.allegations)]
    if each.made_on and each.reply_due:
        left = "" if each.answer else f", {days_words(each.reply_due, today).lower()}"
        parts.append(f"Made {long_date(each.made_on)}")
        parts.append(f"Reply due {long_date(each.reply_due)}{left}")
    else:
        parts.append("Not yet sent to the MPS")
    return ". ".join(part for part in parts if part) + "."
