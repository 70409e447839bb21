"""What the tab "Recommendations" shows of one case: what we recommend, and the decision."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from caseworker.actions.outcome import NoteLearning, Recommend, TakeBackRecommendation
from caseworker.queries.case import CaseView, RecommendationView
from caseworker.rules.lifecycle import Stage
from ui import theme
from ui.screens.case.bodies import Body
from ui.screens.case.decide.check import CheckCard, DecidedCard
from ui.screens.case.decide.choice_fields import BlockedList
from ui.screens.case.decide.made import MadeList
from ui.screens.case.decide.propose import ProposeCard
from ui.screens.case.decide.recommend_form import RecommendForm
from ui.screens.case.inline_form import InlineForm
from ui.screens.case.tab import Page
from ui.widgets.card import Card
from ui.widgets.form import Form
from ui.widgets.text import WrapLabel

TWO_COLUMNS = 780  # pixels at 100 %, from which there is room for two
LEARNING_WORDS = ("For the MPS to learn from, whether or not the outcome was reasonable. It needs "
                  "no reply and stands apart from the recommendations.")
BEFORE_DECISION = frozenset(Stage) - {Stage.QUALITY_CHECK, Stage.DECIDED, Stage.RESPONSE_DUE,
                                      Stage.RESPONSE_RECEIVED, Stage.CLOSED}


class RecommendationsBody(Body):
    """The recommendations and the decision of one case."""

    def __init__(self, page: Page, parent: QWidget | None = None) -> None:
        super().__init__(page, parent)
        self.check, self.decided = CheckCard(page), DecidedCard(page)
        self.made, self.recommend = MadeList(self._take_back), RecommendForm(page)
        self.propose = ProposeCard(page, self.recommend.unsaved)
        self.recommend.edited.connect(self.propose.weigh)
        self.made_card, self.add_card = Card("Recommendations"), Card("Add a recommendation")
        self.blocked_card, self.blocked = Card("What we cannot recommend here"), BlockedList()
        self.learning_card, self.points = Card("Learning points"), WrapLabel("")
        self.handled = WrapLabel("", "muted")
        self.learn = InlineForm(page, NoteLearning, "Add learning point", Form(NoteLearning), "")
        for card, parts in (
            (self.made_card, (self.made,)), (self.add_card, (self.handled, self.recommend)),
            (self.blocked_card, (self.blocked,)),
            (self.learning_card, (WrapLabel(LEARNING_WORDS, "muted"), self.points, self.learn)),
        ):
            for part in parts:
                card.body.addWidget(part)
        self._lay_out()

    def show_case(self, view: CaseView) -> None:
        """Show the case as it stands now; what is half typed stays."""
        checking = view.row.stage is Stage.QUALITY_CHECK
        self.check.setVisible(checking)
        if checking:
            self.check.show_case(view)
        self.decided.show_case(view)
        self.propose.setVisible(view.row.stage in BEFORE_DECISION and view.decided_on is None)
        self.propose.show_case(view)
        self.made_card.setVisible(not checking)
        self.made.show_case(view, self.page.host.office.today())
        self.recommend.show_case(view)
        needless = view.outcome.reasonable is True and not self.recommend.unsaved()
        self.add_card.setVisible(not needless and view.decided_on is None and not checking)
        self.handled.setText(_handled(view))
        self.blocked.set_choices([choice for choice in view.choices if not choice.allowed])
        self._holders[1].setVisible(view.decided_on is None)
        self.points.setText("\n".join(f"•  {text}" for text in view.learning)
                            or "None recorded yet.")
        self.learn.allow_step(view.steps["NoteLearning"])

    def unsaved(self) -> bool:
        """Whether a form holds words that are not saved."""
        return any(form.unsaved() for form in
                   (self.recommend, self.learn, self.propose.form, self.check.back))

    def leave(self) -> None:
        """No answer is waited for that needs these widgets."""
        self.check.forget()

    def first(self) -> QWidget:
        """Where the focus goes."""
        if self.check.isVisible():
            return self.check.approve
        if self.decided.isVisible() and self.decided.buttons:
            return next(iter(self.decided.buttons.values()))
        if self.recommend.form.isVisible():
            return self.recommend.form.fields["code"].control
        return self.propose.form.button

    def main_action(self) -> bool:
        """Add what is being written, else send or approve the decision. False where neither."""
        form = self._form_in_use()
        if form is not None:
            form.send()
        elif self.check.isVisible():
            self.check.ask()
        elif self.propose.isVisible():
            self.propose.form.send()
        else:
            return False
        return True

    def main_words(self) -> str:
        """What Ctrl+Enter does now, in words."""
        if self.check.isVisible():
            return "approve" if self.check.approve.isEnabled() else ""
        return "add, or send for quality check" if self.propose.isVisible() else ""

    def _form_in_use(self) -> InlineForm | None:
        focus = self.focusWidget()
        for form in (self.recommend, self.learn, self.check.back):
            if focus is not None and form.isAncestorOf(focus) and form.isVisible():
                return form
        return None

    def _take_back(self, each: RecommendationView) -> None:
        def done(_change: object) -> None:
            self.page.host.notice(
                f"Recommendation {each.number} was taken back.", "", "green", "Put it back",
                lambda: self.page.do(
                    Recommend, code=each.code, subtype=each.subtype, text=each.text,
                    reason=each.reason, allegations=each.allegations))

        self.page.do(TakeBackRecommendation, done, number=each.number)

    def _lay_out(self) -> None:
        self._holders: list[QWidget] = []
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        theme.space(self._row, (24, 16, 24, 24), 20)
        for cards, share in (
            ((self.check, self.decided, self.made_card, self.add_card, self.learning_card), 58),
            ((self.propose, self.blocked_card), 42),
        ):
            holder = QWidget()
            self._holders.append(holder)
            column = QVBoxLayout(holder)
            theme.space(column, (0, 0, 0, 0), 16)
            for card in cards:
                column.addWidget(card)
            column.addStretch(1)
            self._row.addWidget(holder, share)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two columns where there is room."""
        super().resizeEvent(event)
        wide = self.width() / theme.current().scale >= TWO_COLUMNS
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if wide
                               else QBoxLayout.Direction.TopToBottom)


def _handled(view: CaseView) -> str:
    handling = view.facts.handling
    how = f"The MPS handled it: {handling.value}." if handling else ""
    return " ".join(part for part in (
        how, "We recommend; the MPS decides.") if part)
