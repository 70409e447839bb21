"""The palette itself: it lies over the window until something is chosen or Esc is pressed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from caseworker.queries.search import Cases, find_cases
from caseworker.queries.search_texts import Texts, find_texts
from caseworker.rules.words import count
from ui import theme
from ui.palette import entries
from ui.palette.entries import Entry
from ui.palette.lines import Lines
from ui.widgets.announce import announce
from ui.widgets.text import WrapLabel, label

if TYPE_CHECKING:
    from ui.shell import MainWindow

WORDS = "Find a case, person or command"
HINT = "> commands   @ people   # references   “exact words”"
NOTHING = "Nothing found. Try a reference, a name, or a word of a letter"
WIDTH, TOP = 640, 108  # pixels at 100 %
ANNOUNCE_AFTER = 300  # milliseconds after typing stops
TEXTS_AFTER = 120  # the words of papers come after the names of cases
SHORTEST_TEXT = 3
REMEMBERED = 8
PREFIXES = {">": entries.COMMANDS, "@": entries.PEOPLE, "#": entries.CASES}
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 5, Qt.Key.Key_PageUp: -5}


class Palette(QWidget):
    """``open_up()`` shows it. The records are asked off the window's thread at each key."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._back: QWidget | None = None  # where the focus was
        self._used: list[Entry] = []
        self._cases, self._texts = Cases(), Texts()
        self._answered = True  # whether the cases shown are those of what is typed
        self._chosen_early = False  # Enter came before the answer
        self._trouble = ""
        self.setAccessibleName("Find")
        self._make_parts()
        self._timers()
        window.installEventFilter(self)
        self.hide()

    def open_up(self) -> None:
        """Show it, empty, over the window."""
        self._back = QApplication.focusWidget()
        self.setGeometry(self._window.rect())
        self.box.clear()
        self._typed()
        self.show()
        self.raise_()
        self._window.ring.raise_()
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def shut(self, give_back: bool = True) -> None:
        """Go away; the focus returns to where it was, unless something else took it."""
        if self.isHidden():
            return
        self.hide()
        for timer in (self._say, self._later):
            timer.stop()
        back, self._back = self._back, None
        if give_back and back is not None and isValid(back) and back.isVisible():
            back.setFocus(Qt.FocusReason.OtherFocusReason)

    # What the user does

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The box's keys that are not text, and the window's size."""
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._window.rect())
            self._place()
        pressed = event.type() == QEvent.Type.KeyPress
        if watched is self.box and pressed and isinstance(event, QKeyEvent):
            return self._key(event)
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the panel shuts it."""
        self.shut()

    def changeEvent(self, event: QEvent) -> None:
        """Another text size asks for another place."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and not self.isHidden():
            self._show()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The window behind is dimmed."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(11, 13, 18, 130))
        painter.end()

    def _key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key in _STEPS:
            for _ in range(abs(_STEPS[key])):
                self.lines.move(1 if _STEPS[key] > 0 else -1)
            self._tell_chosen()
        elif key == Qt.Key.Key_Tab:
            self._fill()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        elif key == Qt.Key.Key_Escape:
            self.shut()
        else:
            return key == Qt.Key.Key_Backtab
        return True

    def _fill(self) -> None:
        entry = self.lines.entry()
        if entry is not None:
            sign = self.box.text()[:1]
            self.box.setText((sign if sign in PREFIXES else "") + entry.title)

    def _enter(self) -> None:
        if not self._answered:
            self._chosen_early = True  # the best case is still on its way
            return
        entry = self.lines.entry()
        if entry is None:
            return
        if entry.why_not:
            announce(self, f"Not now. {entry.why_not}")
            return
        self.choose(entry)

    def choose(self, entry: Entry) -> None:
        """Go where an entry leads, and remember it among the last used."""
        same = (entry.group, entry.title)
        self._used = [each for each in self._used if (each.group, each.title) != same]
        self._used = [entry, *self._used][:REMEMBERED]
        self.shut()
        entry.call()

    # What is found

    def _typed(self) -> None:
        text, only = self._asked()
        self._trouble, self._chosen_early = "", False
        self._say.start()
        self._later.start()
        wants_cases = bool(text) and only in ("", entries.CASES, entries.PEOPLE)
        self._answered = not wants_cases
        if wants_cases:
            office = self._window.office
            self._window.jobs.ask(
                find_cases, self._got_cases, for_=(self, "cases"), otherwise=self._failed,
                text=text, me=office.actor, today=office.today())
        else:
            self._cases = Cases()
        self._texts = Texts()
        self._show()

    def _got_cases(self, found: Cases) -> None:
        self._cases, self._answered = found, True
        self._show()
        self._say.start()
        if self._chosen_early:
            self._chosen_early = False
            self._enter()

    def _ask_texts(self) -> None:
        text, only = self._asked()
        if not self.isHidden() and not only and len(text) >= SHORTEST_TEXT:
            self._window.jobs.ask(find_texts, self._got_texts, for_=(self, "texts"),
                                  otherwise=self._failed, text=text,
                                  most=entries.MOST[entries.PAPERS])

    def _got_texts(self, found: Texts) -> None:
        self._texts = found
        self._show()

    def _failed(self, error: Exception) -> None:
        """What was typed stays; another key asks again."""
        self._answered, self._cases, self._texts = True, Cases(), Texts()
        self._trouble = str(error) or "The records could not be searched."
        self._show()
        announce(self, self._trouble, urgent=True)

    def _asked(self) -> tuple[str, str]:
        """What is looked for, and the group to which a prefix narrows it."""
        text = self.box.text().strip()
        only = PREFIXES.get(text[:1], "")
        return (text[1:].strip() if only else text), only

    def _show(self) -> None:
        text, only = self._asked()
        found = self._found(text, only)
        screen = self._window.screen_shown
        case = screen.case_shown() if screen else None
        headings = {entries.COMMANDS: f"Commands for {case[1]}"} if case else {}
        self.lines.show_entries(found, headings)
        words = self._trouble or (
            NOTHING if text and not found and self._answered else "")
        self.note.setText(words)
        self.note.setVisible(bool(words))
        self.number.setText(count(len(found), "result") if text else "")
        self.panel.adjustSize()
        self._place()

    def _found(self, text: str, only: str) -> list[Entry]:
        if not text and not only:
            return self._last_used() or entries.standing(self._window, "", entries.COMMANDS)[:8]
        found = [*entries.case_entries(self._window, self._cases),
                 *entries.standing(self._window, text, only),
                 *entries.text_entries(self._window, self._texts)]
        if only:
            kept = {only, entries.NOT_NOW} if only == entries.COMMANDS else {only}
            found = [entry for entry in found if entry.group in kept]
        order = list(entries.MOST)
        return sorted(found, key=lambda entry: order.index(entry.group))

    def _last_used(self) -> list[Entry]:
        """The last used, without commands that this screen does not have."""
        now = {entry.title: entry for entry in
               entries.standing(self._window, "", entries.COMMANDS)}
        kept = [now.get(each.title) if each.group == entries.COMMANDS else each
                for each in self._used]
        order = list(entries.MOST)
        return sorted((each for each in kept if each), key=lambda one: order.index(one.group))

    # What is heard

    def _tell(self) -> None:
        """The number of results and the best of them."""
        if self.isHidden() or not self.box.text().strip():
            return
        entry = self.lines.entry()
        number = sum(1 for row in range(self.lines.count())
                     if self.lines.item(row).data(int(Qt.ItemDataRole.UserRole)) is not None)
        said = f". {entry.title}, {entry.what}" if entry else ""
        announce(self.box, self._trouble or f"{count(number, 'result')}{said}")

    def _tell_chosen(self) -> None:
        entry = self.lines.entry()
        if entry is not None:
            announce(self.box, entry.spoken)

    # How it is laid out

    def _make_parts(self) -> None:
        self.panel = QFrame(self)
        self.panel.setProperty("role", "palette")
        column, head = QVBoxLayout(self.panel), QHBoxLayout()
        theme.space(column, (0, 0, 0, 8), 0)
        theme.space(head, (6, 6, 16, 6), 8)
        self.box = QLineEdit()
        self.box.setProperty("role", "bare")
        self.box.setPlaceholderText(WORDS)
        self.box.setAccessibleName(WORDS)
        self.box.setAccessibleDescription("Up and Down choose, Enter opens, Tab fills in, "
                                          "Escape goes back")
        self.box.setMaxLength(10_000)
        self.box.textChanged.connect(lambda: self._typed())
        self.box.installEventFilter(self)
        self.number = label("", "small")
        head.addWidget(self.box, 1)
        head.addWidget(self.number)
        column.addLayout(head)
        line = QFrame()
        line.setProperty("role", "rule")
        column.addWidget(line)
        self.lines, self.note = Lines(), WrapLabel("", "muted")
        self.note.setContentsMargins(16, 10, 16, 4)
        self.lines.itemClicked.connect(lambda item: self._clicked())
        column.addWidget(self.lines)
        column.addWidget(self.note)
        self.hint = label(HINT, "small")
        self.hint.setContentsMargins(16, 8, 16, 2)
        column.addWidget(self.hint)

    def _clicked(self) -> None:
        entry = self.lines.entry()
        if entry is not None and not entry.why_not:
            self.choose(entry)

    def _timers(self) -> None:
        self._say, self._later = QTimer(self), QTimer(self)
        for timer, pause, call in ((self._say, ANNOUNCE_AFTER, self._tell),
                                   (self._later, TEXTS_AFTER, self._ask_texts)):
            timer.setSingleShot(True)
            timer.setInterval(pause)
            timer.timeout.connect(call)

    def _place(self) -> None:
        width = min(theme.px(WIDTH), self.width() - theme.px(32))
        self.lines.fit()
        self.panel.setFixedWidth(width)
        self.panel.adjustSize()
        top = min(theme.px(TOP), max(theme.px(16), self.height() - self.panel.height()
                                     - theme.px(32)))
        self.panel.move((self.width() - width) // 2, top)
