"""Keeps the window in step with the records: what colleagues change, how much waits beside each
place, whether the records answer, and whose clock is wrong. Nothing that is being typed is moved.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from caseworker.live import Listener, News
from caseworker.office import Unavailable
from caseworker.queries.load import answers
from caseworker.queries.numbers import numbers
from ui.shell import MainWindow

GATHER = 250  # milliseconds in which several changes count as one
BACKOFF = (1000, 2000, 4000, 8000, 15_000)  # milliseconds before each new try, the last for ever
KEPT = "Your work is kept on this computer."
CLOCK = 60_000  # milliseconds between two looks at the clocks


class Together(QObject):
    """Listens for one window until it is closed."""

    _heard = Signal(object)  # News, from the listener's thread

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._stale, self._tries = window, False, 0
        self._said_clock = ""
        self._heard.connect(self._news)
        self._gather, self._again, self._clock = QTimer(self), QTimer(self), QTimer(self)
        self._count = QTimer(self)
        for timer, after, call in ((self._gather, GATHER, self._look),
                                   (self._count, GATHER, self._ask_numbers),
                                   (self._again, BACKOFF[0], self.try_now)):
            timer.setSingleShot(True)
            timer.setInterval(after)
            timer.timeout.connect(call)
        self._clock.setInterval(CLOCK)
        self._clock.timeout.connect(self.look_at_clock)
        self._listener: Listener | None = None  # each start has its own: its thread ends with it
        window.closing.connect(self.stop)
        window.resting.connect(self._rest)
        window.jobs.changed.connect(lambda _: self._count.start())
        window.messages.lost.connect(self._lost)
        window.messages.again.connect(self.try_now)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    def start(self) -> None:
        """Begin to listen, and look at the clocks."""
        office: Any = self._window.office
        self._said_clock = office.clock_words()  # whoever opened the records has said it
        self._listener = Listener(office.engine, self._tell)
        self._listener.start()
        self._clock.start()
        self._count.start()
        self.look_at_clock()

    def stop(self) -> None:
        """Listen no longer."""
        for timer in (self._gather, self._count, self._again, self._clock):
            timer.stop()
        if self._listener is not None:
            self._listener.stop()

    def _rest(self, resting: bool) -> None:
        """While the records are replaced nobody may have them open; a new start goes on."""
        if resting:
            self.stop()
        else:
            self.start()

    def _tell(self, news: News) -> None:
        self._heard.emit(news)

    def _news(self, news: News) -> None:
        screen = self._window.screen_shown
        if news is News.AWAY:
            self._window.messages.trouble(Unavailable(KEPT))
        elif news is News.OPENED and screen is not None:
            screen.opened_elsewhere()
        elif news is News.CHANGED:
            self._gather.start()
            self._count.start()
        elif news is News.BACK:
            self.try_now()

    # What a colleague changed

    def _look(self) -> None:
        """Show it, unless somebody types: then as soon as they have left the text."""
        screen = self._window.screen_shown
        if screen is None or self._window.messages.offline.isVisible():
            return
        self._stale = not screen.meanwhile()

    def _focus_moved(self, _before: QWidget | None, _now: QWidget | None) -> None:
        if self._stale:
            self._gather.start()

    def _ask_numbers(self) -> None:
        """Whatever screen is in front, and whoever types: a number moves nothing."""
        window = self._window
        if not window.messages.offline.isVisible():
            window.jobs.ask(numbers, window.nav.show_numbers, for_=(self, "numbers"),
                            otherwise=lambda _: None, me=window.office.actor,
                            today=window.office.today())

    # Whether the records answer

    def _lost(self) -> None:
        """The banner is up: try by itself until they answer."""
        if not self._again.isActive():
            self._again.start(BACKOFF[min(self._tries, len(BACKOFF) - 1)])

    def try_now(self) -> None:
        """Ask whether the records answer; if so the banner goes, and everything is asked again."""
        self._again.stop()
        self._window.jobs.ask(answers, self._back, for_=(self, "answers"), otherwise=self._away)

    def _away(self, error: Exception) -> None:
        self._tries += 1
        self._again.start(BACKOFF[min(self._tries, len(BACKOFF) - 1)])

    def _back(self, _: object) -> None:
        self._tries = 0
        if self._listener is not None:
            self._listener.try_now()
        if self._window.messages.offline.isVisible():
            self._window.refresh()
            self._count.start()
            self._window.status("The records can be reached again")

    # Whose clock is wrong

    def look_at_clock(self) -> None:
        """Say when this computer's clock and the server's differ, or its date can't be right."""
        office: Any = self._window.office
        self._window.jobs.run(lambda: (office.clock_words(), office.clock_doubt), self._say_clock,
                              lambda _: None)

    def _say_clock(self, found: tuple[str, str]) -> None:
        warning, doubted = found
        if (warning or doubted) == self._said_clock:
            return
        self._said_clock = warning or doubted
        if doubted:
            self._window.notice("Is the date right?", doubted + ".", "amber",
                                "The date is right", self._confirm)
        elif warning:
            self._window.notice(warning, "", "amber")

    def _confirm(self) -> None:
        office: Any = self._window.office
        office.confirm_clock()
        self._said_clock = ""

