"""The tab "Notes" of a case."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseworker.actions.notes import KeepPromise, PinNote, UnpinNote
from caseworker.actions.office_work import AddNote
from caseworker.queries.case import CaseView
from caseworker.queries.queues import Event, NoteMark
from caseworker.rules.words import long_date
from ui import theme
from ui.icons import Button
from ui.screens.case.note_box import NoteBox
from ui.screens.case.read import read
from ui.screens.case.story import as_shown
from ui.screens.case.tab import CaseTab, Page
from ui.widgets.card import Card
from ui.widgets.event_list import EventList
from ui.widgets.flow import Flow
from ui.widgets.text import WrapLabel


def first_of(view: CaseView) -> list[Event]:
    """The pinned notes, then those that still promise something; each newest first."""
    pinned = [each for each in view.timeline if each.note and each.note.pinned]
    return pinned + [each for each in view.timeline
                     if each.note and each.note.open_promise and not each.note.pinned]


class NotesTab(CaseTab):
    """The notes, pinned ones first, then newest first; and where one is added."""

    words = "Notes"

    def __init__(self, page: Page, parent: QWidget | None = None) -> None:
        super().__init__(page, parent)
        self._notes: list[NoteMark] = []
        self.box = NoteBox(page, 4)
        self.list = EventList("Notes, pinned ones first, then newest first")
        self.list.opened.connect(lambda event: read(self, event))
        self.list.selectionModel().currentChanged.connect(lambda *_: self._allow())
        self.nothing = WrapLabel("No notes yet. What you add stands here, with your name.", "muted")
        self.promise = Button("Promise a date...", "calendar")
        self.pin, self.kept = Button("Pin", "flag"), Button("Promise kept...", "check-circle")
        self.promise.setToolTip("A note that says by when somebody hears from us")
        self.pin.setToolTip("P")
        self.kept.setToolTip("K")
        self.promise.clicked.connect(self._promise)
        self.pin.clicked.connect(self._pin)
        self.kept.clicked.connect(self._keep)
        column, card, self._below = QVBoxLayout(self), Card("Add a note"), Flow(8, 6)
        beside = Flow(8, 6)
        beside.set_items((self.promise,))
        theme.space(column, (24, 16, 24, 20), 12)
        card.body.addWidget(self.box)
        card.body.addWidget(beside)
        column.addWidget(card)
        column.addWidget(self.nothing)
        self._below.set_items((self.pin, self.kept))
        column.addWidget(self._below)
        column.addWidget(self.list, 1)
        column.addStretch(0)
        self.letters = {"P": self._pin, "K": self._keep}

    @classmethod
    def label(cls, view: CaseView) -> str:
        """With the number of notes."""
        many = sum(event.note is not None for event in view.timeline)
        return f"Notes ({many})" if many else "Notes"

    def show_case(self, view: CaseView) -> None:
        """Show the notes; what is being typed stays."""
        self.box.show_case(view)
        pinned = [event for event in view.timeline if event.note and event.note.pinned]
        notes = [*pinned, *(event for event in view.timeline
                            if event.note and not event.note.pinned)]
        at = self._current()
        self._notes = [event.note for event in notes if event.note is not None]
        self.list.set_events([as_shown(event) for event in notes])
        ids = [each.note_id for each in self._notes]
        if at is not None and at.note_id in ids:  # its headline may have changed
            self.list.go_to(ids.index(at.note_id))
        for widget in (self.list, self._below):
            widget.setVisible(bool(notes))
        self.nothing.setVisible(not notes)
        self._allow()

    def keys(self) -> Sequence[tuple[str, str]]:
        """Saving what is typed, and what is done to the note under the cursor."""
        return (("Ctrl+Enter", "add the note"), ("P", "pin"), ("K", "promise kept"))

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

    def _current(self) -> NoteMark | None:
        at = self.list.currentIndex().row()
        return self._notes[at] if 0 <= at < len(self._notes) else None

    def _allow(self) -> None:
        note = self._current()
        self.pin.set_words("Unpin" if note and note.pinned else "Pin")
        self.pin.setEnabled(note is not None)
        self.kept.setEnabled(note is not None and note.open_promise)

    def _promise(self) -> None:
        """The note that is being typed, or a new one, with a date."""
        typed = self.box.text.toPlainText()

        def saved(_: object) -> None:
            if self.box.text.toPlainText() == typed:
                self.box.text.clear()

        self.page.dialog("Promise a date", AddNote, "Add note", values={"text": typed.strip()},
                         intro="On the day after, the case stands on Home under Do not forget, "
                               "until somebody says what was done.", then=saved)

    def _pin(self) -> None:
        note = self._current()
        if note is not None:
            self.page.do(UnpinNote if note.pinned else PinNote, note_id=note.note_id)

    def _keep(self) -> None:
        note = self._current()
        if note is not None and note.open_promise and note.promised_by is not None:
            self.page.dialog("The promise was kept", KeepPromise, "Kept",
                             intro=f"We promised to be in touch by {long_date(note.promised_by)}.",
                             note_id=note.note_id)
