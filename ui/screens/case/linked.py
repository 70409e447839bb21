"""The tab "Linked" of a case: the cases that belong to it, and why."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseworker.queries.case import CaseView, LinkView
from caseworker.queries.timeline import moment
from caseworker.rules.kinds import tag
from caseworker.rules.words import sentence
from ui import theme
from ui.icons import Button
from ui.screens.case.more_menu import action_of, link, take_link_back
from ui.screens.case.tab import CaseTab, Page
from ui.widgets.empty import EmptyState
from ui.widgets.event_list import EventList
from ui.widgets.flow import Flow
from ui.widgets.timeline import Event

NOTHING = "No linked cases. Link an earlier review, or one about the same incident."
OF_COMPLAINT = "No linked cases. Link the review it is about, or an earlier complaint."
LINK = "Link to another case"


class LinkedTab(CaseTab):
    """Enter opens the other case; a link is taken back with a reason, never erased."""

    words = "Linked"

    def __init__(self, page: Page, parent: QWidget | None = None) -> None:
        super().__init__(page, parent)
        self._view: CaseView | None = None
        self.link, self.open = Button(LINK, "link"), Button("Open the case", "folder-open")
        self.back = Button("Take the link back", "minus-circle")
        self.link.clicked.connect(lambda: link(page))
        self.open.clicked.connect(self._open)
        self.back.clicked.connect(self._take_back)
        self.list = EventList("Linked cases")
        self.list.opened.connect(lambda _: self._open())
        self.nothing = EmptyState(NOTHING, LINK, "link")
        self.nothing.pressed.connect(lambda: link(page))
        column, self._tools = QVBoxLayout(self), Flow(8, 6)
        theme.space(column, (24, 16, 24, 20), 12)
        self._tools.set_items((self.open, self.link, self.back))
        for widget, share in ((self._tools, 0), (self.list, 1), (self.nothing, 1)):
            column.addWidget(widget, share)

    @classmethod
    def label(cls, view: CaseView) -> str:
        """With the number of linked cases."""
        return f"{cls.words} ({len(view.links)})" if view.links else cls.words

    def show_case(self, view: CaseView) -> None:
        """Show the links as they stand."""
        self._view = view
        why = view.steps[action_of(view).called].why_not
        self.nothing.say(NOTHING if view.complaint is None else OF_COMPLAINT, LINK)
        for button in (self.link, self.back, self.nothing.action):
            button.setEnabled(not why)
            button.setToolTip(why)
            button.setAccessibleDescription(why)
        self.list.set_events([_shown(each) for each in view.links])
        for widget in (self._tools, self.list):
            widget.setVisible(bool(view.links))
        self.nothing.setVisible(not view.links)

    def keys(self) -> Sequence[tuple[str, str]]:
        """Opening, and linking."""
        return (("Enter", "open the case"), ("Ctrl+N", "link another"))

    def first(self) -> QWidget:
        """The list, or the button where there is nothing to list."""
        return self.list if self.list.events else self.nothing.action

    def new(self) -> bool:
        """Link another case."""
        if self.link.isEnabled():
            link(self.page)
        return True

    def _current(self) -> LinkView | None:
        at = self.list.currentIndex().row()
        links = self._view.links if self._view is not None else ()
        return links[at] if 0 <= at < len(links) else None

    def _open(self) -> None:
        if (other := self._current()) is not None:
            self.page.host.show_screen("case", case_id=other.case_id)

    def _take_back(self) -> None:
        if (other := self._current()) is not None:
            take_link_back(self.page, other)


def _shown(each: LinkView) -> Event:
    return Event(
        f"{each.name}, {each.reference}: {each.what}", moment(each.at),
        f"{tag(each.stage)[0]}. Linked by {each.by}", sentence(each.because), "link")
