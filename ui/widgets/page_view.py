"""Pages of a document as pictures: zoom, fit the width, turn pages, find, select and copy."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import (
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.icons import IconButton
from ui.jobs import Jobs
from ui.widgets.announce import announce
from ui.widgets.find_bar import FindBar
from ui.widgets.page_finding import NO_TEXT, PageFinding
from ui.widgets.page_pictures import PagePictures
from ui.widgets.page_scroll import PageScroll
from ui.widgets.page_sheet import PageSheet
from ui.widgets.page_text import Hit, PageMaker, PageText, WordMaker, in_lines
from ui.widgets.text import ElideLabel, label

A4_INCHES = 8.27
ZOOMS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0)
FIND, TEXT, PAGES = "Find in these pages", "Read the text", "Show the page"


class PageView(QFrame):
    """Shows one page at a time. The pages are made off the window's thread.

    ``page_changed`` sends the page shown (1 is the first). Ctrl+F finds, Ctrl+C copies what is
    selected, else the whole page. ``reads`` offers the text of a page in place of its picture.
    """

    page_changed = Signal(int)

    def __init__(
        self, jobs: Jobs, title: str = "Preview", parent: QWidget | None = None,
        reads: bool = True,
    ) -> None:
        super().__init__(parent)
        self._title, self._name, self._reads = title, "", reads
        self._page, self._pages, self._zoom = 0, 0, 1.0
        self._pictures = PagePictures(jobs)
        self.setProperty("role", "page")
        self._text, self.find_bar, self._sheet = PageText(jobs), FindBar(), PageSheet()
        self._finding = PageFinding(self.find_bar, self._text, lambda: self._page, self._go_to_hit)
        self.find_bar.closed.connect(lambda: self._scroll.setFocus())
        self._sheet.wanted.connect(lambda: self._text.ask(self._page, self._show_words))
        column = QVBoxLayout(self)
        theme.space(column, (16, 8, 16, 12), 8)
        column.addLayout(self._bar())
        column.addWidget(self.find_bar)
        column.addWidget(self._paper(), 1)
        self.clear("Nothing to show")

    def set_document(
        self, name: str, pages: int, maker: PageMaker, words: WordMaker | None = None,
        keep_page: bool = False,
    ) -> None:
        """Show a document's first page, or the one in front if it is the same one in a newer
        state (``keep_page``). ``maker`` and ``words`` run in another thread.
        """
        self._name, self._pages = name, pages
        self._page = min(self._page, pages - 1) if keep_page and pages else 0
        self._pictures.set_document(maker)
        self._text.set_document(pages, words)
        self._finding.forget()
        self._show()

    def clear(self, words: str = "") -> None:
        """Show words instead of a page."""
        self._pages = 0
        self._pictures.set_document(None)
        self._text.set_document(0, None)
        self._finding.forget()
        self.find_bar.hide()
        self.read_text(False)
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
        announce(self, f"{round(self._zoom * 100)} per cent")

    def find_words(self) -> bool:
        """Open the box to find words in these pages; False where there is nothing to search."""
        if self._text.can_be_read:
            self.find_bar.open_bar()
        return self._text.can_be_read

    def copy(self) -> None:
        """Copy what is selected, else the text of the page."""
        if self._sheet.selected:
            QGuiApplication.clipboard().setText(self._sheet.selected)
            announce(self, "Copied")
        else:
            self._text.ask(self._page, self._copy_page)

    def read_text(self, on: bool) -> None:
        """The text of the page, to be read and copied by keyboard, or the page itself."""
        self._stack.setCurrentWidget(self.reader if on else self._scroll)
        self._buttons[TEXT].setToolTip(PAGES if on else TEXT)
        self._buttons[TEXT].setAccessibleName(PAGES if on else TEXT)
        if on:
            self._text.ask(self._page, self._show_words)
            self.reader.setFocus(Qt.FocusReason.OtherFocusReason)

    def event(self, event: QEvent) -> bool:
        """While the focus is here, Ctrl+F looks in these pages and nowhere else."""
        if (event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
                and event.matches(QKeySequence.StandardKey.Find) and self._text.can_be_read):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page Up and Page Down turn pages; plus, minus and 0 zoom; F3 goes to the next place."""
        keys = QKeySequence.StandardKey
        if event.matches(keys.Find):
            self.find_words()
        elif event.matches(keys.Copy):
            self.copy()
        elif event.matches(keys.SelectAll):
            self._text.ask(self._page, self._select_page)
        elif event.matches(keys.FindNext) or event.matches(keys.FindPrevious):
            self._finding.move(1 if event.matches(keys.FindNext) else -1)
        elif not self._turn(event.key()):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the new width."""
        super().resizeEvent(event)
        if self._pages:
            self._show()

    def _turn(self, key: int) -> bool:
        match key:
            case Qt.Key.Key_PageDown:
                self.go_to(self._page + 2)
            case Qt.Key.Key_PageUp:
                self.go_to(self._page)
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.zoom(1)
            case Qt.Key.Key_Minus:
                self.zoom(-1)
            case Qt.Key.Key_0:
                self.zoom(0)
            case _:
                return False
        return True

    def _paper(self) -> QStackedWidget:
        self._scroll, self._stack, self.reader = PageScroll(), QStackedWidget(), QPlainTextEdit()
        self._scroll.setWidget(self._sheet)
        self._sheet.setAutoFillBackground(False)  # setWidget() turns it on
        self._scroll.setWidgetResizable(True)
        self._scroll.setAccessibleName(self._title)
        self._scroll.zoomed.connect(self.zoom)
        self.reader.setReadOnly(True)
        self.reader.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard
                                            | Qt.TextInteractionFlag.TextSelectableByMouse)
        self.reader.setTabChangesFocus(True)
        self._stack.addWidget(self._scroll)
        self._stack.addWidget(self.reader)
        return self._stack

    def _bar(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self._head, self._where = ElideLabel(self._title, "strong"), label("", "muted")
        row.addWidget(self._head)
        row.addWidget(self._where, 1)
        self._buttons: dict[str, IconButton] = {}
        for words, icon, call in (
            (FIND, "magnifying-glass", self.find_words),
            (TEXT, "text-aa", lambda: self.read_text(self._stack.currentWidget() is self._scroll)),
            ("Previous page", "caret-left", lambda: self.go_to(self._page)),
            ("Next page", "caret-right", lambda: self.go_to(self._page + 2)),
            ("Zoom out", "magnifying-glass-minus", lambda: self.zoom(-1)),
            ("Zoom in", "magnifying-glass-plus", lambda: self.zoom(1)),
            ("Fit width", "arrows-out-line-horizontal", lambda: self.zoom(0)),
        ):
            self._buttons[words] = button = IconButton(words, icon)
            button.clicked.connect(lambda _=False, call=call: call())
            row.addWidget(button)
        self._buttons[FIND].setToolTip(f"{FIND} (Ctrl+F)")
        return row

    def _update_bar(self) -> None:
        shown = f"Page {self._page + 1} of {self._pages}" if self._pages else ""
        self._where.setText(shown)
        self._buttons["Previous page"].setEnabled(self._page > 0)
        self._buttons["Next page"].setEnabled(self._page + 1 < self._pages)
        for words, button in self._buttons.items():  # no dead buttons over an empty page
            there = self._text.can_be_read if words in (FIND, TEXT) else self._pages > 0
            button.setVisible(there and (self._reads or words != TEXT))

    def _show_words(self) -> None:
        """What is known of the words of the page: for the mouse, the marks and the reader."""
        words = self._text.known(self._page)
        self._sheet.set_words(words)
        current = self._finding.current
        self._sheet.mark(self._finding.on_page(self._page),
                         current if current and current.page == self._page else None)
        if self._stack.currentWidget() is self.reader:
            if words is None:
                self._text.ask(self._page, self._show_words)
                return
            self.reader.setPlainText(in_lines(words) or NO_TEXT)
            self.reader.setAccessibleName(
                f"Text of {self._name}, page {self._page + 1} of {self._pages}")

    def _go_to_hit(self, hit: Hit | None) -> None:
        if hit is not None:
            self.go_to(hit.page + 1)
        self._show_words()
        if hit is not None:
            place = self._sheet.place_of(hit).center().toPoint()
            self._scroll.ensureVisible(place.x(), place.y(), theme.px(80), theme.px(120))

    def _copy_page(self) -> None:
        words = self._text.known(self._page) or ()
        if words:
            QGuiApplication.clipboard().setText(in_lines(words))
        announce(self, f"Copied the text of page {self._page + 1}" if words else NO_TEXT)

    def _select_page(self) -> None:
        self._show_words()
        self._sheet.select_all()

    def _dpi(self) -> int:
        ratio = self.devicePixelRatioF()
        width = max(200, self._scroll.viewport().width() - 24)
        dpi = min(width / A4_INCHES, 110.0) * self._zoom * ratio
        return max(30, min(400, int(dpi // 6) * 6))  # in steps, so that pages can be kept

    def _show(self) -> None:
        self._update_bar()
        self._show_words()
        if self._pages:
            self._pictures.ask(self._page, self._dpi(), self.devicePixelRatioF(), self._paint)

    def _paint(self, picture: QPixmap | None) -> None:
        if picture is None:
            self._sheet.setPixmap(QPixmap())
            self._sheet.setText("This page cannot be shown. The file itself is kept unchanged.")
            return
        self._sheet.setPixmap(picture)
        self._sheet.setAccessibleName(f"{self._name}, page {self._page + 1} of {self._pages}")
