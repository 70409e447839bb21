"""The letters that are drafted and not yet issued, of all cases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from caseworker.queries.letters import ORDERS, DraftRow, drafts
from caseworker.queries.lists.filters import Filter, ListOf, colleague_names
from caseworker.rules.words import count
from ui import theme
from ui.command import Command
from ui.icons import Button
from ui.screen import Crumb, Host, Screen
from ui.screens.letters_acts import ACTS
from ui.screens.letters_model import DraftsModel, DraftsTable
from ui.screens.lists.filters import Chips, FilterPanel
from ui.screens.lists.ticked import TickStrip
from ui.widgets.announce import announce
from ui.widgets.empty import EmptyState
from ui.widgets.text import ElideLabel, label, offer_to_clear

PAUSE = 120  # milliseconds after the last key before a filter is asked for
FILTER_WORDS = "Filter this list"
NOTHING = "No letter waits to be issued. Drafts of all cases are listed here."
NONE_CHOSEN = "Tick a letter first."


class LettersQueue(Screen):
    """Drafts, the oldest first. Enter opens one in the composer; those ticked are issued."""

    title = "Letters to issue"

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(host, parent)
        self.shown, self.sort = Filter(), "drafted"
        self.names: dict[str, str] = {}
        self.filter = QLineEdit()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(lambda: self.narrow(
            replace(self.shown, text=self.filter.text())))
        self.rows = DraftsModel(self)
        self.table = DraftsTable(self.title, self.rows)
        self.table.activated.connect(lambda index: self._open(index.row()))
        self.table.sorted_by.connect(self.sort_by)
        self.filter.setPlaceholderText(FILTER_WORDS)
        self.filter.setAccessibleName(FILTER_WORDS)
        self.filter.setAccessibleDescription("Ctrl+F")
        offer_to_clear(self.filter)
        self.filter.textChanged.connect(lambda: self._pause.start())
        theme.fix_width(self.filter, 220)
        self.filters, self.chips = Button("Filters"), Chips()
        self.filters.setToolTip("Ctrl+Shift+F")
        self.filters.clicked.connect(self.choose_filters)
        self.chips.changed.connect(self.narrow)
        self.strip = TickStrip(ACTS, "letter")
        self.strip.chosen.connect(self.act)
        self.strip.every.connect(self.tick_all)
        self.strip.none.connect(self.rows.clear_ticks)
        self.rows.ticked.connect(lambda: self.strip.show_number(len(self.rows.ticks)))
        self.nothing = EmptyState(NOTHING, icon="paper-plane-tilt")
        self.nothing.pressed.connect(lambda: self.narrow(Filter()))
        self.body = QStackedWidget()
        self.body.addWidget(self.table)
        self.body.addWidget(self.nothing)
        self.letters["I"] = lambda: self.act("Issue letters")
        for keys, call in (("Ctrl+Shift+F", self.choose_filters), ("Ctrl+A", self.tick_all)):
            QShortcut(QKeySequence(keys), self.table if keys == "Ctrl+A" else self,
                      ).activated.connect(call)
        self._lay_out()

    def crumbs(self) -> Sequence[Crumb]:
        """It stands among what goes out."""
        return (Crumb("Output"),)

    def keys(self) -> Sequence[tuple[str, str]]:
        """The keys of a list."""
        return (("Enter", "open"), ("Space", "tick"), ("Shift+Down", "tick on"),
                ("I", "issue letters"), ("Ctrl+F", "filter"), ("Ctrl+Shift+F", "filter panel"),
                ("Ctrl+A", "tick all of this list"), ("F6", "next part"), ("?", "all shortcuts"))

    def commands(self) -> Sequence[Command]:
        """What its keys do, and what is done to the letters that are ticked."""
        why = "" if self.chosen() else NONE_CHOSEN
        return (*(each for each in super().commands() if each.key != "I"),
                *(Command(f"{name}...", "I" if name == "Issue letters" else "",
                          partial(self.act, name), why, "paper-plane-tilt") for name in ACTS))

    def open(self, **args: Any) -> None:
        """``filter`` (a Filter) narrows the list; without it, it looks again."""
        if "filter" in args:
            self.narrow(args["filter"])
        else:
            self.refresh()

    def refresh(self) -> None:
        """Ask for the drafts again."""
        office = self.host.office
        self.jobs.ask(drafts, self._show, for_=(self, "rows"), filter=self.shown,
                      me=office.actor, today=office.today(), sort=self.sort)
        self.jobs.ask(colleague_names, self._show_names, for_=(self, "names"))

    def narrow(self, narrowed: Filter) -> None:
        """Filter the list by this."""
        self.shown = narrowed
        if self.filter.text() != narrowed.text:
            self.filter.blockSignals(True)
            self.filter.setText(narrowed.text)
            self.filter.blockSignals(False)
        self.chips.show_filter(narrowed, self.names)
        self.refresh()

    def sort_by(self, name: str) -> None:
        """Sort by a column."""
        self.sort = name
        self.refresh()

    def choose_filters(self) -> None:
        """The panel with every filter."""
        panel = FilterPanel(self, self.shown, self.names, ListOf.LETTERS)
        panel.accepted.connect(lambda: self.narrow(panel.filter()))
        panel.open()

    def chosen(self) -> list[DraftRow]:
        """The letters that are ticked; without any, the one under the cursor."""
        here = self.table.here()
        return list(self.rows.ticks.values()) or ([here] if here is not None else [])

    def act(self, name: str) -> None:
        """Do one of the acts for the letters that are ticked."""
        if rows := self.chosen():
            ACTS[name](self, rows)

    def tick_all(self) -> None:
        """Tick all of the list as it is filtered."""
        self.rows.tick(self.rows.drafts, True)

    def main_action(self) -> None:
        """Open the draft under the cursor."""
        self._open(self.table.currentIndex().row())

    def go_to_filter(self) -> None:
        """Go to the filter box."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def panes(self) -> Sequence[QWidget]:
        """The list, the filter."""
        return (self.table, self.filter)

    def _show(self, found: Sequence[DraftRow]) -> None:
        row = self.table.currentIndex().row()
        chosen = self.rows.drafts[row].id if 0 <= row < len(self.rows.drafts) else 0
        self.rows.set_drafts(found)
        again = [number for number, each in enumerate(found) if each.id == chosen]
        if found:
            at = again[0] if again else min(max(row, 0), len(found) - 1)
            self.table.setCurrentIndex(self.rows.index(at, 0))
        if self.shown.count:
            announce(self, count(len(found), "letter"))
        self._sentence.setText(f"{count(len(found), 'draft')}, by {ORDERS[self.sort][1]}.")
        self.nothing.say(f"No draft matches {count(self.shown.count, 'filter')}."
                         if self.shown.count else NOTHING,
                         "Clear filters" if self.shown.count else "")
        self.body.setCurrentWidget(self.table if found else self.nothing)

    def _show_names(self, names: dict[str, str]) -> None:
        self.names = names
        self.chips.show_filter(self.shown, names)

    def _open(self, number: int) -> None:
        if 0 <= number < len(self.rows.drafts):
            row = self.rows.drafts[number]
            self.host.show_screen("letter", case_id=row.case_id, letter_id=row.id)

    def _lay_out(self) -> None:
        column, head, words, beside = QVBoxLayout(self), QHBoxLayout(), QVBoxLayout(), QHBoxLayout()
        theme.space(column, (20, 14, 16, 12), 10)
        theme.space(words, (0, 0, 0, 0), 2)
        theme.space(beside, (0, 0, 0, 0), 8)
        self._sentence = ElideLabel("", "small")
        words.addWidget(label(self.title, "display"))
        words.addWidget(self._sentence)
        head.addLayout(words, 1)
        head.addWidget(self.filter, 0, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(head)
        beside.addWidget(self.filters)
        beside.addWidget(self.chips, 1)
        column.addLayout(beside)
        column.addWidget(self.strip)
        column.addWidget(self.body, 1)
