"""The letters that are drafted and not yet issued, of all cases."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from caseworker.queries.letters import DraftRow, drafts
from caseworker.rules.words import count
from ui import theme
from ui.screen import Crumb, Host, Screen
from ui.widgets.announce import announce
from ui.widgets.empty import EmptyState
from ui.widgets.text import ElideLabel, label, offer_to_clear

PAUSE = 120  # milliseconds after the last key before a filter is asked for
FILTER_WORDS = "Filter this list"
NOTHING = "No letter waits to be issued. Drafts of all cases are listed here."
COLUMNS = ("Letter", "Case", "Drafted")
SHARES = (0.44, 0.30, 0.26)
Index = QModelIndex | Any  # Qt passes persistent indexes too


class DraftsModel(QAbstractTableModel):
    """Rows of drafts; each cell tells a screen reader a full phrase."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.drafts: Sequence[DraftRow] = ()

    def set_drafts(self, found: Sequence[DraftRow]) -> None:
        """Show other drafts."""
        self.beginResetModel()
        self.drafts = found
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """One row for each draft."""
        return 0 if parent is not None and parent.isValid() else len(self.drafts)

    def columnCount(self, parent: Index | None = None) -> int:
        """Letter, case, drafted."""
        return 0 if parent is not None and parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The names of the columns."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words, the whole of them as a tool-tip, and a phrase for a screen reader."""
        row = self.drafts[index.row()]
        shown = (f"{row.code} {row.title}", f"{row.reference}\n{row.name}",
                 f"{row.drafted}\n{row.drafted_by}")[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return shown
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{COLUMNS[index.column()]}: {shown.replace(chr(10), ', ')}"
        return None


class LettersQueue(Screen):
    """Drafts, the oldest first. Enter opens one in the composer."""

    title = "Letters to issue"

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(host, parent)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.refresh)
        self.rows, self.table = DraftsModel(self), DraftsTable(self.title)
        self.table.setModel(self.rows)
        self.table.activated.connect(lambda index: self._open(index.row()))
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(FILTER_WORDS)
        self.filter.setAccessibleName(FILTER_WORDS)
        self.filter.setAccessibleDescription("Ctrl+F")
        offer_to_clear(self.filter)
        self.filter.textChanged.connect(lambda: self._pause.start())
        theme.fix_width(self.filter, 220)
        self.nothing = EmptyState(NOTHING, icon="paper-plane-tilt")
        self.nothing.pressed.connect(self.filter.clear)
        self.body = QStackedWidget()
        self.body.addWidget(self.table)
        self.body.addWidget(self.nothing)
        self._lay_out()

    def crumbs(self) -> Sequence[Crumb]:
        """It stands among what goes out."""
        return (Crumb("Output"),)

    def keys(self) -> Sequence[tuple[str, str]]:
        """The keys of a list."""
        return (("Enter", "open"), ("Ctrl+F", "filter"), ("F6", "next part"),
                ("?", "all shortcuts"))

    def refresh(self) -> None:
        """Ask for the drafts again."""
        self.jobs.ask(drafts, self._show, for_=(self, "rows"), text=self.filter.text())

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
        filtered = self.filter.text().strip()
        self.rows.set_drafts(found)
        again = [number for number, each in enumerate(found) if each.id == chosen]
        if found:
            at = again[0] if again else min(max(row, 0), len(found) - 1)
            self.table.setCurrentIndex(self.rows.index(at, 0))
        if filtered:
            announce(self, count(len(found), "letter"))
        self._sentence.setText(f"{count(len(found), 'draft')}, the oldest first.")
        self.nothing.say(f"No draft matches “{filtered}”." if filtered else NOTHING,
                         "Clear the filter" if filtered else "")
        self.body.setCurrentWidget(self.table if found else self.nothing)

    def _open(self, number: int) -> None:
        if 0 <= number < len(self.rows.drafts):
            row = self.rows.drafts[number]
            self.host.show_screen("letter", case_id=row.case_id, letter_id=row.id)

    def _lay_out(self) -> None:
        column, head, words = QVBoxLayout(self), QHBoxLayout(), QVBoxLayout()
        theme.space(column, (20, 14, 16, 12), 10)
        theme.space(words, (0, 0, 0, 0), 2)
        self._sentence = ElideLabel("", "small")
        words.addWidget(label(self.title, "display"))
        words.addWidget(self._sentence)
        head.addLayout(words, 1)
        head.addWidget(self.filter, 0, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(head)
        column.addWidget(self.body, 1)


class DraftsTable(QTableView):
    """The grid of drafts: Enter opens, Tab leaves."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setProperty("role", "roomy")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setHighlightSections(False)
        head.setSectionsClickable(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, on every desktop; letters go to the screen."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.activated.emit(self.currentIndex())
        elif event.text() and event.text().isprintable():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The columns share the width, whatever the text size."""
        super().resizeEvent(event)
        self.verticalHeader().setDefaultSectionSize(theme.px(54))
        width = self.viewport().width()
        for column, share in enumerate(SHARES):
            self.setColumnWidth(column, int(width * share))
