"""The tab "Notes" of a case."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseworker.queries.case import CaseView
from ui import theme
from ui.screens.case.note_box import NoteBox
from ui.screens.case.read import read
from ui.screens.case.story import as_shown
from ui.screens.case.tab import CaseTab, Page
from ui.widgets.card import Card
from ui.widgets.event_list import EventList
from ui.widgets.text import WrapLabel


class NotesTab(CaseTab):
    """The notes, newest first, and where one is added."""

    words = "Notes"

    def __init__(self, page: Page, parent: QWidget | None = None) -> None:
        super().__init__(page, parent)
        self.box = NoteBox(page, 4)
        self.list = EventList("Notes, newest first")
        self.list.opened.connect(lambda event: read(self, event))
        self.nothing = WrapLabel("No notes yet. What you add stands here, with your name.", "muted")
        column, card = QVBoxLayout(self), Card("Add a note")
        theme.space(column, (24, 16, 24, 20), 12)
        card.body.addWidget(self.box)
        column.addWidget(card)
        column.addWidget(self.nothing)
        column.addWidget(self.list, 1)
        column.addStretch(0)

    @classmethod
    def label(cls, view: CaseView) -> str:
        """With the number of notes."""
        many = sum(event.icon == "note" for event in view.timeline)
        return f"Notes ({many})" if many else "Notes"

    def show_case(self, view: CaseView) -> None:
        """Show the notes; what is being typed stays."""
        self.box.show_case(view)
        notes = [as_shown(event) for event in view.timeline if event.icon == "note"]
        self.list.set_events(notes)
        self.list.setVisible(bool(notes))
        self.nothing.setVisible(not notes)

    def keys(self) -> Sequence[tuple[str, str]]:
        """Saving what is typed."""
        return (("Ctrl+Enter", "add the note"),)

    def first(self) -> QWidget:
        """The box."""
        return self.box.text

    def main_action(self) -> bool:
        """Save what is typed."""
        self.box.save()
        return True

    def new(self) -> bool:
        """A new note is typed in the box."""
        self.box.text.setFocus()
        return True
