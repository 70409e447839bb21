"""What the buttons of "Do not forget" do to a case without leaving the page."""

from __future__ import annotations

from typing import Any

from caseworker.actions.notes import KeepPromise
from caseworker.actions.outcome import Reallocate
from caseworker.queries.load import Load, loads
from caseworker.queries.radar import Forgotten
from ui.screen import Screen
from ui.widgets.action_dialog import ActionDialog
from ui.widgets.form import Form


def allocate(screen: Screen, line: Forgotten) -> None:
    """Give the case to somebody who is here."""
    def show(people: tuple[Load, ...]) -> None:
        form: Form[Any] = Form(Reallocate, today=screen.host.office.today())
        form.set_choices("owner_id", [(each.id, each.words) for each in people])
        _ask(screen, line, "Allocate to somebody else", form, "Allocate",
             f"{line.reference}, {line.name}. {line.reminder.why}")

    screen.jobs.ask(loads, show, for_=(screen, "loads"), otherwise=screen.host.trouble,
                    today=screen.host.office.today())


def keep_promise(screen: Screen, line: Forgotten) -> None:
    """Say that somebody was told what they had been promised, and how."""
    form: Form[Any] = Form(KeepPromise, today=screen.host.office.today())
    _ask(screen, line, "The promise was kept", form, "Kept",
         f"{line.reference}, {line.name}. {line.reminder.why}", note_id=line.reminder.note_id)


def _ask(
    screen: Screen, line: Forgotten, title: str, form: Form[Any], words: str, intro: str,
    **given: Any,
) -> None:
    ActionDialog(screen, title, form, words, screen.jobs,
                 {"case_id": line.case_id, "version": line.version, **given}, intro=intro).open()
