"""Work off the window's thread. ``do``, ``ask`` and ``run`` are all a screen needs to know.

One thread writes, a few read; every answer arrives in the window's thread. What is for a
method of a dialog that was destroyed meanwhile is dropped.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from threading import Event
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

READERS = 3
ASK_AGAIN = (0.5, 1.0, 2.0, 4.0, 8.0, 15.0)  # seconds until it is asked again what was saved


class OfficeLike(Protocol):
    """The part of the office that is needed here."""

    def do(self, action: Any) -> Any:
        """Carry out an action in one transaction."""

    def ask(self, query: Callable[..., Any], **kwargs: Any) -> Any:
        """Answer a question."""


@dataclass(eq=False)
class Job:
    """A piece of work under way."""

    done: Callable[[Any], None] | None
    otherwise: Callable[[Exception], None] | None
    progress: Callable[[int, int, str], None] | None = None
    for_: object = None
    _stop: Event = field(default_factory=Event)

    def cancel(self) -> None:
        """Ask the work to stop; it stops when it next reports progress."""
        self._stop.set()

    @property
    def cancelled(self) -> bool:
        """Whether somebody asked it to stop."""
        return self._stop.is_set()


class Jobs(QObject):
    """One writer, several readers; every answer arrives in the window's thread."""

    changed = Signal(object)  # the office's Changed, after a do()
    failed = Signal(object)  # an Exception that no screen took
    busy = Signal(bool)
    _ended = Signal(object, object, object)  # job, value, error
    _moved = Signal(object, int, int, str)  # job, done, of, words

    def __init__(self, office: OfficeLike, parent: QObject | None = None) -> None:
        from concurrent.futures import ThreadPoolExecutor  # slow to load: with the first Jobs

        super().__init__(parent)
        self._office = office
        self._writer = ThreadPoolExecutor(1, "writer")
        self._readers = ThreadPoolExecutor(READERS, "reader")
        self._open: dict[Job, Future[None]] = {}
        self._newest: dict[object, Job] = {}
        self._closed, self._leaving = False, Event()
        self._ended.connect(self._finish, Qt.ConnectionType.QueuedConnection)
        self._moved.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def do(
        self, action: Any, then: Callable[[Any], None] | None = None,
        otherwise: Callable[[Exception], None] | None = None,
    ) -> Job:
        """Carry out an action. ``then`` gets the Changed, then the signal ``changed`` follows."""
        def done(change: Any) -> None:
            if then is not None and not _gone(then):
                then(change)
            self.changed.emit(change)

        def failed(error: Exception) -> None:
            # What was not saved is told by the window when who sent it is no longer there.
            asker = otherwise is not None and not _gone(otherwise)
            (otherwise if asker else self.failed.emit)(error)  # type: ignore[misc]

        return self._start(self._writer, lambda: self._save(action), Job(done, failed))

    def _save(self, action: Any) -> Any:
        """In the writer's thread: when the server went away in the middle, wait for its answer.

        What is to be saved after it waits too, so that nothing is saved twice or out of turn.
        """
        from caseworker.settling import NotKnown  # loads the database, as the office has by now

        ask: Callable[[], Any] = partial(self._office.do, action)
        tries = 0
        while True:
            try:
                return ask()
            except NotKnown as lost:
                self._emit(self.failed, lost)
                if self._leaving.wait(ASK_AGAIN[min(tries, len(ASK_AGAIN) - 1)]):
                    raise
                ask, tries = lost.ask, tries + 1

    def ask(
        self, query: Callable[..., Any], then: Callable[[Any], None], *, for_: object = None,
        otherwise: Callable[[Exception], None] | None = None, **kwargs: Any,
    ) -> Job:
        """Ask the office. Of several questions for one ``for_`` only the newest is answered."""
        job = Job(then, otherwise, for_=for_)
        if for_ is not None:
            self._newest[for_] = job
        return self._start(self._readers, lambda: self._office.ask(query, **kwargs), job)

    def run(
        self, work: Callable[..., Any], then: Callable[[Any], None] | None = None,
        otherwise: Callable[[Exception], None] | None = None,
        progress: Callable[[int, int, str], None] | None = None,
    ) -> Job:
        """Run long work that needs no transaction.

        If ``work`` takes an argument it gets ``report(done, of, words) -> bool``, which is passed
        on to ``progress`` and answers False once the job is cancelled.
        """
        job = Job(then, otherwise, progress)

        def report(done: int, of: int, words: str) -> bool:
            self._emit(self._moved, job, done, of, words)
            return not job.cancelled and not self._closed

        takes_report = any(each.default is each.empty
                           for each in inspect.signature(work).parameters.values())
        return self._start(self._readers, (lambda: work(report)) if takes_report else work, job)

    @property
    def idle(self) -> bool:
        """Whether nothing is under way."""
        return not self._open

    def wait(self, milliseconds: int = 10_000) -> bool:
        """Wait for all work under way; whether it ended in time. Answers still come by signal."""
        from concurrent.futures import wait

        # wait() would wait for ever for what was cancelled before it began.
        under_way = [future for future in self._open.values() if not future.cancelled()]
        return not wait(under_way, milliseconds / 1000).not_done

    def close(self, milliseconds: int = 10_000) -> bool:
        """Stop: drop what has not begun to be read, let writing end, deliver nothing more."""
        self._closed = True
        self._leaving.set()
        self._readers.shutdown(wait=False, cancel_futures=True)
        self._writer.shutdown(wait=False)
        return self.wait(milliseconds)

    def _start(self, pool: ThreadPoolExecutor, work: Callable[[], Any], job: Job) -> Job:
        if self._closed:
            return job
        self._open[job] = pool.submit(self._work, work, job)
        if len(self._open) == 1:
            self.busy.emit(True)
        return job

    def _work(self, work: Callable[[], Any], job: Job) -> None:
        # In a worker's thread. Whatever goes wrong is handed to the window, never lost.
        try:
            value, error = work(), None
        except Exception as caught:
            value, error = None, caught
        self._emit(self._ended, job, value, error)

    def _emit(self, signal: Any, *args: Any) -> None:
        if not self._closed:
            try:
                signal.emit(*args)
            except RuntimeError:  # the window has gone meanwhile: there is nobody to tell
                self._closed = True

    def _finish(self, job: Job, value: Any, error: Exception | None) -> None:
        self._open.pop(job, None)
        if not self._open:
            self.busy.emit(False)
        stale = job.for_ is not None and self._newest.get(job.for_) is not job
        if self._closed or stale:
            return
        if job.for_ is not None:
            del self._newest[job.for_]
        if error is not None:
            otherwise = job.otherwise or self.failed.emit
            if not _gone(otherwise):
                otherwise(error)
        elif job.done is not None and not _gone(job.done):
            job.done(value)

    def _tell(self, job: Job, done: int, of: int, words: str) -> None:
        if job.progress is not None and not self._closed and not _gone(job.progress):
            job.progress(done, of, words)


def _gone(call: Callable[..., Any]) -> bool:
    """Whether the widget whose method this is was destroyed."""
    owner = getattr(call.func if isinstance(call, partial) else call, "__self__", None)
    return isinstance(owner, QObject) and not isValid(owner)
