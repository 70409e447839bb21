"""For the administrator of a new office: what is still to be set up, with a link to each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from caseworker.queries.setup import SetupStep, office_setup
from caseworker.rules.lifecycle import Role
from ui import theme
from ui.icons import Button, Picture
from ui.widgets.flow import Flow
from ui.widgets.text import WrapLabel, label

if TYPE_CHECKING:
    from ui.shell import MainWindow

WHERE = ("home", "admin")  # in the way of nobody's casework


class SetupStrip(QFrame):
    """Hidden while there is nothing to do, for others than administrators, and after "Not now"."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._window, self._put_off, self._left = window, False, False
        office = window.office
        self._for = Role.ADMIN in office.roles and not (office.demo or office.read_only)
        self.setProperty("role", "banner")
        row, words = QHBoxLayout(self), QVBoxLayout()
        theme.space(row, (12, 7, 12, 7), 8)
        theme.space(words, (0, 0, 0, 0), 2)
        row.addWidget(Picture("gear", "blue"))
        self.title = WrapLabel("", "strong")
        self.steps = Flow(18, 2)
        words.addWidget(self.title)
        words.addWidget(self.steps)
        row.addLayout(words, 1)
        self.later = Button("Not now", role="link")
        self.later.setAccessibleDescription("Hide until Caseworker is opened again")
        self.later.clicked.connect(self._hide)
        row.addWidget(self.later)
        self.hide()

    def look(self, *_: object) -> None:
        """Ask what is still to be done, where it is shown; elsewhere hide."""
        shown = self._window.place_shown in WHERE and not self._put_off
        self.setVisible(shown and self._left)
        if shown and self._for:
            self._window.jobs.ask(office_setup, self._show, for_=(self, "steps"),
                                  day=self._window.office.today())

    def _show(self, steps: Sequence[SetupStep]) -> None:
        done = sum(step.done for step in steps)
        self._left = done < len(steps)
        self.title.setText(f"Set up the office: {done} of {len(steps)} done")
        self.setAccessibleName(self.title.text())
        self.steps.set_items([self._item(step) for step in steps])
        self.setVisible(self._left and self._window.place_shown in WHERE and not self._put_off)

    def _item(self, step: SetupStep) -> QWidget:
        if step.done:
            return label(f"{step.words}: done", "muted")
        link = Button(step.words, role="link")
        link.setAccessibleDescription(f"Go to {step.tab}")
        link.clicked.connect(lambda: self._window.show_screen("admin", tab=step.tab))
        return link

    def _hide(self) -> None:
        self._put_off = True
        self.hide()
