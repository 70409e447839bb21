"""The right half of the composer: the letter as it would be printed, redrawn while it is typed."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from caseworker.letters.preview import Look, look
from caseworker.letters.sheet import Sheet
from ui import theme
from ui.screen import Host
from ui.widgets.card import Card
from ui.widgets.findings import FindingsList
from ui.widgets.pdf_view import PdfView
from ui.widgets.text import WrapLabel

PAUSE = 400  # milliseconds after the last key before the page is drawn again


class Paper(QStackedWidget):
    """``looked`` sends (text, Look) when the letter was set."""

    looked = Signal(str, object)

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._wanted: tuple[str, Sheet] | None = None
        self._drawn: tuple[str, Sheet] | None = None
        self._at_work = False
        self.view = PdfView(host, "Preview")
        self.broken = FindingsList()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._draw)
        self.addWidget(self.view)
        self.addWidget(self._make_broken())

    def begin(self, markdown: str, sheet: Sheet) -> None:
        """Show another letter, at once."""
        self._drawn, self._wanted = None, (markdown, sheet)
        self.view.clear("Drawing the page")
        self.setCurrentWidget(self.view)
        self._draw()

    def follow(self, markdown: str, sheet: Sheet) -> None:
        """The letter has changed: draw it again after a pause."""
        self._wanted = (markdown, sheet)
        if self._wanted != self._drawn:
            self._pause.start()

    def _draw(self) -> None:
        # One at a time: while one is drawn only the newest state of the letter waits.
        wanted = self._wanted
        if self._at_work or wanted is None or wanted == self._drawn:
            return
        self._at_work = True
        self._host.jobs.run(lambda: look(*wanted), lambda found: self._show(wanted, found),
                            self._failed)

    def _show(self, drawn: tuple[str, Sheet], found: Look) -> None:
        self._at_work = False
        fresh, self._drawn = self._drawn is None, drawn
        if self._wanted is not None and self._wanted[1].our_reference != drawn[1].our_reference:
            self._draw()  # another letter came meanwhile
            return
        if found.pdf:
            self.view.show_pdf("Letter", found.pdf, found.pages, keep_page=not fresh)
            self.setCurrentWidget(self.view)
        else:
            self.broken.set_findings(found.against)
            self.setCurrentIndex(1)
        self.looked.emit(drawn[0], found)
        if self._wanted != drawn and not self._pause.isActive():
            self._draw()

    def _failed(self, error: Exception) -> None:
        self._at_work = False
        self.view.clear("The page cannot be drawn now.")
        self.setCurrentWidget(self.view)
        self._host.trouble(error)

    def _make_broken(self) -> QWidget:
        area, holder, card = QScrollArea(), QWidget(), Card("This letter cannot be printed yet")
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setAccessibleName("Why there is no preview")
        holder.setProperty("role", "page")
        column = QVBoxLayout(holder)
        theme.space(column, (16, 16, 16, 16), 12)
        card.body.addWidget(WrapLabel("The page comes back when this is put right."))
        card.body.addWidget(self.broken)
        column.addWidget(card)
        column.addStretch(1)
        area.setWidget(holder)
        return area
