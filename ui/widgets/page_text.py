"""The words of a document's pages: fetched when they are first wanted, searched, put in lines."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from caseworker.intake import Word, page_png, page_words
from ui.jobs import Jobs

PageMaker = Callable[[int, int], bytes | None]  # (page from 0, dots per inch) -> PNG or None
# (first page, last page, from 0) -> the words of each; fewer pages than asked for may come
WordMaker = Callable[[int, int], Sequence[Sequence[Word]]]


@dataclass(frozen=True)
class Hit:
    """Where what is looked for stands: a page from 0, and its first and last word."""

    page: int
    first: int
    last: int


def pictures_of(data: bytes, name: str) -> PageMaker:
    """What draws the pages of a file; the drawing itself is done in the limited process."""
    return lambda page, dpi: page_png(data, name, page + 1, dpi)


def words_of(data: bytes, name: str) -> WordMaker:
    """What reads the words of a file's pages, in the limited process as well."""
    return lambda first, last: page_words(data, name, first + 1, last + 1)


def in_lines(words: Sequence[Word]) -> str:
    """The words as text: a new line where the next word stands lower or further to the left."""
    said = [words[0].text] if words else []
    for before, word in pairwise(words):
        middle = (word.top + word.bottom) / 2
        lower = middle > before.bottom or word.bottom < before.top
        said += ["\n" if lower or word.left < before.left else " ", word.text]
    return "".join(said)


def find(pages: Sequence[Sequence[Word]], wanted: str) -> list[Hit]:
    """Every place of ``wanted``, in order; capitals, line ends and widths of gaps don't count."""
    sought = " ".join(wanted.split()).casefold()
    if not sought:
        return []
    found = []
    for number, words in enumerate(pages):
        folded = [word.text.casefold() for word in words]
        starts = list(accumulate((len(text) + 1 for text in folded), initial=0))
        whole, at = " ".join(folded), -1
        while (at := whole.find(sought, at + 1)) >= 0:
            last = at + len(sought) - 1
            found.append(Hit(number, bisect_right(starts, at) - 1, bisect_right(starts, last) - 1))
            at = last
    return found


class PageText:
    """The words of one document, kept once they were asked for. They are read off the window's
    thread; an answer for a document that is no longer shown is dropped.
    """

    def __init__(self, jobs: Jobs) -> None:
        self._jobs = jobs
        self._maker: WordMaker | None = None
        self._pages = 0
        self._known: dict[int, Sequence[Word]] = {}

    def set_document(self, pages: int, maker: WordMaker | None) -> None:
        """Another document, or None."""
        self._maker, self._pages, self._known = maker, pages if maker else 0, {}

    @property
    def can_be_read(self) -> bool:
        """Whether there is something that could be read."""
        return self._maker is not None

    def known(self, page: int) -> Sequence[Word] | None:
        """The words of a page from 0, if they were asked for already."""
        return self._known.get(page)

    def ask(self, page: int, then: Callable[[], None]) -> None:
        """Have the words of one page; ``then`` is called once they are known."""
        self._ask(page, page, then)

    def ask_all(self, then: Callable[[], None]) -> None:
        """Have the words of all pages."""
        self._ask(0, self._pages - 1, then)

    @property
    def all(self) -> list[Sequence[Word]]:
        """The words of all pages, as far as they are known."""
        return [self._known.get(page, ()) for page in range(self._pages)]

    def _ask(self, first: int, last: int, then: Callable[[], None]) -> None:
        maker = self._maker
        if maker is None:
            return
        if all(page in self._known for page in range(first, last + 1)):
            then()
            return

        def arrived(words: Sequence[Sequence[Word]]) -> None:
            if maker is self._maker:
                self._known.update(enumerate(words, first))
                then()

        def failed(error: Exception) -> None:
            arrived([() for _ in range(first, last + 1)])

        self._jobs.run(lambda: _whole(maker, first, last), arrived, failed)


def _whole(maker: WordMaker, first: int, last: int) -> Sequence[Sequence[Word]]:
    """All the pages asked for: a long document comes in portions. What can't be read is empty."""
    found: list[Sequence[Word]] = []
    while first + len(found) <= last:
        portion = maker(first + len(found), last)
        if not portion:
            break
        found += portion
    return found + [()] * (last - first + 1 - len(found))
