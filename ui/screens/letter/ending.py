"""How a draft ends: issued after a last look at everything, or discarded."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from caseworker.actions.letters import DiscardDraft
from caseworker.queries.letters import LetterPage, letter_page
from ui.screen import Host
from ui.screens.letter.composer import Composer
from ui.screens.letter.desk import asking
from ui.screens.letter.issue_card import IssueCard
from ui.screens.letter.keeper import Keeper, forget
from ui.widgets.confirm import Interruption


class Ending(QObject):
    """``issued`` and ``discarded`` say that it is done; ``over`` sends the letter as a colleague
    left it when it is no draft any more (None when it is gone).

    ``keeper`` returns what keeps the draft that is shown, None when none is.
    """

    issued = Signal()
    discarded = Signal()
    over = Signal(object)

    def __init__(self, host: Host, composer: Composer, keeper: Callable[[], Keeper | None],
                 parent: QWidget) -> None:
        super().__init__(parent)
        self._host, self._composer, self._keeper, self._window = host, composer, keeper, parent
        self.card: QDialog | None = None

    def issue(self) -> None:
        """Ask with everything on one card. The draft is saved already."""
        keeper, office = self._keeper(), self._host.office
        if keeper is not None:
            self._host.jobs.ask(
                letter_page, self._open_card, for_=(self, "card"), case_id=keeper.page.case_id,
                letter_id=keeper.page.id, demo=office.demo, **asking(office))

    def discard(self) -> None:
        """Ask whether the draft is to be discarded."""
        lines = ("The draft leaves the letters to issue. It stays on record as discarded.",)
        self.card = Interruption(self._window, "Discard this draft?", lines, "Discard draft")
        self.card.accepted.connect(self._set_aside)
        self.card.open()

    def _open_card(self, page: LetterPage | None) -> None:
        if page is None or page.state != "draft":
            self.over.emit(page)
            return
        self._composer.show_changed(page)
        self.card = IssueCard(self._window, self._host, page, page.case_version,
                              self._composer.sent_by, self.issued.emit)
        self.card.open()

    def _set_aside(self) -> None:
        keeper = self._keeper()
        if keeper is None:
            return
        action = DiscardDraft(case_id=keeper.page.case_id, version=keeper.version,
                              letter_id=keeper.page.id)

        def done(change: Any) -> None:
            forget(self._host, action.letter_id)
            self.discarded.emit()

        self._host.jobs.do(action, done)
