"""Pages of a document as pictures: zoom, fit the width, page up and down."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from ui import theme
from ui.icons import IconButton
from ui.jobs import Jobs
from ui.widgets.text import ElideLabel, label

PageMaker = Callable[[int, int], bytes | None]  # (page from 0, dots per inch) -> PNG or None
A4_INCHES = 8.27
ZOOMS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0)
KEPT = 12  # pages kept ready


class PageView(QFrame):
    """Shows one page at a time. The pages are made off the window's thread.

    ``page_changed`` sends the page shown (1 is the first).
    """

    page_changed = Signal(int)

    def __init__(self, jobs: Jobs, title: str = "Preview", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs, self._title, self._name = jobs, title, ""
        self._maker: PageMaker | None = None
        self._page, self._pages, self._zoom = 0, 0, 1.0
        self._ready: dict[tuple[int, int], QPixmap] = {}
        self._asked = object()
        self.setProperty("role", "page")
        column = QVBoxLayout(self)
        theme.space(column, (16, 8, 16, 12), 8)
        column.addLayout(self._bar())
        self._sheet = QLabel()
        self._sheet.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._sheet.setTextFormat(Qt.TextFormat.PlainText)
        self._scroll = QScrollArea()
        self._scroll.setWidget(self._sheet)
        self._sheet.setAutoFillBackground(False)  # setWidget() turns it on
        self._scroll.setWidgetResizable(True)
        self._scroll.setAccessibleName(title)
        column.addWidget(self._scroll, 1)
        self.clear("Nothing to show")

    def set_document(
        self, name: str, pages: int, maker: PageMaker, keep_page: bool = False
    ) -> None:
        """Show a document's first page, or the one in front if it is the same one in a newer
        state (``keep_page``). ``maker`` runs in another thread.
        """
        self._name, self._pages, self._maker = name, pages, maker
        self._page = min(self._page, pages - 1) if keep_page and pages else 0
        self._ready.clear()
        self._show()

    def clear(self, words: str = "") -> None:
        """Show words instead of a page."""
        self._maker, self._pages, self._asked = None, 0, object()
        self._sheet.setPixmap(QPixmap())
        self._sheet.setText(words)
        self._sheet.setAccessibleName(words or self._title)
        self._update_bar()

    def show_title(self, on: bool) -> None:
        """Leave the title out where there is little room; a screen reader still hears it."""
        self._head.setVisible(on)

    def go_to(self, page: int) -> None:
        """Show a page (1 is the first); numbers outside the document do nothing."""
        if 1 <= page <= self._pages and page - 1 != self._page:
            self._page = page - 1
            self._show()
            self._scroll.verticalScrollBar().setValue(0)
            self.page_changed.emit(page)

    def zoom(self, steps: int) -> None:
        """Larger (1) or smaller (-1); 0 fits the width."""
        if steps == 0:
            self._zoom = 1.0
        else:
            larger = [z for z in ZOOMS if (z > self._zoom if steps > 0 else z < self._zoom)]
            if larger:
                self._zoom = larger[0] if steps > 0 else larger[-1]
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page Up and Page Down turn pages; plus, minus and 0 zoom."""
        match event.key():
            case Qt.Key.Key_PageDown:
                self.go_to(self._page + 2)
            case Qt.Key.Key_PageUp:
                self.go_to(self._page)
            case Qt.Key.Key_Plus:
                self.zoom(1)
            case Qt.Key.Key_Minus:
                self.zoom(-1)
            case Qt.Key.Key_0:
                self.zoom(0)
            case _:
                super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the new width."""
        super().resizeEvent(event)
        if self._maker is not None:
            self._show()

    def _bar(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self._head, self._where = ElideLabel(self._title, "strong"), label("", "muted")
        row.addWidget(self._head)
        row.addWidget(self._where, 1)
        self._buttons: dict[str, IconButton] = {}
        for words, icon, call in (
            ("Previous page", "caret-left", lambda: self.go_to(self._page)),
            ("Next page", "caret-right", lambda: self.go_to(self._page + 2)),
            ("Zoom out", "magnifying-glass-minus", lambda: self.zoom(-1)),
            ("Zoom in", "magnifying-glass-plus", lambda: self.zoom(1)),
            ("Fit width", "arrows-out-line-horizontal", lambda: self.zoom(0)),
        ):
            self._buttons[words] = button = IconButton(words, icon)
            button.clicked.connect(lambda _=False, call=call: call())
            row.addWidget(button)
        return row

    def _update_bar(self) -> None:
        shown = f"Page {self._page + 1} of {self._pages}" if self._pages else ""
        self._where.setText(shown)
        self._buttons["Previous page"].setEnabled(self._page > 0)
        self._buttons["Next page"].setEnabled(self._page + 1 < self._pages)
        for button in self._buttons.values():  # no dead buttons over an empty page
            button.setVisible(self._pages > 0)

    def _dpi(self) -> int:
        ratio = self.devicePixelRatioF()
        width = max(200, self._scroll.viewport().width() - 24)
        dpi = min(width / A4_INCHES, 110.0) * self._zoom * ratio
        return max(30, min(400, int(dpi // 6) * 6))  # in steps, so that pages can be kept

    def _show(self) -> None:
        self._update_bar()
        maker, page, dpi = self._maker, self._page, self._dpi()
        if maker is None:
            return
        ready = self._ready.get((page, dpi))
        if ready is not None:
            self._paint(ready)
            return
        self._asked = asked = object()
        self._jobs.run(
            lambda: maker(page, dpi),
            lambda png: self._arrived(asked, page, dpi, png),
            lambda error: self._arrived(asked, page, dpi, None),
        )

    def _arrived(self, asked: object, page: int, dpi: int, png: bytes | None) -> None:
        if asked is not self._asked:  # another page, zoom or document was asked for meanwhile
            return
        picture = QPixmap()
        if png is None or not picture.loadFromData(png):
            self._sheet.setPixmap(QPixmap())
            self._sheet.setText("This page cannot be shown. The file itself is kept unchanged.")
            return
        painter = QPainter(picture)  # an edge, so that white paper shows on a white ground
        painter.setPen(theme.current().colour("control"))
        painter.drawRect(picture.rect().adjusted(0, 0, -1, -1))
        painter.end()
        picture.setDevicePixelRatio(self.devicePixelRatioF())
        if len(self._ready) >= KEPT:
            self._ready.pop(next(iter(self._ready)))
        self._ready[page, dpi] = picture
        self._paint(picture)

    def _paint(self, picture: QPixmap) -> None:
        self._sheet.setPixmap(picture)
        self._sheet.setAccessibleName(f"{self._name}, page {self._page + 1} of {self._pages}")
