"""Beside the assessment: why a review is asked for, and the outcome letter of the MPS."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from caseworker.queries.case import CaseView, DocumentView
from caseworker.queries.papers import content
from caseworker.rules.words import short_date
from ui import theme
from ui.icons import Button
from ui.screens.case.documents import DocumentsTab
from ui.screens.case.tab import Page
from ui.widgets.fields import Combo
from ui.widgets.page_text import pictures_of, words_of
from ui.widgets.page_view import PageView
from ui.widgets.text import WrapLabel, label

KIND = "MPS outcome letter"  # as documents are sorted when they are added
GROUNDS = "Why a review is asked for"
NO_LETTER = "The outcome letter of the MPS is not held."
GROUNDS_LINES = 5


class PapersPane(QWidget):
    """The grounds above, the pages of the outcome letter below."""

    def __init__(self, page: Page, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = page
        self._letters: tuple[DocumentView, ...] = ()
        self._wanted = ""
        column = QVBoxLayout(self)
        theme.space(column, (0, 0, 0, 0), 8)
        column.addWidget(label(GROUNDS, "h2"))
        self.grounds = QPlainTextEdit()
        self.grounds.setReadOnly(True)
        self.grounds.setTabChangesFocus(True)
        self.grounds.setAccessibleName(GROUNDS)
        self.grounds.setFixedHeight(
            round(self.grounds.fontMetrics().lineSpacing() * (GROUNDS_LINES + 0.7)))
        column.addWidget(self.grounds)
        column.addWidget(label(KIND, "h2"))
        self.which = Combo()
        self.which.setAccessibleName("Which outcome letter")
        self.which.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.which.currentIndexChanged.connect(self._chosen)
        column.addWidget(self.which)
        self.pages = PageView(page.host.jobs, "Letter")
        column.addWidget(self.pages, 1)
        self.none, self.go = WrapLabel(NO_LETTER, "muted"), Button("Go to the documents", "plus")
        self.go.clicked.connect(lambda: page.go_to(DocumentsTab))
        column.addWidget(self.none)
        column.addWidget(self.go, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(0)

    def show_case(self, view: CaseView) -> None:
        """Show the grounds, and the newest outcome letter unless another one was chosen."""
        grounds = str(view.fact_values["grounds"] or "")
        shown = grounds or "No reasons are recorded."
        if self.grounds.toPlainText() != shown:
            self.grounds.setPlainText(shown)
        held = tuple(d for d in reversed(view.documents) if d.kind == KIND)
        if held != self._letters or not held:
            self._letters = held
            self._offer()

    def leave(self) -> None:
        """No answer is wanted any more."""
        self._wanted = ""
        self.pages.clear()

    def _offer(self) -> None:
        held = self._letters
        self.which.blockSignals(True)
        self.which.clear()
        self.which.addItems([_words(each) for each in held])
        self.which.blockSignals(False)
        self.which.setVisible(len(held) > 1)
        for widget, shown in ((self.pages, held), (self.none, not held), (self.go, not held)):
            widget.setVisible(bool(shown))
        self._wanted = ""
        if held:
            self._chosen(0)

    def _chosen(self, place: int) -> None:
        document = self._letters[place]
        if document.sha256 == self._wanted:
            return
        self._wanted = document.sha256
        self.pages.clear("Loading")

        def show(data: bytes) -> None:
            if self._wanted == document.sha256:
                self.pages.set_document(document.title, max(document.pages, 1),
                                        pictures_of(data, document.name),
                                        words_of(data, document.name))

        def damaged(error: Exception) -> None:
            if self._wanted == document.sha256:
                self.pages.clear(str(error))

        self._page.host.jobs.ask(content, show, for_=(self, "letter"), otherwise=damaged,
                                 sha256=document.sha256)


def _words(document: DocumentView) -> str:
    dated = f", {short_date(document.dated)}" if document.dated else ""
    return f"{document.title}{dated}"

