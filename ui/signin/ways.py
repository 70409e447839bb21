"""The three ways to the records, each with its fields."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from caseworker import sealed, system
from caseworker.actions.asking import Ask
from caseworker.config import Settings
from caseworker.rules.finding import Refused
from caseworker.way_in import FILE, Demo, OwnFolder, ToServer, Way
from ui import theme
from ui.icons import Button
from ui.widgets.fields import Field
from ui.widgets.text import WrapLabel

INDENT = 26  # pixels at 100 %: the fields stand under the words of their choice
BOUNDARY = ("There is no password here. Whoever can use your account on this computer can read "
            "these records.")
DEMO_WORDS = "48 invented cases, safe to change. They are thrown away when you leave."
LOOKING = "Looking for this computer's keyring"


class Choice(QRadioButton):
    """One of the three choices, which stand apart; the arrow keys go from one to the next."""

    stepped = Signal(int)

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.setAccessibleName(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down choose the neighbour, as in any list of choices."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1}
        step = steps.get(Qt.Key(event.key()))
        if step is not None:
            self.stepped.emit(step)
        else:
            super().keyPressEvent(event)


class WayBox(QWidget):
    """A choice, and under it its fields, shown while it is chosen."""

    chosen = Signal()
    words, act = "", ""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        theme.space(column, (0, 0, 0, 0), 6)
        self.radio = Choice(self.words)
        self.radio.toggled.connect(self._toggled)
        column.addWidget(self.radio, 0, Qt.AlignmentFlag.AlignLeft)
        self.inner = QWidget()
        self.body = QVBoxLayout(self.inner)
        theme.space(self.body, (INDENT, 0, 0, 6), 8)
        column.addWidget(self.inner)
        self.inner.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down leave its fields for another choice: a line of text has no use for them."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is not None:
            self.radio.stepped.emit(step)
        else:
            super().keyPressEvent(event)

    @property
    def fields(self) -> dict[str, Field]:
        """The fields by the names that findings use."""
        return {}

    def way(self) -> Way:
        """The way, as typed."""
        raise NotImplementedError

    def go(self) -> None:
        """Put the focus where typing goes on."""
        for field in self.fields.values():
            if not field.raw() and field.isVisibleTo(self) and field.asked.kind != "tick":
                field.go()
                return
        self.radio.setFocus(Qt.FocusReason.OtherFocusReason)

    def _toggled(self, on: bool) -> None:
        self.inner.setVisible(on)
        if on:
            self.chosen.emit()


class ServerBox(WayBox):
    """A shared PostgreSQL server: server, name, password."""

    words, act = "Our server", "Sign in"

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.server = Field("server", Ask(
            "Server", "Such as records.office.example, or service=NAME from your service file"))
        self.login = Field("login", Ask("Name"))
        self.password = Field("password", Ask("Password", kind="password"))
        self.remember = Field("remember", Ask("Remember the password", kind="tick"))
        self.why = WrapLabel(LOOKING, "small")
        for each in (self.server, self.login, self.password, self.remember, self.why):
            self.body.addWidget(each)
        self.server.put(settings.server)
        self.login.put(settings.login)
        self.remember.put(settings.remember)
        self.remember.control.setEnabled(False)

    @property
    def fields(self) -> dict[str, Field]:
        """Server, name, password."""
        return {"server": self.server, "login": self.login, "password": self.password}

    def way(self, by_computer: bool = False) -> ToServer:
        """The way, as typed."""
        return ToServer(self.server.raw(), self.login.raw(), by_computer)

    def show_keyring(self, why_not: str, password: str) -> None:
        """Say whether a password can be remembered, and fill in one that was."""
        self.why.setText(why_not)
        self.why.setVisible(bool(why_not))
        self.remember.control.setEnabled(not why_not)
        self.remember.control.setAccessibleDescription(why_not)
        if why_not:
            self.remember.put(False)
        if password and not self.password.raw():
            self.password.put(password)


class FolderBox(WayBox):
    """A folder on this computer, for one person."""

    words, act = "Only me, on this computer", "Open"

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.folder = Field("folder", Ask("Folder of the records"))
        self.folder.put(settings.folder or str(system.data_folder()))
        browse = Button("Browse", "folder-open")
        browse.setAccessibleName("Browse for the folder of the records")
        browse.clicked.connect(self._browse)
        row = QHBoxLayout()
        theme.space(row, (0, 0, 0, 0), 8)
        row.addWidget(self.folder, 1)
        row.addWidget(browse, 0, Qt.AlignmentFlag.AlignBottom)
        self.body.addLayout(row)
        self.encrypt = Field("encrypt", Ask("Encrypt this file", kind="tick"))
        self.why_plain = WrapLabel(sealed.why_not(), "small")
        self.encrypt.control.setEnabled(not sealed.why_not())
        self.encrypt.control.setAccessibleDescription(sealed.why_not())
        self.body.addWidget(self.encrypt)
        self.body.addWidget(self.why_plain)
        self.folder.edited.connect(self._look)
        self._look()
        self.body.addWidget(WrapLabel(BOUNDARY, "small"))

    @property
    def fields(self) -> dict[str, Field]:
        """The folder."""
        return {"folder": self.folder}

    def way(self) -> OwnFolder:
        """The way, as typed."""
        return OwnFolder(self.folder.raw())

    @property
    def to_encrypt(self) -> bool:
        """Whether records that are made here are to be encrypted."""
        return self._makes_new() and bool(self.encrypt.raw())

    def _makes_new(self) -> bool:
        """Whether there are no records in the folder yet."""
        try:
            return not (self.way().path / FILE).is_file()
        except Refused:
            return False

    def _look(self) -> None:
        """Offer to encrypt what is made anew; what is there is encrypted from its own menu."""
        new = self._makes_new()
        self.encrypt.setVisible(new)
        self.why_plain.setVisible(new and bool(sealed.why_not()))

    def _browse(self) -> None:
        found = QFileDialog.getExistingDirectory(
            self, "Folder of the records", self.folder.raw())
        if found:
            self.folder.put(found)
        self.folder.go()


class DemoBox(WayBox):
    """Invented cases."""

    words, act = "Try it with demo data", "Open the demo"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.body.addWidget(WrapLabel(DEMO_WORDS, "small"))

    def way(self) -> Demo:
        """The demo."""
        return Demo()
