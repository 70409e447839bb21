"""A long list of events: painted row by row, so that thousands cost no more than a screenful."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QLineF,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui import drawing, theme
from ui.widgets.timeline import CIRCLE, PICTURES, Event

Index = QModelIndex | QPersistentModelIndex
_ROLE = Qt.ItemDataRole
LINES = 10  # of the text of one event; the whole opens with Enter
MORE = "Press Enter to read it all"
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


def spoken(event: Event) -> str:
    """The whole of an event as one phrase."""
    return ", ".join(part for part in (event.title, event.who, event.when, event.text) if part)


class _Events(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.events: tuple[Event, ...] = ()

    def set_events(self, events: Sequence[Event]) -> None:
        self.beginResetModel()
        self.events = tuple(events)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.events)

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.events):
            return None
        event = self.events[index.row()]
        if role == _ROLE.DisplayRole:
            return event.title
        return spoken(event) if role == _ROLE.AccessibleTextRole else None


class EventList(QListView):
    """Events, newest first. ``opened`` sends the event that Enter or a double click chose.

    Ctrl+C copies the event under the cursor.
    """

    opened = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = _Events(self)
        self.setModel(self._model)
        self._painter = _Delegate(self)
        self.setItemDelegate(self._painter)
        self.setAccessibleName(name)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        # Heights are worked out in portions, so that a long list never stops the window.
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(60)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMinimumHeight(theme.px(160))
        self.activated.connect(lambda index: self.opened.emit(self.events[index.row()]))

    @property
    def events(self) -> tuple[Event, ...]:
        """The events shown."""
        return self._model.events

    def set_events(self, events: Sequence[Event]) -> None:
        """Show other events; the cursor stays on the same event where it is still there."""
        if tuple(events) == self.events:
            return
        at = self.currentIndex().row()
        kept = self.events[at] if 0 <= at < len(self.events) else None
        self._painter.forget()
        self._model.set_events(events)
        if events:
            self.setCurrentIndex(self._model.index(
                self.events.index(kept) if kept in self.events else 0))

    def go_to(self, row: int) -> None:
        """Put the cursor on this row."""
        self.setCurrentIndex(self._model.index(row))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+C copies the whole event, not its title alone."""
        at = self.currentIndex().row()
        if event.matches(QKeySequence.StandardKey.Copy) and at >= 0:
            found = self.events[at]
            QGuiApplication.clipboard().setText("\n".join(
                part for part in (f"{found.when}, {found.who}", found.title, found.text) if part))
        elif event.text().isalpha() and not event.modifiers():
            event.ignore()  # single letters are keys of the page, not a search in the list
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The words wrap anew."""
        if event.size().width() != event.oldSize().width():
            self._painter.forget()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Another theme or text size wants other heights."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_painter"):
            self._painter.forget()
            self.scheduleDelayedItemsLayout()


class _Delegate(QStyledItemDelegate):
    """Circle with picture, headline, moment, person, text."""

    def __init__(self, view: EventList) -> None:
        super().__init__(view)
        self._view = view
        self._high: dict[int, int] = {}

    def forget(self) -> None:
        """Work the heights out again."""
        self._high.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._view.viewport().width()
        row = index.row()
        if row not in self._high:
            boxes = self._boxes(self._view.events[row], QRect(0, 0, width, 0))
            self._high[row] = boxes[-1][0].bottom() + theme.px(10)
        return QSize(width, self._high[row])

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        look, event = theme.current(), self._view.events[index.row()]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = "blue_tint"
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, look.colour("select"))
            ground = "surface"
        self._paint_circle(painter, option.rect, event.icon, ground,
                           index.row() == len(self._view.events) - 1)
        for box, words, font, token, flags in self._boxes(event, option.rect):
            painter.setFont(font)
            painter.setPen(look.colour(token))
            painter.drawText(box, flags, words)
        painter.restore()

    def _boxes(
        self, event: Event, room: QRect
    ) -> list[tuple[QRect, str, QFont, str, int]]:
        """Each text with its place, font and colour, from top to bottom."""
        look = theme.current()
        body, strong, small = look.font("body"), look.font("body", 600), look.font("small")
        left = room.left() + look.px(CIRCLE + 24)
        right = room.right() - look.px(12)
        top, aside = room.top() + look.px(8), QFontMetrics(small).horizontalAdvance(event.when)
        flags = _WRAP.value
        made = [(QRect(right - aside, top, aside + 2, QFontMetrics(small).height()), event.when,
                 small, "muted", Qt.AlignmentFlag.AlignRight.value)]
        for words, font, token, width in (
            (event.title, strong, "text", right - aside - look.px(12) - left),
            (event.who, small, "muted", right - left),
            (_cut(event.text, QFontMetrics(body), right - left), body, "text", right - left),
        ):
            if words:
                box = QFontMetrics(font).boundingRect(
                    QRect(left, top, max(width, 40), 100_000), flags, words)
                box.setWidth(max(width, 40))
                made.append((box, words, font, token, flags))
                top = box.bottom() + look.px(2)
        return made

    def _paint_circle(
        self, painter: QPainter, rect: QRect, icon: str, ground: str, last: bool
    ) -> None:
        look = theme.current()
        side, left, top = look.px(CIRCLE), rect.left() + look.px(12), rect.top() + look.px(6)
        if not last:
            painter.setPen(QPen(look.colour("line"), 2))
            middle = left + side / 2
            painter.drawLine(QLineF(middle, top + side + 3, middle, rect.bottom() + 1))
        painter.setPen(QPen(look.colour("control"), 1.5) if look.strong_lines
                       else Qt.PenStyle.NoPen)
        painter.setBrush(look.colour(ground))
        painter.drawEllipse(QRectF(left + 1, top + 1, side - 2, side - 2))
        inner = (side - look.px(15)) / 2
        drawing.draw(painter, PICTURES.get(icon, icon), "blue", left + inner, top + inner, 15)


def _cut(text: str, metrics: QFontMetrics, width: int) -> str:
    """The text, or its beginning where it would take more than a few lines."""
    letters = LINES * max(20, width // max(1, metrics.averageCharWidth()))
    lines = text.split("\n")
    if len(text) <= letters and len(lines) <= LINES:
        return text
    start = "\n".join(lines[:LINES])[:letters].rstrip()
    return f"{start}…\n{MORE}"
