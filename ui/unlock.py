"""What a locked window asks before it shows itself again."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caseworker.actions.asking import Ask
from ui import theme
from ui.icons import Button, Picture
from ui.screen import WindowOffice
from ui.signin.attempt import Attempt
from ui.widgets.announce import announce
from ui.widgets.dialog import Dialog
from ui.widgets.fields import Field
from ui.widgets.text import WrapLabel

KEPT = "What you had begun is kept as it was."
BY_ACCOUNT = ("There is no password here: whoever can use your account on this computer can go on. "
              "Lock the computer too when you leave it.")
WRONG = "Password is wrong"


class Unlock(Dialog):
    """Asks for the password, which the server checks anew; without one Enter is enough.

    It can't be closed but by the right password; ``leave`` asks to close the program instead.
    """

    leave = Signal()

    def __init__(self, office: WindowOffice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office, self._attempt = office, None
        self.setWindowTitle("Caseworker is locked")
        self.setAccessibleName("Caseworker is locked")
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        column, top, row = QVBoxLayout(self), QHBoxLayout(), QHBoxLayout()
        theme.space(column, (24, 20, 24, 20), 12)
        top.addWidget(Picture("lock", "text", 24))
        top.addWidget(WrapLabel("Caseworker is locked", "h1"), 1)
        column.addLayout(top)
        column.addWidget(WrapLabel(f"{office.name} is signed in. {KEPT}"))
        self.password = Field("password", Ask("Password", kind="password"))
        self.words = WrapLabel(BY_ACCOUNT, "small")
        column.addWidget(self.password)
        column.addWidget(self.words)
        self.password.setVisible(office.needs_password)
        self.words.setVisible(not office.needs_password)
        self.go_on, self.close_all = Button("Unlock", role="primary"), Button("Close Caseworker")
        self.go_on.setDefault(True)
        self.go_on.clicked.connect(self.submit)
        self.close_all.clicked.connect(lambda: self.leave.emit())
        row.addWidget(self.go_on)
        row.addWidget(self.close_all)
        row.addStretch(1)
        column.addLayout(row)
        self.setMinimumWidth(theme.px(420))
        (self.password if office.needs_password else self.go_on).setFocus()
        if office.needs_password:
            self.password.go()

    def submit(self) -> None:
        """Have the password checked, off the window's thread."""
        if not self._office.needs_password:
            self.accept()
            return
        typed = self.password.raw()
        if not typed:
            self._say("Enter the password")
            return
        self.go_on.setEnabled(False)
        Attempt(partial(self._office.let_in, typed), lambda _: self.accept(), self._failed,
                self).start()

    def reject(self) -> None:
        """Esc does not open a lock."""

    def closeEvent(self, event: QCloseEvent) -> None:
        """Nor does closing the dialog."""
        event.ignore()

    def _failed(self, error: Exception) -> None:
        self.go_on.setEnabled(True)
        about = getattr(error, "about", "")
        self._say(WRONG if about == "password" else str(error))

    def _say(self, words: str) -> None:
        self.password.say_wrong(words)
        self.password.go()
        announce(self, words, urgent=True)
