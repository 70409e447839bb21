"""The screen "Admin": people, time limits, codes, bank holidays, words of letters, addresses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from caseworker.rules.lifecycle import Role
from ui import theme
from ui.screen import Crumb, Host, Screen
from ui.screens.admin.codes import CodesTab
from ui.screens.admin.holidays import HolidaysTab
from ui.screens.admin.limits import LimitsTab
from ui.screens.admin.people import PeopleTab
from ui.screens.admin.tab import ONLY_ADMINISTRATORS, AdminTab
from ui.screens.admin.wording import AddressesTab, ComplaintsTab, LettersTab
from ui.widgets.banner import Banner
from ui.widgets.tab_bar import TabBar
from ui.widgets.text import label

TABS = (PeopleTab, LimitsTab, CodesTab, HolidaysTab, LettersTab, AddressesTab,
        ComplaintsTab)


class AdminScreen(Screen):
    """Everybody may look; only an administrator can change anything."""

    title = "Admin"

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(host, parent)
        self.parts: tuple[AdminTab, ...] = tuple(kind(self) for kind in TABS)
        self.bar, self._stack = TabBar("Parts of the administration"), QStackedWidget()
        self.bar.set_tabs([part.words for part in self.parts])
        for part in self.parts:
            self._stack.addWidget(part)
        self.bar.currentChanged.connect(self._turn)
        column = QVBoxLayout(self)
        theme.space(column, (20, 14, 16, 12), 8)
        column.addWidget(label(self.title, "display"))
        self.only = Banner("You can look, but not change", ONLY_ADMINISTRATORS, tone="grey")
        column.addWidget(self.only)
        self.only.setVisible(Role.ADMIN not in host.office.roles)
        column.addWidget(self.bar)
        column.addWidget(self._stack, 1)

    @property
    def part(self) -> AdminTab:
        """The tab in front."""
        return self.parts[self._stack.currentIndex()]

    def crumbs(self) -> Sequence[Crumb]:
        """It stands among the records."""
        return (Crumb("Records"),)

    def keys(self) -> Sequence[tuple[str, str]]:
        """The keys of a list."""
        change = (("Enter", "change"), ("Ctrl+N", "add"))
        return (*(change if Role.ADMIN in self.host.office.roles else ()), ("Alt+1", "tab"),
                ("F6", "next part"), ("?", "all shortcuts"))

    def open(self, **args: Any) -> None:
        """Show a tab, by its words; without one that which was in front."""
        words = [part.words for part in self.parts]
        if args.get("tab") in words:
            self.bar.setCurrentIndex(words.index(args["tab"]))
        self.refresh()

    def refresh(self) -> None:
        """Ask for what the tab in front shows."""
        self.part.refresh()

    def main_action(self) -> None:
        """The same as Enter on the row under the cursor."""
        self.part.act()

    def new(self) -> None:
        """Add one of what the tab lists."""
        self.part.add()

    def tabs(self) -> QTabBar | None:
        """The parts."""
        return self.bar

    def panes(self) -> Sequence[QWidget]:
        """The list, the tabs."""
        return (self.part.table, self.bar)

    def _turn(self, at: int) -> None:
        self._stack.setCurrentIndex(at)
        self.host.here(tab=self.part.words)
        self.refresh()
        if not self.bar.hasFocus():
            self.part.table.setFocus(Qt.FocusReason.OtherFocusReason)
