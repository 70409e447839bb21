"""An issued letter: the PDF as it was sent, and copies of it. Nothing of it can be changed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caseworker.queries.letters import LetterPage
from caseworker.rules.words import with_weekday
from ui import theme
from ui.icons import Button
from ui.screen import Host
from ui.screens.letter.desk import file_name, format_words, way_words
from ui.widgets.banner import Banner
from ui.widgets.card import Card
from ui.widgets.flow import Flow
from ui.widgets.pdf_view import PdfView, stored
from ui.widgets.save_file import save_copy
from ui.widgets.summary_list import SummaryList
from ui.widgets.text import WrapLabel


class IssuedLetter(QWidget):
    """``corrected`` asks for a new letter of the same kind."""

    corrected = Signal()

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self.page: LetterPage | None = None
        self.title, self.facts = WrapLabel("", "display"), SummaryList(lines=True)
        self.view = PdfView(host, "Issued letter")
        self.pdf, self.word = Button("Save PDF", "file-pdf"), Button("Save Word", "file-text")
        self.correct = Button("Write a correction", "note-pencil")
        self.pdf.clicked.connect(lambda: self._save("pdf_sha256", ".pdf"))
        self.word.clicked.connect(lambda: self._save("word_sha256", ".docx"))
        self.correct.clicked.connect(lambda: self.corrected.emit())
        row, left = QHBoxLayout(self), QVBoxLayout()
        theme.space(row, (0, 0, 0, 0), 0)
        theme.space(left, (24, 16, 20, 16), 12)
        left.addWidget(self.title)
        left.addWidget(Banner("Issued and frozen.", "The letter is kept as it was sent. A "
                              "correction is a new letter.", tone="green"))
        card, buttons = Card(), Flow(gap=8, row_gap=8)
        card.body.addWidget(self.facts)
        buttons.set_items([self.pdf, self.word, self.correct])
        left.addWidget(card)
        left.addWidget(buttons)
        left.addStretch(1)
        row.addLayout(left, 1)
        row.addWidget(self.view, 1)

    def show_page(self, page: LetterPage) -> None:
        """Show an issued letter."""
        self.page = page
        self.title.setText(f"{page.code} {page.title}")
        self.facts.clear()
        for name, value in (
            ("Number", f"Letter {page.number} of this case"),
            ("Issued", with_weekday(page.issued_on) if page.issued_on else ""),
            ("Issued by", page.issued_by), ("How it is sent", way_words(page.sent_by)),
            ("To", "\n".join(page.paper.addressee)), ("Format", format_words(page.paper.size)),
        ):
            self.facts.add(name, value)
        self.view.show_stored(f"Letter {page.number}", page.pdf_sha256)

    def _save(self, which: str, ending: str) -> None:
        page = self.page
        if page is not None:
            save_copy(self, self._host, file_name(page, ending),
                      stored(self._host, getattr(page, which)))
