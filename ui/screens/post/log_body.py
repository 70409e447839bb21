"""Logging one file: the form, what came before, and who it may be about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from caseworker.actions.opening import OPENERS
from caseworker.actions.post import LogPost
from caseworker.queries.earlier import EarlierCopy, earlier_copy
from caseworker.queries.post import PossibleMatch, possible_matches
from caseworker.rules.finding import Refused
from ui import theme
from ui.icons import Button
from ui.screens.post.advice import Advice, Looked
from ui.screens.post.batch import SENDER, Item
from ui.screens.post.body import Body, Desk
from ui.screens.post.copy_note import CopyNote
from ui.screens.post.log_form import LogForm
from ui.screens.post.match_card import MatchCard
from ui.widgets.empty import EmptyState

PAUSE = 250  # milliseconds after the last key before matches are looked for
SAVE_OPEN = "Save and open the review request"
SAVE_COMPLAINT = "Save and open the complaint"
SAVE_NEXT = "Save and next"


class LogBody(Body):
    """The form of one file. Everything typed goes into the item at once."""

    title = "Log this item"

    def __init__(self, desk: Desk, item: Item, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.item, office = item, desk.host.office
        self.form = LogForm(office.today())
        self.form.fill(item.first_values(office.today(), desk.batch.last_received))
        self.form.put_back(item.typed)
        self.advice = Advice(self.form, desk.host.status, item.typed.get("way_out", ""))
        self.form.edited.connect(self._edited)
        self.advice.used.connect(lambda _: self._edited())
        self.matches = MatchCard()
        self.matches.linked.connect(lambda match: self._save("join", match))
        self.matches.ignored.connect(self._ignore)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._look_for_matches)
        self._column = QVBoxLayout(self)
        theme.space(self._column, (0, 0, 0, 0), 10)
        self._column.addWidget(self.advice)
        self._column.addWidget(self.form)
        self._column.addStretch(1)
        self._note: CopyNote | None = None
        self.main, self.only = Button("", role="primary"), Button("Save only")
        self.main.clicked.connect(lambda: self.main_action())
        self.only.clicked.connect(lambda: self.save_only())
        self.buttons, self.pinned = [self.main, self.only], self.matches
        self.letters = {
            **{str(n): (lambda n=n: self._choose_route(n))  # type: ignore[misc]  # bound now
               for n in range(1, 5)},
            "R": self._use_route, "F": self.advice.use_next, "M": self._link_first,
            "X": self._ignore_first, "D": lambda: desk.not_post(item),
            "J": lambda: desk.staple(item),
        }
        self._say_main()
        if item.earlier is not None and not item.again:
            self.show_copy(item.earlier)
        if item.looked is not None:
            self.show_looked(item.looked)
        self._look_for_matches()

    def main_action(self) -> None:
        """Save, and go on to the review request or to the next item."""
        self._save("open" if self._opens() else "next")

    def save_only(self) -> None:
        """Save, and go to the next item."""
        self._save("next")

    def first(self) -> QWidget:
        """The first field."""
        return self.form.fields["received"].control

    def keys(self) -> Sequence[tuple[str, str]]:
        """The keys of logging."""
        return (("Ctrl+Enter", "save"), ("Ctrl+S", "save only"), ("1 to 4", "route"),
                ("R", "suggested route"), ("F", "fill in from letter"), ("D", "not post"),
                ("T", "text"), ("J", "staple to the one above"), ("Ctrl+D", "same sender again"),
                ("?", "all shortcuts"))

    def show_copy(self, copy: EarlierCopy) -> None:
        """Say that the file came before, and ask what to do."""
        if self._note is not None:
            self._note.hide()
            self._note.deleteLater()
        self._note = note = CopyNote(copy)
        note.again.connect(self._again)
        note.discard.connect(lambda: self._take_off(f"The copy {self.item.name} was discarded."))
        note.see.connect(lambda: self.desk.show_earlier(copy))
        self._column.insertWidget(0, note)

    def show_looked(self, looked: Looked) -> None:
        """Show what its text says of itself."""
        self.advice.show_looked(looked)

    def copy_sender(self) -> None:
        """The sender of the item logged last is the sender of this one too."""
        sender = self.desk.batch.last_sender
        for name in SENDER:
            if name in sender:
                self.form.fields[name].put(sender[name])
        self.desk.host.status(f"Sender copied: {sender['name']}" if sender else
                              "No sender to copy. Nothing was logged since you came here")

    def _use_route(self) -> None:
        if not self.advice.use_route():
            self.form.fields["route"].go()

    def _opens(self) -> bool:
        if self.form.route == "mopac":
            return True  # anybody who logs post may open one
        return self.form.route == "review" and bool(self.desk.host.office.roles & OPENERS)

    def _say_main(self) -> None:
        opens = self._opens()
        case = SAVE_COMPLAINT if self.form.route == "mopac" else SAVE_OPEN
        self.main.set_words(case if opens else SAVE_NEXT)
        self.only.setVisible(opens)

    def _edited(self) -> None:
        way_out = self.advice.way_out
        self.item.typed = {**self.form.typed_values(), **({"way_out": way_out} if way_out else {})}
        self._say_main()
        self._pause.start()
        self.desk.touched()

    def _choose_route(self, number: int) -> None:
        self.form.choose_route(number)
        first = self.first()
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if isinstance(first, QLineEdit):
            first.selectAll()

    def _take_off(self, words: str) -> None:
        self.desk.take_off(self.item, words)

    def _again(self) -> None:
        self.item.again = True
        if self._note is not None:
            self._note.say_again()
        self.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _save(self, goes_on: str, match: PossibleMatch | None = None) -> None:
        if not self.main.isEnabled():
            return
        try:
            action = self.form.checked(files=self.item.files(self.form.route),
                                       same_file_again=self.item.again,
                                       way_out=self.advice.way_out)
        except Refused as refused:
            self.form.explain(refused.findings)
            return
        self.form.explain(())
        self._wait(True)
        sender = {name: self.form.fields[name].raw() for name in SENDER}

        def done(change: Any) -> None:
            self.desk.batch.last_sender = sender
            self.desk.logged(self.item, change.result, action.received, goes_on, match)

        self.desk.jobs.do(action, done, lambda error: self._failed(action, error))

    def _failed(self, action: LogPost, error: Exception) -> None:
        if self.gone:
            self.desk.host.trouble(error)
            return
        self._wait(False)
        if not isinstance(error, Refused):
            self.desk.host.trouble(error)
            return
        self.form.explain(error.findings)
        if any(finding.field == "same_file_again" for finding in error.findings):
            self.ask(earlier_copy, self._came_before, sha256=self.item.sha256)

    def _came_before(self, copy: EarlierCopy | None) -> None:
        self.item.earlier = copy
        if copy is not None:
            self.show_copy(copy)

    def _wait(self, waiting: bool) -> None:
        for button in self.buttons:
            button.setEnabled(not waiting)

    def _look_for_matches(self) -> None:
        self.ask(possible_matches, self._show_matches, **self.form.person())

    def _show_matches(self, matches: Sequence[PossibleMatch]) -> None:
        self.matches.show_matches([
            each for each in matches if each.case_id not in self.item.not_matching])

    def _ignore(self, match: PossibleMatch) -> None:
        self.item.not_matching.add(match.case_id)
        self._look_for_matches()

    def _ignore_first(self) -> None:
        if self.matches.matches:
            self._ignore(self.matches.matches[0])

    def _link_first(self) -> None:
        if self.matches.matches:
            self._save("join", self.matches.matches[0])


class UnreadBody(Body):
    """A file that is being read, or that can't be logged, in words."""

    title = "Log this item"

    def __init__(self, desk: Desk, item: Item, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        column = QVBoxLayout(self)
        words = f"{item.bad}." if item.bad else f"Reading {item.name}"
        self.said = EmptyState(words, "Take off the list" if item.bad else "", "file-text")
        off = f"{item.name} is off the list. It was not logged."
        self.said.pressed.connect(lambda: desk.take_off(item, off))
        column.addWidget(self.said)
        if item.bad:
            self.letters = {"D": lambda: desk.take_off(item, off)}

    def first(self) -> QWidget:
        """The only button, when there is one."""
        return self.said.action
