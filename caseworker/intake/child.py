"""The far side: a process that reads strange files and can do nothing else."""

from __future__ import annotations

import importlib
import os
import signal
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

from caseworker import system
from caseworker.intake.reading import TOO_DEEP, UNREADABLE, Unreadable
from caseworker.intake.wire import Head, receive, send

Job = Callable[["Talk", Head, list[bytes]], tuple[Head, list[bytes]]]

# What may stay of the environment: enough to find libraries, nothing that names a database.
_KEPT = {"PATH", "SYSTEMROOT", "WINDIR", "LANG", "LC_ALL", "LC_CTYPE", "TZDIR", "PYTHONPATH"}

# Python tells its audit hooks of these before it does them.
_FORBIDDEN = (
    "socket.", "subprocess.", "os.system", "os.exec", "os.fork", "os.posix_spawn", "os.spawn",
    "os.startfile", "os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink",
    "shutil.", "tempfile.", "urllib.", "http.", "smtplib.", "ftplib.", "webbrowser.", "winreg.",
)  # fmt: skip
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


class Talk:
    """What a longer job may say to, and ask of, the process that called it."""

    def __init__(self, pipe: Connection[Any, Any], largest: int) -> None:
        self._pipe = pipe
        self._largest = largest

    def progress(self, done: int, total: int, words: str) -> None:
        """Say how far the work is."""
        send(self._pipe, {"progress": [done, total, words]})

    def opened(self) -> None:
        """Answer a step of a job in several messages: all is well so far."""
        send(self._pipe, {"good": {}})

    def hand_over(self, piece: bytes | memoryview) -> None:
        """Give a piece of a long result before the answer."""
        send(self._pipe, {"piece": True}, [piece])

    def receive(self) -> tuple[Head, list[bytes]]:
        """The caller's next message within this job."""
        return receive(self._pipe, self._largest)


def serve(
    pipe: Connection[Any, Any], jobs: str, memory: int, seconds: float, largest: int
) -> None:
    """Answer jobs from the table ``JOBS`` in the module named ``jobs`` until the pipe closes."""
    _quiet()
    table: dict[str, Job] = importlib.import_module(jobs).JOBS
    system.cut_off_network()
    system.limit_this_process(memory, int(seconds))
    sys.addaudithook(_refuse)
    send(pipe, {"ready": True})
    while True:
        try:
            head, blobs = receive(pipe, largest)
        except (EOFError, OSError, ValueError):
            return
        system.extend_processor_time(int(seconds) + 5)
        send(pipe, *_answer(table, Talk(pipe, largest), head, blobs))


def _answer(
    table: dict[str, Job], talk: Talk, head: Head, blobs: list[bytes]
) -> tuple[Head, list[bytes]]:
    try:
        answer, out = table[head["job"]](talk, head, blobs)
        return {"good": answer}, out
    except Unreadable as problem:
        return {"bad": problem.note, "locked": problem.locked}, []
    except RecursionError:
        return {"bad": TOO_DEEP}, []
    except Exception:  # what the libraries raise on hostile files has no end; all mean the same
        return {"bad": UNREADABLE}, []


def _quiet() -> None:
    """Give up what the parent process had: its settings, its arguments, its terminal."""
    for name in set(os.environ) - _KEPT:
        del os.environ[name]
    sys.argv = sys.argv[:1]
    sys.dont_write_bytecode = True
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the program, not for its hands
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):  # the C libraries complain in words taken from the file
        os.dup2(nowhere, stream)
    os.close(nowhere)


def _refuse(event: str, args: tuple[Any, ...]) -> None:
    if event.startswith(_FORBIDDEN):
        raise PermissionError(f"not in this process: {event}")
    if event == "open" and args[0] != os.devnull:
        flags = args[2] if isinstance(args[2], int) else 0
        if flags & _WRITING:
            raise PermissionError("this process writes no files")


