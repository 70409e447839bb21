"""How fast a queue is beside what the database itself can do, for 100 to 1,000,000 cases.

    CASEWORKER_TEST_POSTGRES=URL python -m tests.bench.queue [COUNT ...]

It fills scratch databases on both engines, on the server as a caseworker with rights enforced,
and prints one table. Trust the ratios of one run more than its times.
"""

from __future__ import annotations

import os
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop
from sqlalchemy import Engine

from caseworker.actions.office_work import AddNote
from caseworker.database import open_engine
from caseworker.office import Office
from caseworker.queries.case import case_view
from caseworker.queries.lists import statements
from caseworker.queries.lists.filters import Asked
from caseworker.queries.lists.places import places
from caseworker.queries.lists.sorts import Shown
from caseworker.queries.lists.window import first_rows, look, rows_at
from caseworker.queries.queues import view_counts
from caseworker.rules.lifecycle import Role
from tests.support import databases, many_cases
from tests.support.team import Team, seat, team
from ui.application import start_qt
from ui.jobs import Jobs
from ui.screens.queue_table import QueueTable

TODAY, TIMES = many_cases.TODAY, 40
PAGE = 50


@dataclass(frozen=True)
class Timed:
    """Milliseconds: the median and the 99th in a hundred."""

    half: float
    worst: float


def timed(call: Callable[[], Any], times: int = TIMES) -> Timed:
    """How long a call takes, after two that do not count."""
    call()
    call()
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        call()
        taken.append((time.perf_counter() - start) * 1000)
    taken.sort()
    return Timed(statistics.median(taken), taken[min(len(taken) - 1, int(len(taken) * 0.99))])


class Raw:
    """The floor: the same statements, compiled once, by the driver itself."""

    def __init__(self, engine: Engine) -> None:
        self._engine, self._held = engine, engine.raw_connection()
        self.cursor = self._held.cursor()

    def statement(self, query: Any, **given: Any) -> Callable[[], Any]:
        """Running a Core statement with these values, without SQLAlchemy."""
        compiled = query.compile(self._engine)
        values = compiled.construct_params(given)
        made = {name: each(values[name]) if each else values[name]
                for name in values
                for each in [compiled._bind_processors.get(name)]}
        if compiled.positional:
            bound: Any = tuple(made[name] for name in compiled.positiontup or ())
        else:
            bound = made
        sql = str(compiled)
        return lambda: self.cursor.execute(sql, bound).fetchall()

    def text(self, sql: str) -> Callable[[], Any]:
        """Running plain SQL."""
        return lambda: self.cursor.execute(sql).fetchall()

    def close(self) -> None:
        """Give the connection back."""
        self._held.close()


def memory() -> float:
    """Megabytes held by this process."""
    status = Path("/proc/self/statm")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return int(status.read_text(encoding="ascii").split()[1]) * resource.getpagesize() / 1e6


def jumps(office: Office, times: int = 200) -> tuple[Timed, float]:
    """Going to any row of a window until it is painted with its case, and the memory it took."""
    start_qt()
    jobs, before = Jobs(office), memory()
    table = QueueTable("Bench")
    table.resize(1100, 760)
    table.show()
    found = office.ask(look, shown=Shown(), me=office.actor, today=TODAY)
    table.show_look(found)

    def fetch(first: int, number: int) -> None:
        jobs.ask(rows_at, lambda rows: table.put(found.places, first, rows),
                 for_="block", all_=found.places, first=first, number=number)

    table.rows.wanted.connect(fetch)
    app = start_qt()
    taken, chance = [], random.Random(3)
    for _ in range(times):
        line = chance.randrange(max(1, table.rows.rowCount() - 20))
        start = time.perf_counter()
        table.verticalScrollBar().setValue(line * table.rowHeight(0))
        table.viewport().repaint()
        while table.rows.row(line) is None:
            app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 5)
        table.viewport().repaint()
        taken.append((time.perf_counter() - start) * 1000)
    taken.sort()
    grown = memory() - before
    jobs.close()
    return Timed(statistics.median(taken), taken[int(len(taken) * 0.99)]), grown


def measure(name: str, office: Office, count: int, writer: Office) -> list[list[str]]:
    """The lines of the table for one engine and one number of cases."""
    engine, me = office.engine, office.actor
    asked, shown = Asked(me, TODAY, 1), Shown()
    raw = Raw(engine)
    first = {"key0": TODAY.replace(year=1), "id0": 0, "skip0": 0, "number0": PAGE}
    lines = []

    def line(what: str, ours: Timed, floor: Timed | None, peer: str = "") -> None:
        ratio = f"{ours.half / floor.half:.1f}" if floor else ""
        lines.append([name, f"{count:,}", what, f"{floor.half:.2f}" if floor else "",
                      f"{ours.half:.2f}", f"{ours.worst:.2f}", ratio, peer])

    page = statements.window(shown, asked, (statements.Piece((), True, False),))
    with engine.connect() as connection:
        line("first page of 50, statement", timed(lambda: connection.execute(page, first).all()),
             timed(raw.statement(page, **first)))
    line("first page of 50, as a question", timed(
        lambda: office.ask(first_rows, shown=shown, me=me, today=TODAY, number=PAGE)),
        timed(raw.statement(page, **first)))
    line("places (histogram)", timed(
        lambda: office.ask(lambda session: places(session, shown, asked)), 9),
        timed(raw.statement(statements.histogram(shown, asked)), 9))
    line("counts of all views", timed(
        lambda: office.ask(view_counts, me=me, today=TODAY), 9), None)
    found = office.ask(look, shown=shown, me=me, today=TODAY)
    chance = random.Random(5)
    total = found.places.total
    offset = timed(raw.text(
        "SELECT id, name FROM cases WHERE stage NOT IN ('closed', 'invalid', "
        "'forwarded to the IOPC', 'withdrawn', 'discontinued', 'merged into another case') "
        f"ORDER BY next_deadline, id LIMIT 128 OFFSET {max(0, total - 200)}"), 5)
    line("any 128 rows, as a question", timed(lambda: office.ask(
        rows_at, all_=found.places, first=chance.randrange(max(1, total - 128)))), None,
        f"OFFSET {offset.half:.1f}")
    there, grown = jumps(office)
    line("go to any row, painted", there, None, f"memory +{grown:.0f} MB")
    for sort in ("owner", "case", "received"):
        line(f"sorted by {sort}: places", timed(lambda sort=sort: office.ask(
            look, shown=Shown(sort=sort), me=me, today=TODAY), 3), None)
    case_id = found.rows[0].id
    line("open a case", timed(lambda: office.ask(
        case_view, case_id=case_id, today=TODAY, calendar=office.calendar,
        roles=office.roles), 15), None)

    def save() -> None:
        row = office.ask(first_rows, shown=shown, me=me, today=TODAY, number=1)[0]
        writer.do(AddNote(case_id=row.id, version=row.version, text="A note of the bench."))

    line("save a note", timed(save, 15), None)
    raw.close()
    return lines


def on_sqlite(folder: Path, count: int) -> list[list[str]]:
    """Fill a file and measure."""
    path = folder / f"cases{count}.db"
    databases.migrate(f"sqlite:///{path.as_posix()}")
    many_cases.fill_sqlite(path.as_posix(), count)
    engine = open_engine(f"sqlite:///{path.as_posix()}")
    office = Office(engine, "bench3", frozenset(Role))
    lines = measure("SQLite", office, count, office)
    engine.dispose()
    path.unlink()
    return lines


def on_postgres(server: str, made: Team, count: int) -> list[list[str]]:
    """Fill a database of the server and measure as a caseworker, and a manager who saves."""
    with databases.postgres_database(server) as name:
        url = databases.with_database(server, name)
        databases.migrate(url)
        seat(made, url)
        many_cases.fill_postgres(url, count)
        engines = [open_engine(made.url(name, who)) for who in ("caseworker", "manager")]
        reader, writer = (Office(engine, made.logins[who], frozenset(Role)) for engine, who
                          in zip(engines, ("caseworker", "manager"), strict=True))
        lines = measure("PostgreSQL", reader, count, writer)
        for engine in engines:
            engine.dispose()
    return lines


def main(counts: list[int]) -> None:
    """Measure both engines for each number of cases, and print the table."""
    lines: list[list[str]] = []
    server = os.environ.get("CASEWORKER_TEST_POSTGRES")
    with tempfile.TemporaryDirectory() as folder:
        for count in counts:
            lines += on_sqlite(Path(folder), count)
            if server:
                with team(server) as made:
                    lines += on_postgres(server, made, count)
            for line in lines[-24:]:
                print(" | ".join(line), file=sys.stderr, flush=True)
    print("| engine | cases | what | floor ms | ours ms | 99 % ms | ratio | beside |")
    print("|---|---|---|---|---|---|---|---|")
    for line in lines:
        print("| " + " | ".join(line) + " |")


if __name__ == "__main__":
    main([int(each) for each in sys.argv[1:]] or [100, 100_000, 1_000_000])
