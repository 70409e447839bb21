"""The list under the palette's box: groups with headings, one line for each entry."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui import drawing, theme
from ui.palette.entries import Entry

ROW, HEADING, MOST_HIGH = 32, 28, 520  # pixels at 100 %
ENTRY = int(Qt.ItemDataRole.UserRole)
SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)
Index = QModelIndex | QPersistentModelIndex


class Lines(QListWidget):
    """In the palette it takes no focus: the keys come from the box, and it is as high as its
    entries. As a list of its own it sends ``opened`` with the entry for Enter or a double click.
    """

    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None, takes_focus: bool = False) -> None:
        super().__init__(parent)
        self._alone = takes_focus
        self.setAccessibleName("What was found")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if takes_focus
                            else Qt.FocusPolicy.NoFocus)
        self.itemDoubleClicked.connect(lambda _: self._open())
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setItemDelegate(_Look(self))

    def show_entries(self, entries: Sequence[Entry], headings: dict[str, str]) -> None:
        """Show entries; the line that was chosen by hand stays chosen while it is there."""
        chosen = self.entry() if self.currentRow() > 1 else None
        self.clear()
        group = ""
        for entry in entries:
            if entry.group != group:
                group = entry.group
                heading = QListWidgetItem(headings.get(group, group))
                heading.setFlags(Qt.ItemFlag.NoItemFlags)
                self.addItem(heading)
            item = QListWidgetItem(entry.title)
            item.setData(ENTRY, entry)
            item.setData(SPOKEN, f"{group}: {entry.spoken}")
            item.setToolTip(entry.detail)
            self.addItem(item)
        self.setCurrentRow(-1)
        self.move(1)
        for row in range(self.count()):
            there = self.item(row).data(ENTRY)
            if chosen is not None and there is not None and (
                there.group, there.title, there.detail
            ) == (chosen.group, chosen.title, chosen.detail):
                self.setCurrentRow(row)
        self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; letters go to the screen."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._open()
        elif event.text() and event.text().isprintable():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Other heights for another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.doItemsLayout()

    def _open(self) -> None:
        if self._alone and (entry := self.entry()) is not None:
            self.opened.emit(entry)

    def entry(self) -> Entry | None:
        """The entry that is chosen."""
        item = self.currentItem()
        found: Entry | None = item.data(ENTRY) if item is not None else None
        return found

    def move(self, step: int) -> None:  # type: ignore[override]  # of a widget's place: not used
        """Choose the next entry, or the one before (-1); the ends meet."""
        rows = [row for row in range(self.count()) if self.item(row).data(ENTRY) is not None]
        if not rows:
            return
        if self.currentRow() not in rows:
            at = 0 if step > 0 else len(rows) - 1
        else:
            at = (rows.index(self.currentRow()) + step) % len(rows)
        self.setCurrentRow(rows[at])
        if at == 0:
            self.scrollToTop()  # with the heading above it

    def fit(self) -> None:
        """As high as the entries, up to what the window has room for."""
        if self._alone:
            return
        wanted = sum(self.sizeHintForRow(row) for row in range(self.count()))
        parent = self.window()
        room = min(theme.px(MOST_HIGH), int(parent.height() * 0.66))
        self.setFixedHeight(min(wanted + 2, room))
        self.setVisible(self.count() > 0)


class _Look(QStyledItemDelegate):
    """Paints a heading or an entry: picture, bold title, the rest muted, the key at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One height for entries, one for headings."""
        return QSize(0, theme.px(HEADING if index.data(ENTRY) is None else ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one line."""
        look, box = theme.current(), QRect(option.rect)
        entry: Entry | None = index.data(ENTRY)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if entry is None:
            painter.setFont(look.font("caps"))
            painter.setPen(look.colour("muted"))
            painter.drawText(box.adjusted(look.px(16), 0, 0, -look.px(4)),
                             Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft,
                             str(index.data()))
        else:
            self._paint_entry(painter, box, entry, option.state)
        painter.restore()

    def _paint_entry(
        self, painter: QPainter, box: QRect, entry: Entry, state: QStyle.StateFlag
    ) -> None:
        look, chosen = theme.current(), bool(state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(box, look.colour("select"))
            painter.fillRect(QRect(box.left(), box.top(), look.px(3), box.height()),
                             look.colour("accent"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, look.colour("hover"))
        middle = Qt.AlignmentFlag.AlignVCenter
        drawing.draw(painter, entry.icon, "accent" if chosen else "muted",
                   box.left() + look.px(16), box.center().y() - look.px(17) / 2 + 1, 17)
        right = box.right() - look.px(16)
        key = entry.key or ("Enter" if chosen and not entry.why_not else "")
        if key:
            painter.setFont(look.font("small"))
            painter.setPen(look.colour("muted"))
            width = QFontMetricsF(painter.font()).horizontalAdvance(key)
            painter.drawText(QRectF(right - width, box.top(), width + 1, box.height()), middle, key)
            right -= int(width) + look.px(12)
        left = float(box.left() + look.px(42))
        for words, kind, weight, token in (
            (entry.title, "body", 600, "muted" if entry.why_not else "text"),
            (entry.detail, "body", 400, "muted"),
        ):
            painter.setFont(look.font(kind, weight))
            measure = QFontMetricsF(painter.font())
            shown = measure.elidedText(words, Qt.TextElideMode.ElideRight,
                                       max(0.0, right - left))
            painter.setPen(look.colour(token))
            painter.drawText(QRectF(left, box.top(), max(0.0, right - left), box.height()),
                             middle, shown)
            left += measure.horizontalAdvance(shown) + look.px(8)
