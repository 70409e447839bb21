"""How fast a large case opens in the window: 200 documents, 500 entries in its timeline.

    CASEWORKER_TEST_POSTGRES=URL python -m tests.bench.case [--times 15] [--profile]
        [sqlite|postgresql]

It fills a scratch database by the program's own actions, on the server as a manager, and reads
there as a caseworker with rights enforced. Of each step it prints milliseconds, median and least:
the time that passed until the page is painted with its facts, the processor time of the window's
thread, and that of the thread which asks the database for the case. "For the first time" makes
the window anew, and opens the case once it has made its page ready.
"""

from __future__ import annotations

import argparse
import cProfile
import os
import pstats
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QWidget

from caseworker.actions.bring_forward import BringForward
from caseworker.actions.documents import AddDocument, Incoming
from caseworker.actions.letters import DraftLetter, IssueLetter
from caseworker.actions.office_work import AddNote, SetSetting
from caseworker.office import Office
from caseworker.queries.case import case_view
from tests.bench.queue import on_postgres, on_sqlite
from tests.support.many_cases import TODAY
from tests.support.review import FACTS, act, answer_body, open_review, see
from ui import rubbish
from ui.ahead import Ahead
from ui.application import start_qt
from ui.jobs import Jobs
from ui.places import SECTIONS
from ui.screens.all import SCREENS
from ui.screens.case.documents import DocumentsTab
from ui.screens.case.notes import NotesTab
from ui.screens.case.overview import OverviewTab
from ui.screens.case.story import TimelineTab
from ui.screens.case.tab import CaseTab
from ui.shell import MainWindow

DOCUMENTS, ENTRIES, LETTERS, FORWARD = 200, 500, 12, 60
OTHERS, PATIENCE = 100, 60_000  # cases beside it; milliseconds
TABS: tuple[type[CaseTab], ...] = (TimelineTab, DocumentsTab, NotesTab)
Took = tuple[float, float, float]  # passed, the window's thread, the question: milliseconds


class Watched(Office):
    """Notes what a question about a case takes of the processor, in whichever thread it runs."""

    asked = 0.0

    def ask(self, query: Callable[..., Any], **kwargs: Any) -> Any:
        """Answer, and add what it took."""
        start = time.thread_time()
        try:
            return super().ask(query, **kwargs)
        finally:
            if query is case_view:
                self.asked += (time.thread_time() - start) * 1000


class Painted(QObject):
    """Ends ``loop`` when a widget was painted while ``there`` was so."""

    def __init__(self, widget: QWidget, there: Callable[[], bool], loop: QEventLoop) -> None:
        super().__init__()
        self._widget, self._there, self._loop = widget, there, loop
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """All that is to be painted is painted in one go: what comes after it is after all."""
        if event.type() == QEvent.Type.Paint and self._there():
            self._widget.removeEventFilter(self)
            QTimer.singleShot(0, self._loop.quit)
        return False


class Bench:
    """The window, and how long it takes for what somebody does in it."""

    def __init__(self, office: Watched) -> None:
        self.office, self.app = office, start_qt()
        self.took: dict[str, list[Took]] = {}
        self.open_window()

    def open_window(self) -> None:
        """A window at its first page."""
        self.jobs = Jobs(self.office)
        self.window = MainWindow(self.office, self.jobs, SCREENS, SECTIONS)
        self.window.resize(1440, 900)
        self.window.show()
        self.window.show_screen("queue")
        self.settle()
        ahead = Ahead(self.window)
        ahead.start()
        while not ahead.ready:
            self.app.processEvents()

    def close(self) -> None:
        """Close it."""
        self.settle()
        self.window.close()
        self.jobs.close()
        self.window.deleteLater()
        self.app.processEvents()

    def settle(self) -> None:
        """Wait until nothing is under way."""
        for _ in range(3):
            self.jobs.wait()
            self.app.processEvents()
        rubbish.collect()

    @property
    def page(self) -> Any:
        """The page of a case."""
        return self.window.screen_shown

    def step(self, words: str, begin: Callable[[], QWidget], there: Callable[[], bool]) -> None:
        """Time from ``begin``, which gives the widget to look at, until that is painted."""
        self.settle()
        loop, asked = QEventLoop(), self.office.asked
        QTimer.singleShot(PATIENCE, loop, lambda: loop.exit(1))
        start, work = time.perf_counter(), time.thread_time()
        painted = Painted(begin(), there, loop)
        if loop.exec():
            raise TimeoutError(words)
        taken = ((time.perf_counter() - start) * 1000, (time.thread_time() - work) * 1000,
                 self.office.asked - asked)
        painted.deleteLater()
        self.took.setdefault(words, []).append(taken)

    def open_case(self, words: str, case_id: int) -> None:
        """Until the overview is painted with the facts of this case."""
        def begin() -> QWidget:
            self.window.show_screen("case", case_id=case_id)
            return self.page.part(OverviewTab)._cards["facts"]

        self.step(words, begin,
                  lambda: self.page.view is not None and self.page.view.row.id == case_id)

    def open_tab(self, words: str, tab: type[CaseTab]) -> None:
        """Until what it lists is painted."""
        def begin() -> QWidget:
            self.page.go_to(tab)
            return self.page.part(tab).list.viewport()

        self.step(words, begin, lambda: self.page.part(tab).list.model().rowCount() > 0)

    def run(self, large: int, small: int, times: int) -> None:
        """All steps, several times."""
        for _ in range(max(3, times // 3)):
            self.close()
            self.open_window()
            self.open_case("open the case, the first one in a window", large)
            for tab in TABS:
                self.open_tab(f"its tab {tab.words}, for the first time", tab)
        for _ in range(times):
            self.open_case("open a small case", small)
            self.open_case("open the case", large)
            for tab in TABS:
                self.open_tab(f"its tab {tab.words}", tab)
            self.step("look again after a change", self._again, lambda: self._fresh)

    def _again(self) -> QWidget:
        self.page.go_to(OverviewTab)
        self.settle()
        self._before = self.page.view
        self.page.refresh()
        return self.page.part(OverviewTab)._cards["facts"]

    @property
    def _fresh(self) -> bool:
        return self.page.view is not self._before

    def show(self) -> None:
        """Print the table."""
        print("| what | passed, median | least | window's thread, median | least | question, "
              "median | least |\n|---|---|---|---|---|---|---|")
        for words, taken in self.took.items():
            cells = [f"{of(each):.0f}" for each in zip(*taken, strict=True)
                     for of in (statistics.median, min)]
            print(f"| {words} | {' | '.join(cells)} |")


def large_case(office: Office) -> int:
    """A case with so many documents and entries; returns its id."""
    case_id = open_review(office, **FACTS)
    answer_body(office, case_id)
    for number in range(DOCUMENTS // 10):
        files = tuple(Incoming(f"paper {number} {n}.txt", f"{number} {n} ".encode() * 2_000,
                               title=f"Custody record {number}, page {n}", pages=2,
                               text="custody record " * 1_000) for n in range(10))
        act(office, case_id, AddDocument, files=files, kind="MPS papers")
    for _ in range(LETTERS):
        letter = act(office, case_id, DraftLetter, code="R1")
        act(office, case_id, IssueLetter, letter_id=letter)
    for number in range(FORWARD):
        act(office, case_id, BringForward, due=TODAY + timedelta(days=7 + number),
            because="See whether the papers have come.")
    while len(see(office, case_id).timeline) < ENTRIES:
        act(office, case_id, AddNote, text="She rang about her son's case, and asked by when she "
                                           "hears. I told her what we wait for.\n" * 3)
    return case_id


@contextmanager
def reader(engine: str) -> Iterator[tuple[Watched, int, int]]:
    """Who reads, the large case and a small one."""
    with ExitStack() as stack:
        made = stack.enter_context((on_sqlite if engine == "sqlite" else on_postgres)(OTHERS))

        def now() -> datetime:
            return datetime(TODAY.year, TODAY.month, TODAY.day, 10, tzinfo=UTC)

        writer = Office(made.writer.engine, made.writer.actor, made.writer.roles, now=now)
        above = made.clock._above or made.writer.engine  # only an administrator may set it
        Office(above, writer.actor, writer.roles, now=now).do(SetSetting(
            setting="expected_wait", value="about eight weeks", since=TODAY))
        small, large = open_review(writer), large_case(writer)
        found = see(writer, large)
        print(f"\n{made.engine}: {len(found.documents)} documents, {len(found.timeline)} entries "
              f"in the timeline, {len(found.letters)} letters\n")
        yield (Watched(made.reader.engine, made.reader.actor, made.reader.roles, now=now),
               large, small)


def main() -> None:
    """Run it on one engine."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("engine", choices=("sqlite", "postgresql"), nargs="?", default="sqlite")
    parser.add_argument("--times", type=int, default=15)
    parser.add_argument("--profile", action="store_true", help="the window's thread, by function")
    given = parser.parse_args()
    with reader(given.engine) as (office, large, small):
        bench, profile = Bench(office), cProfile.Profile()
        bench.open_case("warming up", large)
        bench.took.clear()
        if given.profile:
            profile.enable()
        bench.run(large, small, given.times)
        profile.disable()
        bench.show()
        bench.close()
        if given.profile:
            pstats.Stats(profile).sort_stats("tottime").print_stats(40)


if __name__ == "__main__":
    main()
