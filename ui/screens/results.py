"""Everything that is found for what was typed in the search box, as one list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from caseworker.queries.search import Cases, find_cases
from caseworker.queries.search_texts import Texts, find_texts
from caseworker.rules.words import count
from ui import theme
from ui.palette import entries
from ui.palette.lines import Lines
from ui.screen import Host, Screen
from ui.widgets.announce import announce
from ui.widgets.empty import EmptyState
from ui.widgets.tab_bar import TabBar
from ui.widgets.text import ElideLabel, offer_to_clear

PAUSE = 120  # milliseconds after the last key before the records are asked
MANY_CASES, MANY_TEXTS = 50, 100
ORDERS = ("Newest first", "Best match first")
BOX_WORDS = "Search again"
NOTHING = ("Nothing was found for “{}”. Try fewer words, a reference, or a name. What you may not "
           "see is not found.")


class ResultsScreen(Screen):
    """Opened with ``text``. Enter opens the case, at the place where the words stand."""

    title = "Results"

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(host, parent)
        self._cases: Cases | None = None
        self._texts: Texts | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.refresh)
        self.box = QLineEdit()
        self.box.setAccessibleName(BOX_WORDS)
        self.box.setPlaceholderText(BOX_WORDS)
        self.box.setAccessibleDescription("Ctrl+F")
        offer_to_clear(self.box)
        self.box.textChanged.connect(lambda: self._pause.start())
        self.box.returnPressed.connect(self.go_to_list)
        theme.fix_width(self.box, 320)
        self.order = TabBar("Order")
        self.order.set_tabs(list(ORDERS))
        self.order.currentChanged.connect(lambda: self.refresh())
        self.lines = Lines(takes_focus=True)
        self.lines.opened.connect(lambda entry: entry.call())
        self.nothing = EmptyState("", icon="magnifying-glass")
        self.body = QStackedWidget()
        self.body.addWidget(self.lines)
        self.body.addWidget(self.nothing)
        self._lay_out()

    def keys(self) -> Sequence[tuple[str, str]]:
        """The keys of a list."""
        return (("Enter", "open"), ("Ctrl+F", "search again"), ("F6", "next part"),
                ("?", "all shortcuts"))

    def open(self, **args: Any) -> None:
        """``text`` is what is looked for."""
        if "text" in args:
            self.box.blockSignals(True)
            self.box.setText(args["text"])
            self.box.blockSignals(False)
        self.refresh()

    def refresh(self) -> None:
        """Ask again."""
        office, text = self.host.office, self.box.text().strip()
        self.title = f"Results for “{text}”" if text else "Results"
        self.heading.setText(self.title)
        self.host.here(text=text)
        self.told.emit()
        self._cases = self._texts = None
        self.jobs.ask(find_cases, self._got_cases, for_=(self, "cases"), text=text,
                      me=office.actor, today=office.today(), most=MANY_CASES)
        self.jobs.ask(find_texts, self._got_texts, for_=(self, "texts"), text=text,
                      best=self.order.currentIndex() == 1, most=MANY_TEXTS)

    def go_to_filter(self) -> None:
        """Go to the box."""
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.box.selectAll()

    def go_to_list(self) -> None:
        """Go to what was found."""
        self.lines.setFocus(Qt.FocusReason.OtherFocusReason)

    def main_action(self) -> None:
        """Open what is chosen."""
        entry = self.lines.entry()
        if entry is not None:
            entry.call()

    def tabs(self) -> QTabBar | None:
        """The two orders."""
        return self.order

    def panes(self) -> Sequence[QWidget]:
        """The list, the box."""
        return (self.lines, self.box)

    def _got_cases(self, found: Cases) -> None:
        self._cases = found
        self._show()

    def _got_texts(self, found: Texts) -> None:
        self._texts = found
        self._show()

    def _show(self) -> None:
        cases, texts = self._cases or Cases(), self._texts or Texts()
        shown = [*entries.case_entries(self.host, cases, MANY_CASES),
                 *entries.text_entries(self.host, texts, MANY_TEXTS)]
        self.lines.show_entries(shown, {})
        done = self._cases is not None and self._texts is not None
        self.nothing.say(NOTHING.format(self.box.text().strip()) if done else "")
        words = (f"{count(len(cases.hits), 'case')}{' or more' if cases.more else ''}, "
                 f"{count(len(texts.hits), 'place')}{' or more' if texts.more else ''} in notes, "
                 "letters and papers")
        self.sentence.setText(f"{words}. {ORDERS[self.order.currentIndex()]}.")
        if done and not shown and self.lines.hasFocus():
            self.go_to_filter()
        self.body.setCurrentWidget(self.lines if shown or not done else self.nothing)
        if done:
            first = f". {shown[0].title}, {shown[0].what}" if shown else ""
            announce(self, f"{words}{first}" if shown else self.nothing.words)

    def _lay_out(self) -> None:
        column, head, words = QVBoxLayout(self), QHBoxLayout(), QVBoxLayout()
        theme.space(column, (20, 14, 16, 12), 10)
        theme.space(words, (0, 0, 0, 0), 2)
        self.heading, self.sentence = ElideLabel(self.title, "display"), ElideLabel("", "small")
        words.addWidget(self.heading)
        words.addWidget(self.sentence)
        head.addLayout(words, 1)
        head.addWidget(self.box, 0, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(head)
        column.addWidget(self.order)
        column.addWidget(self.body, 1)
