"""The three parts of the post desk side by side, and how files come in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.icons import Button
from ui.screen import Host, Screen
from ui.screens.post.drop_zone import DropZone, files_in
from ui.screens.post.item_list import ItemList
from ui.screens.post.offer import Offer
from ui.screens.post.pane import Pane
from ui.screens.post.papers import Papers
from ui.screens.post.sieve import Sieve
from ui.widgets.text import ElideLabel, label

# Pixels at 100 %: from which width of the desk the list and the form have these widths. Where
# there is no room for the page and the form side by side, one of them shows.
WIDTHS = ((1100, 226, 522), (1010, 176, 476), (0, 180, 0))
NO_LIMIT = 16_777_215  # Qt's own largest width
KINDS = ("Post (*.pdf *.tif *.tiff *.jpg *.jpeg *.png *.eml *.msg *.docx *.txt)", "All files (*)")


class DeskFrame(Screen):
    """List, page and form. A subclass says what happens with files, in :meth:`add_files`."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(host, parent)
        self.setAcceptDrops(True)
        self.offer, self.sieve = Offer(), Sieve(host)  # in the order of the Tab key
        self.list, self.drop = ItemList(), DropZone()
        self.papers, self.pane = Papers(self.jobs), Pane()
        self.swap = Button("Show the page")  # only where there is no room for page and form
        self.sentence = ElideLabel("", "small")
        self._left, self._page_in_front = QWidget(), False
        self.swap.clicked.connect(lambda: self._swap())
        self.drop.clicked.connect(lambda: self.pick_files())
        self.key("Ctrl+O", lambda: self.pick_files())
        self.key("Ctrl+Shift+F", self.sieve.choose)
        self._lay_out()

    def add_files(self, paths: Iterable[Path]) -> None:
        """Put files on the list and read each of them, off the window's thread."""
        raise NotImplementedError

    def go_to_filter(self) -> None:
        """Go to the box that filters what waits, where something does."""
        if self.sieve.isVisible():
            self.sieve.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.sieve.box.selectAll()

    def pick_files(self) -> None:
        """Ask for files."""
        dialog = QFileDialog(self, "Add files")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters(KINDS)
        dialog.filesSelected.connect(lambda paths: self.add_files(Path(path) for path in paths))
        dialog.finished.connect(lambda _: dialog.deleteLater())
        dialog.open()

    def key(self, keys: str, call: Callable[[], None]) -> None:
        """Give the desk a key that works in every part of it."""
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(call)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files can be dropped anywhere on the desk."""
        if files_in(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the files in."""
        self.add_files(files_in(event.mimeData()))
        event.acceptProposedAction()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width among list, page and form."""
        super().resizeEvent(event)
        self._share()

    def changeEvent(self, event: QEvent) -> None:
        """Share the width again at another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_left"):
            self._share()

    def _share(self) -> None:
        wide = self.width() / theme.current().scale
        left, right = next(each[1:] for each in WIDTHS if wide >= each[0])
        theme.fix_width(self._left, left)
        self.swap.setVisible(not right)
        if right:
            theme.fix_width(self.pane, right)
            self._page_in_front = False
        else:
            self.pane.setProperty("wide", None)
            self.pane.setMinimumWidth(0)
            self.pane.setMaximumWidth(NO_LIMIT)
        self.papers.setVisible(bool(right) or self._page_in_front)
        self.pane.setVisible(bool(right) or not self._page_in_front)
        self.swap.set_words("Show the form" if self._page_in_front else "Show the page")

    def _swap(self) -> None:
        self._page_in_front = not self._page_in_front
        self._share()

    def _lay_out(self) -> None:
        row, column = QHBoxLayout(self), QVBoxLayout(self._left)
        theme.space(row, (0, 0, 0, 0), 0)
        theme.space(column, (14, 14, 14, 12), 8)
        self._left.setProperty("role", "surface")
        self._left.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column.addWidget(label("Today’s post", "h2"))
        for part in (self.sentence, self.offer, self.sieve):
            column.addWidget(part)
        column.addWidget(self.list, 1)
        column.addWidget(self.swap)
        column.addWidget(self.drop)
        row.addWidget(self._left)
        row.addWidget(self.papers, 1)
        row.addWidget(self.pane)
