"""The filter of the post that waits for a case: the same chips as in every list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from caseworker.queries.lists.filters import Filter, ListOf
from caseworker.queries.lists.sorts import usual
from caseworker.queries.lists.window import Look, look
from caseworker.queries.post import PostRow
from ui import theme
from ui.icons import Button
from ui.screen import Host
from ui.screens.lists.filters import Chips, FilterPanel
from ui.widgets.text import offer_to_clear

PAUSE = 120  # milliseconds after the last key before it is asked what passes
WORDS = "Filter what waits"


class Sieve(QWidget):
    """``passing`` leaves out what the filter does not let through; ``changed`` says that it lets
    through others. What is hidden stays on the desk.
    """

    changed = Signal()

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host, self.shown = host, Filter()
        self._ids: frozenset[int] | None = None  # None: all
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self.box, self.filters, self.chips = QLineEdit(), Button("Filters"), Chips()
        self._pause.timeout.connect(lambda: self.narrow(
            replace(self.shown, text=self.box.text())))
        self.box.setPlaceholderText(WORDS)
        self.box.setAccessibleName(WORDS)
        self.box.setAccessibleDescription("Ctrl+F")
        offer_to_clear(self.box)
        self.box.textChanged.connect(lambda: self._pause.start())
        self.filters.setToolTip("Ctrl+Shift+F")
        self.filters.clicked.connect(self.choose)
        self.chips.changed.connect(self.narrow)
        column = QVBoxLayout(self)
        theme.space(column, (0, 0, 0, 0), 6)
        column.addWidget(self.box)
        column.addWidget(self.filters, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.chips)
        self.hide()

    def passing(self, waiting: Sequence[PostRow]) -> list[PostRow]:
        """The items that the filter lets through. Nothing waits and nothing filters: no filter."""
        self.setVisible(bool(waiting) or bool(self.shown.count))
        return [row for row in waiting if self._ids is None or row.id in self._ids]

    def narrow(self, narrowed: Filter) -> None:
        """Filter by this."""
        self.shown = narrowed
        if self.box.text() != narrowed.text:
            self.box.blockSignals(True)
            self.box.setText(narrowed.text)
            self.box.blockSignals(False)
        self.chips.show_filter(narrowed, {})
        self.refresh()

    def refresh(self) -> None:
        """Ask again what passes."""
        if not self.shown.count:
            self._show(None)
            return
        office = self._host.office
        self._host.jobs.ask(
            look, self._show_look, for_=(self, "passing"),
            shown=replace(usual(ListOf.POST), filter=self.shown), me=office.actor,
            today=office.today())

    def choose(self) -> None:
        """The panel with every filter."""
        panel = FilterPanel(self, self.shown, {}, ListOf.POST)
        panel.accepted.connect(lambda: self.narrow(panel.filter()))
        panel.open()

    def _show_look(self, found: Look) -> None:
        if found.places.shown.filter == self.shown:  # it was not cleared meanwhile
            self._show(frozenset(row.id for row in found.rows))

    def _show(self, ids: frozenset[int] | None) -> None:
        if ids != self._ids:
            self._ids = ids
            self.changed.emit()
