"""The help beside what the user is doing: F1 opens it, Escape goes back, nothing is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QVBoxLayout, QWidget

from ui import theme
from ui.help.lookup import topics_around
from ui.help.view import HelpView
from ui.jobs import Jobs
from ui.keys import Keys
from ui.widgets.dialog import Dialog

if TYPE_CHECKING:
    from ui.shell import MainWindow


class HelpWindow(Dialog):
    """A window of its own, that stays open while the user goes on."""

    def __init__(self, parent: QWidget, jobs: Jobs | None) -> None:
        super().__init__(parent)
        self.setModal(False)
        self.setWindowTitle("Help")
        self.setAccessibleName("Help")
        self.view = HelpView(jobs)
        column = QVBoxLayout(self)
        theme.space(column, (16, 14, 16, 14), 8)
        column.addWidget(self.view)
        self.fit(theme.px(820), theme.px(620))

    def show_about(self, widget: QWidget | None, screen: str, keys: Keys) -> None:
        """Show the topic of what has the focus, with the others of its window."""
        self.view.set_place(topics_around(widget), screen, keys)
        self.view.show_place()
        self.show()
        self.raise_()
        self.activateWindow()
        self.view.page.setFocus(Qt.FocusReason.OtherFocusReason)


def open_help(window: MainWindow) -> None:
    """Open the help of what has the focus, over the window or the dialog of it that is in front."""
    focus, front = QApplication.focusWidget(), QApplication.activeWindow()
    if front is None or isinstance(front, HelpWindow):
        return
    screen = window.screen_shown
    _over(front, window.jobs).show_about(
        focus if focus is not None else front, screen.title if screen else "",
        screen.keys() if screen else ())


def open_help_at(window: QWidget, title: str, keys: Keys) -> None:
    """Open the help over a window that is there before any records are open."""
    _over(window, None).show_about(window, title, keys)


def _over(front: QWidget, jobs: Jobs | None) -> HelpWindow:
    found = front.findChild(HelpWindow)
    return found if isinstance(found, HelpWindow) else HelpWindow(front, jobs)


class HelpKey(QShortcut):
    """F1 in a dialog: the keys of the window below don't reach it, so it asks that window."""

    def __init__(self, dialog: QDialog) -> None:
        super().__init__(QKeySequence("F1"), dialog)
        self.activated.connect(self._ask)

    def _ask(self) -> None:
        dialog = self.parent()
        below: Any = dialog.parentWidget() if isinstance(dialog, QDialog) else None
        while below is not None and not hasattr(below.window(), "screen_shown"):
            below = below.window().parentWidget()
        if below is not None:
            open_help(below.window())


def give_key(widget: QWidget) -> None:
    """Give the dialog that a widget is in the key F1; in the window itself it is there."""
    dialog = widget.window()
    if isinstance(dialog, QDialog) and dialog.findChild(HelpKey) is None:
        HelpKey(dialog)
