"""The window around the screens: navigation, top bar, page, foot, and the keys of all screens."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from caseworker.config import Config
from caseworker.drafts import Drafts
from caseworker.rules.london import LONDON
from ui import emergency, enter, look, shortcuts, theme
from ui.command import Command
from ui.help.lookup import SCREEN, about
from ui.jobs import Jobs
from ui.kept import Kept
from ui.keys import KeyList
from ui.lock import Lock
from ui.messages import Messages
from ui.nav import Nav, Place, Section
from ui.palette.panel import Palette
from ui.reading_order import read_in_order
from ui.remember import LEAST, keep
from ui.screen import Crumb, Screen, WindowOffice, typing
from ui.setup_strip import SetupStrip
from ui.signed_in import SignedIn
from ui.top_bar import TopBar
from ui.undo import Undoing
from ui.widgets.announce import announce
from ui.widgets.banner import DemoStrip
from ui.widgets.ring import Ring
from ui.widgets.status_bar import StatusBar

NAME = "Caseworker"
WORKING_AFTER = 300  # milliseconds; what takes less needs no word
RAIL_BELOW = 1360  # width in pixels at 100 %, below which the navigation is a rail
READ_ONLY_WORDS = "Read-only. You can look at everything and change nothing."
DEMO_WORDS = "Demo data. Every person and every case is invented, and safe to change."


class MainWindow(QMainWindow):
    """``makers`` gives a screen for each name; places whose screen is not there are left out."""

    work_as = Signal(str)  # the demo: a colleague's login
    closed_for = Signal(str, str, object)  # title, words when done, work with the records closed
    sign_out = Signal()
    closing = Signal()
    resting = Signal(bool)  # whether the records are being replaced: nobody else may read them

    def __init__(
        self, office: WindowOffice, jobs: Jobs, makers: Mapping[str, Callable[[Any], Screen]],
        sections: Sequence[Section],
        colleagues: Sequence[tuple[str, str]] = (), config: Config | None = None,
        drafts: Drafts | None = None,
    ) -> None:
        super().__init__()
        self.office, self.jobs, self._makers, self._saved = office, jobs, makers, ""
        self.config = config if config is not None else Config()  # in memory only
        self.colleagues = colleagues  # login and words, for the demo's "Work as"
        self._screens: dict[str, Screen] = {}
        self._history: list[tuple[str, dict[str, Any]]] = []
        self.kept = Kept(jobs, drafts, self.trouble, self)
        self.came_from: Screen | None = None  # the screen that was in front before
        self.setWindowTitle(NAME)
        self.nav = Nav([
            Section(each.heading, [place for place in each.places
                                   if place.screen in makers and place.is_for(office)])
            for each in sections
        ])
        self.top, self.stack, self.foot = TopBar("logpost" in makers), QStackedWidget(), StatusBar()
        self.messages, self.setup, self._working = Messages(), SetupStrip(self), QTimer(self)
        self.emergency = emergency.EmergencyStrip(self)
        self._lay_out()
        self.ring, self.palette_ = Ring(self), Palette(self)
        self.lock, self.undo = Lock(self), Undoing(self)
        self._connect()
        shortcuts.install(self)
        self._show_day()

    # What screens may ask for (ui.screen.Host)

    def show_screen(self, name: str, **args: Any) -> None:
        """Go to a screen. Raises KeyError for a name that no maker has."""
        shown = self.made(name)
        self.palette_.shut(give_back=False)
        if self.screen_shown is not None:
            self.came_from = self.screen_shown
            self.screen_shown.leave()
        self._history.append((name, args))
        self.messages.clear()
        self.foot.say("")
        self.stack.setCurrentWidget(shown)
        self.nav.mark(self.nav.place_of(name, args))
        shown.open(**args)
        self._told(shown)
        self.setup.look()
        self.emergency.look()
        if not self.nav.list.hasFocus() or typing():
            self._focus_page()

    def made(self, name: str) -> Screen:
        """A screen, made when it is first asked for."""
        if name not in self._screens:
            self._screens[name] = made = self._makers[name](self)
            about(made, f"{SCREEN}{name}")
            made.told.connect(lambda made=made: self._told(made))
            self.stack.addWidget(made)
        return self._screens[name]

    def has_screen(self, name: str) -> bool:
        """Whether there is such a screen."""
        return name in self._makers

    def back(self) -> None:
        """Go to where the user was before."""
        if len(self._history) > 1:
            name, args = self._history[-2]
            del self._history[-2:]
            self.show_screen(name, **args)

    def here(self, **args: Any) -> None:
        """Say with which arguments to come back to the screen in front, by Back."""
        self._history[-1] = (self._history[-1][0], args)

    def notice(
        self, title: str, detail: str = "", tone: str = "green", action: str = "",
        call: Callable[[], None] | None = None,
    ) -> None:
        """Say something above the page, until the user goes to another screen or closes it."""
        self.messages.notice(title, detail, tone, action, call)

    def trouble(self, error: Exception) -> None:
        """Say that something could not be done, with what the user can do about it."""
        self.messages.trouble(error)

    def status(self, words: str) -> None:
        """Show words at the left of the foot."""
        self.foot.say(words)

    # What the keys do (ui.shortcuts)

    @property
    def screen_shown(self) -> Screen | None:
        """The screen in front."""
        return cast("Screen | None", self.stack.currentWidget())

    @property
    def place_shown(self) -> str:
        """The name of the screen in front; "" before there is one."""
        return self._history[-1][0] if self._history else ""

    def refresh(self) -> None:
        """Look again: the offline strip goes until the next question fails."""
        self.messages.offline.hide()
        if self.screen_shown is not None:
            self.screen_shown.refresh()

    def go_to_place(self, number: int) -> None:
        """Open the n-th place of the navigation (1 is the first)."""
        if number <= len(self.nav.places):
            self._go(self.nav.places[number - 1])

    def go_to_tab(self, number: int) -> None:
        """Choose the n-th tab of the screen (1 is the first), and go to its first part."""
        tabs = self.screen_shown.tabs() if self.screen_shown else None
        if tabs is not None and number <= tabs.count():
            tabs.setCurrentIndex(number - 1)
            tabs.setFocus(Qt.FocusReason.ShortcutFocusReason)  # where it stays if nothing is listed
            self._focus_page()

    def next_pane(self, step: int) -> None:
        """Move the focus to the next part of the window (-1: the one before)."""
        screen = self.screen_shown
        panes = [self.nav.list, self.top.search, *(screen.panes() if screen else ())]
        panes = [pane for pane in panes if pane.isVisible() and pane.isEnabled()]
        focus = QApplication.focusWidget()
        here = [n for n, pane in enumerate(panes)
                if focus is not None and (pane is focus or pane.isAncestorOf(focus))]
        at = (here[0] + step) % len(panes) if here else 0
        panes[at].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def open_palette(self) -> None:
        """Find a case, a person or a command."""
        self.palette_.open_up()

    def search(self, text: str) -> None:
        """Everything that is found for a text, as a list."""
        self.show_screen("results" if self.has_screen("results") else "queue", text=text)

    def commands(self) -> Sequence[Command]:
        """What can be done wherever the user is."""
        return shortcuts.commands(self)

    def resize_text(self, steps: int) -> None:
        """Make the text larger or smaller."""
        self.use_look(text_size=theme.current().resized(steps).scale)
        announce(self, f"Text size {round(theme.current().scale * 100)} per cent")

    def use_theme(self, wanted: theme.Theme) -> None:
        """Put a theme in force, and keep it."""
        self.use_look(wanted.name, wanted.scale)

    def use_look(self, name: str = "", text_size: float = 0.0) -> None:
        """Put a theme ("system" or a name) or a text size in force, and keep it."""
        look.choose(self.config, name=name, text_size=text_size)
        self._fit()
        self.ring.place()

    def show_keys(self) -> None:
        """Show the list of keys in force."""
        screen = self.screen_shown
        KeyList(self, screen.title if screen else "", screen.keys() if screen else ()).exec()

    # Within the window

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A question mark outside text shows the keys; Enter presses a button."""
        if event.text() == "?" and not typing():
            self.show_keys()
        elif not enter.pressed(event):
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes as the window is read now."""
        read_in_order(self)
        return super().focusNextPrevChild(forward)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window gets a rail."""
        super().resizeEvent(event)
        self._fit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let what is being saved end."""
        self.closing.emit()
        self.kept.finish()
        if self.screen_shown is not None:
            self.screen_shown.leave()
        keep(self)
        self.jobs.close()
        super().closeEvent(event)

    def _fit(self) -> None:
        rail = self.width() / theme.current().scale < RAIL_BELOW
        self.nav.set_rail(rail)
        self._signed_in.set_rail(rail)

    def _lay_out(self) -> None:
        centre, row, column = QWidget(), QHBoxLayout(), QVBoxLayout()
        centre.setProperty("role", "page")
        theme.space(row, (0, 0, 0, 0), 0)
        theme.space(column, (0, 0, 0, 0), 0)
        self._signed_in = SignedIn(self.office, self)
        self.nav.foot.addWidget(self._signed_in)
        row.addWidget(self.nav)
        row.addLayout(column, 1)
        for so, words in ((self.office.demo, DEMO_WORDS), (self.office.read_only, READ_ONLY_WORDS)):
            if so:
                column.addWidget(DemoStrip(words))
        for each in (self.top, self.messages, self.setup, self.emergency):
            column.addWidget(each)
        column.addWidget(self.stack, 1)
        column.addWidget(self.foot)
        centre.setLayout(row)
        self.setCentralWidget(centre)
        self.setMinimumSize(*LEAST)

    def _connect(self) -> None:
        self.nav.chosen.connect(self._go)
        self.top.chosen.connect(self._go)
        self.top.searched.connect(self.search)
        self.top.log_post.connect(lambda: self.show_screen("logpost"))
        self.messages.again.connect(self.refresh)
        self._working.setSingleShot(True)
        self._working.setInterval(WORKING_AFTER)
        self._working.timeout.connect(lambda: self._show_day("Working"))
        self.jobs.busy.connect(self._busy)
        self.jobs.failed.connect(self.trouble)
        for told in (self._changed, self.setup.look, self.emergency.look):
            self.jobs.changed.connect(told)

    def _go(self, to: Place | Crumb) -> None:
        self.show_screen(to.screen, **to.args)

    def _told(self, screen: Screen) -> None:
        if screen is self.screen_shown:
            self.top.show_crumbs(screen.crumbs(), screen.title)
            self.foot.show_keys(screen.keys())

    def _focus_page(self) -> None:
        for pane in self.screen_shown.panes()[:1] if self.screen_shown else ():
            pane.setFocus(Qt.FocusReason.OtherFocusReason)

    def _changed(self, change: Any) -> None:
        self._saved = f"Saved {self.office.now().astimezone(LONDON):%H:%M}."
        self._show_day()
        if self.screen_shown is not None:
            self.screen_shown.changed(change)

    def _busy(self, busy: bool) -> None:
        if busy:
            self._working.start()
        else:
            self._working.stop()
            self._show_day()

    def _show_day(self, now: str = "") -> None:
        day = self.office.today()
        words = f"{now or self._saved}  {day:%A} {day.day} {day:%B} {day.year}"
        self.foot.show_right(words.strip())
