"""The bar over the page: where the user is, the search box, Log post."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QWidget

from ui import theme
from ui.icons import Button, Picture
from ui.screen import Crumb
from ui.widgets.card import clear_item
from ui.widgets.text import ElideLabel, label

SEARCH_WORDS = "Find a case, person or command"
SEARCH_WIDTH, LEAST = 330, 120  # pixels at 100 %


class TopBar(QFrame):
    """``chosen`` sends a Crumb, ``searched`` what was typed, ``log_post`` nothing."""

    chosen = Signal(object)
    searched = Signal(str)
    log_post = Signal()

    def __init__(self, can_log: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        row = QHBoxLayout(self)
        theme.space(row, (20, 10, 20, 10), 8)
        self._above: tuple[Crumb, ...] | None = None  # that are shown
        self._crumbs, self._here = QHBoxLayout(), ElideLabel("", "strong")
        theme.space(self._crumbs, (0, 0, 0, 0), 6)
        row.addLayout(self._crumbs, 1)
        self.search = QLineEdit()
        self.search.setProperty("role", "search")
        self.search.setPlaceholderText(SEARCH_WORDS)
        self.search.setAccessibleName(SEARCH_WORDS)
        self.search.setAccessibleDescription("Ctrl+K")
        self.search.setToolTip(f"{SEARCH_WORDS} (Ctrl+K)")
        self.search.setMinimumWidth(LEAST)
        theme.limit_width(self.search, SEARCH_WIDTH)
        # Not as an action of the field: Qt draws its picture as big at every text size.
        glass = QHBoxLayout(self.search)
        theme.space(glass, (9, 0, 0, 0), 0)
        glass.addWidget(Picture("magnifying-glass", "muted"))
        glass.addStretch(1)
        self.search.returnPressed.connect(lambda: self.searched.emit(self.search.text().strip()))
        row.addWidget(self.search, 1)
        row.addWidget(label("Ctrl K", "small"))
        row.addSpacing(theme.px(8))
        self.log = Button("Log post", "envelope-open")
        self.log.clicked.connect(lambda: self.log_post.emit())
        self.log.setVisible(can_log)
        row.addWidget(self.log)

    def show_crumbs(self, crumbs: Sequence[Crumb], here: str) -> None:
        """Show the places above, as links, and the words of the present one."""
        self._here.setText(here)
        if tuple(crumbs) == self._above:
            return
        self._above = tuple(crumbs)
        self._crumbs.removeWidget(self._here)
        while self._crumbs.count():
            clear_item(self._crumbs.takeAt(0))
        for crumb in crumbs:
            if crumb.screen:
                link = Button(crumb.words, role="link")
                link.clicked.connect(lambda _=False, crumb=crumb: self.chosen.emit(crumb))
                self._crumbs.addWidget(link)
            else:
                self._crumbs.addWidget(label(crumb.words, "muted"))
            self._crumbs.addWidget(Picture("caret-right", "muted", 13))
        self._crumbs.addWidget(self._here, 1)
