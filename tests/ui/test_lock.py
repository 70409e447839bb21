"""The window locks: nothing can be read, nothing that was begun is lost."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QAccessible, QClipboard, QMouseEvent
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QVBoxLayout
from pytestqt.qtbot import QtBot

from tests.support.access import faults, names
from tests.support.fake_office import FakeOffice
from ui.life import life_of
from ui.lock import Lock
from ui.shell import MainWindow
from ui.unlock import BY_ACCOUNT, Unlock


@pytest.fixture
def guarded(window: MainWindow, fake_office: FakeOffice) -> MainWindow:
    """A window whose person signed in with a password."""
    fake_office.needs_password = True
    window.activateWindow()
    return window


def spoken(window: MainWindow) -> str:
    """All that a screen reader can get of every window."""
    shown = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
    roles = (QAccessible.Role.StaticText, QAccessible.Role.Cell, QAccessible.Role.EditableText,
             QAccessible.Role.Button, QAccessible.Role.Table, QAccessible.Role.Dialog)
    return " ".join(name for each in shown for role in roles for name in names(each, role))


def test_locked_nothing_can_be_read(guarded: MainWindow, qtbot: QtBot) -> None:
    before = spoken(guarded)
    assert "12 open" in before
    picture = guarded.grab().toImage()
    qtbot.keyClick(guarded, "L", Qt.KeyboardModifier.ControlModifier
                   | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: guarded.lock.on)
    assert not guarded.centralWidget().isVisible()
    assert "12 open" not in spoken(guarded) and "Review requests" not in spoken(guarded)
    empty = guarded.grab().toImage()
    colours = {empty.pixel(x, y) for x in range(0, empty.width(), 7)
               for y in range(0, empty.height(), 7)}
    assert len(colours) == 1 and empty != picture
    assert faults(guarded.lock.asks) == []
    _unlock(guarded, qtbot)
    assert "12 open" in spoken(guarded) and guarded.centralWidget().isVisible()


def _unlock(window: MainWindow, qtbot: QtBot, password: str = "correct horse") -> None:
    field = window.lock.asks.password.control
    field.selectAll()
    qtbot.keyClicks(field, password)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not window.lock.on)


def test_a_wrong_password_keeps_it_locked(guarded: MainWindow, qtbot: QtBot) -> None:
    guarded.lock.now()
    asks = guarded.lock.asks
    qtbot.keyClick(asks.password.control, Qt.Key.Key_Return)
    assert "Enter the password" in asks.password.control.accessibleDescription()
    qtbot.keyClicks(asks.password.control, "not it")
    qtbot.keyClick(asks.password.control, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Password is wrong" in asks.password.control.accessibleDescription())
    assert guarded.lock.on and asks.password.raw() == "not it"
    assert QApplication.focusWidget() is asks.password.control
    _unlock(guarded, qtbot)


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape])
def test_it_cannot_be_closed_instead(guarded: MainWindow, qtbot: QtBot, key: Qt.Key) -> None:
    guarded.lock.now()
    qtbot.keyClick(guarded.lock.asks, key)
    assert not guarded.lock.asks.close()
    assert guarded.lock.on and not guarded.centralWidget().isVisible()
    _unlock(guarded, qtbot)


def test_a_dialog_that_was_begun_is_hidden_and_comes_back(
    guarded: MainWindow, qtbot: QtBot
) -> None:
    dialog = QDialog(guarded)
    dialog.setWindowTitle("Change roles: Priya Shah")
    box = QLineEdit()
    box.setAccessibleName("Reason")
    QVBoxLayout(dialog).addWidget(box)
    dialog.open()
    box.setFocus()
    qtbot.waitUntil(box.hasFocus)
    qtbot.keyClicks(box, "half a sen")
    guarded.lock.now()
    assert dialog.isVisible() and not box.isVisible()
    assert "Priya" not in dialog.windowTitle() and "half a sen" not in spoken(guarded)
    _unlock(guarded, qtbot)
    assert box.isVisible() and box.text() == "half a sen"
    assert dialog.windowTitle() == "Change roles: Priya Shah"
    qtbot.waitUntil(box.hasFocus)
    dialog.close()


def test_what_opens_while_it_is_locked_is_covered_too(guarded: MainWindow, qtbot: QtBot) -> None:
    guarded.lock.now()
    late = QDialog(guarded)
    words = QLabel("The letter to Ruth Abernathy is ready", late)
    late.show()
    assert late.isVisible() and not words.isVisible()
    _unlock(guarded, qtbot)
    assert words.isVisible()
    late.close()


@pytest.mark.parametrize("ours", [True, False])
def test_what_was_copied_here_is_forgotten(
    guarded: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, ours: bool
) -> None:
    # Without a desktop nobody can say whose the clipboard is.
    monkeypatch.setattr(QClipboard, "ownsClipboard", lambda _: ours)
    QApplication.clipboard().setText("Ruth Abernathy")
    guarded.lock.now()
    assert QApplication.clipboard().text() == ("" if ours else "Ruth Abernathy")
    _unlock(guarded, qtbot)


def test_without_a_password_enter_is_enough_and_the_boundary_is_said(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.lock.now()
    asks = window.lock.asks
    assert asks.words.isVisible() and asks.words.text() == BY_ACCOUNT
    assert not asks.password.isVisible()
    qtbot.keyClick(asks.go_on, Qt.Key.Key_Return)
    assert not window.lock.on and window.centralWidget().isVisible()


class Hand:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def test_it_locks_after_the_time_of_the_settings(
    guarded: MainWindow, qtbot: QtBot, qapp: QApplication, fake_office: FakeOffice
) -> None:
    clock = Hand()
    guarded.lock = lock = Lock(guarded, clock)
    guarded.activateWindow()
    life_of(qapp).watch(guarded.windowHandle())
    guarded.config.change(lock_after=10)
    clock.seconds = 599
    lock.look()
    assert not lock.on
    handle = guarded.windowHandle()
    moved = QMouseEvent(QEvent.Type.MouseMove, QPointF(5, 5), QPointF(5, 5),
                        Qt.MouseButton.NoButton, Qt.MouseButton.NoButton,
                        Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(handle, moved)
    clock.seconds = 1198
    lock.look()
    assert not lock.on, "somebody was there at 599"
    clock.seconds = 1199
    lock.look()
    assert lock.on and isinstance(lock.asks, Unlock)
    _unlock(guarded, qtbot)
    clock.seconds = 1199 + 599
    lock.look()
    assert not lock.on, "it counts from the unlocking"
    guarded.config.change(lock_after=0)
    clock.seconds = 10_000
    lock.look()
    fake_office.demo = True
    guarded.config.change(lock_after=1)
    lock.look()
    assert not lock.on, "never, and never in the demo"


def test_closing_the_program_from_the_lock(guarded: MainWindow, qtbot: QtBot) -> None:
    seen: list[object] = []
    guarded.closing.connect(lambda: seen.extend((guarded.centralWidget().isVisible(),
                                                 guarded.windowTitle())))
    guarded.lock.now()
    guarded.lock.asks.close_all.click()
    assert not guarded.isVisible() and not guarded.lock.on
    assert seen == [False, "Caseworker"]  # nothing was uncovered on the way
