"""A window on one case of a real office, for tests: it waits, and finds what lies on top."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from caseworker.office import Office
from ui.jobs import Jobs
from ui.places import SECTIONS
from ui.screen import Screen
from ui.screens.case.page import CasePage
from ui.screens.case.tab import CaseTab
from ui.screens.queue import QueueScreen
from ui.shell import MainWindow
from ui.widgets.action_dialog import ActionDialog
from ui.widgets.confirm import Interruption

W = TypeVar("W", bound=QWidget)
T = TypeVar("T", bound=CaseTab)


class CaseWindow:
    """The window, opened at a tab of a case. ``more`` are further screens, by name."""

    def __init__(
        self, qtbot: QtBot, office: Office, case_id: int, tab: str,
        more: Mapping[str, Callable[[Any], Screen]] | None = None,
    ) -> None:
        self._qtbot, self.office, self.case_id = qtbot, office, case_id
        self.window = MainWindow(office, Jobs(office), {
            "queue": QueueScreen, "case": CasePage, **(more or {})}, SECTIONS)
        qtbot.addWidget(self.window)
        self.window.resize(1440, 900)
        self.window.show()
        self.window.activateWindow()
        self.show(case_id, tab)

    @property
    def page(self) -> CasePage:
        """The page of the case."""
        page = self.window.screen_shown
        assert isinstance(page, CasePage)
        return page

    def show(self, case_id: int, tab: str) -> None:
        """Go to a tab of a case."""
        self.window.show_screen("case", case_id=case_id, tab=tab)
        self.settle()

    def tab(self, kind: type[T]) -> T:
        """A tab of the case."""
        return self.page.part(kind)

    def settle(self) -> None:
        """Wait until everything that was asked for has been answered and shown."""
        self._qtbot.waitUntil(lambda: not self.window.jobs._open)

    def press(self, *keys: Qt.Key, alt: bool = False, ctrl: bool = False) -> None:
        """Press keys where the focus is."""
        modifier = Qt.KeyboardModifier.NoModifier
        modifier |= Qt.KeyboardModifier.AltModifier if alt else modifier
        modifier |= Qt.KeyboardModifier.ControlModifier if ctrl else modifier
        for key in keys:
            self._qtbot.keyClick(QApplication.focusWidget() or self.window, key, modifier)

    def type(self, words: str) -> None:
        """Type words where the focus is."""
        self._qtbot.keyClicks(QApplication.focusWidget(), words)

    def dialog(self) -> ActionDialog:
        """The dialog that is open."""
        return self._top(ActionDialog)

    def card(self) -> Interruption:
        """The interruption card that is open."""
        return self._top(Interruption)

    def save(self) -> None:
        """Press the main button of the dialog, and wait for the answer."""
        self.dialog().save.click()
        self.settle()

    def agree(self) -> None:
        """Press the main button of the interruption card, and wait for the answer."""
        self.card().act.click()
        self.settle()

    def nothing_open(self) -> bool:
        """Whether no dialog is open."""
        return not [each for each in QApplication.topLevelWidgets()
                    if isinstance(each, QDialog) and each.isVisible()]

    def close(self) -> None:
        """Close what is open, then the window."""
        for each in QApplication.topLevelWidgets():
            if isinstance(each, QDialog) and each.isVisible():
                each.reject()
        assert self.window.close()

    def _top(self, kind: type[W]) -> W:
        found = [each for each in QApplication.topLevelWidgets()
                 if isinstance(each, kind) and each.isVisible()]
        assert found, f"no {kind.__name__} is open"
        return found[-1]


def words(widget: QWidget) -> str:
    """Every visible label of a widget, one on each line."""
    QApplication.processEvents()  # a layout shows what was put into it only then
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())
