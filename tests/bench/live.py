"""How long until a colleague's change shows in an open window, and how a window meets a restart.

``python -m tests.bench.live [--runs N]`` fills a scratch database on each engine, opens a window
on the queue, and lets a colleague with connections of their own log a case again and again: from
the moment at which the colleague's save was acknowledged to the one at which the row is shown and
the number beside the navigation is right. On a private server it then stops and starts the server
under the open window. Prints seconds.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from caseworker.database import open_engine
from caseworker.office import Office
from caseworker.rules.lifecycle import Role
from tests.support import databases, postgres
from tests.support.review import open_review, see
from ui.jobs import Jobs
from ui.places import SECTIONS
from ui.screens.case.notes import NotesTab
from ui.screens.case.page import CasePage
from ui.screens.queue import QueueScreen
from ui.shell import MainWindow
from ui.together import Together

PATIENCE = 120.0  # seconds
SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)


def until(what: Callable[[], bool]) -> float:
    """Let the window work until this holds; the seconds it took."""
    began = time.perf_counter()
    while not what():
        if time.perf_counter() - began > PATIENCE:
            raise SystemExit("It never came.")
        QApplication.processEvents()
        time.sleep(0.002)
    return time.perf_counter() - began


@contextmanager
def window_on(url: str) -> Iterator[MainWindow]:
    """A window that listens, on an office of its own."""
    office = Office(open_engine(url), "demo.manager", frozenset(Role))
    window = MainWindow(office, Jobs(office), {"queue": QueueScreen, "case": CasePage}, SECTIONS)
    window.show()
    window.show_screen("queue")
    Together(window).start()
    until(lambda: not window.jobs._open)
    try:
        yield window
    finally:
        window.close()
        office.close()


def shown(window: MainWindow, cases: int) -> bool:
    """Whether the queue has so many rows and the navigation says so."""
    screen, nav = window.screen_shown, window.nav.list
    assert isinstance(screen, QueueScreen)
    said = {nav.item(row).data(SPOKEN) for row in range(nav.count())}
    return screen.table.rows.total == cases and f"Review requests, {cases}" in said


def changes(url: str, runs: int) -> list[float]:
    """The seconds of each change of a colleague."""
    other = Office(open_engine(url), "lbrandt", frozenset(Role))
    took = []
    with window_on(url) as window:
        until(lambda: shown(window, 0))
        for number in range(runs):
            open_review(other)
            took.append(until(lambda: shown(window, number + 1)))  # noqa: B023  # called at once
    other.close()
    return took


def restart(server: postgres.Server, url: str) -> None:
    """Stop and start the server while somebody types."""
    other = Office(open_engine(url), "lbrandt", frozenset(Role))
    case_id = open_review(other)
    other.close()
    with window_on(url) as window:
        window.show_screen("case", case_id=case_id)
        page = window.screen_shown
        assert isinstance(page, CasePage)
        until(lambda: page.view is not None and not window.jobs._open)
        page.go_to(NotesTab)
        box = page.part(NotesTab).box
        box.text.setPlainText("Typed before the restart")
        postgres.halt(server.folder)
        offline = window.messages.offline
        print(f"  banner after the stop      {until(offline.isVisible):6.2f}")
        box.save()
        until(lambda: not window.jobs._open)
        kept = box.text.toPlainText() == "Typed before the restart"
        postgres.again(server.folder)
        print(f"  banner gone after start    {until(offline.isHidden):6.2f}")
        until(lambda: not window.jobs._open)
        box.save()
        print(f"  saved after start          {until(lambda: not box.text.toPlainText()):6.2f}")
        until(lambda: not window.jobs._open)
        notes = [each for each in see(window.office, case_id).timeline  # type: ignore[arg-type]
                 if each.detail == "Typed before the restart"]
        print(f"  text stayed: {kept}; saved {len(notes)} time(s)")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=20)
    runs = parser.parse_args().runs
    app = QApplication([])
    with tempfile.TemporaryDirectory() as folder:
        template = databases.sqlite_template(Path(folder))
        sqlite = changes(databases.sqlite_copy(template, Path(folder)), runs)
        server = postgres.start()
        try:
            with databases.postgres_database(server.url) as name:
                url = databases.with_database(server.url, name)
                databases.migrate(url)
                on_server = changes(url, runs)
                for what, took in (("data_version (SQLite)", sqlite),
                                   ("NOTIFY (PostgreSQL)", on_server)):
                    print(f"{what:24} {len(took)} changes: median {statistics.median(took):.2f} "
                          f"largest {max(took):.2f}; {sum(each > 2 for each in took)} over 2 s")
                restart(server, url)
        finally:
            server.stop()
    app.quit()


if __name__ == "__main__":
    main()
