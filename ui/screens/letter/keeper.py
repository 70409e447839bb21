"""Saves a draft while it is written, and keeps what was typed whatever happens.

What the records do not have yet is kept on this computer too (ui.kept), so that it outlives a
crash while the records can't be reached.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from caseworker.actions.letters import EditLetter
from caseworker.office import Conflict, Refused, Unavailable
from caseworker.queries.letters import LetterPage, letter_page
from caseworker.rules.london import LONDON
from ui.screen import Host
from ui.screens.letter.desk import asking

PAUSE = 3000  # milliseconds after the last key before a draft is saved
AGAIN = 15_000  # milliseconds before the next try while the records can't be reached


@dataclass(frozen=True)
class Typed:
    """What stands in the composer now."""

    markdown: str
    addressee: tuple[str, ...]
    size: float


@dataclass(frozen=True)
class Before:
    """What was typed and not saved when the program last ended: upon which letter and case."""

    typed: Typed
    case_version: int
    letter_version: int


class Keeper(QObject):
    """Saves one draft. ``typed`` says what stands on screen.

    ``told`` sends the words of the state ("Saved 10:42"); ``clash`` the letter as a colleague
    left it (None when it is gone), when both wrote in it: then nothing is saved until ``take``.
    ``idle`` is sent when no saving is under way any more.
    """

    told = Signal(str)
    clash = Signal(object)
    idle = Signal()

    def __init__(
        self, host: Host, page: LetterPage, typed: Callable[[], Typed], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._host, self._typed = host, typed
        self._stopped = self._left = False
        self._sure = (0, 0)  # the versions of case and letter that the records are known to have
        self._next = (0, 0)  # the same once what is under way is done
        self._under_way = 0
        self._clashed = self._offline = False
        self._then: Callable[[], None] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(lambda: self.save())
        self.take(page)

    @property
    def unsaved(self) -> bool:
        """Whether something was typed that the records do not have."""
        return not self._stopped and self._typed() != self._saved

    @property
    def busy(self) -> bool:
        """Whether a saving is under way."""
        return self._under_way > 0

    @property
    def version(self) -> int:
        """The version of the case, for the next action."""
        return self._next[0]

    def wait(self) -> None:
        """Both wrote in it: nothing is saved until the user has said whose words stay."""
        self._timer.stop()
        self._clashed = True
        self.told.emit("Not saved")

    def take(self, page: LetterPage) -> None:
        """Begin with a letter as the records have it."""
        self._timer.stop()
        self.page, self._clashed, self._offline = page, False, False
        self._saved: Typed | None = as_typed(page)
        self._sure = self._next = (page.case_version, page.version)

    def stop(self) -> None:
        """Nothing is to be saved any more: the letter is issued or gone."""
        self._timer.stop()
        self._stopped = True
        if self._left and not self.busy:
            self.deleteLater()

    def let_go(self) -> None:
        """The screen shows something else: see to it that what was typed here is saved."""
        typed = self._typed()
        self._typed, self._left = lambda: typed, True
        if not self.busy and not self.unsaved:
            self.deleteLater()

    def edited(self) -> None:
        """Something was typed: save it after a pause."""
        said = self._keep()
        if self.unsaved and not self._clashed:
            self.told.emit(". ".join(filter(None, ("Not saved yet", said))))
            self._timer.start(PAUSE)

    def save(self, then: Callable[[], None] | None = None) -> None:
        """Save now if there is something to save; ``then`` is called once all is saved."""
        self._timer.stop()
        if self._clashed:
            return
        self._then = then or self._then
        if self.unsaved:
            self._submit()
        elif not self._under_way:
            self._go_on()

    def _keep(self) -> str:
        """Keep on this computer what the records do not have; words when that can't be done."""
        page, typed = self.page, dict[str, Any]()
        if self._stopped:
            return ""
        if self.unsaved or self.busy:
            typed = {**asdict(self._typed()), "versions": list(self._sure)}
            typed["addressee"] = list(typed["addressee"])  # as it is read again
        return self._host.kept.put(
            kept_as(page.id), typed, case_id=page.case_id, letter_id=page.id,
            words=f"letter {page.code} of {page.reference}", restricted=page.restricted)

    def _submit(self) -> None:
        typed, (case_version, letter_version) = self._typed(), self._next
        self._next = (case_version + 1, letter_version + 1)
        self._saved = typed
        self._under_way += 1
        action = EditLetter(
            case_id=self.page.case_id, version=case_version, letter_id=self.page.id,
            letter_version=letter_version, markdown=typed.markdown, addressee=typed.addressee,
            size=typed.size,
        )
        self._host.jobs.do(action, lambda _: self._done(), self._failed)

    def _done(self) -> None:
        self._under_way -= 1
        self._offline = False
        self._sure = (self._sure[0] + 1, self._sure[1] + 1)
        self._keep()
        if not self._under_way:
            moment = self._host.office.now().astimezone(LONDON)
            self.told.emit("Not saved yet" if self.unsaved else f"Saved {moment:%H:%M}")
            self._go_on()

    def _go_on(self) -> None:
        then, self._then = self._then, None
        if then is not None:
            then()
        self._rest()

    def _rest(self) -> None:
        self.idle.emit()
        if self._left and not self.unsaved:
            self.deleteLater()

    def _failed(self, error: Exception) -> None:
        self._under_way -= 1
        self._saved = None  # so that what was typed still counts as unsaved
        if self._under_way:  # what was sent after it fails too, and comes here last
            return
        self._next = self._sure
        if isinstance(error, Conflict):
            self._look_again()
            return
        self._then = None
        if isinstance(error, Unavailable):
            self._timer.start(AGAIN)
            self._not_saved(error, "Not saved. Cannot reach the records", self._offline)
            self._offline = True
        elif isinstance(error, Refused):
            self._not_saved(error, f"Not saved. {error}", quiet=not self._left)
        else:
            self._not_saved(error, "Not saved")

    def _not_saved(self, error: Exception, words: str, quiet: bool = False) -> None:
        self.told.emit(words)
        if not quiet and self._left:
            self._offer_copy(str(error))
        elif not quiet:
            self._host.trouble(error)
        self._rest()

    def _offer_copy(self, why: str) -> None:
        """The letter is no longer on screen: its words can still be had."""
        text = self._typed().markdown
        self._host.notice(
            f"What you last typed in {self.page.code} of {self.page.reference} is not saved.",
            why, "red", "Copy the text", lambda: QGuiApplication.clipboard().setText(text))

    def _look_again(self) -> None:
        """Was it the letter that changed, or only something else in the case?"""
        office = self._host.office
        self._host.jobs.ask(
            letter_page, self._seen, for_=(self, "again"), otherwise=self._host.trouble,
            case_id=self.page.case_id, letter_id=self.page.id, demo=office.demo,
            **asking(office))

    def _seen(self, now: LetterPage | None) -> None:
        if now is not None and now.state == "draft" and now.version == self._sure[1]:
            self._sure = self._next = (now.case_version, now.version)
            self._submit()
            return
        self._then = None
        self.wait()
        if self._left:  # both texts are shown when it is opened again
            self._offer_copy("Somebody else changed this letter while you had it open.")
        else:
            self.clash.emit(now)
        self._rest()


def kept_as(letter_id: int) -> str:
    """What the words of a letter are kept under."""
    return f"letter/{letter_id}"


def kept_before(host: Host, letter_id: int) -> Before | None:
    """What was typed in this letter and never saved."""
    kept: dict[str, Any] = host.kept.get(kept_as(letter_id))
    if not kept:
        return None
    typed = Typed(kept["markdown"], tuple(kept["addressee"]), kept["size"])
    return Before(typed, *kept["versions"])


def forget(host: Host, letter_id: int) -> None:
    """The user has these words, or wants them no more."""
    host.kept.put(kept_as(letter_id), {}, case_id=0, words="")


def as_typed(page: LetterPage) -> Typed:
    """What the records have, as the composer would have it."""
    return Typed(page.markdown, page.paper.addressee, page.paper.size)
