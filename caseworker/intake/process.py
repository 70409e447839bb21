"""The near side: starts the limited process, gives it work, and ends it when it does not answer."""

from __future__ import annotations

import atexit
import contextlib
import multiprocessing
import sys
import threading
import types
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.context import SpawnProcess
from typing import Any

from caseworker.intake import child, limits
from caseworker.intake.wire import Head, receive, send

_starting = threading.Lock()


class NoAnswer(Exception):
    """The process gave no good answer. ``why`` is "time", "died" or "refused"; ``note`` its words.

    ``locked`` says that the file wants a password.
    """

    def __init__(self, why: str, note: str = "", locked: bool = False) -> None:
        self.why, self.note, self.locked = why, note, locked
        super().__init__(f"no answer: {why}")


class LimitedProcess:
    """One helping process with limits, kept alive between calls and replaced when it fails.

    ``jobs`` names the module whose table JOBS it works from; memory in bytes, seconds for each
    call, ``largest`` bytes in one message to it. Safe to call from any thread: calls take turns.
    """

    def __init__(
        self,
        jobs: str,
        memory: int = limits.MEMORY,
        seconds: float = limits.SECONDS,
        largest: int = limits.LARGEST_FILE + limits.MEGABYTE,
    ) -> None:
        self._arguments = (jobs, memory, seconds, largest)
        self._seconds = seconds
        self._turn = threading.RLock()
        self._process: SpawnProcess | None = None
        self._pipe: Any = None
        self._done = 0
        self._late = False
        atexit.register(self.close)

    @property
    def pid(self) -> int | None:
        """The number of the running process, or None."""
        return self._process.pid if self._process else None

    def call(self, head: Head, blobs: Sequence[bytes] = ()) -> tuple[Head, list[bytes]]:
        """Have ``head["job"]`` done. Raises NoAnswer."""
        with self.conversation() as say:
            say(head, blobs)
            return self.hear()

    @contextlib.contextmanager
    def conversation(self) -> Iterator[Callable[[Head, Sequence[bytes]], None]]:
        """A job in more than one message: gives the function to send with; then ``hear``.

        Ends the process when the time is over, when it dies, and when the caller's own code
        raises within: what is half done is never answered later. Raises NoAnswer.
        """
        with self._turn:
            self._ready()
            with self._clock(self._seconds):
                try:
                    yield self._say
                except (EOFError, OSError, ValueError, KeyError, TypeError) as problem:
                    self.close()
                    raise NoAnswer("time" if self._late else "died") from problem
                except NoAnswer:
                    raise
                except BaseException:
                    self.close()
                    raise
            self._done += 1
            if self._done >= limits.JOBS_BEFORE_RENEWAL:
                self.close()

    def _say(self, head: Head, blobs: Sequence[bytes] = ()) -> None:
        send(self._pipe, head, blobs)

    def hear(
        self,
        progress: Callable[[int, int, str], None] | None = None,
        take: Callable[[bytes], None] | None = None,
    ) -> tuple[Head, list[bytes]]:
        """Wait, within a conversation, for the answer; hand on what comes before it.

        ``progress`` is told how far the work is, ``take`` is given a long result in pieces.
        """
        while True:
            head, blobs = receive(self._pipe)
            if "piece" in head:
                if take:
                    take(blobs[0])
            elif "progress" in head:
                done, total, words = head["progress"]
                if progress:
                    progress(int(done), int(total), str(words))
            elif "bad" in head:
                raise NoAnswer("refused", str(head["bad"]), head.get("locked") is True)
            else:
                return dict(head["good"]), blobs

    def within(self, seconds: float) -> contextlib.AbstractContextManager[None]:
        """A shorter time for one step of a conversation; the process is ended when it is over."""
        return self._clock(seconds)

    def close(self) -> None:
        """End the process. The next call starts another."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.join()
            process.close()
        if self._pipe is not None:
            self._pipe.close()
            self._pipe = None
        self._done = 0

    def start(self) -> None:
        """Start the process now, so that the first call need not wait. Raises NoAnswer."""
        with self._turn:
            self._ready()

    def _ready(self) -> None:
        if self._process is not None and self._process.is_alive():
            return
        self.close()
        spawn = multiprocessing.get_context("spawn")
        self._pipe, far = spawn.Pipe(duplex=True)
        process = spawn.Process(target=child.serve, args=(far, *self._arguments), daemon=True)
        with _no_main():
            process.start()
        self._process = process
        far.close()
        with self._clock(limits.START_SECONDS):
            try:
                receive(self._pipe, 1024)
            except (EOFError, OSError, ValueError) as problem:
                self.close()
                raise NoAnswer("died") from problem

    @contextlib.contextmanager
    def _clock(self, seconds: float) -> Iterator[None]:
        """Kill the process after ``seconds``; who waits on the pipe then hears that it ended."""
        self._late = False
        process = self._process

        def over() -> None:
            self._late = True
            if process is not None:
                with contextlib.suppress(ValueError, OSError):  # it ended by itself just now
                    process.kill()

        clock = threading.Timer(seconds, over)
        clock.daemon = True
        clock.start()
        try:
            yield
        finally:
            clock.cancel()


@contextlib.contextmanager
def _no_main() -> Iterator[None]:
    """Hide the main module while a process starts.

    A spawned process runs the parent's main module again: it would load the window in order to
    read a letter, and what it does not load can't be misused.
    """
    with _starting:
        main = sys.modules["__main__"]
        sys.modules["__main__"] = types.ModuleType("__main__")
        try:
            yield
        finally:
            sys.modules["__main__"] = main
