"""The pictures of a document's pages: made off the window's thread, a few kept ready."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QPainter, QPixmap

from ui import theme
from ui.jobs import Jobs
from ui.widgets.page_text import PageMaker

KEPT = 12  # pages kept ready


class PagePictures:
    """Answers only the newest question: a page that comes too late is dropped."""

    def __init__(self, jobs: Jobs) -> None:
        self._jobs = jobs
        self._maker: PageMaker | None = None
        self._ready: dict[tuple[int, int], QPixmap] = {}
        self._asked = object()

    def set_document(self, maker: PageMaker | None) -> None:
        """Another document, or None."""
        self._maker, self._asked = maker, object()
        self._ready.clear()

    def ask(
        self, page: int, dpi: int, ratio: float, then: Callable[[QPixmap | None], None]
    ) -> None:
        """Have the picture of a page from 0; ``then`` gets None when it can't be shown."""
        maker = self._maker
        if maker is None:
            return
        self._asked = asked = object()
        ready = self._ready.get((page, dpi))
        if ready is not None:
            then(ready)
            return

        def arrived(png: bytes | None) -> None:
            if asked is self._asked:  # no other page, zoom or document was asked for meanwhile
                then(self._kept(page, dpi, ratio, png))

        self._jobs.run(lambda: maker(page, dpi), arrived, lambda _: arrived(None))

    def _kept(self, page: int, dpi: int, ratio: float, png: bytes | None) -> QPixmap | None:
        picture = QPixmap()
        if png is None or not picture.loadFromData(png):
            return None
        painter = QPainter(picture)  # an edge, so that white paper shows on a white ground
        painter.setPen(theme.current().colour("control"))
        painter.drawRect(picture.rect().adjusted(0, 0, -1, -1))
        painter.end()
        picture.setDevicePixelRatio(ratio)
        if len(self._ready) >= KEPT:
            self._ready.pop(next(iter(self._ready)))
        self._ready[page, dpi] = picture
        return picture
