"""The window locks: by a key, or after a time without one. Nothing that was begun is lost.

What the windows show is hidden, from screen readers too, and comes back as it was.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from ui.life import life_of
from ui.unlock import Unlock

if TYPE_CHECKING:
    from ui.shell import MainWindow

LOCK_KEY = "Ctrl+Shift+L"
LOOK_EVERY = 5_000  # milliseconds


def _clock() -> float:
    """Seconds. A computer that sleeps stops one of the two clocks, and must lock all the same."""
    return max(time.monotonic(), time.time() - _STARTED)


_STARTED = time.time() - time.monotonic()


class Lock(QObject):
    """Watches one person's window and its dialogs. ``clock`` gives seconds."""

    def __init__(self, window: MainWindow, clock: Callable[[], float] = _clock) -> None:
        super().__init__(window)
        self._window, self._clock, self._last = window, clock, clock()
        self._covered: list[_Covered] = []
        self._focus: QWidget | None = None
        self.asks: Unlock | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(LOOK_EVERY)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            life_of(app).stirred.connect(self._stir)

    @property
    def on(self) -> bool:
        """Whether it is locked."""
        return self.asks is not None

    def look(self) -> None:
        """Lock when nobody has done anything for as long as the settings say."""
        minutes = self._window.config.now.lock_after
        idle = self._clock() - self._last
        if minutes and idle >= minutes * 60 and not self._window.office.demo:
            self.now()

    def now(self) -> None:
        """Lock at once."""
        if self.on or not self._window.isVisible():
            return
        self._focus = QApplication.focusWidget()
        while (popup := QApplication.activePopupWidget()) is not None and popup.close():
            pass
        _forget_copied()
        for shown in QApplication.topLevelWidgets():
            self._cover(shown)
        self.asks = Unlock(self._window.office, self._window)
        self.asks.accepted.connect(self._open)
        self.asks.leave.connect(self._leave)
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]  # it is there
        self.asks.open()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """While locked, cover a window that something still under way opens."""
        if (self.on and event.type() == QEvent.Type.Show and isinstance(watched, QWidget)
                and watched.isWindow()):
            self._cover(watched)
        return False

    def _stir(self) -> None:
        self._last = self._clock()

    def _cover(self, shown: QWidget) -> None:
        seen = shown.isVisible() and not isinstance(shown, Unlock)
        if seen and all(each.window is not shown for each in self._covered):
            self._covered.append(_Covered(shown))

    def _open(self) -> None:
        self._end()
        for each in self._covered:
            each.restore()
        self._covered.clear()
        QTimer.singleShot(0, self._focus_again)  # after Qt has chosen for itself

    def _end(self) -> None:
        QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]  # it is there
        if self.asks is not None:
            self.asks.hide()
        self.asks, self._last = None, self._clock()

    def _focus_again(self) -> None:
        if self._focus is not None and isValid(self._focus):
            self._focus.window().activateWindow()
            self._focus.setFocus()
        self._focus = None

    def _leave(self) -> None:
        """Close everything, the window last, and uncover nothing on the way."""
        self._timer.stop()
        for shown in QApplication.topLevelWidgets():
            if shown.isModal() and shown is not self.asks:
                shown.close()
        self._window.close()
        self._end()


class _Covered:
    """One window whose parts are hidden."""

    def __init__(self, window: QWidget) -> None:
        self.window = window
        self._title, self._name = window.windowTitle(), window.accessibleName()
        self._hidden = [
            part for part in window.children()
            if isinstance(part, QWidget) and not part.isWindow() and not part.isHidden()
        ]
        for part in self._hidden:
            part.hide()
        window.setWindowTitle("Caseworker")  # a dialog's own may name somebody
        window.setAccessibleName("Locked")

    def restore(self) -> None:
        """Show it again, if it was not closed meanwhile."""
        if not isValid(self.window):
            return
        self.window.setWindowTitle(self._title)
        self.window.setAccessibleName(self._name)
        for part in self._hidden:
            if isValid(part):
                part.show()


def _forget_copied() -> None:
    """What was copied here could be pasted elsewhere while nobody is at the desk."""
    clipboard = QGuiApplication.clipboard()
    if clipboard.ownsClipboard():
        clipboard.clear()
