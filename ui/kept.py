"""What is typed in the forms of a case and not yet saved: kept, and there again at the next start.

On this computer's disk, in a private file of one person; of a restricted case only where the
records are encrypted, else in memory while the program is open, and that is said.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from ui.autosave import Autosave
from ui.jobs import Jobs

if TYPE_CHECKING:
    from caseworker.drafts import Drafts

ONLY_OPEN = "What you type about this restricted case is kept only while Caseworker is open"


class Kept(QObject):
    """Drafts by key. Each says of which case it is (``case_id``) and in words what it is."""

    def __init__(
        self, jobs: Jobs, drafts: Drafts | None, otherwise: Callable[[Exception], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._all: dict[str, dict[str, Any]] = {}
        self._in_memory: set[str] = set()
        self._drafts, self._autosave = drafts, None
        self.trouble = ""  # words, when what was typed could not be read
        if drafts is not None:
            self._all, self.trouble = drafts.load()
            self._autosave = Autosave(jobs, drafts, self._on_disk, otherwise, self)

    @property
    def all(self) -> Mapping[str, dict[str, Any]]:
        """Every draft there is."""
        return self._all

    def get(self, key: str) -> dict[str, Any]:
        """What was typed under this key, by field; nothing when all is saved."""
        typed: dict[str, Any] = self._all.get(key, {}).get("typed", {})
        return typed

    def put(
        self, key: str, typed: Mapping[str, Any], *, case_id: int, words: str,
        restricted: bool = False, letter_id: int = 0,
    ) -> str:
        """Keep what stands there now; nothing typed takes the draft away.

        ``letter_id`` says that it was typed in a letter of the case. Returns words to be shown
        when it can't be kept on the disk.
        """
        if dict(typed) == self.get(key):
            return ""
        only_open = restricted and (self._drafts is None or not self._drafts.encrypted)
        if typed:
            self._all[key] = {"typed": dict(typed), "case_id": case_id, "words": words,
                              "letter_id": letter_id}
            (self._in_memory.add if only_open else self._in_memory.discard)(key)
        else:
            self._all.pop(key, None)
        if self._autosave is not None:
            self._autosave.touch()
        return ONLY_OPEN if only_open and typed else ""

    def finish(self) -> None:
        """Write what is not yet written."""
        if self._autosave is not None:
            self._autosave.finish()

    def _on_disk(self) -> dict[str, dict[str, Any]]:
        return {key: draft for key, draft in self._all.items() if key not in self._in_memory}
