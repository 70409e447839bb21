"""A person at the window in a test: reads what is on the screen, and uses nothing but keys."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QTabBar,
    QTableView,
    QWidget,
)
from pytestqt.exceptions import TimeoutError
from pytestqt.qtbot import QtBot

from caseworker.office import Office
from tests.support.watcher import Watcher
from ui.ahead import Ahead
from ui.application import make_window
from ui.together import Together

MOST_TABS = 200  # no page of ours has more stops than this


class Person:
    """A colleague with a window of their own. Every way to act on it is a key."""

    def __init__(self, qtbot: QtBot, office: Office, watcher: Watcher) -> None:
        self.office, self._qtbot, self._watcher = office, qtbot, watcher
        self.window = make_window(office)
        qtbot.addWidget(self.window)
        self.window.show()
        self.sit_down()
        watcher.begin("making ready what comes next")  # starting is not answering
        ahead = self.window.findChild(Ahead)
        assert isinstance(ahead, Ahead)
        self._wait(lambda: ahead.ready)

    def sit_down(self) -> None:
        """Turn to this window."""
        self.window.activateWindow()
        self._qtbot.waitUntil(self.window.isActiveWindow)
        self.settle()

    def hear_nothing(self) -> None:
        """What colleagues save is not heard here in time: this person does the same at once."""
        for listening in self.window.findChildren(Together):
            listening.stop()

    def leave(self) -> None:
        """Close the window."""
        assert self.window.close()

    # Keys

    def press(self, *keys: str) -> Person:
        """Press keys, each as in "Ctrl+Return", where the focus is, each after the answers to the
        one before: nobody goes down a list that is not there yet.
        """
        for key in keys:
            pressed = QKeySequence(key)[0]
            self._watcher.begin(f"{key} on {_name(self.focus)}")
            QTest.keyClick(self.focus, pressed.key(), pressed.keyboardModifiers())
            self.settle()
        return self

    def type(self, words: str) -> Person:
        """Type words where the focus is; a new line is Enter."""
        self._watcher.begin(f"typing {words[:20]!r} in {_name(self.focus)}")
        for number, line in enumerate(words.split("\n")):
            if number:
                QTest.keyClick(self.focus, Qt.Key.Key_Return)
            for sign in line:
                QTest.keyClicks(self.focus, sign)
                QApplication.processEvents()
        return self

    def to(self, name: str, about: str = "") -> QWidget:
        """Press Tab until the control with this name (and description) has the focus.

        A control that can't be reached so fails the test, with the names of those that can.
        """
        met: list[str] = []
        self._watcher.begin(f"Tab to {name}")
        for _ in range(MOST_TABS):
            if _is(self.focus, name, about):
                return self.focus
            met.append(_name(self.focus))
            QTest.keyClick(self.focus, Qt.Key.Key_Tab)
            QApplication.processEvents()
        raise AssertionError(f"Tab never comes to {name!r} {about!r}; it comes to {_once(met)}")

    def fill(self, **words: str) -> Person:
        """Tab to fields by label (underscores for spaces), and replace what stands in each."""
        for label, typed in words.items():
            self.write(label.replace("_", " "), typed)
        return self

    def write(self, label: str, words: str) -> Person:
        """Tab to a field and replace what stands in it."""
        box = self.to(label)
        assert isinstance(box, QLineEdit | QPlainTextEdit), f"{label} is no text field"
        self.press("Ctrl+A", "Delete")
        return self.type(words)

    def choose(self, question: str, answer: str) -> Person:
        """Tab to a question and choose an answer, by arrow keys and Space."""
        self._watcher.begin(f"choosing {answer} for {question}")
        self._to_question(question)
        for key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            for _ in range(30):
                if _answer(self.focus).startswith(answer):
                    if isinstance(self.focus, QRadioButton) and not self.focus.isChecked():
                        QTest.keyClick(self.focus, Qt.Key.Key_Space)
                    QApplication.processEvents()
                    return self
                QTest.keyClick(self.focus, key)
        raise AssertionError(f"{question!r} does not offer {answer!r}, it is {_name(self.focus)}")

    def push(self, name: str, about: str = "") -> Person:
        """Tab to a button and press Space."""
        button = self.to(name, about)
        assert isinstance(button, QAbstractButton), f"{name} is no button"
        return self.press("Space")

    # Eyes

    @property
    def focus(self) -> QWidget:
        """What the keyboard acts on."""
        self._bring_front()
        focus = QApplication.focusWidget()
        assert focus is not None, "nothing has the focus: the keyboard is dead"
        assert focus.window() is self.front, f"the focus is behind, on {_name(focus)}"
        return focus

    @property
    def front(self) -> QWidget:
        """The dialog that is open, else the window."""
        return QApplication.activeModalWidget() or self.window

    def seen(self) -> str:
        """Every word that shows, one label, button or field on each line."""
        QApplication.processEvents()  # a layout shows what was put into it only then
        return "\n".join(words for each in self.front.findChildren(QWidget)
                         if each.isVisible() and (words := _words(each)))

    def sees(self, *words: str) -> Person:
        """Wait until each of these can be read."""
        left = list(words)

        def there() -> bool:
            seen = self.seen()
            left[:] = [each for each in words if each not in seen]
            return not left

        try:
            self._wait(there)
        except TimeoutError:
            focus = QApplication.focusWidget()
            raise AssertionError(
                f"{left} never shows; the focus is on {focus}. What shows:\n{self.seen()}"
            ) from None
        return self

    def sees_not(self, *words: str) -> Person:
        """None of these shows now."""
        seen = self.seen()
        found = [each for each in words if each in seen]
        assert not found, f"{found} shows"
        return self

    def may(self, name: str) -> str:
        """Why a visible button can't be pressed, "" when it can: as a screen reader says it."""
        found = [each for each in self.front.findChildren(QAbstractButton)
                 if each.isVisible() and each.accessibleName() == name]
        assert found, f"no button {name!r} shows"
        button = found[0]
        if button.isEnabled():
            return ""
        assert button.accessibleDescription(), f"{name!r} is blocked and does not say why"
        return button.accessibleDescription()

    def settle(self) -> None:
        """Wait until every question is answered and shown."""
        quiet = 0

        def calm() -> bool:
            nonlocal quiet
            self._bring_front()
            quiet = quiet + 1 if not self.window.jobs._open else 0
            return quiet > 1

        self._wait(calm)

    def _wait(self, until: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(until)

    def _bring_front(self) -> None:
        """Windows, macOS and X11 do it when a dialog closes; the offscreen platform does not."""
        if QApplication.activeWindow() is not self.front:
            self.front.activateWindow()
            QApplication.processEvents()

    def _to_question(self, question: str) -> None:
        met: list[str] = []
        for _ in range(MOST_TABS):
            focus = self.focus
            if question in (focus.accessibleName(), focus.accessibleDescription()) or any(
                    each.accessibleName() == question for each in _holders(focus)):
                return
            met.append(_name(focus))
            QTest.keyClick(focus, Qt.Key.Key_Tab)
            QApplication.processEvents()
        raise AssertionError(f"Tab never comes to {question!r}; it comes to {_once(met)}")


def _holders(widget: QWidget) -> list[QWidget]:
    """The two widgets around it: the group of a radio button, and its field."""
    parent = widget.parentWidget()
    return [parent] if parent is not None else []


def _answer(widget: QWidget) -> str:
    return widget.currentText() if isinstance(widget, QComboBox) else widget.accessibleName()


def _is(widget: QWidget, name: str, about: str) -> bool:
    return widget.accessibleName() == name and about in widget.accessibleDescription()


def _name(widget: QWidget) -> str:
    return widget.accessibleName() or type(widget).__name__


def _once(names: list[str]) -> list[str]:
    return list(dict.fromkeys(names))


def _words(widget: QWidget) -> str:
    """What can be read on one widget."""
    match widget:
        case QLabel():
            return widget.text()
        case QLineEdit():
            return widget.text()
        case QPlainTextEdit():
            return widget.toPlainText()
        case QComboBox():
            return widget.currentText()
        case QRadioButton() | QCheckBox() | QAbstractButton():
            return widget.text() or widget.accessibleName()
        case QTabBar():
            return "\n".join(widget.tabText(number) for number in range(widget.count()))
        case QAbstractItemView():
            return _cells(widget)
        case _:
            return ""


def _cells(view: QAbstractItemView) -> str:
    """Every cell of a list or grid: what it shows, and what a screen reader says of it."""
    model = view.model()
    columns = model.columnCount() if isinstance(view, QTableView) else 1
    cells = (model.index(row, column) for row in range(model.rowCount())
             for column in range(columns))
    return "\n".join(f"{cell.data()} {cell.data(Qt.ItemDataRole.AccessibleTextRole)}"
                     for cell in cells)


def dialogs() -> list[QDialog]:
    """The dialogs that are open."""
    return [each for each in QApplication.topLevelWidgets()
            if isinstance(each, QDialog) and each.isVisible()]
