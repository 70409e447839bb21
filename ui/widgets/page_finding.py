"""Finding words in the pages of a view: the places, the one in front, and what is said of them."""

from __future__ import annotations

from collections.abc import Callable

from ui.widgets.find_bar import FindBar
from ui.widgets.page_text import Hit, PageText, find

NOTHING = "Not found"
NO_TEXT = "No text can be read in these pages. They may be pictures."


class PageFinding:
    """Keeps what was found. ``go`` shows a place, or with None takes the marks away."""

    def __init__(
        self, bar: FindBar, text: PageText, page: Callable[[], int],
        go: Callable[[Hit | None], None],
    ) -> None:
        self._bar, self._text, self._page, self._go = bar, text, page, go
        self._hits: list[Hit] = []
        self._at = 0
        bar.sought.connect(self._look)
        bar.moved.connect(self.move)
        bar.closed.connect(self.forget)

    def forget(self) -> None:
        """Nothing is found any more."""
        self._hits = []
        self._bar.forget()
        self._go(None)

    def on_page(self, page: int) -> list[Hit]:
        """The places on a page, from 0."""
        return [hit for hit in self._hits if hit.page == page]

    @property
    def current(self) -> Hit | None:
        """The place in front."""
        return self._hits[self._at] if self._hits else None

    def move(self, steps: int) -> None:
        """Go to the next place (1) or the one before (-1), round and round."""
        if self._hits:
            self._at = (self._at + steps) % len(self._hits)
            self._show()

    def _look(self, typed: str) -> None:
        self._bar.say("Looking")
        self._text.ask_all(lambda: self._found(typed))

    def _found(self, typed: str) -> None:
        pages, here = self._text.all, self._page()
        self._hits = find(pages, typed)
        if not self._hits:
            self._go(None)
            self._bar.say(NOTHING if any(pages) else NO_TEXT)
            return
        onward = (at for at, hit in enumerate(self._hits) if hit.page >= here)
        self._at = next(onward, 0)
        self._show()

    def _show(self) -> None:
        hit = self._hits[self._at]
        self._go(hit)
        self._bar.say(f"{self._at + 1} of {len(self._hits)}, page {hit.page + 1}",
                      len(self._hits))
