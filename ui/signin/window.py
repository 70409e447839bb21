"""The sign-in window: three ways to the records, and how the window looks."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QEventLoop, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QDialog,
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from caseworker.config import Config
from caseworker.keyring_box import NONE_HERE
from caseworker.rules.finding import Finding, Refused
from caseworker.sealed import Key
from caseworker.way_in import OWN_SIGN_IN, Demo, OwnFile, OwnFolder, Records, ToServer, Way
from ui import enter, look, theme
from ui.help.lookup import SCREEN, about
from ui.icons import Button
from ui.signin import opening
from ui.signin.attempt import Attempt
from ui.signin.look_row import TextSize, ThemeRow
from ui.signin.ways import DemoBox, FolderBox, ServerBox, WayBox
from ui.widgets.announce import announce
from ui.widgets.banner import Banner
from ui.widgets.error_summary import ErrorSummary
from ui.widgets.fields import Field
from ui.widgets.ring import Ring
from ui.widgets.text import WrapLabel, label, rule

WIDTH, HEIGHT, CARD = 760, 720, 620  # pixels at 100 %
OPENING = "Opening the records"
KEYS = (("Enter", "sign in"), ("Esc", "stop waiting"), ("Ctrl+= or Ctrl+-", "text size"))
log = logging.getLogger(__name__)


class SignInWindow(QMainWindow):
    """``opened`` sends (Opened, the way that was taken), ``demo`` asks for invented cases."""

    opened = Signal(object, object)
    demo = Signal()

    def __init__(self, config: Config, way: Way | None = None, password: str = "",
                 *, read_only: bool = False) -> None:
        super().__init__()
        self.config, self._read_only = config, read_only
        self._attempt: Attempt | None = None
        self._looked = False
        self._given = way if isinstance(way, OwnFile) else None
        self.setWindowTitle("Caseworker")
        self.server, self.own, self.try_it = ServerBox(config.now), FolderBox(config.now), DemoBox()
        self.boxes: tuple[WayBox, ...] = (self.server, self.own, self.try_it)
        self.summary = ErrorSummary()
        self.note = Banner("", tone="amber", action="Close")
        self.act, self.by_computer = Button("Sign in", role="primary"), Button(OWN_SIGN_IN)
        self.busy, self.stop = WrapLabel("", "muted"), Button("Cancel")
        self._lay_out()
        self.ring = Ring(self)
        self._connect()
        self._fill(way, password)
        self.resize(theme.px(WIDTH), theme.px(HEIGHT))

    @property
    def box(self) -> WayBox:
        """The way that is chosen."""
        return next((box for box in self.boxes if box.radio.isChecked()), self.server)

    def submit(self, by_computer: bool = False, read_only: bool = False,
               key: Key | None = None) -> None:
        """Go the way that is chosen; ``key`` is that of encrypted records."""
        if self._attempt is not None:
            return
        self.explain(())
        way = self._given or (
            self.server.way(by_computer) if self.box is self.server else self.box.way())
        self._given = None  # a second try goes by what stands in the window
        if isinstance(way, Demo):
            self.demo.emit()
            return
        if key is None and way == self.own.way() and self.own.to_encrypt:
            key = self._new_key()
            if key is None:
                return
        password = "" if by_computer else self.server.password.raw()
        self._busy("Signing in" if isinstance(way, ToServer) else OPENING)
        self._attempt = Attempt(
            partial(opening.open_records, way, password if isinstance(way, ToServer) else "",
                    remember=self.server.remember.raw(), read_only=read_only or self._read_only,
                    key=key),
            lambda opened: self._opened(opened, way), self.failed, self).start()

    def cancel(self) -> None:
        """Stop waiting. What was typed stays."""
        if self._attempt is not None:
            self._attempt.give_up()
            self._attempt = None
            self._busy("")
            self.box.go()

    def failed(self, error: Exception) -> None:
        """Say what is wrong, at the field that it is about, and how to go on."""
        self._attempt = None
        self._busy("")
        if isinstance(error, Refused):
            self.explain(error.findings)
            return
        about = getattr(error, "about", "")
        if not about and self.box is self.own:
            about = "folder"
        field = self.box.fields.get(about)
        calls: list[tuple[str, Callable[[], None] | None]] = [
            (_words(error), field.go if field is not None else None)]
        if type(error).__name__ == "AlreadyOpen":
            calls.append(("Open read-only", lambda: self.submit(read_only=True)))
        if field is not None:
            field.say_wrong(_words(error))
        self.summary.show_errors(calls)
        if field is not None and len(calls) == 1:
            self._go_to(field)
        if mark := getattr(error, "mark", b""):
            self._ask_key(mark)

    def _new_key(self) -> Key | None:
        """A key that the user has on paper; None when they would rather not."""
        from ui.recovery_key import ShowKey

        key = Key.new()
        shown = ShowKey(self, key, "Make the records").exec()
        return key if shown == QDialog.DialogCode.Accepted else None

    def explain(self, findings: Any) -> None:
        """Show findings at their fields and in the summary; without any take them away."""
        said: dict[str, Finding] = {each.field: each for each in findings}
        fields = {name: field for box in self.boxes for name, field in box.fields.items()}
        for name, field in fields.items():
            field.say_wrong(said[name].reason if name in said else "")
        self.summary.show_errors([
            (each.reason, fields[each.field].go if each.field in fields else None)
            for each in said.values()
        ])
        for name in said:
            if name in fields:
                self._go_to(fields[name])
                return

    def say(self, words: str) -> None:
        """Show a note at the top, such as a setting that was set aside."""
        self.note.say(words, "", "Close")
        self.note.setVisible(bool(words))
        announce(self, words)

    # Within the window

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter signs in, or presses the button that has the focus; Esc stops waiting."""
        if event.key() in enter.ENTER:
            if not enter.pressed(event):
                self.submit()
        elif event.key() == Qt.Key.Key_Escape:
            self.cancel()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Look for the keyring once the window is there: some systems ask to unlock it."""
        super().showEvent(event)
        if not self._looked:
            self._looked = True
            Attempt(partial(opening.remembered, self.server.way()),
                    lambda found: self.server.show_keyring(*found),
                    lambda _: self.server.show_keyring(NONE_HERE, ""), self).start()
            self.box.go()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Nobody waits any more."""
        if self._attempt is not None:
            self._attempt.give_up()
        super().closeEvent(event)

    def _help(self) -> None:
        from ui.help.window import open_help_at  # only for those who ask

        open_help_at(self, "Sign in", KEYS)

    def _ask_key(self, mark: bytes) -> None:
        from ui.recovery_key import AskKey  # it loads what few ever need

        asks = AskKey(self, mark)
        asks.accepted.connect(lambda: self.submit(key=asks.key))
        asks.open()

    def _go_to(self, field: Field) -> None:
        field.go()
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        self._scroll.ensureWidgetVisible(field)

    def _opened(self, opened: opening.Opened, way: Records) -> None:
        self._attempt = None
        opening.keep_way(self.config, way, self.server.remember.raw())
        self.opened.emit(opened, way)

    def _busy(self, words: str) -> None:
        self.busy.setText(words)
        for each in (self.busy, self.stop):
            each.setVisible(bool(words))
        for part in (*self.boxes, self.act, self.by_computer):
            part.setEnabled(not words)
        if words:
            self.stop.setFocus(Qt.FocusReason.OtherFocusReason)
            announce(self, words)

    def _choose(self, chosen: WayBox) -> None:
        self.act.set_words(chosen.act)
        self.by_computer.setVisible(chosen is self.server)
        self.explain(())

    def _step(self, number: int, step: int) -> None:
        to = self.boxes[(number + step) % len(self.boxes)].radio
        to.setChecked(True)
        to.setFocus(Qt.FocusReason.TabFocusReason)

    def _fill(self, way: Way | None, password: str) -> None:
        kept = self.config.now.records
        box: WayBox = self.own if kept == "own" else self.server
        if isinstance(way, ToServer):
            box = self.server
            self.server.server.put(way.server)
            self.server.login.put(way.login or self.config.now.login)
            self.server.password.put(password)
        elif isinstance(way, OwnFolder | OwnFile):
            box = self.own
            self.own.folder.put(way.folder)
        box.radio.setChecked(True)

    def _connect(self) -> None:
        group = QButtonGroup(self)  # they lie apart, each over its fields
        for number, box in enumerate(self.boxes):
            box.chosen.connect(partial(self._choose, box))
            box.radio.stepped.connect(partial(self._step, number))
            group.addButton(box.radio)
        self.act.clicked.connect(lambda: self.submit())
        self.by_computer.clicked.connect(lambda: self.submit(by_computer=True))
        self.stop.clicked.connect(self.cancel)
        self.note.pressed.connect(self.note.hide)
        about(self, f"{SCREEN}signin")
        QShortcut(QKeySequence("F1"), self).activated.connect(self._help)
        for key, steps in (("Ctrl+=", 1), ("Ctrl++", 1), ("Ctrl+-", -1)):
            QShortcut(QKeySequence(key), self).activated.connect(
                lambda steps=steps: look.choose(
                    self.config, text_size=theme.current().resized(steps).scale))

    def _lay_out(self) -> None:
        card = QFrame()
        card.setProperty("role", "card")
        theme.limit_width(card, CARD)
        column, top, buttons = QVBoxLayout(card), QHBoxLayout(), QHBoxLayout()
        theme.space(column, (28, 22, 28, 22), 12)
        top.addWidget(label("Caseworker", "display"))
        top.addStretch(1)
        top.addWidget(TextSize(self.config))
        column.addLayout(top)
        for each in (self.note, self.summary, label("Where are the records?", "h2"), *self.boxes):
            column.addWidget(each)
        theme.space(buttons, (0, 0, 0, 0), 10)
        for each in (self.act, self.by_computer):
            buttons.addWidget(each)
        buttons.addStretch(1)
        column.addLayout(buttons)
        waiting = QHBoxLayout()
        waiting.addWidget(self.busy, 1)
        waiting.addWidget(self.stop)
        column.addLayout(waiting)
        column.addWidget(rule())
        column.addWidget(ThemeRow(self.config))
        for hidden in (self.note, self.busy, self.stop):
            hidden.hide()
        page, around = QWidget(), QVBoxLayout()
        page.setProperty("role", "page")
        theme.space(around, (20, 20, 20, 20), 0)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(card, 100)
        middle.addStretch(1)
        around.addStretch(1)
        around.addLayout(middle)
        around.addStretch(2)
        page.setLayout(around)
        self._scroll = scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(page)
        self.setCentralWidget(scroll)


def _words(error: Exception) -> str:
    """What the user reads; of a fault of ours only that there is one, logged without its words."""
    if isinstance(error, OSError) or type(error).__module__.startswith("caseworker."):
        return str(error)
    log.error("unexpected %s at sign-in", type(error).__name__)
    return ("Something went wrong in Caseworker. Try again, and tell whoever looks after "
            "Caseworker if it happens twice.")
