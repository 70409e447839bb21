"""The quality check: a manager sees what was found, why, and what is recommended, and decides."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from caseworker.actions.outcome import ApproveDecision, ReturnDecision
from caseworker.letters.catalogue import CATALOGUE
from caseworker.queries.case import AllegationView, CaseView
from caseworker.queries.papers import Colleague, colleagues
from caseworker.rules import law
from caseworker.rules.days import reckon
from caseworker.rules.words import long_date, with_weekday
from ui import theme
from ui.icons import Button
from ui.screens.case.assess.words import MARKS, OUTCOME_MARKS, overall_words
from ui.screens.case.decide.made import MadeList
from ui.screens.case.inline_form import InlineForm
from ui.screens.case.tab import Page
from ui.widgets.banner import Banner
from ui.widgets.card import Card, clear_item
from ui.widgets.confirm import Interruption
from ui.widgets.form import Form
from ui.widgets.tag import Tag
from ui.widgets.text import WrapLabel, label, rule

APPROVE, RETURN = "Approve the decision", "Return with reasons"
# In the words of the action that refuses it.
OWN = "You proposed this decision. Another manager must approve it."


def letters_that_follow(view: CaseView) -> tuple[str, ...]:
    """The codes of the letters that an approved decision calls for."""
    decision = "R14" if view.outcome.reasonable is False else "R13"
    return (decision, "N2") if view.recommendations else (decision,)


class CheckCard(Card):
    """Findings, reasons and recommendations in short, and the manager's two buttons."""

    def __init__(self, page: Page, parent: QWidget | None = None) -> None:
        super().__init__("Quality check", parent=parent)
        self._page = page
        self._view: CaseView | None = None
        self.proposer, self.overall = WrapLabel("", "muted"), Banner("")
        self._points, self.made = QVBoxLayout(), MadeList()
        self.approve, self.why_not = Button(APPROVE, "seal-check", "primary"), WrapLabel("")
        self.back = InlineForm(page, ReturnDecision, RETURN, Form(ReturnDecision), "")
        self.approve.clicked.connect(lambda: self.ask())
        theme.space(self._points, (0, 0, 0, 0), 8)
        row = QHBoxLayout()
        row.addWidget(self.approve)
        row.addStretch(1)
        self.body.addWidget(self.proposer)
        self.body.addWidget(self.overall)
        self.body.addLayout(self._points)
        self.body.addWidget(rule())
        self.body.addWidget(label("Recommendations", "strong"))
        self.body.addWidget(self.made)
        self.body.addWidget(rule())
        self.body.addWidget(self.why_not)
        self.body.addLayout(row)
        self.body.addWidget(rule())
        self.body.addWidget(self.back)

    def show_case(self, view: CaseView) -> None:
        """Show what is to be checked."""
        self._view, office = view, self._page.host.office
        title, how = overall_words(view.allegations)
        self.overall.say(title, how)
        self.overall.use_look(*OUTCOME_MARKS[view.outcome])
        while self._points.count():
            clear_item(self._points.takeAt(0))
        for allegation in view.allegations:
            self._points.addWidget(_point(allegation))
        self.made.show_case(view, office.today())
        self.back.allow_step(view.steps["ReturnDecision"])
        self._allow(view.steps["ApproveDecision"].why_not)
        # Who proposed it, and whether anybody else is there, is the office's to say.
        self._page.host.jobs.ask(colleagues, self._people, for_=(self, "people"),
                                 otherwise=self._page.host.trouble)

    def forget(self) -> None:
        """No answer is waited for any more."""
        self._view = None

    def ask(self) -> None:
        """Say what approving means, and then do it."""
        view, office = self._view, self._page.host.office
        if view is None or not self.approve.isEnabled():
            return
        today = office.today()
        outer = reckon(law.JUDICIAL_REVIEW, today, office.calendar).end
        letters = "; ".join(f"{code} {CATALOGUE[code].title}" for code in letters_that_follow(view))
        self.card = Interruption(self, "Approve this decision?", (
            f"The date of the decision will be {with_weekday(today)}.",
            "It is final: findings and recommendations can then no longer be changed.",
            f"Outer date for judicial review, for information: {long_date(outer)}.",
            f"Letters that follow: {letters}.",
        ), APPROVE)
        self.card.finished.connect(self._answered)
        self.card.open()

    def _answered(self, answer: int) -> None:
        if answer == QDialog.DialogCode.Accepted:
            self._page.do(ApproveDecision)

    def _people(self, people: tuple[Colleague, ...]) -> None:
        view = self._view
        if view is None:
            return
        names = {each.login: each.name for each in people}
        self.proposer.setText(f"Proposed by {names.get(view.proposed_by, view.proposed_by)}.")
        own = view.proposed_by == self._page.host.office.actor and len(people) > 1
        blocked = view.steps["ApproveDecision"].why_not
        self._allow(blocked or (OWN if own else ""))
        self._page.tell_keys()

    def _allow(self, why_not: str) -> None:
        self.approve.setEnabled(not why_not)
        self.approve.setToolTip(why_not)
        self.approve.setAccessibleDescription(why_not)
        self.why_not.setText(why_not)
        self.why_not.setVisible(bool(why_not))


class DecidedCard(Card):
    """The decision is approved: its date, and the letters that now go out."""

    def __init__(self, page: Page, parent: QWidget | None = None) -> None:
        super().__init__("Decision", parent=parent)
        self._page = page
        self.overall, self.when = Banner(""), WrapLabel("")
        self._rows = QVBoxLayout()
        self.buttons: dict[str, Button] = {}
        self.body.addWidget(self.overall)
        self.body.addWidget(self.when)
        self.body.addLayout(self._rows)

    def show_case(self, view: CaseView) -> None:
        """Show it; nothing before there is a decision."""
        self.setVisible(view.decided_on is not None)
        if view.decided_on is None:
            return
        title, how = overall_words(view.allegations)
        self.overall.say(title, how)
        self.overall.use_look(*OUTCOME_MARKS[view.outcome])
        outer = reckon(law.JUDICIAL_REVIEW, view.decided_on, self._page.host.office.calendar).end
        self.when.setText(f"Approved {long_date(view.decided_on)}. For information: the outer "
                          f"date for judicial review is {long_date(outer)}.")
        while self._rows.count():
            clear_item(self._rows.takeAt(0))
        self.buttons = {}
        for code in letters_that_follow(view):
            self._rows.addWidget(self._letter(view, code))

    def _letter(self, view: CaseView, code: str) -> QWidget:
        sent = next((letter.issued_on for letter in view.letters
                     if letter.code == code and letter.issued_on), None)
        words = f"{code} {CATALOGUE[code].title}"
        if sent is not None:
            return WrapLabel(f"{words}: issued {long_date(sent)}", "muted")
        if not self._page.host.has_screen("letter"):
            return WrapLabel(f"{words}: not issued yet", "muted")
        made = Button(f"Write {words}", "envelope", "" if self.buttons else "primary")
        made.clicked.connect(lambda: self._page.host.show_screen(
            "letter", case_id=view.row.id, code=code))
        self.buttons[code] = made
        return made


def _point(allegation: AllegationView) -> QWidget:
    row = QWidget()
    column, head = QVBoxLayout(row), QHBoxLayout()
    theme.space(column, (0, 0, 0, 0), 2)
    theme.space(head, (0, 0, 0, 0), 8)
    word, tone, icon = MARKS[allegation.finding]
    head.addWidget(WrapLabel(f"{allegation.number}  {allegation.said}", "strong"), 1)
    head.addWidget(Tag(word, tone, icon), 0, Qt.AlignmentFlag.AlignTop)
    column.addLayout(head)
    if allegation.police_did:
        column.addWidget(WrapLabel(f"What the MPS did: {allegation.police_did}", "muted"))
    column.addWidget(WrapLabel(f"Why: {allegation.why}" if allegation.why else "No reason yet."))
    row.setAccessibleName(f"Allegation {allegation.number}, {word}")
    return row
