"""Signs of life: that somebody presses a key or moves the pointer, in whichever of our windows."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QGuiApplication, QWindow

_SIGNS = {
    QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel,
    QEvent.Type.TouchBegin, QEvent.Type.TabletPress,
}


class Life(QObject):
    """``stirred`` tells of each sign. There is one for the application: see ``life_of``."""

    stirred = Signal()

    def __init__(self, app: QGuiApplication) -> None:
        super().__init__(app)
        # Only what a system's window gets is watched: a filter on all of Qt's events costs time.
        app.focusWindowChanged.connect(self.watch)
        self.watch(app.focusWindow())

    def watch(self, window: QWindow | None) -> None:
        """Watch this window too."""
        if window is not None:
            window.removeEventFilter(self)  # never twice
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note signs of life, and take nothing away."""
        if event.type() in _SIGNS:
            self.stirred.emit()
        return False


def life_of(app: QGuiApplication) -> Life:
    """Of this application."""
    found = app.findChild(Life)
    return found if isinstance(found, Life) else Life(app)
