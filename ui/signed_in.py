"""Who is signed in, and the menu of how the window looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from caseworker.rules.lifecycle import Role
from ui import encrypting, theme
from ui.backups import back_up, restore
from ui.icons import Picture
from ui.lock import LOCK_KEY
from ui.screen import WindowOffice
from ui.settings_menu import add_settings
from ui.widgets.text import ElideLabel

if TYPE_CHECKING:
    from ui.shell import MainWindow


LEAVE = {"server": "Sign out", "own": "Close these records", "demo": "Leave the demo"}


class SignedIn(QPushButton):
    """A button with the person's name and roles, that opens the menu."""

    def __init__(self, office: WindowOffice, window: MainWindow) -> None:
        super().__init__()
        self._window = window
        self.setProperty("role", "nav")
        roles = role_words(office)
        self.setAccessibleName(f"{office.name}, {roles}")
        self.setAccessibleDescription("Colours, text size and keys")
        self.setToolTip(f"{office.name}, {roles}")
        self._row, words = QHBoxLayout(self), QVBoxLayout()
        row = self._row
        theme.space(row, (16, 6, 8, 6), 5)
        row.addWidget(Picture("user-circle", "nav_text", 24))
        self._words = QWidget()
        self._words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme.space(words, (0, 0, 0, 0), 0)
        self._words.setLayout(words)
        words.addWidget(ElideLabel(office.name))
        words.addWidget(ElideLabel(roles, "navsmall"))
        row.addWidget(self._words, 1)
        row.addStretch(0)
        self.clicked.connect(self._open_menu)

    def sizeHint(self) -> QSize:
        """As high as its two lines."""
        return self._row.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """As high as its two lines."""
        return self._row.minimumSize()

    def set_rail(self, rail: bool) -> None:
        """Show the picture only."""
        self._words.setVisible(not rail)

    def _open_menu(self) -> None:
        menu = self.menu_of_looks()
        above = QPoint(0, menu.sizeHint().height())
        menu.exec(self.mapToGlobal(self.rect().topLeft()) - above)

    def menu_of_looks(self) -> QMenu:
        """The menu: the records, settings, keys, the lock, the way out."""
        menu = QMenu(self)
        self._records(menu)
        add_settings(menu, self._window)
        if self._window.colleagues:
            menu.addSeparator()
            others = menu.addMenu("Work as")
            for login, words in self._window.colleagues:
                others.addAction(words).triggered.connect(
                    lambda _=False, login=login: self._window.work_as.emit(login))
        menu.addSeparator()
        menu.addAction("Keys\t?").triggered.connect(lambda: self._window.show_keys())
        menu.addSeparator()
        menu.addAction(f"Lock\t{LOCK_KEY}").triggered.connect(
            lambda: self._window.lock.now())
        menu.addAction(LEAVE["demo" if self._window.office.demo else
                             "own" if self._window.office.boundary else "server"]
                       ).triggered.connect(lambda: self._window.sign_out.emit())
        return menu

    def _records(self, menu: QMenu) -> None:
        """Who can read the records, where the computer's account decides; for administrators,
        their backups.
        """
        office = self._window.office
        if office.boundary and not office.demo:
            menu.addAction(office.boundary).setEnabled(False)
            menu.addSeparator()
        if Role.ADMIN in office.roles and not office.demo and not office.read_only:
            for words, call in (("Back up the records", back_up), ("Restore the records", restore)):
                menu.addAction(f"{words}…").triggered.connect(
                    lambda _=False, call=call: call(self._window))
            if office.boundary:
                encrypting.add_to(menu, self._window)
            menu.addSeparator()


def role_words(office: WindowOffice) -> str:
    """The person's roles in words: "Caseworker, manager"."""
    names = sorted(str(getattr(role, "value", role)) for role in office.roles)
    words = ", ".join(names) if len(names) < 5 else "all roles"
    return words[:1].upper() + words[1:] if words else "no role"
