"""What every screen is, and what it may ask of the window around it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)

from caseworker.config import Config
from ui.command import Command
from ui.jobs import Jobs, OfficeLike
from ui.kept import Kept


class WindowOffice(OfficeLike, Protocol):
    """The part of the office that the window needs."""

    actor: str
    name: str
    roles: frozenset[Any]
    calendar: Any
    demo: bool
    read_only: bool
    engine: Any  # for backups; a screen never touches it

    @property
    def needs_password(self) -> bool:
        """Whether this person signed in with a password, which unlocks the window."""

    def let_in(self, password: str) -> None:
        """Raise Unavailable, in words, unless the server takes this password now."""

    @property
    def boundary(self) -> str:
        """Who can read these records, where only this computer's account decides it."""

    def have_open(self, case_id: int) -> None:
        """Say that this person has the case open, for two minutes."""

    def leave_open(self, case_id: int) -> None:
        """Say that this person no longer has it open."""

    def who_has(self, case_ids: Collection[int]) -> Sequence[Any]:
        """Which colleagues have one of these cases open (caseworker.leases.OpenBy)."""

    def today(self) -> date:
        """The day in London."""

    def now(self) -> datetime:
        """This moment, in UTC."""


class Host(Protocol):
    """The window, as a screen sees it."""

    office: WindowOffice
    jobs: Jobs
    config: Config
    kept: Kept
    came_from: Screen | None  # the screen that was in front before

    def show_screen(self, name: str, **args: Any) -> None:
        """Go to a screen."""

    def has_screen(self, name: str) -> bool:
        """Whether there is such a screen, so that no dead link is offered."""

    def search(self, text: str) -> None:
        """Go to the list of what is found for a text."""

    def back(self) -> None:
        """Go to where the user was before."""

    def here(self, **args: Any) -> None:
        """Say with which arguments to come back to the screen in front, by Back."""

    def notice(self, title: str, detail: str = "", tone: str = "green", action: str = "",
               call: Callable[[], None] | None = None) -> None:
        """Say something above the page until the user goes on."""

    def trouble(self, error: Exception) -> None:
        """Say that something could not be done, with what the user can do about it."""

    def status(self, words: str) -> None:
        """Show words at the left of the foot ("1 selected")."""


@dataclass(frozen=True)
class Crumb:
    """A place above the present one; ``screen`` "" makes it plain words."""

    words: str
    screen: str = ""
    args: Mapping[str, Any] = field(default_factory=dict)


class Screen(QWidget):
    """A page. A subclass sets ``title`` and fills itself; ``told`` says that its title, crumbs,
    keys or tabs have changed.
    """

    told = Signal()
    title = ""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.host = host
        self.letters: dict[str, Callable[[], None]] = {}  # single keys, outside text fields
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    @property
    def jobs(self) -> Jobs:
        """The work off the window's thread."""
        return self.host.jobs

    def pieces(self) -> Sequence[Callable[[], object]]:
        """What of it can be made before it is first shown, in pieces that are each short."""
        return ()

    def crumbs(self) -> Sequence[Crumb]:
        """The places above this one."""
        return ()

    def keys(self) -> Sequence[tuple[str, str]]:
        """The keys in force, each as (key, what it does), for the foot and the key list."""
        return ()

    def commands(self) -> Sequence[Command]:
        """What can be done here, for the palette: what the keys of this screen do."""
        calls = {"Ctrl+Enter": self.main_action, "Ctrl+N": self.new,
                 "Ctrl+F": self.go_to_filter, **self.letters}
        return [Command(words[:1].upper() + words[1:], key, calls[key])
                for key, words in self.keys() if key in calls]

    def case_shown(self) -> tuple[int, str] | None:
        """Id and reference of the case that commands and letters are about; None without one."""
        return None

    def open(self, **args: Any) -> None:
        """Show what the arguments name. Called each time the user comes here."""
        self.refresh()

    def refresh(self) -> None:
        """Ask for the facts again."""

    def changed(self, change: Any) -> None:
        """Something was saved (a Changed of the office) while this screen is in front."""
        self.refresh()

    def meanwhile(self) -> bool:
        """Somebody else changed something: look again, and True. False while text is typed here:
        nothing moves under somebody's hands, and this is called again once they have left it.
        """
        if typing() or QApplication.activeModalWidget() is not None:
            return False
        self.refresh()
        return True

    def opened_elsewhere(self) -> None:
        """Somebody opened or left a case."""

    def leave(self) -> None:
        """The user goes to another screen, or closes the window: save what is half done."""

    def main_action(self) -> None:
        """What Ctrl+Enter does here."""

    def new(self) -> None:
        """What Ctrl+N does here: a new one of what is listed, else a new item of post."""
        if self.host.has_screen("logpost"):
            self.host.show_screen("logpost")

    def go_to_filter(self) -> None:
        """What Ctrl+F does here: go to the filter."""

    def tabs(self) -> QTabBar | None:
        """The tabs that Alt+1 to Alt+9 choose from."""
        return None

    def panes(self) -> Sequence[QWidget]:
        """What F6 goes through, in order: one widget that takes the focus for each part."""
        return ()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Single letters work only while no text is being typed, and can be switched off
        (WCAG 2.2, 2.1.4).
        """
        call = self.letters.get(event.text().upper())
        if not self.host.config.now.single_letters:
            call = None
        plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if call is not None and plain and not typing():
            call()
        else:
            super().keyPressEvent(event)


def typing() -> bool:
    """Whether the focus is where letters are text."""
    return isinstance(QApplication.focusWidget(),
                      QLineEdit | QPlainTextEdit | QTextEdit | QAbstractSpinBox)
