"""Ctrl+Z: taking back what was done last in this window."""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from caseworker.actions.base import CaseAction, Undo
from caseworker.office import Conflict, Refused
from ui.command import Command
from ui.screen import typing
from ui.widgets.announce import announce

if TYPE_CHECKING:
    from ui.shell import MainWindow

KEY = "Ctrl+Z"
OFFER = f"Undo ({KEY})"
DEEP = 20  # steps that can be taken back, one after the other
SAVED = "Saved"
NONE = Undo("", why_not="Nothing was done in this window that could be undone.")
SINCE = ("Something else was done here since, so it is not undone. Look again, and put it right "
         "as it now stands.")


class Undoing:
    """What was done here, the newest last. Each office action says itself how it is undone.

    An undo is an action like any other: it needs the same rights, is refused once something else
    was done to the case, and has its own entry in the journal.
    """

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._done: deque[Undo] = deque(maxlen=DEEP)
        self._under_way = False
        self._offered = ""  # at the foot of the window
        window.jobs.changed.connect(self.did)

    @property
    def command(self) -> Command:
        """For the palette, with what would be undone."""
        words = f"Undo: {self._last.done}" if self._last.action else "Undo"
        return Command(words, KEY, self, self._last.why_not, "arrow-bend-up-left")

    @property
    def _last(self) -> Undo:
        return self._done[-1] if self._done else NONE

    def did(self, change: Any) -> None:
        """Something was done: remember how it is undone, and offer that, or say it is saved."""
        undo: Undo | None = getattr(change, "undo", None)
        if undo is None:
            return
        self._withdraw()
        self._done.append(undo)
        if undo.action is None:
            if not typing():  # each pause of typing saves
                announce(self._window, SAVED)
            return
        if undo.quiet:
            self._offered = f"{undo.done}. Undo: {KEY}"
            self._window.foot.say(self._offered)
        else:
            self._window.messages.offer(f"{undo.done}.", OFFER, self)

    def __call__(self) -> None:
        """Take the last step back, or say why not."""
        if self._under_way:
            return
        last = self._last
        if last.action is None:
            self._window.notice("This cannot be undone.", last.why_not, "amber")
            return
        self._under_way = True
        self._window.jobs.do(last.action, lambda change: self._undone(last, change),
                             lambda error: self._failed(last, error))

    def _withdraw(self) -> None:
        """What was offered before is no longer the last step."""
        self._window.foot.unsay(self._offered)
        self._window.messages.withdraw(self)

    def _undone(self, undo: Undo, change: Any) -> None:
        self._under_way = False
        self._withdraw()
        self._done.remove(undo)
        # What was done to the same case before stands as it stood then, two versions later.
        self._done = deque((_later(each, change.case_id) for each in self._done), DEEP)
        self._window.notice(f"Undone: {undo.done}.")

    def _failed(self, undo: Undo, error: Exception) -> None:
        self._under_way = False
        if isinstance(error, Conflict | Refused):
            self._done.remove(undo)
            words = SINCE if isinstance(error, Conflict) else str(error)
            self._window.notice(f"Not undone: {undo.done}.", words, "amber")
        else:
            self._window.trouble(error)  # it can be tried again


def _later(undo: Undo, case_id: int | None) -> Undo:
    action = undo.action
    if not isinstance(action, CaseAction) or action.case_id != case_id:
        return undo
    return replace(undo, action=replace(action, version=action.version + 2))
