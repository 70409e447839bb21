"""The papers that can go into a bundle: ticked or not, in the order in which they will stand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from caseworker.queries.papers import BundlePart
from caseworker.rules.words import count, short_date
from ui import drawing, theme
from ui.icons import Button
from ui.widgets.announce import announce
from ui.widgets.flow import Flow
from ui.widgets.text import ElideLabel

Key = tuple[str, str]  # what a paper is known by: its hash and its file's name
PART = Qt.ItemDataRole.UserRole


class PartsList(QWidget):
    """``chosen()`` are the ticked papers in order. New papers come ticked, at the end; restricted
    ones unticked.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known: set[Key] = set()
        self.list = _List()
        self.list.setProperty("role", "roomy")
        self.list.setAccessibleName("Papers for the bundle")
        self.list.setAccessibleDescription("Space ticks. Alt and the arrow keys move a paper")
        self.list.itemChanged.connect(lambda item: self._count())
        self.list.moved.connect(self.shift)
        self.list.currentRowChanged.connect(lambda row: self._allow())
        self.up, self.down = Button("Earlier", "arrow-up"), Button("Later", "arrow-down")
        self.every, self.none = Button("Tick all"), Button("Untick all")
        self.up.setAccessibleDescription("Alt+Up")
        self.down.setAccessibleDescription("Alt+Down")
        self.up.setToolTip("Alt+Up")
        self.down.setToolTip("Alt+Down")
        self.up.clicked.connect(lambda: self.shift(-1))
        self.down.clicked.connect(lambda: self.shift(1))
        self.every.clicked.connect(lambda: self._tick(True))
        self.none.clicked.connect(lambda: self._tick(False))
        self.sum = ElideLabel("", "small")
        column, buttons, foot = QVBoxLayout(self), Flow(gap=10, row_gap=6), QHBoxLayout()
        theme.space(column, (0, 0, 0, 0), 6)
        buttons.set_items([self.up, self.down, self.every, self.none])
        foot.addWidget(self.sum, 1)
        column.addWidget(self.list, 1)
        column.addLayout(foot)
        column.addWidget(buttons)

    def forget(self) -> None:
        """Another case: no tick and no order of the last one stays."""
        self._known.clear()
        self.list.clear()

    def show_parts(self, parts: Sequence[BundlePart]) -> None:
        """Show the papers there are now. Ticks and order of those that were there stay."""
        before = [_key(each) for each in self._parts()]
        ticked = {_key(each) for each in self.chosen()}
        row = self.list.currentRow()
        there = {_key(each): each for each in parts}
        order = [key for key in before if key in there]
        order += [key for key in there if key not in order]
        self.list.blockSignals(True)
        self.list.clear()
        for key in order:
            new = key not in self._known and not there[key].restricted
            self._add(there[key], key in ticked or new)
        self._known |= set(there)
        self.list.setCurrentRow(min(max(row, 0), self.list.count() - 1))
        self.list.blockSignals(False)
        self._count()

    def chosen(self) -> tuple[BundlePart, ...]:
        """The ticked papers, in order."""
        return tuple(
            part for number, part in enumerate(self._parts())
            if self.list.item(number).checkState() == Qt.CheckState.Checked
        )

    def shift(self, by: int) -> None:
        """Move the paper under the cursor earlier (-1) or later (1)."""
        row = self.list.currentRow()
        if row < 0 or not 0 <= row + by < self.list.count():
            return
        item = self.list.takeItem(row)
        self.list.insertItem(row + by, item)
        self.list.setCurrentRow(row + by)
        self._count()
        part: BundlePart = item.data(PART)
        announce(self, f"{part.title} is now {row + by + 1} of {self.list.count()}")

    def _add(self, part: BundlePart, ticked: bool) -> None:
        item = QListWidgetItem()
        item.setData(PART, part)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
                      | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        self.list.addItem(item)

    def _parts(self) -> list[BundlePart]:
        return [self.list.item(row).data(PART) for row in range(self.list.count())]

    def _tick(self, on: bool) -> None:
        """Restricted papers are ticked one by one only."""
        for row, part in enumerate(self._parts()):
            self.list.item(row).setCheckState(
                Qt.CheckState.Checked if on and not part.restricted else Qt.CheckState.Unchecked)

    def _count(self) -> None:
        """Number the ticked papers, and say how many there are."""
        number, pages = 0, 0
        self.list.blockSignals(True)
        for row, part in enumerate(self._parts()):
            item = self.list.item(row)
            ticked = item.checkState() == Qt.CheckState.Checked
            number += ticked
            pages += part.pages if ticked else 0
            place = f"{number}  " if ticked else ""
            item.setText(f"{place}{part.title}\n{_about(part)}")
            item.setToolTip(part.title)
            item.setIcon(QIcon(drawing.pixmap("lock", "red", 16)) if part.restricted else QIcon())
            spoken = f"{part.title}, {_about(part)}"
            item.setData(Qt.ItemDataRole.AccessibleTextRole,
                         f"{number}, {spoken}" if ticked else f"Left out, {spoken}")
        self.list.blockSignals(False)
        least = "at least " if any(not part.pages for part in self.chosen()) else ""
        known = f", {least}{count(pages, 'page')}" if pages else ""
        self.sum.setText(f"{number} of {count(self.list.count(), 'paper')}{known}")
        self._allow()

    def _allow(self) -> None:
        row = self.list.currentRow()
        self.up.setEnabled(row > 0)
        self.down.setEnabled(0 <= row < self.list.count() - 1)


def _key(part: BundlePart) -> Key:
    return part.sha256, part.name


def _about(part: BundlePart) -> str:
    dated = short_date(part.dated) if part.dated else "no date"
    pages = count(part.pages, "page") if part.pages else ""
    mark = "Restricted" if part.restricted else ""
    return ", ".join(each for each in (mark, part.kind, dated, part.sender, pages) if each)


class _List(QListWidget):
    """Alt with an arrow moves what is under the cursor; letters go to the page."""

    moved = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWordWrap(True)  # a narrow list wraps; it never scrolls sideways
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)

    def minimumSizeHint(self) -> QSize:
        """Four papers."""
        return QSize(theme.px(120), theme.px(200))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+Up and Alt+Down move; Space ticks, as ever."""
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif event.text() and event.text().isprintable() and event.text() != " ":
            event.ignore()
        else:
            super().keyPressEvent(event)
