"""The documents of a case as a list: title, type, date; attachments below their email."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from caseworker.queries.case import DocumentView
from caseworker.rules.words import count, short_date, spelt
from ui import drawing, theme

Index = QModelIndex | QPersistentModelIndex
_ROLE = Qt.ItemDataRole
ROW, LEAST = 50, 240  # pixels at 100 %: height of a row, width of the list


def in_order(documents: Sequence[DocumentView]) -> list[DocumentView]:
    """Each document followed by its attachments, and theirs."""
    below: dict[int | None, list[DocumentView]] = {}
    known = {each.id for each in documents}
    for each in documents:
        parent = each.parent_id if each.parent_id in known else None
        below.setdefault(parent, []).append(each)
    found: list[DocumentView] = []
    open_ = list(reversed(below.get(None, [])))
    while open_:
        each = open_.pop()
        found.append(each)
        open_.extend(reversed(below.get(each.id, [])))
    return found


def detail(document: DocumentView) -> str:
    """The second line of a row: mark, type, date, version, pages, and whether a bundle has it."""
    parts = ["Restricted"] if document.restricted else []
    parts.append("Attachment" if document.parent_id else spelt(document.kind))
    if document.dated:
        parts.append(short_date(document.dated))
    if document.version_words:
        parts.append(document.version_words)
    if document.pages:
        parts.append(count(document.pages, "page"))
    if document.bundles:
        parts.append("in bundle")
    return ", ".join(parts)


class _Documents(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.documents: list[DocumentView] = []

    def set_documents(self, documents: list[DocumentView]) -> None:
        self.beginResetModel()
        self.documents = documents
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.documents)

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.documents):
            return None
        document = self.documents[index.row()]
        if role in (_ROLE.DisplayRole, _ROLE.ToolTipRole):
            return document.title
        if role == _ROLE.AccessibleTextRole:
            return ", ".join(part for part in (document.title, detail(document), document.note)
                             if part)
        return None


class DocumentList(QListView):
    """``chosen`` sends the document under the cursor, or None."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = _Documents(self)
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(self))
        self.setUniformItemSizes(True)
        self.setAccessibleName("Documents")
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumSize(theme.px(LEAST), theme.px(120))
        self.selectionModel().currentChanged.connect(lambda *_: self.chosen.emit(self.current()))

    @property
    def documents(self) -> list[DocumentView]:
        """The documents in the order shown."""
        return self._model.documents

    def current(self) -> DocumentView | None:
        """The document under the cursor."""
        at = self.currentIndex().row()
        return self.documents[at] if 0 <= at < len(self.documents) else None

    def set_documents(self, documents: Sequence[DocumentView]) -> None:
        """Show other documents; the cursor stays on the same one where it is still there."""
        found, before = in_order(documents), self.current()
        if found == self.documents:
            return
        self._model.set_documents(found)
        ids = [each.id for each in found]
        at = ids.index(before.id) if before and before.id in ids else 0
        if found:
            self.setCurrentIndex(self._model.index(at))
        else:
            self.chosen.emit(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Single letters are keys of the page, not a search in the list."""
        if event.text().isalpha() and not event.modifiers():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Another text size wants other heights."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.scheduleDelayedItemsLayout()


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme.px(100), theme.px(ROW))

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        look, document = theme.current(), index.model().documents[index.row()]  # type: ignore[attr-defined]
        rect = option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, look.colour("select"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, look.colour("line"))
        left = rect.left() + look.px(34 if document.parent_id else 12)
        icon = "paperclip" if document.parent_id else "file-text"
        tone = "muted"
        if document.note:
            icon, tone = "warning", "amber"
        if document.restricted:
            icon, tone = "lock", "red"
        drawing.draw(painter, icon, tone, left, rect.top() + look.px(8), 17)
        left += look.px(26)
        width = rect.right() - left - look.px(8)
        top = rect.top() + look.px(6)
        for words, kind, weight, token in (
            (document.title, "body", 600, "text"), (detail(document), "small", None, "muted"),
        ):
            font = look.font(kind, weight)
            metrics = QFontMetrics(font)
            painter.setFont(font)
            painter.setPen(look.colour(token))
            shown = metrics.elidedText(words.replace("\n", " "), Qt.TextElideMode.ElideMiddle,
                                       width)
            painter.drawText(QRectF(left, top, width, metrics.height()),
                             Qt.AlignmentFlag.AlignVCenter, shown)
            top += metrics.height() + look.px(1)
        painter.restore()
