"""A colleague at the window of the small office, who brings it to one place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from caseworker.office import Office
from caseworker.queries.lists.sorts import Shown
from caseworker.queries.lists.window import first_rows
from caseworker.queries.queues import View
from caseworker.queries.views import ComplaintQueueView
from tests.support.small_office import TODAY
from ui import theme
from ui.application import make_window
from ui.screen import Screen
from ui.screens.case.page import CasePage


class Visit:
    """The window of a colleague, who goes to a place by keys or by what the keys call."""

    def __init__(self, qtbot: QtBot, office: Office, files: Path) -> None:
        self.qtbot, self.office, self.files = qtbot, office, files
        self.window = make_window(office)
        qtbot.addWidget(self.window)
        self.window.resize(1440, 900)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)

    @property
    def screen(self) -> Any:
        """The screen in front."""
        return self.window.screen_shown

    def settle(self) -> None:
        """Wait until everything that was asked for has been answered and shown."""
        for _ in range(2):
            self.qtbot.waitUntil(lambda: not self.window.jobs._open)
            self.qtbot.wait(5)
        self.rest()

    def rest(self) -> None:
        """Wait for the layouts: each passes a new height on to the next in a turn of its own."""
        before: list[QRect] = []
        while (now := [each.geometry() for each in QApplication.allWidgets()]) != before:
            before = now
            QApplication.processEvents()

    def look(self, look: theme.Theme, size: tuple[int, int]) -> None:
        """Choose a theme and a text size, and a size of the window, while it is open."""
        self.window.resize(*size)
        if look != theme.current():
            self.window.use_theme(look)
        self.rest()

    def until(self, what: Any) -> None:
        """Wait for something that comes later."""
        self.qtbot.waitUntil(what)
        self.settle()

    def go(self, screen: str, **args: Any) -> Screen:
        """Go to a screen."""
        self.window.show_screen(screen, **args)
        self.settle()
        return self.screen  # type: ignore[no-any-return]

    def case(self, name: str, tab: str = "OverviewTab") -> CasePage:
        """Go to a tab of the case of somebody with this in their name."""
        rows = self.office.ask(first_rows, shown=Shown(view=View.OPEN.value), today=TODAY,
                               me=self.office.actor)
        found = [row.id for row in rows if name in row.name]
        return self.open_case(found[0], tab)

    def open_case(self, case_id: int, tab: str) -> CasePage:
        """Go to a tab of a case."""
        page = self.go("case", case_id=case_id, tab=tab)
        assert isinstance(page, CasePage)
        self.until(lambda: page.view is not None)
        return page

    def complaint(self, tab: str) -> CasePage:
        """Go to a tab of the complaint about MOPAC that is due first."""
        found = self.office.ask(first_rows, shown=Shown(view=ComplaintQueueView.OPEN.value),
                                today=TODAY, me=self.office.actor)
        return self.open_case(found[0].id, tab)

    def press(self, key: Qt.Key | str, *, ctrl: bool = False, shift: bool = False) -> None:
        """Press a key where the focus is."""
        held = Qt.KeyboardModifier.NoModifier
        held |= Qt.KeyboardModifier.ControlModifier if ctrl else held
        held |= Qt.KeyboardModifier.ShiftModifier if shift else held
        QTest.keyClick(QApplication.focusWidget() or self.window, key, held)
        self.settle()

    def dialog(self) -> QDialog:
        """The dialog that is in front."""
        front = QApplication.activeModalWidget()
        if isinstance(front, QDialog):
            return front
        found = [each for each in QApplication.topLevelWidgets()
                 if isinstance(each, QDialog) and each.isVisible()]
        assert found, "no dialog is open"
        return found[-1]

    def escapes(self, root: QWidget) -> bool:
        """Whether the Escape key leaves what is open."""
        root.activateWindow()
        if root.focusWidget() is None:
            root.nextInFocusChain().setFocus()
        QTest.keyClick(root.focusWidget() or root, Qt.Key.Key_Escape)
        return not isValid(root) or not root.isVisible()

    def shut(self) -> None:
        """Close every dialog, the one in front first."""
        while isinstance(front := QApplication.activeModalWidget(), QDialog):
            front.reject()
        self.settle()

    def leave(self) -> None:
        """Close what is open, then the window."""
        for each in QApplication.topLevelWidgets():
            if isinstance(each, QDialog) and each.isVisible():
                each.reject()
        self.window.close()
