"""What every tab of the administration is: a sentence, buttons, a table, and more on the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from caseworker.actions.base import Action
from caseworker.queries.admin import Kept
from caseworker.rules.lifecycle import Role
from caseworker.rules.words import long_date
from ui import theme
from ui.icons import Button
from ui.screen import Host
from ui.screens.admin.dialogs import EffectDialog
from ui.screens.admin.rows import RowsTable
from ui.widgets.action_dialog import ActionDialog
from ui.widgets.card import Card
from ui.widgets.flow import Flow
from ui.widgets.form import Form
from ui.widgets.scrolled import scrolled
from ui.widgets.summary_list import SummaryList
from ui.widgets.text import WrapLabel

ONLY_ADMINISTRATORS = "This needs the role administrator."
BESIDE = 840  # pixels at 100 % from which the details stand beside the table
Why = Callable[[], str]


class AdminPage(Protocol):
    """The screen, as a tab sees it."""

    host: Host


class AdminTab(QWidget):
    """A subclass names itself, makes its table and its buttons, and asks its question."""

    words = ""
    sentence = ""

    def __init__(
        self, page: AdminPage, table: RowsTable, details: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.page, self.table = page, table
        self._buttons: list[tuple[Button, Why, Role]] = []
        self.table.moved.connect(lambda _: self._moved())
        self.table.opened.connect(self.act)
        self._said = WrapLabel(self.sentence, "muted")
        self.flow = Flow(10, 8)
        self.above = QVBoxLayout()  # what a tab puts between the buttons and the table
        self.details = Card(details)
        self.facts = SummaryList(lines=True, label_width=96)
        self.details.body.addWidget(self.facts)
        self._lay_out(bool(details))

    @property
    def host(self) -> Host:
        """The window around it."""
        return self.page.host

    def refresh(self) -> None:
        """Ask for what it shows again."""

    def add(self) -> None:
        """What Ctrl+N does here: the first button that adds something, where there is one."""

    def act(self) -> None:
        """What Enter does on the row under the cursor."""

    def say(self, sentence: str) -> None:
        """Show another sentence at the top."""
        self._said.setText(sentence)

    def offer(self, words: str, icon: str, call: Callable[[], None], why: Why,
              role: str = "", who: Role = Role.ADMIN) -> Button:
        """A button for those with a role, blocked with its reason while ``why`` gives one."""
        button = Button(words, icon, role)
        button.clicked.connect(lambda: call())
        self._buttons.append((button, why, who))
        self.flow.set_items([each for each, *_ in self._buttons])
        return button

    def allowed(self, button: Button) -> bool:
        """Whether a button can be pressed now."""
        return button.isEnabled()

    def show_row(self, about: Any) -> None:
        """Show the details of the row under the cursor; None when there is none."""

    def ask_for(
        self, title: str, action: type[Action], only: Sequence[str], given: dict[str, Any],
        *, words: str, done: Callable[[Any], None], intro: str = "", effect: bool = False,
        form: Form[Any] | None = None, values: dict[str, Any] | None = None,
    ) -> ActionDialog:
        """Ask for the fields of an action; with ``effect`` say first what it would move."""
        asked = form or Form(action, only, values, today=self.host.office.today())
        kind = EffectDialog if effect else ActionDialog
        dialog = kind(self.window(), title, asked, words, self.host.jobs, given, done, intro)
        if isinstance(dialog, EffectDialog):
            dialog.office = self.host.office
        dialog.open()
        return dialog

    def kept(self, title: str, rows: Sequence[Kept]) -> None:
        """Add to the details what the office recorded, the newest first."""
        for row in rows:
            by = ", ".join(part for part in (row.by, row.at) if part)
            more = ". ".join(part.rstrip(".") for part in (by, row.because) if part)
            self.facts.add(title, f"{row.words}, from {long_date(row.since)}", more)

    def _moved(self) -> None:
        for button, why, who in self._buttons:
            reason = why() if who in self.host.office.roles else f"This needs the role {who.value}."
            button.setEnabled(not reason)
            button.setToolTip(reason)
            button.setAccessibleDescription(reason)
        self.show_row(self.table.about())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The details stand beside the table where there is room, else below it."""
        super().resizeEvent(event)
        beside = self.width() >= theme.px(BESIDE)
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._both.direction() != way:
            self._both.setDirection(way)

    def _lay_out(self, details: bool) -> None:
        whole, page = QVBoxLayout(self), QWidget()
        theme.space(whole, (0, 0, 0, 0), 0)
        whole.addWidget(scrolled(page))  # where large text leaves too little height
        column = QVBoxLayout(page)
        theme.space(column, (0, 12, 0, 0), 10)
        theme.space(self.above, (0, 0, 0, 0), 8)
        column.addWidget(self._said)
        column.addWidget(self.flow)
        column.addLayout(self.above)
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        theme.space(self._both, (0, 0, 0, 0), 14)
        column.addLayout(self._both, 1)
        self._both.addWidget(self.table, 3)
        holder = QWidget()
        within = QVBoxLayout(holder)
        theme.space(within, (0, 0, 0, 0), 0)
        within.addWidget(self.details)
        within.addStretch(1)
        scroll = scrolled(holder)
        self._both.addWidget(scroll, 2)
        scroll.setVisible(details)  # only once it has a parent: without one it is a window
