"""All of the help on one screen: what belongs to where the user was, every topic, the keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabBar, QVBoxLayout, QWidget

from ui import theme
from ui.help.lookup import topics_around
from ui.help.view import HelpView
from ui.screen import Crumb, Host, Screen
from ui.widgets.text import label


class HelpScreen(Screen):
    """Ctrl+F searches, Up and Down choose a topic."""

    title = "Help"

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(host, parent)
        self.view = HelpView(host.jobs)
        self.view.read.connect(lambda topic: self.host.here(topic=topic))
        column = QVBoxLayout(self)
        theme.space(column, (20, 14, 16, 12), 10)
        column.addWidget(label(self.title, "display"))
        column.addWidget(self.view, 1)

    def crumbs(self) -> Sequence[Crumb]:
        """It stands among the records."""
        return (Crumb("Records"),)

    def keys(self) -> Sequence[tuple[str, str]]:
        """The keys of the help."""
        return (("Ctrl+F", "search"), ("Up, Down", "choose a topic"), ("Alt+1", "tab"),
                ("F6", "next part"), ("?", "all shortcuts"))

    def open(self, **args: Any) -> None:
        """Show ``topic`` (an id); without it what belongs to the screen the user came from."""
        before = self.host.came_from
        if before is not None and before is not self:
            self.view.set_place(topics_around(before), before.title, before.keys())
        if args.get("topic"):
            self.view.show_topic(args["topic"])
        else:
            self.view.show_place()

    def refresh(self) -> None:
        """A topic does not change while it is read."""

    def go_to_filter(self) -> None:
        """Go to the search box."""
        self.view.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.view.search.selectAll()

    def tabs(self) -> QTabBar | None:
        """On this screen, all topics, keys."""
        return self.view.tabs

    def panes(self) -> Sequence[QWidget]:
        """The search, the list, the page."""
        return (self.view.search, self.view.list, self.view.page)
