"""The tab "Journal" of a case: who did what, and which values that changed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseworker.queries.case import CaseView, JournalLine, journal
from ui import theme
from ui.screens.case.read import read
from ui.screens.case.tab import CaseTab, Page
from ui.widgets.event_list import EventList
from ui.widgets.text import WrapLabel
from ui.widgets.timeline import Event

STEP = 500  # entries that are asked for at a time


class JournalTab(CaseTab):
    """Every entry, newest first. It can't be changed."""

    words = "Journal"

    def __init__(self, page: Page, parent: QWidget | None = None) -> None:
        super().__init__(page, parent)
        self._asked_for: CaseView | None = None
        self.head = WrapLabel("", "muted")
        self.list = EventList("Journal, newest first")
        self.list.opened.connect(lambda event: read(self, event))
        column = QVBoxLayout(self)
        theme.space(column, (24, 16, 24, 20), 12)
        column.addWidget(self.head)
        column.addWidget(self.list, 1)

    def show_case(self, view: CaseView) -> None:
        """Ask for the journal when the case has changed since."""
        before, self._asked_for = self._asked_for, view
        if view is before:
            return
        if before is None or before.row.id != view.row.id:
            self.list.set_events(())
        self.page.host.jobs.ask(journal, self._show, for_=(self, "journal"),
                                case_id=view.row.id, limit=STEP,
                                otherwise=self.page.host.trouble)

    def keys(self) -> Sequence[tuple[str, str]]:
        """The keys of the list."""
        return (("Enter", "read in full"), ("Ctrl+C", "copy"))

    def first(self) -> QWidget:
        """The list."""
        return self.list

    def _show(self, lines: tuple[JournalLine, ...]) -> None:
        more = f" The latest {STEP} are shown." if len(lines) == STEP else ""
        self.head.setText("Every change to this case, with the values before and after. "
                          f"It cannot be edited.{more}")
        self.list.set_events([
            Event(line.action, line.when, line.who, "\n".join(line.changes), "list")
            for line in lines
        ])
