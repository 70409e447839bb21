"""What may change of a note: whether it is pinned, and whether what it promised was kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from caseworker.actions.base import CaseAction, Desk, Undo, ask
from caseworker.records import Case, Note
from caseworker.rules.finding import Finding, Refused, refusal


def _note(desk: Desk, case: Case, note_id: int) -> Note:
    """A note of this case. Raises Refused for any other."""
    note = desk.session.get(Note, note_id)
    if note is None or note.case_id != case.id:
        raise Refused([refusal("note", "Note", "There is no such note.")])
    return note


@dataclass(frozen=True, kw_only=True)
class PinNote(CaseAction):
    """Let a note stand first among the notes, and on the overview of its case."""

    note_id: int

    def apply(self, desk: Desk, case: Case) -> Any:
        """It stays pinned for everybody until somebody unpins it."""
        _note(desk, case, self.note_id).pinned = True
        desk.undo = Undo("Note pinned", UnpinNote(**self.taken_back(), note_id=self.note_id))


@dataclass(frozen=True, kw_only=True)
class UnpinNote(CaseAction):
    """Let a pinned note stand among the others again."""

    note_id: int

    def apply(self, desk: Desk, case: Case) -> Any:
        """Its words stay where they are."""
        _note(desk, case, self.note_id).pinned = False
        desk.undo = Undo("Note unpinned", PinNote(**self.taken_back(), note_id=self.note_id))


@dataclass(frozen=True, kw_only=True)
class KeepPromise(CaseAction):
    """Somebody heard from us as the note had promised."""

    stays = "What was promised is kept. Make a new promise with a new note."
    note_id: int
    kept: str = ask("What was done", kind="long", default="", empty="Enter what was done",
                    hint="For example: called her on Tuesday, and wrote to confirm")

    def check(self, desk: Desk, case: Case) -> list[Finding]:
        """The note promised something, and nobody said before that it was kept."""
        note = _note(desk, case, self.note_id)
        if note.promised_by is not None and note.promise_kept_on is None:
            return []
        return [refusal("promise", "Promise", "This note has no promise that is still open.")]

    def apply(self, desk: Desk, case: Case) -> Any:
        """When, and how; who is in the journal."""
        note = _note(desk, case, self.note_id)
        note.promise_kept_on, note.promise_kept = desk.today, self.kept.strip()
