"""Search, the list of topics, and the page: the same in the help window and on the screen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from caseworker.help import GROUPS, Topic, every_topic, topics
from caseworker.queries.admin import limits_now
from caseworker.rules.words import count
from ui import theme
from ui.help.page import TopicPage
from ui.jobs import Jobs
from ui.keys import Keys, key_grid
from ui.widgets.announce import announce
from ui.widgets.card import clear_item
from ui.widgets.empty import EmptyState
from ui.widgets.tab_bar import TabBar
from ui.widgets.text import offer_to_clear

HERE, ALL, KEYS = range(3)
TABS = ["On this screen", "All topics", "Keys"]
SEARCH_WORDS = "Search the help"
LIST_WIDTH = 260  # pixels at 100 %
_TOPIC = int(Qt.ItemDataRole.UserRole)


class HelpView(QWidget):
    """``read`` sends the id of each topic that is opened. Without ``jobs``, as no records are
    open, time limits are those that the program comes with.
    """

    read = Signal(str)

    def __init__(self, jobs: Jobs | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs, self._here = jobs, tuple[Topic, ...]()
        self._keys: tuple[str, Keys] = ("", ())
        self.search = QLineEdit()
        self.search.setPlaceholderText(SEARCH_WORDS)
        self.search.setAccessibleName(SEARCH_WORDS)
        offer_to_clear(self.search)
        self.search.textChanged.connect(self._searched)
        self.tabs = TabBar("Help")
        self.tabs.set_tabs(TABS)
        self.tabs.currentChanged.connect(lambda: self._fill())
        self.list = TopicList()
        self.list.currentItemChanged.connect(lambda now, _: self._chosen(now))
        self.page = TopicPage()
        self.page.chosen.connect(self.show_topic)
        self.search.returnPressed.connect(self.page.setFocus)
        self.nothing = EmptyState("", "Clear the search", "question")
        self.nothing.pressed.connect(self.search.clear)
        self._lay_out()

    def set_place(self, here: Sequence[Topic], screen: str, keys: Keys) -> None:
        """Say where the user is: the topics of it, its name, and its keys."""
        self._here, self._keys = tuple(here), (screen, tuple(keys))
        if self._jobs is not None:
            self._jobs.ask(limits_now, self.page.use_limits, for_=(self, "limits"))

    def show_place(self) -> None:
        """Show what belongs to where the user is."""
        self._turn(HERE if self._here else ALL)
        self.list.setCurrentRow(self._first())

    def show_topic(self, topic_id: str) -> None:
        """Show a topic; one that is not there is passed over."""
        topic = every_topic().get(topic_id)
        if topic is None:
            return
        if topic not in self._shown():
            self.search.clear()
            self._turn(ALL)
        for row in range(self.list.count()):
            if self.list.item(row).data(_TOPIC) == topic_id:
                self.list.setCurrentRow(row)

    def _turn(self, tab: int) -> None:
        if self.tabs.currentIndex() != tab:
            self.tabs.setCurrentIndex(tab)
        else:
            self._fill()

    def _shown(self) -> list[Topic]:
        found = [self.list.item(row).data(_TOPIC) for row in range(self.list.count())]
        return [every_topic()[each] for each in found if each]

    def _searched(self, text: str) -> None:
        """Searching looks in all topics."""
        if text.strip():
            self._turn(ALL)
            number = len(self._shown())
            announce(self, count(number, "topic") if number else self.nothing.words)
        else:
            self._fill()

    def _fill(self) -> None:
        tab, typed = self.tabs.currentIndex(), self.search.text().strip()
        if tab == KEYS:
            clear_item(self._grid.takeAt(0))
            self._grid.addWidget(key_grid(*self._keys))
            self._body.setCurrentWidget(self._keys_page)
            return
        self.list.blockSignals(True)
        self.list.clear()
        if tab == HERE:
            self._add(self._here)
        elif typed:
            self._add(every_topic()[each] for _, each in topics(typed))
        else:
            for group in GROUPS:
                self.list.add_heading(group)
                self._add(each for each in every_topic().values() if each.group == group)
        self.list.blockSignals(False)
        empty = not self._shown()
        self.nothing.say(f"No topic for “{typed}”. Try late, consent, bundle." if tab == ALL
                         else "Nothing on this screen has a topic of its own.",
                         "Clear the search" if tab == ALL else "")
        self._body.setCurrentWidget(self.nothing if empty else self._reading)
        if not empty:
            self.list.setCurrentRow(self._first())

    def _add(self, found: Iterable[Topic]) -> None:
        for topic in found:
            item = QListWidgetItem(topic.title)
            item.setData(_TOPIC, topic.id)
            item.setToolTip(topic.title)
            self.list.addItem(item)

    def _first(self) -> int:
        rows = [row for row in range(self.list.count()) if self.list.item(row).data(_TOPIC)]
        return rows[0] if rows else -1

    def _chosen(self, item: QListWidgetItem | None) -> None:
        if item is not None and item.data(_TOPIC):
            self.page.show_topic(every_topic()[item.data(_TOPIC)])
            self.read.emit(item.data(_TOPIC))

    def _lay_out(self) -> None:
        column, reading = QVBoxLayout(self), QHBoxLayout()
        theme.space(column, (0, 0, 0, 0), 8)
        column.addWidget(self.search)
        column.addWidget(self.tabs)
        self._body, self._reading, self._keys_page = QStackedWidget(), QWidget(), QWidget()
        theme.space(reading, (0, 0, 0, 0), 12)
        self._reading.setLayout(reading)
        theme.fix_width(self.list, LIST_WIDTH)
        reading.addWidget(self.list)
        reading.addWidget(self.page, 1)
        self._grid = QVBoxLayout(self._keys_page)
        theme.space(self._grid, (0, 0, 0, 0), 0)
        for each in (self._reading, self.nothing, self._keys_page):
            self._body.addWidget(each)
        column.addWidget(self._body, 1)


class TopicList(QListWidget):
    """Up and Down choose a topic, which shows at once; headings are passed over."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Topics")
        self.setProperty("role", "roomy")
        self.setWordWrap(True)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def add_heading(self, words: str) -> None:
        """Words over a group, that can't be chosen."""
        item = QListWidgetItem(words)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        font = theme.current().font("caps")
        item.setFont(font)
        item.setForeground(theme.current().colour("muted"))
        self.addItem(item)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Titles wrap anew."""
        super().resizeEvent(event)
        self.doItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters and Enter go on to whoever is around."""
        typed = event.text()
        if (typed and typed.isprintable()) or event.key() == Qt.Key.Key_Return:
            event.ignore()
        else:
            super().keyPressEvent(event)
