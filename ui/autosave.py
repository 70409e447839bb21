"""Keeps what is typed in the drafts' file, every three seconds while there is something new."""

from __future__ import annotations

import copy
from collections.abc import Callable
from threading import Lock
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from ui.jobs import Jobs

if TYPE_CHECKING:
    from caseworker.drafts import Drafts

EVERY = 3000  # milliseconds


class Autosave(QObject):
    """Call :meth:`touch` when something was typed. ``collect`` gives all drafts as they stand."""

    def __init__(
        self, jobs: Jobs, drafts: Drafts, collect: Callable[[], dict[str, dict[str, Any]]],
        otherwise: Callable[[Exception], None], parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._jobs, self._drafts, self._collect = jobs, drafts, collect
        self._otherwise, self._writing, self._again = otherwise, False, False
        self._turn, self._lock = 0, Lock()  # an older state never overwrites a newer one
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self._write)

    def touch(self) -> None:
        """Something was typed: it is written within three seconds."""
        if not self._timer.isActive():
            self._timer.start()

    def finish(self) -> None:
        """Write at once what is not yet written: the screen or the window goes away."""
        if self._timer.isActive() or self._writing:
            from caseworker.drafts import NotKept  # loads the database, as the drafts have by now

            self._timer.stop()
            try:
                with self._lock:
                    self._turn += 1
                    self._drafts.save(self._collect())
            except NotKept as error:
                self._otherwise(error)

    def _write(self) -> None:
        if self._writing:
            self._again = True
            return
        self._writing, self._again = True, False
        drafts, turn = copy.deepcopy(self._collect()), self._turn

        def save() -> None:
            with self._lock:
                if turn == self._turn:
                    self._drafts.save(drafts)

        self._jobs.run(save, self._done, self._failed)

    def _done(self, _: object) -> None:
        self._writing = False
        if self._again:
            self._write()

    def _failed(self, error: Exception) -> None:
        self._writing = False
        self._otherwise(error)
