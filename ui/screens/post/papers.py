"""The middle of the post desk: the pages of what came, or its text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QStackedWidget, QVBoxLayout, QWidget

from caseworker.intake import Part, Reading, read
from caseworker.queries.papers import content
from ui import theme
from ui.icons import Button
from ui.jobs import Jobs, OfficeLike
from ui.widgets.page_text import pictures_of, words_of
from ui.widgets.page_view import PageView
from ui.widgets.tab_bar import TabBar

Loaded = tuple[bytes, Reading]
LONGEST_TAB = 22  # letters
NO_TEXT = "No text can be read in this file. It may be a picture."


@dataclass(frozen=True)
class Paper:
    """One file to look at. ``load`` runs off the window's thread."""

    name: str
    load: Callable[[], Loaded]


def stored(office: OfficeLike, name: str, sha256: str) -> Paper:
    """A file that the records hold."""

    def load() -> Loaded:
        data: bytes = office.ask(content, sha256=sha256)
        return data, read(data, name)

    return Paper(name, load)


def in_hand(name: str, data: bytes, reading: Reading) -> Paper:
    """A file that was read already."""
    return Paper(name, lambda: (data, reading))


def _read(part: Part) -> Loaded:
    return part.content, read(part.content, part.name)


class Papers(QWidget):
    """Shows one file at a time; an attachment of an email is a tab beside the email."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._papers: list[Paper] = []
        self._asked = object()
        self._content = b""
        self.pages, self.text = PageView(jobs, "Post", reads=False), QPlainTextEdit()
        self.pages.show_title(False)  # the list at the left says what it is
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName("Text of the file")
        self.tab_bar = TabBar("Files of this item")
        self.tab_bar.currentChanged.connect(self._show)
        self.switch = Button("Show the text", "text-aa")
        self.switch.clicked.connect(lambda: self.turn())
        self.stack = QStackedWidget()
        self.stack.addWidget(self.pages)
        self.stack.addWidget(self.text)
        column, row = QVBoxLayout(self), QHBoxLayout()
        theme.space(column, (0, 0, 0, 0), 0)
        theme.space(row, (16, 8, 16, 0), 8)
        row.addWidget(self.tab_bar, 1)
        row.addStretch(0)
        row.addWidget(self.switch, 0, Qt.AlignmentFlag.AlignRight)
        column.addLayout(row)
        column.addWidget(self.stack, 1)
        self.clear("")

    def clear(self, words: str) -> None:
        """Show words instead of pages."""
        self._papers, self._asked = [], object()
        self._set_tabs()
        self.show_text(False)
        self.text.clear()
        self.switch.setVisible(False)
        self.pages.clear(words)

    def show_papers(self, papers: Sequence[Paper]) -> None:
        """Show the first of these, and a tab for each when there are more."""
        self.clear("")
        self._papers = list(papers)
        self._set_tabs()
        self._show(0)

    def show_text(self, on: bool) -> None:
        """Show the text, to be searched and copied from, or the pages."""
        self.stack.setCurrentWidget(self.text if on else self.pages)
        self.switch.set_words("Show the pages" if on else "Show the text")

    def turn(self) -> None:
        """From the pages to the text, or back."""
        if not self.switch.isHidden():
            self.show_text(self.stack.currentWidget() is self.pages)

    def _set_tabs(self) -> None:
        self.tab_bar.blockSignals(True)
        names = [each.name for each in self._papers]
        self.tab_bar.set_tabs([name if len(name) <= LONGEST_TAB else f"{name[:LONGEST_TAB - 1]}…"
                               for name in names])
        for number, name in enumerate(names):
            self.tab_bar.setTabToolTip(number, name)
        self.tab_bar.setVisible(len(names) > 1)
        self.tab_bar.blockSignals(False)

    def _show(self, number: int) -> None:
        if not 0 <= number < len(self._papers):
            return
        paper, asked = self._papers[number], object()
        self._asked = asked

        def arrived(loaded: Loaded) -> None:
            if asked is self._asked:
                self._arrived(paper, *loaded)

        def failed(error: Exception) -> None:
            if asked is self._asked:
                self.pages.clear("This file cannot be shown now.")
                self._jobs.failed.emit(error)

        self._jobs.run(paper.load, arrived, failed)

    def _arrived(self, paper: Paper, content: bytes, reading: Reading) -> None:
        if reading.pages:
            self.pages.set_document(
                paper.name, reading.pages, pictures_of(content, paper.name),
                words_of(content, paper.name))
        else:
            self.pages.clear(reading.note or "There are no pages to show.")
        self.text.setPlainText(reading.text or NO_TEXT)
        self.switch.setVisible(True)
        known = {each.name for each in self._papers}
        parts = [Paper(part.name, partial(_read, part))
                 for part in reading.parts if part.name not in known]
        if parts:
            at = self.tab_bar.currentIndex()
            self._papers += parts
            self._set_tabs()
            self.tab_bar.blockSignals(True)
            self.tab_bar.setCurrentIndex(max(at, 0))
            self.tab_bar.blockSignals(False)
