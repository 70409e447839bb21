"""Who is signed in, and the menu of how the window looks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from caseworker.rules.lifecycle import Role
from ui import encrypting, theme
from ui.backups import back_up, restore
from ui.command import Command
from ui.icons import Picture
from ui.lock import LOCK_KEY
from ui.screen import WindowOffice
from ui.settings_menu import add_settings, colours
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
            _add(menu.addMenu("Work as"), work_as(self._window))
        menu.addSeparator()
        menu.addAction("Keys\t?").triggered.connect(lambda: self._window.show_keys())
        menu.addSeparator()
        _add(menu, ending(self._window))
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


def commands(window: MainWindow) -> Sequence[Command]:
    """What the palette offers of the menu: it is far from the keys."""
    others = (replace(each, words=f"Work as {each.words}") for each in work_as(window))
    return (*colours(window), *ending(window), *others)


def work_as(window: MainWindow) -> Sequence[Command]:
    """In the demo, each colleague whose place can be taken."""
    return [Command(words, "", partial(window.work_as.emit, login), icon="user")
            for login, words in window.colleagues]


def ending(window: MainWindow) -> Sequence[Command]:
    """The lock and the way out."""
    office = window.office
    leave = LEAVE["demo" if office.demo else "own" if office.boundary else "server"]
    return (Command("Lock", LOCK_KEY, lambda: window.lock.now(), icon="lock"),
            Command(leave, "", window.sign_out.emit, icon="sign-out"))


def _add(menu: QMenu, offered: Sequence[Command]) -> None:
    for each in offered:
        words = f"{each.words}\t{each.key}" if each.key else each.words
        menu.addAction(words).triggered.connect(lambda _=False, each=each: each.call())


def role_words(office: WindowOffice) -> str:
    """The person's roles in words: "Caseworker, manager"."""
    names = sorted(str(getattr(role, "value", role)) for role in office.roles)
    words = ", ".join(names) if len(names) < 5 else "all roles"
    return words[:1].upper() + words[1:] if words else "no role"
