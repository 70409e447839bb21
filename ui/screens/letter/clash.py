"""When a colleague wrote in the same letter: nobody's words are lost."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from caseworker.queries.letters import LetterPage
from ui.screen import Host
from ui.screens.letter.composer import Composer
from ui.screens.letter.keeper import Typed
from ui.widgets.announce import announce


class Clash(QObject):
    """The two strips over the composer. ``wanted`` asks to show the letter as the colleague left
    it (None when it is gone); what was typed here can be copied all the while.
    """

    wanted = Signal(object)

    def __init__(self, host: Host, composer: Composer, parent: QObject) -> None:
        super().__init__(parent)
        self._host, self._composer = host, composer
        self._mine: Typed | None = None
        self._theirs: LetterPage | None = None
        composer.clash.pressed.connect(self._reload)
        composer.mine.pressed.connect(self._copy)

    def forget(self) -> None:
        """Another letter is shown."""
        self._mine = self._theirs = None
        self._composer.clash.hide()
        self._composer.mine.hide()

    def came(self, theirs: LetterPage | None) -> None:
        """A colleague was first."""
        self._theirs, self._mine = theirs, self._composer.typed()
        gone = theirs is None or theirs.state != "draft"
        words = (f"Somebody else {'issued or discarded' if gone else 'changed'} this letter while "
                 "you had it open.")
        self._composer.clash.say(words, "What you typed stands here and is not saved.",
                                 "Show their letter")
        self._composer.clash.show()
        self._composer.mine.say("Your text is kept here.", "", "Copy my text")
        self._composer.mine.show()
        announce(self._composer, words, urgent=True)

    def _reload(self) -> None:
        self._mine = self._composer.typed()
        self._composer.clash.hide()
        if self._theirs is None or self._theirs.state != "draft":
            self._copy()  # the composer goes, and the strip with it
        self.wanted.emit(self._theirs)

    def _copy(self) -> None:
        if self._mine is not None:
            QGuiApplication.clipboard().setText(self._mine.markdown)
            self._host.status("Your text is copied")
            announce(self._composer, "Your text is copied")
