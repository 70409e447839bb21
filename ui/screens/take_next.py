"""The button that hands out the next case, with the reason why it is this one."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from caseworker.actions.taking import TakeNext
from caseworker.rules.lifecycle import STEP
from ui.icons import Button
from ui.screen import Host

WORDS, KEY = "Take next case", "Ctrl+Shift+G"


class TakeNextButton(Button):
    """Shown to those who work reviews; ``screen`` is where its key works."""

    def __init__(self, host: Host, screen: QWidget) -> None:
        super().__init__(WORDS, "tray", parent=screen)
        self._host = host
        self.setToolTip(KEY)
        self.setAccessibleDescription(KEY)
        self.clicked.connect(self.take)
        allowed = bool(STEP["TakeNext"].roles & host.office.roles)
        self.setVisible(allowed)
        if allowed:
            QShortcut(QKeySequence(KEY), screen).activated.connect(self.take)

    def take(self) -> None:
        """Take it, go to it, and say why it came first."""
        if self.isEnabled():
            self.setEnabled(False)
            self._host.jobs.do(TakeNext(), self._taken, self._failed)

    def _taken(self, change: Any) -> None:
        self.setEnabled(True)
        taken = change.result
        self._host.show_screen("case", case_id=taken.case_id)
        self._host.notice(f"{taken.reference} is yours.", f"{taken.why}.")

    def _failed(self, error: Exception) -> None:
        self.setEnabled(True)
        self._host.trouble(error)
