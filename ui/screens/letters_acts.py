"""What is done to the drafts that are ticked: issue them, or set them aside."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from caseworker.actions.letters import DiscardDraft, IssueLetter
from caseworker.queries.letters import case_version
from caseworker.queries.rows import QueueRow
from ui.screens.lists.many import ManyDialog
from ui.screens.lists.many_work import Report, Work
from ui.widgets.form import Form

if TYPE_CHECKING:
    from ui.screens.letters_queue import LettersQueue

Rows = Sequence[QueueRow]
ISSUE = ("Each letter is made as PDF and Word and kept as it goes out. A letter that is issued "
         "cannot be undone or changed: a correction is a new letter. Read each draft first.")


def issue(screen: LettersQueue, rows: Rows) -> None:
    """Issue each of the drafts, as its own check allows."""
    demo = screen.host.office.demo
    form: Form[Any] = Form(IssueLetter, ("sent_by",), today=screen.host.office.today())
    _open(screen, rows, "Issue letters", form, ISSUE, lambda row: IssueLetter(
        case_id=row.id, version=row.version, letter_id=row.own.id, demo=demo,
        **form.values()), sure="An issued letter cannot be taken back.")


def discard(screen: LettersQueue, rows: Rows) -> None:
    """Set the drafts aside."""
    form: Form[Any] = Form(DiscardDraft, (), today=screen.host.office.today())
    _open(screen, rows, "Discard drafts", form,
          "They stay on record as discarded and are not opened again, so this is not undone.",
          lambda row: DiscardDraft(case_id=row.id, version=row.version,
                                   letter_id=row.own.id))


def _open(
    screen: LettersQueue, rows: Rows, title: str, form: Form[Any], intro: str,
    make: Callable[[Any], Any], sure: str = "",
) -> None:
    office, done = screen.host.office, set[int]()

    def finish(row: Any, action: Any, report: Report) -> Any:
        """A second letter of the same case meets the version that the first one left."""
        if row.id in done:
            action = replace(action, version=office.ask(case_version, case_id=row.id))
        done.add(row.id)
        return action

    dialog = ManyDialog(screen, screen.host, rows, Work(
        title, form, make, intro, finish=finish,
        detail=lambda row: f"{row.own.code} {row.own.title}", noun="letter", sure=sure))
    dialog.ended.connect(screen.table.rows.clear_ticks)
    dialog.open()


ACTS: dict[str, Callable[[LettersQueue, Rows], None]] = {
    "Issue letters": issue, "Discard drafts": discard,
}
