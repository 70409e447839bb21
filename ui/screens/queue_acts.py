"""What is done to the cases that are ticked: allocate, note, a draft of a letter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseworker.actions.base import Action, Ask
from caseworker.actions.letters import DraftLetter
from caseworker.actions.office_work import AddNote
from caseworker.actions.outcome import Allocate, Reallocate
from caseworker.letters.catalogue import CATALOGUE
from caseworker.queries.load import Load, loads, suggestion
from caseworker.queries.rows import QueueRow
from caseworker.rules.finding import Refused, refusal
from caseworker.rules.lifecycle import Stage
from ui import theme
from ui.screens.queue_many import MOST, ManyDialog
from ui.widgets.fields import Field
from ui.widgets.text import WrapLabel

if TYPE_CHECKING:
    from ui.screens.queue import QueueScreen

Rows = Sequence[QueueRow]


def allocate(screen: QueueScreen, rows: Rows) -> None:
    """Ask for everybody's load and conflicts, then whom to give the cases to."""
    def show(people: tuple[Load, ...]) -> None:
        asked = Ask("Allocate to", kind="choice",
                    choices=tuple((each.id, each.words) for each in people))
        field, best = Field("owner_id", asked), suggestion(people)
        if best is not None:
            field.put(best[0].id)
        words = best[1] if best is not None else "Everybody has declared a conflict in these."
        conflicts = {each.id: each for each in people if each.conflicts}

        def make(row: QueueRow) -> Action:
            owner = field.raw()
            if owner is None:
                raise Refused([refusal("owner", "Allocate", "Choose who to allocate to",
                                       "owner_id")])
            if owner in conflicts and row.id in conflicts[owner].conflicts:
                raise Refused([refusal(
                    "owner", "Allocate", f"{conflicts[owner].name} has declared a conflict of "
                    f"interest in {row.reference}. Choose someone else, or untick it", "owner_id")])
            step = Allocate if row.stage is Stage.VALID else Reallocate
            return step(case_id=row.id, version=row.version, owner_id=owner)

        _open(screen, "Allocate", rows, (WrapLabel(words, "muted"), field), make)

    screen.jobs.ask(loads, show, for_=(screen, "loads"), otherwise=screen.host.trouble,
                    today=screen.host.office.today(), cases=tuple(row.id for row in rows))


def note(screen: QueueScreen, rows: Rows) -> None:
    """The same note on each of the cases."""
    field = Field("text", Ask("Note", kind="long"))

    def make(row: QueueRow) -> Action:
        if not field.raw():
            raise Refused([refusal("text", "Note", "Enter the note", "text")])
        return AddNote(case_id=row.id, version=row.version, text=field.raw())

    _open(screen, "Add note", rows, (field,), make)


def letter(screen: QueueScreen, rows: Rows) -> None:
    """A draft of the same letter for each of the cases; each is read before it is issued."""
    field = Field("code", Ask("Letter", kind="choice", choices=tuple(
        (code, f"{code} {kind.title}") for code, kind in CATALOGUE.items())))
    words = ("Drafts are made, and nothing is sent: they wait under Letters to issue. A case "
             "that lacks what the letter needs is told at the end.")

    def make(row: QueueRow) -> Action:
        if field.raw() is None:
            raise Refused([refusal("code", "Letter", "Choose the letter", "code")])
        return DraftLetter(case_id=row.id, version=row.version, code=field.raw())

    _open(screen, "Draft letters", rows, (WrapLabel(words, "muted"), field), make)


def _open(
    screen: QueueScreen, title: str, rows: Rows, parts: Sequence[QWidget],
    make: Callable[[QueueRow], Action],
) -> None:
    if len(rows) > MOST:
        screen.host.notice(f"Choose at most {MOST:,} cases at once.",
                           "Narrow the list with a filter, then choose all of it.", "amber")
        return
    form = QWidget()
    column = QVBoxLayout(form)
    theme.space(column, (0, 0, 0, 0), 8)
    for part in parts:
        column.addWidget(part)
    dialog = ManyDialog(screen, screen.host, title, rows, form, make)
    dialog.ended.connect(screen.table.rows.clear_ticks)
    dialog.open()


ACTS: dict[str, Callable[[QueueScreen, Rows], None]] = {
    "Allocate": allocate, "Add note": note, "Draft letters": letter,
}
