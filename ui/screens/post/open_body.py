"""An item that is logged: what it says, where it can go, and the form that opens its case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from caseworker.actions.complaints.opening import ROUTE as COMPLAINTS
from caseworker.actions.opening import OPENERS, ROLE_WORDS
from caseworker.queries.meanwhile import Meanwhile
from caseworker.queries.post import PostRow, possible_matches
from caseworker.rules.finding import Refused
from ui import theme
from ui.icons import Button
from ui.screens.post.body import Body, Desk
from ui.screens.post.match_card import MatchCard
from ui.screens.post.open_form import OpenForm
from ui.screens.post.waiting import WaitingView
from ui.screens.post.whole_form import WholeForm
from ui.somebody_else import meet


def draft_key(row: PostRow) -> str:
    """What the draft of the form that opens this item is kept under."""
    return f"post:{row.reference}"


class WaitingBody(Body):
    """What was logged, and three ways on: a new review request, a case, or not post."""

    def __init__(self, desk: Desk, row: PostRow, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.row, self.title = row, row.reference
        column = QVBoxLayout(self)
        theme.space(column, (0, 0, 0, 0), 12)
        self.matches = MatchCard()
        self.matches.linked.connect(lambda match: desk.join(row, match))
        self.matches.ignored.connect(lambda match: self.matches.show_matches(
            [each for each in self.matches.matches if each is not match]))
        column.addWidget(WaitingView(row), 1)
        self.complaint = row.route == COMPLAINTS
        self.review = row.route == "review" or self.complaint
        self.may_open = self.complaint or bool(desk.host.office.roles & OPENERS)
        what = "complaint" if self.complaint else "review request"
        begun = draft_key(row) in {**desk.batch.kept, **desk.batch.private}
        self.words = f"Go on with the {what}" if begun else f"Open the {what}"
        self.joins = Button("Join a case", role="" if self.review else "primary")
        self.joins.clicked.connect(lambda: desk.join(row, None))
        self.main, self.more = self.joins, Button("More", "caret-down", after=True)
        if self.review:
            self.main = Button(self.words, role="primary")
            self.main.clicked.connect(self._open)
            if not self.may_open:
                self.main.setEnabled(False)
                self.main.setToolTip(ROLE_WORDS)
                self.main.setAccessibleDescription(ROLE_WORDS)
        self.menu = self._menu()
        self.more.clicked.connect(lambda: self.menu.popup(
            self.more.mapToGlobal(QPoint(0, -self.menu.sizeHint().height()))))
        self.buttons = [*dict.fromkeys((self.main, self.joins)), self.more]
        self.pinned = self.matches
        self.letters = {"M": self._link_first, "J": lambda: desk.join(row, None),
                        "C": lambda: desk.change_route(row), "D": lambda: desk.set_aside(row)}
        self.ask(possible_matches, self.matches.show_matches, name=row.name,
                 postcode=row.postcode, mps_reference=row.mps_reference)

    def main_action(self) -> None:
        """Go on to the form that opens a review request; an item of another kind joins a case."""
        if self.main.isEnabled():
            self.main.click()

    def keys(self) -> Sequence[tuple[str, str]]:
        """The keys of an item that waits."""
        first = self.words[0].lower() + self.words[1:] if self.review else "join a case"
        return (("Ctrl+Enter", first), ("J", "join a case"), ("C", "change the route"),
                ("D", "not post"), ("T", "text"), ("?", "all shortcuts"))

    def _open(self) -> None:
        self.desk.open_case(self.row)

    def _menu(self) -> QMenu:
        menu = QMenu("More", self)
        menu.setAccessibleName("More")
        if not self.review:
            opens = menu.addAction(self.words if self.may_open else f"{self.words}: {ROLE_WORDS}")
            opens.setEnabled(self.may_open)
            opens.triggered.connect(self._open)
        for words, key, call in (("Change the route", "C", self.desk.change_route),
                                 ("Not post", "D", self.desk.set_aside)):
            action = menu.addAction(f"{words}\t{key}")
            action.triggered.connect(lambda _=False, call=call: call(self.row))
        return menu

    def _link_first(self) -> None:
        if self.matches.matches:
            self.desk.join(self.row, self.matches.matches[0])


class OpenBody(Body):
    """The form that opens a review request, with the item's pages still beside it."""

    title = "Open the review request"
    begins = "about"  # the field where the focus goes

    def __init__(self, desk: Desk, row: PostRow, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.row = row
        self.form: WholeForm[Any] = self.make_form()
        kept = self.drafts.get(self.key)
        if kept is not None:
            self.form.put_back(kept["typed"])
        self.form.edited.connect(self._edited)
        column = QVBoxLayout(self)
        theme.space(column, (0, 0, 0, 0), 0)
        column.addWidget(self.form)
        column.addStretch(1)
        self.main, self.back = Button("Save and go to the case", role="primary"), Button("Later")
        self.back.setAccessibleDescription("Leave it among what waits. What you typed is kept")
        self.main.clicked.connect(lambda: self.main_action())
        self.back.clicked.connect(lambda: desk.step_back())
        self.buttons = [self.main, self.back]

    def make_form(self) -> WholeForm[Any]:
        """The form of this kind of case."""
        return OpenForm(self.row, self.desk.host.office.today())

    @property
    def key(self) -> str:
        """What the draft is kept under."""
        return draft_key(self.row)

    @property
    def drafts(self) -> dict[str, dict[str, Any]]:
        """Where what is typed is kept while another item is shown."""
        return self.desk.batch.kept

    def main_action(self) -> None:
        """Open the case, and go to it."""
        if not self.main.isEnabled():
            return
        try:
            action = self.form.checked(post_item_id=self.row.id,
                                       post_item_version=self.row.version)
        except Refused as refused:
            self.form.explain(refused.findings)
            return
        self.form.explain(())
        self.main.setEnabled(False)
        self.desk.jobs.do(action, self._done, self._failed)

    def first(self) -> QWidget:
        """What the complaint is about."""
        return self.form.fields[self.begins].control

    def keys(self) -> Sequence[tuple[str, str]]:
        """The keys of the form."""
        return (("Ctrl+Enter", "save and go to the case"), ("?", "all shortcuts"))

    def _edited(self) -> None:
        self.drafts[self.key] = {
            "name": self.row.name, "path": "", "typed": self.form.typed_values()}
        self.desk.touched()

    def _done(self, change: Any) -> None:
        self.drafts.pop(self.key, None)
        self.desk.touched()
        if not self.gone:  # else the user has gone on to something else
            self.desk.case_opened(change.result, self.row.route)

    def _failed(self, error: Exception) -> None:
        if self.gone:
            self.desk.host.trouble(error)
            return
        self.main.setEnabled(True)
        if not self.form.failed(error):
            meet(self.desk.host, self, error, both=lambda found: self.form.both(found.theirs),
                 keep=self._keep)

    def _keep(self, found: Meanwhile) -> None:
        self.row = replace(self.row, version=found.version)
        self.main_action()
