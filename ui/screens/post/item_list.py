"""The list at the left of the post desk: today's files, and what waits for a case."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from caseworker.actions.post import ROUTES
from caseworker.queries.post import PostRow
from caseworker.rules.words import short_date
from ui import drawing, theme
from ui.screens.post.batch import Item
from ui.widgets.grid import show_focus

CARD, HEADING, GAP = 52, 34, 7  # pixels at 100 %: heights, and between two cards
WAITING = "Waits for a case"
_SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)
_ENTRY = int(Qt.ItemDataRole.UserRole)
_WORDS = _ENTRY + 1
Entry = Item | PostRow
Index = QModelIndex | QPersistentModelIndex
ROUTE_WORDS = dict(ROUTES)


class ItemList(QListWidget):
    """``chosen`` sends the Item or PostRow under the cursor, or None."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("postlist")
        self.setAccessibleName("Today’s post")
        self.setItemDelegate(_Look(self))
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.currentItemChanged.connect(lambda now, _: self.chosen.emit(_entry(now)))

    def show_entries(self, items: Sequence[Item], waiting: Sequence[PostRow]) -> None:
        """Show both parts. The entry that was chosen stays chosen, without a signal."""
        chosen = _entry(self.currentItem())
        self.blockSignals(True)
        self.clear()
        for item in items:
            self._add(item, item.name, _words(item))
        if waiting:
            heading = QListWidgetItem(WAITING)
            heading.setFlags(Qt.ItemFlag.NoItemFlags)
            self.addItem(heading)
        for row in waiting:
            route = ROUTE_WORDS.get(row.route, "")
            day = short_date(row.received).rpartition(" ")[0]  # the year is this one or the last
            self._add(row, row.name or row.reference, f"{route}, {day}")
        self.setCurrentRow(self._at(chosen) if chosen is not None else -1)
        self.blockSignals(False)

    def choose(self, entry: Entry | None) -> None:
        """Put the cursor on an entry; None takes it away."""
        self.setCurrentRow(self._at(entry) if entry is not None else -1)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The row that has the focus is to be seen, also where large text leaves few."""
        super().focusInEvent(event)
        show_focus(self, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters and numbers go on to the screen."""
        if event.text() and event.text().isprintable():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files are for the screen."""
        event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Files are for the screen."""
        event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        """Files are for the screen."""
        event.ignore()

    def say_words(self, entry: Item) -> None:
        """Say anew what stands below the name of a file."""
        if (at := self._at(entry)) >= 0:
            self._say(self.item(at), entry.name, _words(entry))

    def _add(self, entry: Entry, name: str, words: str) -> None:
        item = QListWidgetItem(name)
        item.setData(_ENTRY, entry)
        self._say(item, name, words)
        self.addItem(item)

    def _say(self, item: QListWidgetItem, name: str, words: str) -> None:
        item.setData(_WORDS, words)
        item.setData(_SPOKEN, f"{name}, {words}")
        item.setToolTip(f"{name}\n{words}")

    def _at(self, entry: Entry) -> int:
        for number in range(self.count()):
            if _same(_entry(self.item(number)), entry):
                return number
        return -1


def _entry(item: QListWidgetItem | None) -> Entry | None:
    entry: Entry | None = item.data(_ENTRY) if item is not None else None
    return entry


def _words(item: Item) -> str:
    kept = item.typed and not item.bad
    return f"Typing kept. {item.words()}" if kept else item.words()


def _same(one: Entry | None, other: Entry) -> bool:
    if isinstance(one, PostRow) and isinstance(other, PostRow):
        return one.id == other.id
    return one is other


class _Look(QStyledItemDelegate):
    """Paints a heading, or a card with a picture and two lines."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One height for cards, one for headings."""
        return QSize(0, theme.px(CARD if index.data(_ENTRY) is not None else HEADING))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw edge, tint, picture and words."""
        look, box = theme.current(), QRect(option.rect)
        entry: Entry | None = index.data(_ENTRY)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if entry is None:
            painter.setFont(look.font("caps"))
            painter.setPen(look.colour("muted"))
            painter.drawText(box.adjusted(look.px(2), 0, 0, -look.px(6)),
                             Qt.AlignmentFlag.AlignBottom, str(index.data()))
        else:
            state: QStyle.StateFlag = option.state
            chosen = bool(state & QStyle.StateFlag.State_Selected)
            hover = bool(state & QStyle.StateFlag.State_MouseOver)
            self._paint_card(painter, box, entry, (str(index.data()), str(index.data(_WORDS))),
                             chosen, hover)
        painter.restore()

    def _paint_card(
        self, painter: QPainter, box: QRect, entry: Entry, lines: tuple[str, str], chosen: bool,
        hover: bool,
    ) -> None:
        look = theme.current()
        edge = 2.0 if chosen or look.strong_lines else 1.0
        apart = look.px(GAP) / 2  # above as below, so that the ring of the focus is round it
        card = QRectF(box).adjusted(edge / 2, apart, -edge / 2, -apart)
        painter.setPen(QPen(look.colour("accent" if chosen else "line"), edge))
        painter.setBrush(look.colour("select" if chosen else "hover" if hover else "surface"))
        painter.drawRoundedRect(card, 6, 6)
        left = _picture(entry)
        drawing.draw(painter, left[0], left[1], card.left() + look.px(9),
                   card.center().y() - look.px(9), 18)
        right = "copy-fill" if isinstance(entry, Item) and entry.earlier else ""
        if right:
            drawing.draw(painter, right, "amber", card.right() - look.px(24),
                       card.center().y() - look.px(8), 16)
        words = card.adjusted(look.px(35), look.px(4), -look.px(28 if right else 8), -look.px(4))
        tone = "red" if isinstance(entry, Item) and entry.bad else "muted"
        _line(painter, words, lines[0], look.font("body", 600), "text", top=True)
        _line(painter, words, lines[1], look.font("small"), tone, top=False)


def _line(
    painter: QPainter, box: QRectF, words: str, font: QFont, token: str, top: bool
) -> None:
    look, edge = theme.current(), Qt.AlignmentFlag
    painter.setFont(font)
    painter.setPen(look.colour(token))
    shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, int(box.width()))
    painter.drawText(box, edge.AlignTop if top else edge.AlignBottom, shown)


def _picture(entry: Entry) -> tuple[str, str]:
    if isinstance(entry, PostRow):
        return "hourglass", "muted"
    if entry.bad:
        return "warning-fill", "red"
    if entry.reading is not None and entry.reading.kind == "email":
        return "envelope", "muted"
    return "file-text", "muted"
