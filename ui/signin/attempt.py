"""One try to open the records, off the window's thread, that can be given up at any time."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal


class Attempt(QObject):
    """Runs ``work`` in a thread of its own; ``then`` and ``otherwise`` run in the window's.

    Once given up neither is called, and what was opened is closed again. The thread does not keep
    the program from ending: a server that never answers is waited for by nobody.
    """

    _ended = Signal(object, object)  # value, error

    def __init__(
        self, work: Callable[[], Any], then: Callable[[Any], None],
        otherwise: Callable[[Exception], None], parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._work, self._then, self._otherwise = work, then, otherwise
        self._wanted = True
        self._ended.connect(self._finish, Qt.ConnectionType.QueuedConnection)

    def start(self) -> Attempt:
        """Begin."""
        threading.Thread(target=self._run, daemon=True, name="attempt").start()
        return self

    def give_up(self) -> None:
        """Nobody waits for it any more."""
        self._wanted = False

    def _run(self) -> None:
        value: Any = None
        error: Exception | None = None
        try:
            value = self._work()
        except Exception as caught:
            error = caught
        try:
            self._ended.emit(value, error)
        except RuntimeError:  # the window has gone meanwhile
            _close(value)

    def _finish(self, value: Any, error: Exception | None) -> None:
        if not self._wanted:
            _close(value)
        elif error is not None:
            self._otherwise(error)
        else:
            self._then(value)


def _close(value: Any) -> None:
    if hasattr(value, "close"):
        value.close()
