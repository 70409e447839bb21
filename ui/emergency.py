"""In an emergency: see a closed case for eight hours; and HR is told who did, and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from caseworker.actions.closed_side import BreakGlass, NoteEmergency
from caseworker.queries.closed_side import Glass, glass_broken
from caseworker.rules.lifecycle import Role
from caseworker.rules.words import count
from ui.command import Command
from ui.screen import Host, WindowOffice
from ui.widgets.action_dialog import ActionDialog
from ui.widgets.banner import Banner
from ui.widgets.form import Form

if TYPE_CHECKING:
    from ui.shell import MainWindow

WORDS = "Open a closed case in an emergency..."
INTRO = ("You see the whole case for eight hours. HR is told at once who opened it, and why. If "
         "you are shut out of the case, it stays shut.")
WHERE = ("home", "complaints", "queue")


def may_open(office: WindowOffice) -> bool:
    """Managers and HR advisers, where cases are closed to colleagues at all."""
    return not office.boundary and bool({Role.MANAGER, Role.HR} & office.roles)


def commands(window: MainWindow) -> Sequence[Command]:
    """For the palette."""
    if not may_open(window.office):
        return ()
    return (Command(WORDS, "", lambda: ask(window), icon="warning"),)


def ask(host: Host) -> None:
    """Ask which case it is and what the emergency is; then show the case."""
    form: Form[Any] = Form(BreakGlass, today=host.office.today())

    def show(change: Any) -> None:
        host.show_screen("case", case_id=change.case_id)
        host.notice("You see this case for eight hours", "HR is told that you opened it, and why.",
                    "amber")

    ActionDialog(host.window(), "Open a closed case in an emergency",  # type: ignore[attr-defined]
                 form, "Open the case", host.jobs, {}, show, INTRO).open()


class EmergencyStrip(Banner):
    """For HR, until they say that they have seen it: who opened a closed case, and why."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__("", tone="amber", icon="warning-fill")
        self._window, self._told = window, tuple[Glass, ...]()
        office = window.office
        self._for = Role.HR in office.roles and not office.boundary
        self.pressed.connect(self._note)
        self.hide()

    def look(self, *_: object) -> None:
        """Ask whether there is something to tell, where it is shown; elsewhere hide."""
        shown = self._window.place_shown in WHERE
        self.setVisible(shown and bool(self._told))
        if shown and self._for:
            self._window.jobs.ask(glass_broken, self._show, for_=(self, "glass"))

    def _show(self, found: Sequence[Glass]) -> None:
        self._told = tuple(each for each in found if not each.seen)
        if self._told:
            first, more = self._told[0], len(self._told) - 1
            others = f" {count(more, 'more emergency', 'more emergencies')}." if more else ""
            self.say(first.words, f"{first.because.rstrip('.')}.{others}", "I have seen this")
            self.action.setAccessibleDescription("It is not told again to you")
        self.setVisible(bool(self._told) and self._window.place_shown in WHERE)

    def _note(self) -> None:
        if self._told:
            self._window.jobs.do(NoteEmergency(glass_id=self._told[0].id),
                                 otherwise=self._window.trouble)
