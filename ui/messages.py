"""What is said above the page: that the records can't be reached, and notices."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseworker.office import Conflict, NotSaved, Refused, Unavailable
from ui import theme
from ui.widgets.announce import announce
from ui.widgets.banner import Banner

OFFLINE = "Caseworker cannot reach the records."
log = logging.getLogger(__name__)


class Messages(QWidget):
    """Two strips, hidden while there is nothing to say. ``again`` asks to look again, ``lost``
    says that the records could not be reached.
    """

    again = Signal()
    lost = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        theme.space(column, (0, 0, 0, 0), 0)
        self.offline = Banner(OFFLINE, tone="red", action="Try again")
        self._notice = Banner("", tone="green")
        self._call: Callable[[], None] | None = None
        self._fresh = False  # said since an undo was last offered
        for strip in (self.offline, self._notice):
            strip.hide()
            column.addWidget(strip)
        self.offline.pressed.connect(lambda: self.again.emit())
        self._notice.pressed.connect(self._close)

    def clear(self) -> None:
        """Take the notice away."""
        self._call, self._fresh = None, False
        self._notice.hide()

    def notice(
        self, title: str, detail: str = "", tone: str = "green", action: str = "",
        call: Callable[[], None] | None = None,
    ) -> None:
        """Say something until it is closed. ``call`` is what the link ``action`` does."""
        self._call, self._fresh = call, True
        self._notice.say(title, detail, action or "Close")
        self._notice.use_tone(tone)
        self._notice.show()
        announce(self, f"{title} {detail}".strip(), urgent=tone == "red")

    def offer(self, words: str, action: str, call: Callable[[], None]) -> None:
        """Offer to undo what was just done, beside what the screen has said of it, if anything."""
        if not self._fresh:
            self.notice(words, action=action, call=call)
        elif self._call is None:
            self._call = call
            self._notice.offer(action)
        self._fresh = False

    def withdraw(self, call: Callable[[], None]) -> None:
        """What was offered by this call can no longer be done; what was said stays."""
        if self._call is call:
            self._call = None
            self._notice.offer("Close")

    def trouble(self, error: Exception) -> None:
        """Say that something could not be done, with what the user can do about it."""
        if isinstance(error, NotSaved):  # no banner: it would go before anybody has read this
            self.notice("Not saved.", str(error), "amber")
        elif isinstance(error, Unavailable):
            self.offline.say(OFFLINE, str(error), "Try again")
            if self.offline.isHidden():
                self.offline.show()
                announce(self, f"{OFFLINE} {error}", urgent=True)
            self.lost.emit()
        elif isinstance(error, Conflict):
            self.notice("Not saved.", str(error), "amber", "Reload", self.again.emit)
        elif isinstance(error, Refused):
            self.notice("This cannot be done.", str(error), "amber")
        else:
            # The message could hold what somebody wrote, so the log gets only where it happened.
            log.error("unexpected %s", type(error).__name__, exc_info=_without_words(error))
            self.notice("Something went wrong in Caseworker.",
                        "Look again before you go on, and tell whoever looks after Caseworker "
                        "if it happens twice.", "red")

    def _close(self) -> None:
        call = self._call
        self.clear()
        if call is not None:
            call()


def _without_words(error: Exception) -> tuple[type[BaseException], BaseException, Any]:
    return RuntimeError, RuntimeError(type(error).__name__), error.__traceback__
