"""What is known of one document."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseworker.queries.case import DocumentView
from caseworker.rules.words import count, join, long_date, spelt
from ui import theme
from ui.widgets.banner import Banner
from ui.widgets.card import Card
from ui.widgets.flow import Flow
from ui.widgets.text import WrapLabel, label


class DocumentFacts(Card):
    """Title, type, date, sender, size, hash, and the note of the reading process."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName("About this document")
        self.title = WrapLabel("", "h2")
        self.facts = Flow(gap=18, row_gap=2)
        self.hash = label("", "small")
        self.hash.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.note = Banner("", tone="amber")
        self.mark = Banner("", tone="red", icon="lock")
        for widget in (self.title, self.facts, self.hash, self.mark, self.note):
            self.body.addWidget(widget)
        column = self.body
        assert isinstance(column, QVBoxLayout)
        theme.space(column, (16, 12, 16, 12), 6)

    def show_document(self, document: DocumentView) -> None:
        """Show another document."""
        self.title.setText(document.title)
        facts = [
            spelt(document.kind),
            f"Dated {long_date(document.dated)}" if document.dated else "No date",
            f"From {document.sender}" if document.sender else "",
            count(document.pages, "page") if document.pages else "", _size(document.size),
            document.name if document.name != document.title else "", f"Added {document.added}",
            document.version_words.capitalize(),
            f"In bundle: {join(document.bundles)}" if document.bundles else "",
        ]
        self.facts.set_items([label(words, "muted") for words in facts if words])
        self.hash.setText(f"SHA-256 {document.sha256[:16]}…")
        self.hash.setToolTip(document.sha256)
        self.hash.setAccessibleName(f"SHA-256 {document.sha256}")
        self.mark.say(document.restricted, "Left out of bundles; a copy needs a reason.")
        self.mark.setVisible(bool(document.restricted))
        self.note.say(document.note)
        self.note.setVisible(bool(document.note))


def _size(size: int) -> str:
    if size < 1024:
        return count(size, "byte")
    return f"{size / 1024:.0f} KB" if size < 1024 * 1024 else f"{size / 1024 / 1024:.1f} MB"
