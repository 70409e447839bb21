"""Who else is at this case: who has it open, and who changed it while something is typed here."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from caseworker.leases import RENEW, OpenBy
from caseworker.queries.meanwhile import Meanwhile, meanwhile
from ui import theme
from ui.icons import Button, Picture
from ui.screen import Host
from ui.widgets.announce import announce
from ui.widgets.text import ElideLabel


class Company(QWidget):
    """A quiet line, hidden while nobody else is here. ``reload`` asks to show the case anew.

    That the case is open here is said to the others every half minute, and taken back on leaving;
    it stops nobody, and where it can't be said nothing is the worse for it.
    """

    reload = Signal()

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host, self._office = host, host.office
        self._case_id, self._open, self._changed = 0, "", ""
        self.words = ElideLabel("", "small")
        self.action = Button("Reload", role="link")
        self.action.clicked.connect(lambda: self.reload.emit())
        row = QHBoxLayout(self)
        theme.space(row, (0, 0, 0, 0), 6)
        row.addWidget(Picture("users-fill", "muted", 16), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.words, 1)
        row.addWidget(self.action)
        self._timer = QTimer(self)
        self._timer.setInterval(RENEW * 1000)
        self._timer.timeout.connect(self._renew)
        self.hide()

    def come(self, case_id: int) -> None:
        """The case is shown here."""
        if case_id != self._case_id:
            self.go()
            self._case_id = case_id
            self._timer.start()
            self._renew()

    def go(self) -> None:
        """It no longer is."""
        self._timer.stop()
        if self._case_id:
            self._host.jobs.run(partial(self._office.leave_open, self._case_id), None, _quietly)
        self._case_id, self._open, self._changed = 0, "", ""
        self._show()

    def ask(self) -> None:
        """Ask who has it open."""
        if self._case_id:
            case_id = self._case_id
            self._host.jobs.run(lambda: self._office.who_has([case_id]), self._others, _quietly)

    def look(self, version: int) -> None:
        """Ask who changed the case since this version, and say so: nothing else moves."""
        self._host.jobs.ask(meanwhile, self._say_changed, for_=(self, "changed"),
                            otherwise=_quietly, case_id=self._case_id, version=version)

    def settle(self) -> None:
        """The case is shown as it stands now."""
        self._changed = ""
        self._show()

    def _renew(self) -> None:
        self._host.jobs.run(partial(self._office.have_open, self._case_id),
                            lambda _: self.ask(), _quietly)

    def _others(self, found: Sequence[OpenBy]) -> None:
        here = [each for each in found if each.case_id == self._case_id]
        self._open = ". ".join(each.words for each in here)
        self._show()

    def _say_changed(self, found: Meanwhile | None) -> None:
        self._changed = f"{found.who} changed this case." if found else ""
        self._show()
        if found:
            announce(self, self._changed)

    def _show(self) -> None:
        self.words.setText(" ".join(part for part in (self._changed, self._open) if part))
        self.action.setVisible(bool(self._changed))
        self.setVisible(bool(self._changed or self._open))


def _quietly(_error: Exception) -> Any:
    """A hint that can't be had is no trouble; whether the records answer is said elsewhere."""
