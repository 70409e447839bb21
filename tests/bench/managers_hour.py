"""An hour of a manager's work on very many cases, through the window, as a script.

    python -m tests.bench.managers_hour [--cases 100000] [sqlite|postgresql]

Filter, go to rows, allocate 40, take that back, allocate them again, note 40, bring 40 forward and
take that back, copy a list with a
reason, keep a view. Of each step it prints how long it took, the processor time of the window's
thread, and the longest time for which that thread heard nobody, passed and worked.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from unittest import mock

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel

from caseworker.office import Office
from caseworker.queries.lists.filters import Filter
from caseworker.queries.lists.sorts import Shown
from tests.bench.queue import Bench, on_postgres, on_sqlite
from tests.support.many_cases import TODAY
from ui import rubbish
from ui.ahead import Ahead
from ui.application import start_qt
from ui.jobs import Jobs
from ui.places import SECTIONS
from ui.screens.all import SCREENS
from ui.shell import MainWindow
from ui.widgets.fields import Field

MANY, PATIENCE, BEAT = 40, 120, 5  # cases, seconds, milliseconds
NEW = Filter().choosing("stage", ["valid"]).choosing("owner", ["nobody"])
LATE = Filter().choosing("stage", ["MPS response due"]).choosing("deadline", ["overdue"])


class Heart:
    """Beats in the window's thread; between two beats nobody is heard."""

    def __init__(self) -> None:
        self.gap = self.worked = 0.0  # the longest, milliseconds
        self._last = (time.perf_counter(), time.thread_time())
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.beat)
        self._timer.start(BEAT)

    def beat(self) -> None:
        """Note how long it has been."""
        now = time.perf_counter(), time.thread_time()
        self.gap = max(self.gap, (now[0] - self._last[0]) * 1000 - BEAT)
        self.worked = max(self.worked, (now[1] - self._last[1]) * 1000)
        self._last = now

    def start(self) -> None:
        """Begin to count anew."""
        self.beat()
        self.gap = self.worked = 0.0


class Hour:
    """The window, and what a manager does in it."""

    def __init__(self, office: Office, folder: Path) -> None:
        self.app, self.jobs, self.folder = start_qt(), Jobs(office), folder
        self.jobs.failed.connect(lambda error: print("failed:", error))
        self.window = MainWindow(office, self.jobs, SCREENS, SECTIONS)
        self.window.resize(1440, 900)
        self.window.show()
        ahead = Ahead(self.window)
        ahead.start()
        self.until(lambda: ahead.ready)
        self.heart = Heart()
        self.longest = 0.0

    @property
    def queue(self) -> Any:
        """The screen of the queue."""
        return self.window.screen_shown

    @contextmanager
    def step(self, words: str) -> Iterator[None]:
        """Print what the step took. Before it the user reads for a while: a pause."""
        self.settle()
        rubbish.collect_all()
        self.heart.start()
        start, work = time.perf_counter(), time.thread_time()
        yield
        passed, worked = time.perf_counter() - start, time.thread_time() - work
        self.heart.beat()
        self.longest = max(self.longest, self.heart.worked)
        print(f"| {words} | {passed * 1000:,.0f} | {worked * 1000:,.0f} | {self.heart.gap:,.0f} | "
              f"{self.heart.worked:,.0f} |", flush=True)

    def until(self, there: Callable[[], Any]) -> None:
        """Wait as the program waits: the window's thread sleeps between events."""
        loop, deadline, looking = QEventLoop(), time.monotonic() + PATIENCE, QTimer()

        def look() -> None:
            if there():
                loop.exit(1)
            elif time.monotonic() > deadline:
                loop.quit()

        looking.timeout.connect(look)
        looking.start(2 * BEAT)
        if not loop.exec():
            raise TimeoutError("it did not come about")

    def settle(self) -> None:
        """Wait until nothing is under way."""
        self.until(lambda: not self.jobs._open)

    def dialog(self) -> Any:
        """The dialog that comes up."""
        def found() -> list[QDialog]:
            return [each for each in self.queue.findChildren(QDialog) if each.isVisible()]

        self.until(found)
        return found()[0]

    def narrow(self, narrowed: Filter) -> None:
        """Filter, and wait for the list."""
        self.queue.narrow(narrowed)
        self.until(lambda: not self.queue._new)

    def tick(self) -> None:
        """Tick the first MANY rows with the keys."""
        table = self.queue.table
        self.settle()
        self.until(lambda: table.rows.total >= MANY)
        table.rows.clear_ticks()
        QTest.keyClick(table, Qt.Key.Key_Home)
        for _ in range(MANY - 1):
            QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
        if len(table.rows.ticks) != MANY:
            raise RuntimeError(f"{len(table.rows.ticks)} are ticked")

    def done(self, dialog: Any, words: str) -> None:
        """Wait until it tells what became of all."""
        self.until(lambda: words in dialog.heading.text())
        print(f"    {dialog.heading.text()}")

    def go_to(self, line: int) -> None:
        """Go to a row and wait for its case."""
        table = self.queue.table
        table.setCurrentIndex(table.rows.index(line, 0))
        self.until(lambda: table.rows.row(line) is not None)

    def run(self) -> None:
        """The whole of it."""
        with self.step("open the queue, counted"):
            self.window.show_screen("queue")
            self.until(lambda: self.queue.table.rows.places is not None)
        total = self.queue.table.rows.total
        with self.step("go to 20 rows far apart"):
            for n in range(20):
                self.go_to(total * (n * 7 % 20) // 20)
        with self.step("filter: not allocated, valid"):
            self.narrow(NEW)
        self._allocate()
        with self.step("filter: reply of the MPS is late"):
            self.narrow(LATE)
        self._note()
        self._bring_forward()
        with self.step("filter by words: bankole"):
            self.narrow(Filter("bankole"))
        self._copy()
        self._keep()
        with self.step("group by owner"):
            self.queue.show_list(Shown(group="owner"))
            self.until(lambda: self.queue.table.rows.heading_lines())
        print(f"\nLongest work of one event: {self.longest:.0f} ms of processor time")

    def _allocate(self) -> None:
        with self.step(f"tick {MANY} with the keys, ask for everybody's load"):
            self.tick()
            QTest.keyClick(self.queue.table, Qt.Key.Key_A)
            many = self.dialog()
        with self.step(f"allocate {MANY}"):
            many.go.click()
            self.done(many, "done")
        with self.step("take that back"):
            many.again.click()
            self.done(many, "taken back")
        many.back.click()
        self.tick()
        QTest.keyClick(self.queue.table, Qt.Key.Key_A)
        many = self.dialog()
        with self.step(f"allocate {MANY} again"):
            many.go.click()
            self.done(many, "done")
        many.back.click()

    def _note(self) -> None:
        self.tick()
        QTest.keyClick(self.queue.table, Qt.Key.Key_N)
        many = self.dialog()
        many.work.form.findChild(Field).put("Asked the MPS for the papers again.")
        with self.step(f"note {MANY}"):
            many.go.click()
            self.done(many, "done")
        many.back.click()

    def _bring_forward(self) -> None:
        self.tick()
        self.queue.tools.act("Bring forward")
        many = self.dialog()
        many.work.form.fields["due"].put("2 4 2026")
        many.work.form.fields["because"].put("Look whether the papers have come.")
        with self.step(f"bring {MANY} forward"):
            many.go.click()
            self.done(many, "done")
        with self.step("take that back too"):
            many.again.click()
            self.done(many, "taken back")
        many.back.click()

    def _copy(self) -> None:
        place = self.folder / "list.csv"
        with mock.patch.object(QFileDialog, "getSaveFileName", lambda *_: (str(place), "")):
            with self.step(f"read {self.queue.table.rows.total:,} cases for a copy"):
                self.queue.tools.take_copy()
                asked = self.dialog()
            asked.form.fields["because"].put("For the Board's meeting in March")
            asked.form.fields["kind"].put("csv")
            with self.step("write the copy, with its reason in the journal"):
                asked.submit()
                self.until(place.exists)

    def _keep(self) -> None:
        with self.step("keep the view"):
            self.queue.tools.save_view()
            kept = self.dialog()
            kept.form.fields["name"].put("Bankole")
            kept.submit()
            self.until(lambda: "Bankole" in " ".join(
                each.text() for each in self.queue.tools.views.menu().actions()))


def work(bench: Bench) -> None:
    """One hour in one office."""
    print(f"\n{bench.engine}, {bench.count:,} cases\n\n| step | passed ms | work of the window's "
          "thread ms | longest silence ms | longest work of one event ms |\n|---|---|---|---|---|")
    office = Office(bench.writer.engine, bench.writer.actor, bench.writer.roles,
                    now=lambda: datetime(TODAY.year, TODAY.month, TODAY.day, 10, tzinfo=UTC))
    with tempfile.TemporaryDirectory() as folder:
        hour = Hour(office, Path(folder))
        try:
            hour.run()
        finally:
            said = [each.text() for each in hour.window.findChildren(QLabel) if each.isVisible()]
            hour.window.close()
            hour.jobs.close()
            if not hour.longest:
                print(said)


def main() -> None:
    """Run it on one engine or on both."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("engine", choices=("sqlite", "postgresql"), nargs="?", default="sqlite")
    parser.add_argument("--cases", type=int, default=100_000)
    given = parser.parse_args()
    with (on_sqlite if given.engine == "sqlite" else on_postgres)(given.cases) as bench:
        work(bench)


if __name__ == "__main__":
    main()
