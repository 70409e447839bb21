"""The pages of a PDF of our own that is stored in the records."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from caseworker.letters.preview import pages
from caseworker.queries.papers import content
from ui.screen import Host
from ui.widgets.page_text import pictures_of, words_of
from ui.widgets.page_view import PageView

FILE = "pages.pdf"  # what is shown here is always a PDF of our own


def stored(host: Host, sha256: str) -> Callable[[], bytes]:
    """What reads a stored file, for a worker's thread."""
    def read() -> bytes:
        data: bytes = host.office.ask(content, sha256=sha256)
        return data

    return read


class PdfView(PageView):
    """Page view of a letter or a bundle; ``content`` of other people's files goes elsewhere."""

    def __init__(self, host: Host, title: str, parent: QWidget | None = None) -> None:
        super().__init__(host.jobs, title, parent)
        self._host, self._wanted = host, ""

    def show_stored(self, name: str, sha256: str) -> None:
        """Read the file off the window's thread and show its first page."""
        if sha256 == self._wanted:
            return
        self._wanted = sha256
        self.clear("Reading the pages")

        def read() -> tuple[bytes, int]:
            pdf = stored(self._host, sha256)()
            return pdf, pages(pdf)

        def show(found: tuple[bytes, int]) -> None:
            if sha256 == self._wanted:  # nothing else was asked for meanwhile
                self.show_pdf(name, *found)

        def failed(error: Exception) -> None:
            if sha256 == self._wanted:
                self._wanted = ""
                self.clear("These pages cannot be shown now.")
            self._host.trouble(error)

        self._host.jobs.run(read, show, failed)

    def show_pdf(self, name: str, pdf: bytes, count: int, keep_page: bool = False) -> None:
        """Show a PDF of ``count`` pages."""
        self.set_document(name, count, pictures_of(pdf, FILE), words_of(pdf, FILE), keep_page)
