"""Makes a bundle in a limited process of its own, and gives up cleanly."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Sequence
from typing import Any

from caseworker import intake
from caseworker.bundles.contents import Built, Cancelled, Cover, Entry, Paper, Piece, Progress
from caseworker.bundles.papers import papers_of
from caseworker.intake.limits import MEGABYTE
from caseworker.intake.process import LimitedProcess, NoAnswer
from caseworker.intake.reading import UNREADABLE
from caseworker.rules.finding import Refused, refusal

JOBS = "caseworker.bundles.jobs"
SECONDS = 600.0
PIECE_SECONDS = 60.0  # to open and look through one document
MEMORY = 4096 * MEGABYTE  # address space: all documents stand in it until the bundle is written
LARGEST = 400 * MEGABYTE  # one document with its attachments
_TITLE = "Bundle can be made"


def build(pieces: Sequence[Piece], cover: Cover, progress: Progress | None = None) -> Built:
    """Make one PDF of the pieces in this order, with an index, page numbers and bookmarks.

    ``progress(done, total, words)`` is told of documents read, then of pages built; when it
    returns False the work stops. A document that can't be shown becomes a page that says so. The
    same pieces and cover give the same bytes.

    Raises Cancelled when stopped, and Refused when there is nothing to bundle or the limits of
    time or memory are passed.
    """
    if not pieces:
        raise Refused([refusal("build", _TITLE, "Choose at least one document", "documents")])
    given_up: set[int] = set()
    while True:
        try:
            return _Making(pieces, cover, progress, given_up).run()
        except _PieceFailed as failed:
            given_up.add(failed.number)  # each time one more, so this comes to an end


class _PieceFailed(Exception):
    """The process ended over this document; without it the others can be bundled."""

    def __init__(self, number: int) -> None:
        self.number = number
        super().__init__(f"document {number}")


class _Making:
    def __init__(
        self, pieces: Sequence[Piece], cover: Cover, progress: Progress | None, given_up: set[int]
    ) -> None:
        self._pieces, self._cover = pieces, cover
        self._progress, self._given_up = progress, given_up
        self._hash = hashlib.sha256()
        self._pdf: list[bytes] = []

    def run(self) -> Built:
        # Both processes take a moment to start; they can do so side by side.
        threading.Thread(target=intake.warm_up, daemon=True).start()
        process = LimitedProcess(JOBS, MEMORY, SECONDS, LARGEST)
        try:
            with process.conversation() as say:
                say({"job": "build", "cover": _plain(self._cover)}, [])
                self._give_pieces(process, say)
                answer, _ = process.hear(self._told, self._take)
                return self._built(answer)
        except NoAnswer as problem:
            words = "This bundle took too long to make. Make it in two parts"
            if problem.why != "time":
                words = "This bundle needs more memory than it may have. Make it in two parts"
            raise Refused([refusal("build", _TITLE, words, "documents")]) from problem
        finally:
            process.close()

    def _give_pieces(self, process: LimitedProcess, say: Any) -> None:
        """While the process opens one document, the next is read. Raises _PieceFailed."""
        waiting: int | None = None
        for number, piece in enumerate(self._pieces):
            self._told(number, len(self._pieces), f"Reading document {number + 1}: {piece.title}")
            papers = papers_of(piece)
            if number in self._given_up:
                papers = [Paper(paper.label, None, UNREADABLE) for paper in papers]
            self._opened(process, waiting)
            shown = [[p.label, p.note, p.origin, p.content is not None] for p in papers]
            head = {"piece": _described(piece), "papers": shown}
            say(head, [paper.content for paper in papers if paper.content is not None])
            waiting = number
        self._opened(process, waiting)
        say({"finish": True}, [])

    def _opened(self, process: LimitedProcess, number: int | None) -> None:
        if number is None:
            return
        try:
            with process.within(PIECE_SECONDS):
                process.hear()
        except (EOFError, OSError, NoAnswer) as problem:
            if number in self._given_up:
                raise  # it is not the document, then
            raise _PieceFailed(number) from problem

    def _told(self, done: int, total: int, words: str) -> None:
        if self._progress is not None and not self._progress(done, total, words):
            raise Cancelled

    def _take(self, piece: bytes) -> None:
        self._hash.update(piece)
        self._pdf.append(piece)

    def _built(self, answer: dict[str, Any]) -> Built:
        entries = tuple(
            Entry(piece.title, int(first), int(pages), str(note),
                  hashlib.sha256(piece.content).hexdigest())
            for piece, (first, pages, note) in zip(self._pieces, answer["entries"], strict=True)
        )
        return Built(b"".join(self._pdf), self._hash.hexdigest(), int(answer["pages"]), entries)


def _plain(cover: Cover) -> dict[str, Any]:
    return {
        "title": cover.title, "reference": cover.reference, "made_on": cover.made_on.isoformat(),
        "made_by": cover.made_by, "purpose": cover.purpose, "demo": cover.demo,
    }  # fmt: skip


def _described(piece: Piece) -> dict[str, Any]:
    return {
        "title": piece.title, "kind": piece.kind, "sender": piece.sender,
        "dated": piece.dated.isoformat() if piece.dated else "",
    }  # fmt: skip
