"""My work today: what needs this person, why it is here, and the first thing to do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from caseworker.letters.catalogue import CHASE
from caseworker.office import Unavailable
from caseworker.queries.home import Home, Pile, home
from caseworker.queries.radar import Forgotten
from caseworker.rules.lifecycle import Role
from caseworker.rules.london import LONDON
from caseworker.rules.words import with_weekday
from ui import enter, theme
from ui.command import Command
from ui.icons import Button
from ui.screen import Host, Screen
from ui.screens.home import acts, links
from ui.screens.home.absences import AbsencesDialog
from ui.screens.home.card import HomeCard, empty
from ui.screens.home.load import LoadCard
from ui.screens.home.next_step import NextStep
from ui.screens.home.radar import KEYS, RadarCard, action_of
from ui.widgets.fields import Combo
from ui.widgets.flow import Flow
from ui.widgets.text import WrapLabel, label

MOST = 4  # cards side by side
COLUMN = 290  # pixels at 100 %; as many cards stand side by side as have this width
NOBODY = "Nobody"


class HomeScreen(Screen):
    """Cards by number key, the next step by Enter."""

    title = "My work today"

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(host, parent)
        self._home: Home | None = None
        self._at: datetime | None = None  # when the figures were true
        self._across = 0
        self.cards: list[HomeCard] = []
        self.next_step = NextStep()
        self.next_step.pressed.connect(self.main_action)
        self.radar, self.loads = RadarCard(Role.MANAGER in host.office.roles), LoadCard()
        self.radar.opened.connect(lambda line: self._go("case", case_id=line.case_id))
        self.radar.acted.connect(self._act)
        self.loads.opened.connect(lambda load: links.go(self.host, links.of_load(load)))
        self._make_cover()
        self.absences = Button("Who is away", "calendar")
        self.absences.clicked.connect(self.show_absences)
        self._lay_out()
        self.letters = {
            **{str(number): partial(self._open_card, number) for number in range(1, 10)},
            **{key: partial(self._key, key) for key in KEYS},
        }

    def keys(self) -> Sequence[tuple[str, str]]:
        """The keys of the page."""
        return (("Enter", "next step"), ("1 to 9", "open a card’s list"), ("F6", "next part"),
                ("?", "all shortcuts"))

    def refresh(self) -> None:
        """Ask for the figures of now."""
        office = self.host.office
        self.jobs.ask(home, self._show, for_=(self, "home"), otherwise=self._failed,
                      me=office.actor, roles=office.roles, today=office.today(),
                      calendar=office.calendar, cover=self.cover.currentData())

    def main_action(self) -> None:
        """Open the next step; without one, what nobody owns yet."""
        if self._home is None:
            return
        if self._home.next_step is not None:
            links.go(self.host, links.of_line(self._home.next_step))
        else:
            piles = [card.pile for card in self._home.cards]
            self._open_card(piles.index(Pile.UNALLOCATED) + 1)

    def commands(self) -> Sequence[Command]:
        """What the page offers, and who is away."""
        return (*super().commands(),
                Command("Who is away, and who covers...", "", self.show_absences, icon="calendar"))

    def show_absences(self) -> None:
        """The list of absences, over the page."""
        AbsencesDialog(self).open()

    def panes(self) -> Sequence[QWidget]:
        """The next step, each card, what could be forgotten, the team, and for whom."""
        parts = (self.next_step.button, *(card.head for card in self.cards), self.radar.first(),
                 self.loads.first(), self.cover)
        return tuple(part for part in parts if part is not None and part.isEnabled())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus, else it opens the next step."""
        if enter.pressed(event):
            return
        if not enter.is_enter(event):
            super().keyPressEvent(event)
        elif self.focusWidget() is not self.cover:
            self.main_action()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many cards side by side as there is room for."""
        super().resizeEvent(event)
        self._place()

    # What is shown

    def _show(self, found: Home) -> None:
        self._home, self._at = found, self.host.office.now()
        self.stale.hide()
        self._greet()
        self.sentence.setText(f"{with_weekday(self.host.office.today())}. {found.sentence}")
        self._offer(found)
        had = [card.head.hasFocus() for card in self.cards]
        empty(self._first_row)
        self.cards = [self._card(card, number) for number, card in enumerate(found.cards, 1)]
        self._across = 0
        self._place()
        first = self.cover.hasFocus() and not self.next_step.button.isEnabled()
        nobodys = next(card.number for card in found.cards if card.pile is Pile.UNALLOCATED)
        self.next_step.show_step(found.next_step, nobodys)
        if first:  # while nothing was known, only the cover could take the focus
            self.panes()[0].setFocus(Qt.FocusReason.OtherFocusReason)
        self.radar.show_lines(found.forgotten)
        self.told.emit()
        self.loads.show_loads(found.loads)
        self.loads.setVisible(bool(found.loads))
        if True in had:
            self.cards[had.index(True)].head.setFocus(Qt.FocusReason.OtherFocusReason)

    def _card(self, card: Any, number: int) -> HomeCard:
        made = HomeCard(card, number)
        made.opened.connect(lambda: self._open_card(number))
        made.chosen.connect(lambda line: links.go(self.host, links.of_line(line)))
        return made

    def _failed(self, error: Exception) -> None:
        """The last known figures stay, with their time."""
        self.host.trouble(error)
        if self._at is not None and isinstance(error, Unavailable):
            at = self._at.astimezone(LONDON)
            self.stale.setText(f"These are the figures of {at:%H:%M} on {with_weekday(at.date())}.")
            self.stale.show()

    def _greet(self) -> None:
        hour = self.host.office.now().astimezone(LONDON).hour
        part = "morning" if hour < 12 else "afternoon" if hour < 18 else "evening"
        names = self.host.office.name.split()
        self.greeting.setText(f"Good {part}, {names[0]}" if names else f"Good {part}")

    def _offer(self, found: Home) -> None:
        """The colleagues one may cover for; who was chosen stays chosen."""
        chosen = self.cover.currentData()
        self.cover.blockSignals(True)
        self.cover.clear()
        self.cover.addItem(NOBODY, None)
        for staff_id, name in found.colleagues:
            self.cover.addItem(name, staff_id)
        self.cover.setCurrentIndex(max(self.cover.findData(chosen), 0))
        self.cover.blockSignals(False)

    # What is done

    def _open_card(self, number: int) -> None:
        if self._home is not None and number <= len(self.cards):
            links.go(self.host, links.of_card(self._home.cards[number - 1], self._home))

    def _key(self, key: str) -> None:
        """The key of a line's own button, on that line."""
        line = self.radar.at_focus()
        if line is not None and action_of(line, self.radar.may_allocate)[0] == key:
            self._act(line)

    def _act(self, line: Forgotten) -> None:
        match action_of(line, self.radar.may_allocate):
            case "Issue":
                self._go("letter", case_id=line.case_id, letter_id=line.reminder.letter_id)
            case "Chase":
                self._go("letter", case_id=line.case_id, code=CHASE)
            case "Allocate":
                acts.allocate(self, line)
            case "Kept":
                acts.keep_promise(self, line)
            case "Write":
                self._go("case", case_id=line.case_id, tab="LettersTab")
            case _:
                self._go("case", case_id=line.case_id)

    def _go(self, screen: str, **args: Any) -> None:
        links.go(self.host, (screen, args))

    # How it is laid out

    def _make_cover(self) -> None:
        self.cover = Combo()
        self.cover.setAccessibleName("Cover for")
        self.cover.setAccessibleDescription("Shows the work of a colleague who is away")
        self.cover.addItem(NOBODY, None)
        theme.fix_width(self.cover, 150)
        self.cover.activated.connect(lambda: self.refresh())

    def _lay_out(self) -> None:
        outer, page, area = QVBoxLayout(self), QWidget(), QScrollArea()
        theme.space(outer, (0, 0, 0, 0), 0)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer.addWidget(area)
        column, head, words = QVBoxLayout(page), QHBoxLayout(), QVBoxLayout()
        theme.space(column, (20, 14, 16, 16), 12)
        theme.space(words, (0, 0, 0, 0), 2)
        self.greeting, self.sentence = label("", "display"), WrapLabel("", "small")
        self.stale = WrapLabel("", "error")
        self.stale.hide()
        for each in (self.greeting, self.sentence, self.stale):
            words.addWidget(each)
        head.addLayout(words, 1)
        buddy = label("Cover for")
        buddy.setBuddy(self.cover)
        whose = Flow(8, 4)
        whose.set_items((buddy, self.cover, self.absences))
        head.addWidget(whose)
        column.addLayout(head)
        column.addWidget(self.next_step)
        self._first_row = QGridLayout()
        theme.space(self._first_row, (0, 0, 0, 0), 12)
        column.addLayout(self._first_row)
        self._below = QGridLayout()
        theme.space(self._below, (0, 0, 0, 0), 12)
        column.addLayout(self._below)
        column.addStretch(1)
        area.setWidget(page)
        page.setAutoFillBackground(False)  # setWidget() turns it on
        self._greet()

    def _place(self) -> None:
        room = self.width() / theme.current().scale
        across = min(max(int(room // COLUMN), 1), MOST)
        if across == self._across or not self.cards:
            return
        self._across = across
        for number, card in enumerate(self.cards):
            self._first_row.addWidget(card, number // across, number % across)
        for column in range(MOST):
            self._first_row.setColumnStretch(column, int(column < across))
        self._below.addWidget(self.radar, 0, 0)
        self._below.addWidget(self.loads, *((0, 1) if across > 1 else (1, 0)))
        self._below.setColumnStretch(0, 2)
        self._below.setColumnStretch(1, int(across > 1))
