"""One letter: drafting it, writing it, issuing it, and the issued one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from caseworker.actions.letters import RefreshDraft
from caseworker.queries.letters import LetterPage, letter_page
from ui import theme
from ui.screen import Crumb, Host, Screen
from ui.screens.letter.clash import Clash
from ui.screens.letter.composer import Composer
from ui.screens.letter.desk import asking
from ui.screens.letter.ending import Ending
from ui.screens.letter.issued import IssuedLetter
from ui.screens.letter.keeper import Before, Keeper, as_typed, forget, kept_before
from ui.screens.letter.missing import MissingPanel
from ui.screens.letter.start import Start
from ui.widgets.announce import announce
from ui.widgets.text import label

OWN = {"EditLetter", "DraftLetter", "IssueLetter", "RefreshDraft", "DiscardDraft"}
COM = "COM-"


class LetterScreen(Screen):
    """Opened with ``case_id`` and ``letter_id``, or ``code`` to draft a letter of that kind."""

    title = "Letter"

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(host, parent)
        self._case_id, self._letter_id, self._code = 0, 0, ""
        self._reference = ""
        self.waiting, self.missing = label("", "muted"), MissingPanel()
        self.waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.composer, self.issued = Composer(host), IssuedLetter(host)
        self._start = Start(host, self.missing, self)
        self._clash = Clash(host, self.composer, self)
        self.keeper: Keeper | None = None
        self.ending = Ending(host, self.composer, lambda: self.keeper, self)
        self._stack = QStackedWidget()
        for part in (self.waiting, self.missing, self.composer, self.issued):
            self._stack.addWidget(part)
        column = QVBoxLayout(self)
        theme.space(column, (0, 0, 0, 0), 0)
        column.addWidget(self._stack)
        self._connect()

    def crumbs(self) -> Sequence[Crumb]:
        """It stands in a case."""
        tab = {"case_id": self._case_id, "tab": "LettersTab"}
        # A reference says which kind of case it is, before the case itself was asked for.
        queue = Crumb("MOPAC complaints", "complaints") if self._reference.startswith(COM) else (
            Crumb("Review requests", "queue"))
        return (queue, Crumb(self._reference or "Case", "case", tab))

    def keys(self) -> Sequence[tuple[str, str]]:
        """The keys of the part that shows."""
        if self._stack.currentWidget() is self.composer:
            return (("Ctrl+I", "issue"), ("Ctrl+S", "save"), ("Alt+Left", "back"),
                    ("F6", "next part"), ("?", "all shortcuts"))
        if self._stack.currentWidget() is self.missing:
            return (("Ctrl+Enter", "draft the letter"), ("Alt+Left", "back"))
        return (("Alt+Left", "back"), ("Page Down", "next page"), ("?", "all shortcuts"))

    def open(self, **args: Any) -> None:
        """Show a letter, or draft one."""
        same = args["case_id"] == self._case_id
        self._case_id, self._letter_id = args["case_id"], args.get("letter_id", 0)
        self._code = args.get("code", "")
        if not same:
            self._reference = ""
        before = self.keeper
        if before is not None and before.unsaved and before.page.id == self._letter_id:
            self._show(self.composer)  # it stands there as it was left
            before.save()
            return
        self._wait("Opening the letter")
        self.keeper = None
        if before is not None and before.busy:  # it may be this letter: look once it is saved
            before.idle.connect(self.refresh, Qt.ConnectionType.SingleShotConnection)
            before.let_go()
            return
        if before is not None:
            before.let_go()
        self.refresh()

    def refresh(self) -> None:
        """Look again. What is typed and not yet saved is saved first."""
        if self.keeper is not None and self.keeper.unsaved:
            self.keeper.save()
        elif self._letter_id:
            self._ask_letter()
        else:
            self._start.begin(self._case_id, self._code)

    def changed(self, change: Any) -> None:
        """What was saved here is known; look again after anything else."""
        if change.action not in OWN:
            self.refresh()

    def leave(self) -> None:
        """Save what was typed in the last seconds."""
        if self.keeper is not None:
            self.keeper.save()

    def main_action(self) -> None:
        """Check and issue, or draft with what was given."""
        if self._stack.currentWidget() is self.composer:
            self.check_and_issue()
        elif self._stack.currentWidget() is self.missing:
            self.missing.submit()

    def panes(self) -> Sequence[QWidget]:
        """Text, addressee, preview; or what shows instead."""
        shown = self._stack.currentWidget()
        if shown is self.composer:
            return (self.composer.text, self.composer.to, self.composer.paper.view)
        if shown is self.missing:
            return (self.missing.first(),)
        return (self.issued.pdf, self.issued.view) if shown is self.issued else ()

    def save(self) -> None:
        """Save the draft now, and say so: the pauses of typing save in silence."""
        if self.keeper is not None:
            self.keeper.save(lambda: announce(self, "Saved"))

    def check_and_issue(self) -> None:
        """Save, then ask with everything on one card."""
        if self.keeper is not None and self.composer.check.isEnabled():
            self.keeper.save(self.ending.issue)

    # Showing

    def _opened(self, letter_id: int) -> None:
        self._letter_id = letter_id
        if self.isVisible():  # else Back would lead from another screen to this letter
            self.host.here(case_id=self._case_id, letter_id=letter_id)
        self._ask_letter()

    def _ask_for_missing(self) -> None:
        self.title = f"New letter {self._code}"
        self._show(self.missing)

    def _name(self, reference: str) -> None:
        self._reference = reference
        self.told.emit()

    def _save_upon(self, theirs: LetterPage) -> None:
        """Save what is typed here as the next version after a colleague's."""
        if self.keeper is not None:
            self.keeper.take(theirs)
            self.keeper.save()

    def _reload(self, theirs: LetterPage | None) -> None:
        self._stop()
        if theirs is not None and theirs.state == "draft":
            forget(self.host, theirs.id)
        self._show_letter(theirs)

    def _ask_letter(self) -> None:
        office = self.host.office
        self.jobs.ask(letter_page, self._show_letter, for_=(self, "letter"),
                      case_id=self._case_id, letter_id=self._letter_id, demo=office.demo,
                      **asking(office))

    def _show_letter(self, page: LetterPage | None) -> None:
        keeper = self.keeper
        before = kept_before(self.host, self._letter_id) if keeper is None else None
        if before is not None and (page is None or page.state == "issued"):
            self._clash.gone(self._letter_id, before.typed)
        if page is None:
            self._stop()
            self._wait("There is no such letter. It may have been discarded.")
            return
        if keeper is not None and (keeper.unsaved or keeper.busy):  # typed while it was asked for
            return
        self._reference, self._code = page.reference, page.code
        self.title = f"{page.code} {page.title}"
        if page.state == "issued":
            self._stop()
            self.issued.show_page(page)
            self._show(self.issued)
            return
        if keeper is not None:
            keeper.take(page)
        self.composer.show_page(page)
        if keeper is None:
            self.keeper = keeper = self._keeper(page)
        self.composer.state.setText(f"Drafted {page.drafted} by {page.drafted_by}")
        self._show(self.composer)
        if before is not None and before.typed != as_typed(page):
            self._put_back(keeper, page, before)

    def _keeper(self, page: LetterPage) -> Keeper:
        for left in self.findChildren(Keeper):
            if left.page.id == page.id:  # let go while nothing could be saved
                left.stop()  # its words are kept, and come back here
        keeper = Keeper(self.host, page, self.composer.typed, self)
        keeper.told.connect(self.composer.state.setText)
        keeper.clash.connect(self._clash.came)
        return keeper

    def _put_back(self, keeper: Keeper, page: LetterPage, before: Before) -> None:
        """Show what was typed and never saved; it is saved as if it was typed now."""
        if before.letter_version != page.version:
            keeper.wait()
        self.composer.fill(before.typed)
        if before.letter_version != page.version:
            self._clash.came(page, before.case_version)
        else:
            self.host.status("What you typed and had not saved is here again")

    def _stop(self) -> None:
        if self.keeper is not None:
            self.keeper.stop()
            self.keeper = None

    def _edited(self) -> None:
        if self.keeper is not None:
            self.keeper.edited()

    def _wait(self, words: str) -> None:
        self.waiting.setText(words)
        self._show(self.waiting)

    def _show(self, part: QWidget) -> None:
        moved = self._stack.currentWidget() is not part
        self._stack.setCurrentWidget(part)
        self.told.emit()
        panes = self.panes()
        if moved and panes and self.isVisible():
            panes[0].setFocus(Qt.FocusReason.OtherFocusReason)

    # Issued, merged, discarded

    def _gone_out(self) -> None:
        self._stop()
        self._ask_letter()
        self.host.notice("The letter is issued.",
                         "It is kept as PDF and Word, and can no longer be changed.")

    def _merge(self) -> None:
        keeper = self.keeper
        if keeper is None:
            return

        def merge() -> None:
            action = RefreshDraft(case_id=self._case_id, version=keeper.version,
                                  letter_id=self._letter_id)
            self.jobs.do(action, lambda _: self._ask_letter())

        keeper.save(merge)

    def _set_aside(self) -> None:
        self._stop()
        self._wait("The draft is discarded.")
        self.host.back()
        self.host.notice("The draft is discarded.")

    def _correct(self) -> None:
        """A correction is a new letter of the same kind."""
        self.host.show_screen("letter", case_id=self._case_id, code=self._code)

    def _connect(self) -> None:
        self._start.opened.connect(self._opened)
        self._start.stopped.connect(self._wait)
        self._start.asked.connect(self._ask_for_missing)
        self._start.named.connect(self._name)
        self.missing.wanted.connect(
            lambda tab: self.host.show_screen("case", case_id=self._case_id, tab=tab))
        composer = self.composer
        composer.edited.connect(self._edited)
        composer.issue.connect(self.check_and_issue)
        composer.save.connect(self.save)
        composer.discard.connect(self.ending.discard)
        composer.merge.connect(self._merge)
        self.ending.issued.connect(self._gone_out)
        self.ending.discarded.connect(self._set_aside)
        self.ending.over.connect(self._show_letter)
        self._clash.wanted.connect(self._reload)
        self._clash.kept.connect(self._save_upon)
        self.issued.corrected.connect(self._correct)
        for key, call in (("Ctrl+I", self.check_and_issue), ("Ctrl+S", self.save)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(call)
