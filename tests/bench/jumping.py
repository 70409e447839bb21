"""Going to any row of a list, until it is painted: ours, and the ways that others do it."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QAbstractTableModel, QEventLoop, QModelIndex, Qt, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QTableView
from sqlalchemy import URL

from caseworker.office import Office
from caseworker.queries.lists.sorts import Shown
from caseworker.queries.lists.window import look, rows_at
from tests.bench.measuring import Clock, Timed, memory
from tests.support.many_cases import TODAY
from ui.application import start_qt
from ui.jobs import Jobs
from ui.screens.lists.model import AHEAD
from ui.screens.lists.table import ListTable

SIZE, WAIT, WARM = (1400, 900), 20_000, 5  # pixels, milliseconds, rows that do not count


class Painted(ListTable):
    """The program's own list; it tells ``told`` when it has painted rows that are here."""

    told: Callable[[], Any] = staticmethod(lambda: None)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint, then tell."""
        super().paintEvent(event)
        if self.rows.row(self._lines().start) is not None:
            self.told()


def jumps(office: Office, clock: Clock, times: int = 200) -> tuple[Timed, float]:
    """In the program's own list, and the megabytes that it grew by."""
    start_qt()
    jobs, before = Jobs(office), memory()
    table = Painted("Bench")
    table.resize(*SIZE)
    table.show()
    found = office.ask(look, shown=Shown(), me=office.actor, today=TODAY)
    table.show_look(found)

    def fetch(first: int, number: int) -> None:
        jobs.ask(rows_at, lambda rows: table.put(found.places, first, rows),
                 for_="block", all_=found.places, first=first, number=number)

    def quiet() -> None:
        loop = QEventLoop()
        QTimer.singleShot(2 * AHEAD, loop.quit)
        loop.exec()
        jobs.wait()

    def painted(line: int) -> None:
        # The window's thread sleeps while a reader works, as it does in the program.
        loop, late = QEventLoop(), QTimer()
        late.timeout.connect(loop.quit)
        late.start(WAIT)
        table.told = loop.quit
        table.viewport().update()  # nothing is painted anew where all rows are on screen
        loop.exec()
        table.told = lambda: None
        if table.rows.row(line) is None:
            raise TimeoutError("the row did not come")

    table.rows.wanted.connect(fetch)
    taken = _taken(table, table.rows.rowCount(), clock, painted, times, quiet)
    grown = memory() - before
    table.close()
    jobs.wait()
    jobs.close()
    return taken, grown


def all_rows(rows: Callable[[], list[Any]], clock: Clock, times: int = 60) -> tuple[Timed, float]:
    """In a plain model that holds all rows in one list, and the megabytes that these take."""

    class Everything(QAbstractTableModel):
        def rowCount(self, parent: Any = QModelIndex()) -> int:  # noqa: B008  Qt's own way
            return len(held)

        def columnCount(self, parent: Any = QModelIndex()) -> int:  # noqa: B008
            return 5

        def data(self, index: Any, role: int = 0) -> Any:
            shown = role == Qt.ItemDataRole.DisplayRole
            return str(held[index.row()][index.column()]) if shown else None

    start_qt()
    before = memory()
    held = rows()
    grown, table, model = memory() - before, QTableView(), Everything()
    table.setModel(model)
    table.resize(*SIZE)
    table.show()
    taken = _taken(table, len(held), clock, lambda _: table.viewport().repaint(), times)
    table.close()
    return taken, grown


def qt_model(address: URL, rows: int, clock: Clock, times: int = 10) -> tuple[Timed, float]:
    """In Qt's own model of the table of cases, which first fetches up to the row."""
    from PySide6.QtSql import QSqlDatabase, QSqlTableModel

    start_qt()
    before = memory()
    server = address.get_backend_name() == "postgresql"
    link = QSqlDatabase.addDatabase("QPSQL" if server else "QSQLITE", f"bench of {rows}")
    link.setDatabaseName(address.database or "")
    if server:
        link.setHostName(address.host or "")
        link.setPort(address.port or 5432)
        link.setUserName(address.username or "")
        link.setPassword(str(address.password))
    link.open()
    model, table = QSqlTableModel(None, link), QTableView()
    model.setTable("app.cases" if server else "cases")
    start, work = time.perf_counter(), clock.now()
    model.select()
    table.setModel(model)
    table.resize(*SIZE)
    table.show()

    def fetch(line: int) -> None:
        while model.rowCount() <= line and model.canFetchMore():
            model.fetchMore()
        table.viewport().repaint()

    fetch(rows - 1)
    first = Timed([clock.now() - work], [(time.perf_counter() - start) * 1000])
    grown = memory() - before
    _taken(table, model.rowCount(), clock, fetch, times)
    table.close()
    model.clear()
    link.close()
    return first, grown


def _taken(
    table: QTableView, lines: int, clock: Clock, painted: Callable[[int], None], times: int,
    quiet: Callable[[], Any] = lambda: None,
) -> Timed:
    """Of each jump, from moving the scroll bar until ``painted`` has the rows on screen.

    ``quiet`` waits until the rows that come next are read, which is no part of a jump.
    """
    app, chance = start_qt(), random.Random(3)
    worked, passed = [], []
    for n in range(-WARM, times):
        if n == 0:
            clock.look()
        line = chance.randrange(max(1, lines - 20))
        quiet()
        app.processEvents()
        work, start = clock.now(), time.perf_counter()
        table.verticalScrollBar().setValue(line * table.rowHeight(0))
        painted(line)
        if n >= 0:
            passed.append((time.perf_counter() - start) * 1000)
            worked.append(clock.now() - work)
    return Timed(worked, passed)
