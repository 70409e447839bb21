"""When a colleague wrote in the same letter: nobody's words are lost."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from caseworker.queries.letters import LetterPage
from caseworker.queries.meanwhile import Meanwhile, meanwhile
from ui.screen import Host
from ui.screens.letter.composer import Composer
from ui.screens.letter.keeper import Typed, as_typed, forget
from ui.somebody_else import Both, SomebodyElse

TITLE = "Somebody else changed this letter"
GONE = "Somebody else issued or discarded this letter while you had it open."


class Clash(QObject):
    """``wanted`` asks to show the letter as the colleague left it (None when it is gone),
    ``kept`` to save what is typed here upon theirs.
    """

    wanted = Signal(object)
    kept = Signal(object)

    def __init__(self, host: Host, composer: Composer, parent: QObject) -> None:
        super().__init__(parent)
        self._host, self._composer = host, composer
        self.card: SomebodyElse | None = None

    def came(self, theirs: LetterPage | None, case_version: int = 0) -> None:
        """A colleague was first. ``case_version``: upon which one was typed, if not this page's."""
        page, mine = self._composer.page, self._composer.typed()
        if page is None or theirs is None or theirs.state != "draft":
            self.wanted.emit(theirs)
            return

        def show(found: Meanwhile | None) -> None:
            now = as_typed(theirs)
            both = [Both(label, here, there) for label, here, there in (
                ("Text of the letter", mine.markdown, now.markdown),
                ("To", "\n".join(mine.addressee), "\n".join(now.addressee)),
            ) if here != there]
            self.card = SomebodyElse(
                self._composer, found, both, lambda: self.kept.emit(theirs),
                lambda: self.wanted.emit(theirs), title=TITLE)
            self.card.open()

        self._host.jobs.ask(meanwhile, show, otherwise=self._host.trouble,
                            case_id=page.case_id, version=case_version or page.case_version)

    def gone(self, letter_id: int, mine: Typed) -> None:
        """The letter is issued or discarded, and something typed in it was never saved."""
        def copy() -> None:
            QGuiApplication.clipboard().setText(mine.markdown)
            self._host.status("Your text is copied")
            forget(self._host, letter_id)

        self._host.notice(GONE, "Your text is kept here until you copy it.", "amber",
                          "Copy my text", copy)
