"""The decisions on validity that a person takes: each with its button, or why it can't be taken."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseworker.queries.case import CaseView
from caseworker.rules import in_time, papers, representation, validity
from caseworker.rules.days import Calendar
from caseworker.rules.facts import Applicant, Paper
from caseworker.rules.finding import Finding
from caseworker.rules.in_time import Verdict
from caseworker.rules.review_body import BodyVerdict
from caseworker.rules.words import count
from ui import theme
from ui.icons import Button
from ui.widgets.card import Card
from ui.widgets.text import WrapLabel

# In the order in which they usually come up.
DECISIONS: tuple[str, ...] = (
    "AnswerReviewBody", "DecideReviewBody", "DecideLate", "DecideRepresentation", "Waive",
    "AcceptAsValid", "ForwardToIopc", "RefuseAsInvalid",
)


def told(finding: Finding) -> str:
    """What stands against it, with its name, as a line of a list."""
    said = finding.reason
    # A word in capitals (MPS, IOPC) stays as it is.
    return f"{finding.title}: {said if said[1:2].isupper() else said[:1].lower() + said[1:]}"


def waivable(view: CaseView) -> tuple[Paper, ...]:
    """The missing items that may be waived."""
    return tuple(paper for finding in view.missing_papers
                 if papers.waivable(paper := Paper(finding.field)))


def against(view: CaseView, calendar: Calendar, action: str) -> tuple[str, ...]:
    """Why a decision can't be taken now: by stage and role, else by what the facts say."""
    step = view.steps[action]
    if step.blocked:
        return tuple(finding.reason for finding in step.blocked)
    match action:
        case "DecideReviewBody":
            return _body(view)
        case "DecideLate" if not in_time.may_be_accepted_late(view.window):
            unknown = view.window.verdict in (Verdict.UNKNOWN, Verdict.DISAGREE)
            return (view.window.reason if unknown else "This request is not late.",)
        case "DecideRepresentation":
            return _representation(view)
        case "Waive" if not waivable(view):
            return ("Nothing that can be waived is missing.",)
        case "AcceptAsValid":
            return tuple(dict.fromkeys(
                told(finding) for finding in validity.accept(view.facts, calendar)))
        case "ForwardToIopc" if view.body.verdict is not BodyVerdict.IOPC:
            settled = view.body.verdict is BodyVerdict.MOPAC
            open_ = "" if settled else "It is not settled that the IOPC reviews it. "
            return (open_ + view.body.finding.reason,)
        case "RefuseAsInvalid" if not view.refusal_reasons:
            return ("The facts recorded prove no reason to refuse. A missing item is not one.",)
    return ()


def _representation(view: CaseView) -> tuple[str, ...]:
    if view.facts.applicant in (None, Applicant.COMPLAINANT):
        return ("Needed only when somebody acts for the complainant.",)
    if representation.may_apply(view.facts):
        return ("Nothing is open about who may act.",)
    return ()


def _body(view: CaseView) -> tuple[str, ...]:
    if view.body.verdict is BodyVerdict.MANAGER or view.facts.body_decision is not None:
        return ()
    if view.body.verdict is BodyVerdict.UNKNOWN:
        return ("Needed only when an answer is not sure and no answer points to the IOPC. "
                + view.body.finding.reason,)
    return (f"The answers already settle it: {view.body.verdict.value}.",)


class DecisionsCard(Card):
    """All decisions, one below the other. ``calls`` has what each button does, by action."""

    def __init__(
        self, calls: Mapping[str, Callable[[], None]], parent: QWidget | None = None
    ) -> None:
        super().__init__("Decisions", parent=parent)
        self._rows = {action: _Row(partial(calls[action])) for action in DECISIONS}
        for row in self._rows.values():
            self.body.addWidget(row)

    def show_case(self, view: CaseView, calendar: Calendar) -> None:
        """Say of each decision whether it can be taken."""
        for action, row in self._rows.items():
            row.say(view.steps[action].label, against(view, calendar, action))

    def say_unsaved(self, count_: int) -> None:
        """Say how many answers to the questions are given but not yet saved."""
        self._rows["AnswerReviewBody"].note(
            f"{count(count_, 'answer')} not yet saved." if count_ else "")

    def button(self, action: str) -> Button:
        """The button of a decision."""
        return self._rows[action].button


class _Row(QWidget):
    def __init__(self, call: Callable[[], None]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        theme.space(column, (0, 0, 0, 4), 3)
        self.button, self._why = Button(""), WrapLabel("", "small")
        self.button.clicked.connect(lambda: call())
        column.addWidget(self.button)
        column.addWidget(self._why)

    def say(self, words: str, why_not: tuple[str, ...]) -> None:
        """Show the label, and all that stands against it: several reasons as a list."""
        self.button.set_words(words)
        self.button.setEnabled(not why_not)
        self.button.setToolTip("\n".join(why_not))
        self.button.setAccessibleDescription(" ".join(why_not))
        shown = why_not if len(why_not) < 2 else tuple(f"\u2022 {reason}" for reason in why_not)
        self._why.setText("\n".join(shown))
        self._why.setVisible(bool(why_not))

    def note(self, words: str) -> None:
        """Show a remark below a button that can be used."""
        if words and self.button.isEnabled():
            self.button.setAccessibleDescription(words)
            self._why.setText(words)
            self._why.show()
