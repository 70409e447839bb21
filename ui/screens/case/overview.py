"""The tab "Overview" of a case: what there is to do, what happened, dates, people, facts."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseworker.queries.case import CaseView
from ui import theme
from ui.screens.case.assessment import AssessmentTab
from ui.screens.case.complaint.steps import take
from ui.screens.case.complaint.tab import ComplaintTab
from ui.screens.case.documents import DocumentsTab
from ui.screens.case.letters import LettersTab
from ui.screens.case.more_menu import record_facts
from ui.screens.case.next_step import allocate
from ui.screens.case.note_box import NoteBox
from ui.screens.case.notes import NotesTab, first_of
from ui.screens.case.overview_cards import (
    deadline_rows,
    fact_rows,
    people_rows,
)
from ui.screens.case.overview_columns import OverviewColumns
from ui.screens.case.people import PeopleTab
from ui.screens.case.recommendations import RecommendationsTab
from ui.screens.case.story import TimelineTab, as_shown
from ui.screens.case.tab import CaseTab, Page
from ui.screens.case.task_list import TaskList
from ui.screens.case.validity import ValidityTab
from ui.widgets.card import Card
from ui.widgets.summary_list import SummaryList
from ui.widgets.text import WrapLabel
from ui.widgets.timeline import Timeline

LATEST = 6
_TABS: dict[str, type[CaseTab]] = {
    tab.__name__: tab
    for tab in (ValidityTab, AssessmentTab, RecommendationsTab, LettersTab, DocumentsTab,
                ComplaintTab)
}


class OverviewTab(CaseTab):
    """Tasks; a note and the latest events; deadlines, people and key facts."""

    words = "Overview"

    def __init__(self, page: Page, parent: QWidget | None = None) -> None:
        super().__init__(page, parent)
        self._view: CaseView | None = None
        self.tasks = TaskList(self._go)
        self.note = NoteBox(page, 2)
        self.latest, self.pinned = Timeline(), Timeline()
        self._cards = {
            "tasks": Card("Tasks"), "note": Card("Add a note"),
            "pinned": Card("Pinned notes and promises", "See all notes"),
            "latest": Card("Latest activity", "See full timeline"),
            "deadlines": Card("Deadlines"), "people": Card("People", "Change"),
            "facts": Card("Key facts", "Change"),
        }
        self._cards["tasks"].body.addWidget(self.tasks)
        self._cards["note"].body.addWidget(self.note)
        self._cards["latest"].body.addWidget(self.latest)
        self._cards["pinned"].body.addWidget(self.pinned)
        self._cards["pinned"].pressed.connect(lambda: page.go_to(NotesTab))
        self._cards["latest"].pressed.connect(lambda: page.go_to(TimelineTab))
        self._cards["people"].pressed.connect(lambda: page.go_to(PeopleTab))
        self._cards["facts"].pressed.connect(self._record_facts)
        column, self._columns = QVBoxLayout(self), OverviewColumns()
        theme.space(column, (24, 20, 24, 24), 0)
        for part, names in zip(self._columns.parts, (
            ("tasks",), ("note", "pinned", "latest"), ("deadlines", "people", "facts"),
        ), strict=True):
            for name in names:
                part.addWidget(self._cards[name])
            part.addStretch(1)
        column.addWidget(self._columns)
        column.addStretch(1)

    def show_case(self, view: CaseView) -> None:
        """Show the case as it stands now; a note that is being typed stays."""
        self.note.show_case(view)
        if view is self._view:
            return
        self._view = view
        self.tasks.show_case(view)
        self.latest.set_events([as_shown(event) for event in view.timeline[:LATEST]])
        first = first_of(view)
        self.pinned.set_events([as_shown(event) for event in first])
        self._cards["pinned"].setVisible(bool(first))
        self._show_deadlines(view)
        self._fill("people", SummaryList(people_rows(view, self.page.host.office.roles),
                                         lines=True, label_width=110))
        self._fill("facts", SummaryList(fact_rows(view), label_width=122))
        change = self._cards["facts"].action
        if change is not None:
            step = "RecordFacts" if view.complaint is None else "RecordComplaintFacts"
            why = view.steps[step].why_not
            change.setEnabled(not why)
            change.setToolTip(why)
            change.setAccessibleDescription(why or "Change: Key facts")

    def first(self) -> QWidget:
        """The first task that can be opened, else the note."""
        return self.tasks.first() or self.note.text

    def main_action(self) -> bool:
        """Save the note while it is being typed; else the case's next step."""
        if self.note.holds_text():
            self.note.save()
            return True
        return False

    def new(self) -> bool:
        """A new note."""
        self.note.text.setFocus()
        return True

    def _record_facts(self) -> None:
        if self._view is not None and self._view.complaint is not None:
            take(self.page, "RecordComplaintFacts")
        else:
            record_facts(self.page)

    def _go(self, where: str) -> None:
        if where == "Allocate":
            allocate(self.page)
        else:
            self.page.go_to(_TABS[where])

    def _show_deadlines(self, view: CaseView) -> None:
        card = self._cards["deadlines"]
        card.clear()
        office = self.page.host.office
        rows = deadline_rows(view, self, office.calendar, office.today())
        for row in rows:
            card.body.addWidget(row)
        card.body.addWidget(WrapLabel("Choose a date to see why it is that day.", "small")
                            if rows else WrapLabel("No clock is running.", "muted"))

    def _fill(self, name: str, widget: QWidget) -> None:
        self._cards[name].clear()
        self._cards[name].body.addWidget(widget)
