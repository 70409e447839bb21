"""The interruption before a letter leaves: to whom, how, every check, and the dates it moves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from caseworker.actions.letters import EMAIL, IssueLetter
from caseworker.office import Conflict, Refused
from caseworker.queries.letters import IssueCheck, LetterPage, issue_check, letter_page
from caseworker.rules.finding import Finding, against
from ui import theme
from ui.icons import Button, Picture
from ui.screen import Host
from ui.screens.letter.desk import WAYS, asking, format_words
from ui.widgets.announce import announce
from ui.widgets.dialog import Dialog
from ui.widgets.fields import Combo
from ui.widgets.findings import FindingsList
from ui.widgets.summary_list import SummaryList
from ui.widgets.text import WrapLabel, label, rule

WIDTH, HEIGHT = 560, 660  # pixels at 100 %
AGAIN = ("Somebody else changed this case meanwhile. The checks were made again: read them, then "
         "issue the letter.")


class IssueCard(Dialog):
    """Asks once, with everything on one card. ``then`` is called when the letter is issued.

    ``version`` is that of the case. Open it with ``open()``.
    """

    def __init__(
        self, parent: QWidget, host: Host, page: LetterPage, version: int, sent_by: str,
        then: Callable[[], None],
    ) -> None:
        super().__init__(parent)
        self._host, self._page, self._version, self._then = host, page, version, then
        title = f"Check and issue {page.code}"
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setModal(True)
        self.act, self.back = Button("Issue letter", role="primary"), Button("Go back")
        self.way = Combo()
        self.way.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.way.setAccessibleName("How it is sent")
        self.way.addItems([words for _, words in WAYS])
        self.way.setCurrentIndex([value for value, _ in WAYS].index(sent_by))
        self.way.currentIndexChanged.connect(lambda: self.check())
        self.findings, self._dates = FindingsList(compact=True), SummaryList()
        self._state = WrapLabel("", "error")
        self._state.hide()
        self._lay_out(title)
        self.act.setShortcut("Ctrl+Return")
        self.act.clicked.connect(self.submit)
        self.back.clicked.connect(self.reject)
        self.fit(theme.px(WIDTH), theme.px(HEIGHT))
        self.back.setFocus()
        self.check()

    @property
    def sent_by(self) -> str:
        """How it is to be sent, as the action wants it."""
        return WAYS[max(self.way.currentIndex(), 0)][0]

    def check(self) -> None:
        """Ask what stands in the way, with this way of sending."""
        self._allow("The checks are being made")
        self._host.jobs.ask(
            issue_check, self._checked, for_=(self, "check"), otherwise=self._failed,
            case_id=self._page.case_id, letter_id=self._page.id, sent_by=self.sent_by,
            **asking(self._host.office))

    def submit(self) -> None:
        """Issue it; the buttons wait for the answer."""
        self._allow("The letter is being issued")
        self.way.setEnabled(False)
        action = IssueLetter(
            case_id=self._page.case_id, version=self._version, letter_id=self._page.id,
            sent_by=self.sent_by, demo=self._host.office.demo)
        self._host.jobs.do(action, self._issued, self._failed)

    def _issued(self, change: Any) -> None:
        self.accept()
        self._then()

    def _failed(self, error: Exception) -> None:
        self.way.setEnabled(True)
        if isinstance(error, Refused):
            self._show_findings(error.findings)
            self._say("The letter is not issued.")
        elif isinstance(error, Conflict):
            office = self._host.office
            self._host.jobs.ask(
                letter_page, self._seen_again, for_=(self, "again"), otherwise=self._failed,
                case_id=self._page.case_id, letter_id=self._page.id, demo=office.demo,
                **asking(office))
        else:
            self._say("The letter is not issued. Your work is kept. Try again in a moment.")
            self._allow("")
            self._host.trouble(error)

    def _seen_again(self, now: LetterPage | None) -> None:
        if now is None or now.version != self._page.version:
            self.reject()  # the letter itself is another one now: the composer shows it
            self._host.trouble(Conflict())
            return
        self._version = now.case_version
        self._say(AGAIN)
        self.check()

    def _checked(self, check: IssueCheck) -> None:
        self._show_findings(check.findings)
        self._dates.clear()
        if self.sent_by == EMAIL and check.email:
            self._dates.add("Email address", check.email)
        self._dates.add("Format", format_words(self._page.paper.size))
        for words in check.dates or ("None",):
            name, _, date = words.partition(": ")
            self._dates.add(f"{name} a deadline" if date else "Deadlines", date or words)
        self._dates.add("Copy to", ", ".join(check.copies) or "Nobody")

    def _show_findings(self, findings: tuple[Finding, ...]) -> None:
        wrong = against(findings)
        self.findings.set_findings([*wrong, *(each for each in findings if each)])
        self._allow(" ".join(each.reason for each in wrong))
        if wrong:
            announce(self, "It cannot be issued yet. " + wrong[0].reason, urgent=True)

    def _say(self, words: str) -> None:
        self._state.setText(words)
        self._state.setVisible(bool(words))
        announce(self, words, urgent=True)

    def _allow(self, why_not: str) -> None:
        self.act.setEnabled(not why_not)
        self.act.setToolTip(why_not)
        self.act.setAccessibleDescription(why_not)

    def _lay_out(self, title: str) -> None:
        column, top, row = QVBoxLayout(self), QHBoxLayout(), QHBoxLayout()
        theme.space(column, (24, 20, 24, 20), 12)
        theme.space(top, (0, 0, 0, 0), 10)
        top.addWidget(Picture("warning-fill", "amber", 24))
        top.addWidget(WrapLabel(title, "h1"), 1)
        column.addLayout(top)
        column.addWidget(WrapLabel("Once issued, the letter is kept as it is and cannot be "
                                   "changed. A correction is a new letter."))
        column.addWidget(self._scrolled(), 1)
        column.addWidget(self._state)
        row.addWidget(self.act)
        row.addWidget(self.back)
        row.addStretch(1)
        column.addLayout(row)

    def _scrolled(self) -> QScrollArea:
        area, holder = QScrollArea(), QWidget()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setAccessibleName("What will be sent")
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        holder.setProperty("role", "surface")
        column = QVBoxLayout(holder)
        theme.space(column, (0, 0, 12, 0), 8)
        column.addWidget(label("To", "muted"))
        lines = QVBoxLayout()
        theme.space(lines, (0, 0, 0, 0), 0)
        for line in self._page.paper.addressee or ("Nobody yet",):
            lines.addWidget(WrapLabel(line, "h1"))
        column.addLayout(lines)
        way = label("How it is sent", "muted")
        way.setBuddy(self.way)
        column.addWidget(way)
        column.addWidget(self.way, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._dates)
        column.addWidget(rule())
        column.addWidget(self.findings)
        column.addStretch(1)
        area.setWidget(holder)
        return area
