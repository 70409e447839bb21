"""A page as a picture, with words on it that can be marked and selected."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from caseworker.intake import Word
from ui import theme
from ui.widgets.page_text import Hit, in_lines

THICK = 2  # pixels of the line around the place that was found
SHADE = 90  # how strongly a mark covers the paper, of 255


class PageSheet(QLabel):
    """``wanted`` is sent when the words of the page are needed and not yet known."""

    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setMouseTracking(True)  # so that the words are there before they are pulled over
        self._words: Sequence[Word] | None = None
        self._hits: list[Hit] = []
        self._current: Hit | None = None
        self._from, self._to = -1, -1

    def set_words(self, words: Sequence[Word] | None) -> None:
        """The words of the page that is shown; None while they are not known."""
        if words is not self._words:
            self._words, self._from, self._to = words, -1, -1
            self.update()

    def mark(self, hits: Iterable[Hit], current: Hit | None = None) -> None:
        """Mark places of this page; the current one has a line around it."""
        self._hits, self._current = list(hits), current
        self.update()

    def select_all(self) -> None:
        """Select every word of the page."""
        self._from, self._to = 0, len(self._words or ()) - 1
        self.update()

    @property
    def selected(self) -> str:
        """The selected text, in lines; empty when nothing is selected."""
        first, last = sorted((self._from, self._to))
        return in_lines((self._words or ())[first:last + 1]) if first >= 0 else ""

    def place_of(self, hit: Hit) -> QRectF:
        """Where a place stands, in pixels of this widget; empty when it is not known."""
        words = self._words or ()
        boxes = [self._box(word) for word in words[hit.first:hit.last + 1]]
        place = QRectF()
        for box in boxes:
            place = place.united(box)
        return place

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to select."""
        if event.button() == Qt.MouseButton.LeftButton and self._words:
            self._from = self._to = self._word_at(event.position())
            self.update()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Select up to here; without a button only see that the words are there."""
        if self._words is None:
            self.wanted.emit()
        elif event.buttons() & Qt.MouseButton.LeftButton and self._from >= 0:
            self._to = self._word_at(event.position())
            self.update()
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click selects nothing."""
        if self._from == self._to:
            self._from = self._to = -1
            self.update()
        super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Select one word."""
        if self._words:
            self._from = self._to = self._word_at(event.position())
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The page, then the marks upon it."""
        super().paintEvent(event)
        words = self._words or ()
        if not words or self.pixmap().isNull():
            return
        look, painter = theme.current(), QPainter(self)
        for hit in self._hits:
            self._shade(painter, words[hit.first:hit.last + 1], look.colour("focus"))
        first, last = sorted((self._from, self._to))
        if first >= 0:
            self._shade(painter, words[first:last + 1], QColor(26, 86, 168))
        if self._current is not None:
            painter.setPen(QColor("black"))  # paper is white in every theme
            for edge in range(THICK):
                painter.drawRect(self.place_of(self._current).adjusted(
                    -edge - 1, -edge - 1, edge + 1, edge + 1))
        painter.end()

    def _shade(self, painter: QPainter, words: Sequence[Word], colour: QColor) -> None:
        colour.setAlpha(SHADE)
        for word in words:
            painter.fillRect(self._box(word), colour)

    def _paper(self) -> QRectF:
        """Where the picture of the page lies in this widget."""
        size = self.pixmap().deviceIndependentSize()
        return QRectF((self.width() - size.width()) / 2, 0, size.width(), size.height())

    def _box(self, word: Word) -> QRectF:
        paper = self._paper()
        return QRectF(
            QPointF(paper.left() + word.left * paper.width(), word.top * paper.height()),
            QPointF(paper.left() + word.right * paper.width(), word.bottom * paper.height()))

    def _word_at(self, point: QPointF) -> int:
        """The word here, or the nearest; a line above or below counts more than to the side."""
        def far(box: QRectF) -> float:
            down = max(box.top() - point.y(), point.y() - box.bottom(), 0.0)
            aside = max(box.left() - point.x(), point.x() - box.right(), 0.0)
            return down * 20 + aside

        boxes = [self._box(word) for word in self._words or ()]
        return min(range(len(boxes)), key=lambda at: far(boxes[at]))
