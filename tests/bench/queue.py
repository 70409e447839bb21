"""How fast a queue is beside what the database itself can do, for 100 to 1,000,000 cases.

    CASEWORKER_TEST_POSTGRES=URL python -m tests.bench.queue [--engine sqlite] [--keep FOLDER]
        [COUNT ...]

It fills scratch databases, or takes those that it kept in a folder; on the server it is a
caseworker with rights enforced. It prints one table for each engine. "Work" is processor time of
the program and the server's processes for it; trust the ratios of one run more than its times.
"""

from __future__ import annotations

import argparse
import os
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import event

from caseworker.actions.office_work import AddNote
from caseworker.database import open_engine
from caseworker.office import Office
from caseworker.queries.case import case_view
from caseworker.queries.home import home
from caseworker.queries.lists import statements
from caseworker.queries.lists.filters import Asked
from caseworker.queries.lists.places import places
from caseworker.queries.lists.sorts import Shown
from caseworker.queries.lists.window import first_rows, look, rows_at
from caseworker.queries.queues import View, in_view, view_counts
from caseworker.rules.lifecycle import Role
from tests.bench import kept
from tests.bench.jumping import all_rows, jumps, qt_model
from tests.bench.measuring import Clock, Raw, Timed
from tests.support import databases, many_cases

TODAY, PAGE = many_cases.TODAY, 50
OPEN = str(in_view(View.OPEN, "", date.max))
GROWING = ("open a queue, the whole question", "open a case", "save a note")
HEAD = ("cases", "what", "floor, work ms", "ours, work ms", "least", "99 in 100", "ratio",
        "passed ms", "passed, 99 in 100", "beside")


@dataclass(frozen=True)
class Bench:
    """One filled database: who reads, who saves, and where it is."""

    engine: str
    count: int
    reader: Office
    writer: Office
    clock: Clock


class Table:
    """The lines of one engine's table."""

    def __init__(self) -> None:
        self.lines: list[tuple[str, ...]] = []
        self.grown: dict[str, dict[int, Timed]] = {}

    def add(self, bench: Bench, what: str, ours: Timed, floor: Timed | None = None,
            beside: str = "") -> None:
        """A line; what should not grow with the cases is noted besides."""
        if what in GROWING:
            self.grown.setdefault(what, {})[bench.count] = ours
        line = (f"{bench.count:,}", what, f"{floor.half:.2f}" if floor else "",
                f"{ours.half:.2f}", f"{ours.least:.2f}", f"{ours.late():.2f}",
                f"{ours.half / floor.half:.1f}" if floor else "",
                f"{sorted(ours.passed)[len(ours.passed) // 2]:.1f}",
                f"{ours.late(ours.passed):.1f}", beside)
        self.lines.append(line)
        print(" | ".join(line), flush=True)

    def show(self, engine: str) -> None:
        """Print it, and how what should not grow did."""
        print(f"\n{engine}\n\n| " + " | ".join(HEAD) + " |\n|" + "---|" * len(HEAD))
        for line in self.lines:
            print("| " + " | ".join(line) + " |")
        for what, found in self.grown.items():
            least, most = min(found), max(found)
            print(f"\n{what}, from {least:,} to {most:,} cases: "
                  f"x {found[most].half / found[least].half:.2f} of processor time "
                  f"(least: x {found[most].least / found[least].least:.2f})", end="")
        print()


def measure(bench: Bench, table: Table) -> None:
    """Everything for one number of cases."""
    office, clock = bench.reader, bench.clock
    asked, shown = Asked(office.actor, TODAY, 1), Shown()
    raw = Raw(office.engine)
    _first_page(bench, table, raw, asked)
    table.add(bench, "places of all rows (histogram)", clock.timed(
        lambda: office.ask(lambda session: places(session, shown, asked)), 9),
        clock.timed(raw.statement(statements.histogram(shown, asked)), 9))
    table.add(bench, "counts of all views", clock.timed(
        lambda: office.ask(view_counts, me=office.actor, today=TODAY), 9),
        clock.timed(_counts(office, raw), 9))
    slowest = max((clock.timed(lambda view=view: office.ask(lambda session: session.execute(
        statements.total(Shown(view=view), asked)).scalar_one()), 5) for view in View),
        key=lambda timed: timed.half)
    table.add(bench, "count of one view, the slowest", slowest)
    for sort in ("owner", "stage", "case", "reference", "about", "received"):
        ours = Shown(sort=sort)
        table.add(bench, f"a list anew, sorted by {sort}", clock.timed(lambda ours=ours: office.ask(
            look, shown=ours, me=office.actor, today=TODAY), 3))
    for role in (Role.CASEWORKER, Role.MANAGER):
        table.add(bench, f"the first page, as a {role}", bench.clock.timed(lambda role=role: (
            office.ask(home, me=office.actor, roles=frozenset({role}), today=TODAY,
                       calendar=office.calendar)), 9))
    _jump(bench, table, raw)
    _case(bench, table)
    raw.close()


def _first_page(bench: Bench, table: Table, raw: Raw, asked: Asked) -> None:
    first = {"key0": date.min, "id0": 0}
    page = statements.window(Shown(), asked, (statements.Piece((), True, False, PAGE),),
                             bench.reader.engine.dialect.name == "postgresql")
    floor = bench.clock.timed(raw.statement(page, **first))
    with bench.reader.engine.connect() as connection:
        table.add(bench, "first page of 50, the statement", bench.clock.timed(
            lambda: connection.execute(page, first).all()), floor)
    table.add(bench, GROWING[0], bench.clock.timed(lambda: bench.reader.ask(
        first_rows, shown=Shown(), me=asked.me, today=TODAY, number=PAGE)), floor)


def _counts(office: Office, raw: Raw) -> Callable[[], Any]:
    """The statement that counts, as the driver gets it."""
    kept: list[tuple[str, Any]] = []

    def keep(_c: Any, _k: Any, statement: str, given: Any, *_: Any) -> None:
        kept.append((statement, given))

    event.listen(office.engine, "before_cursor_execute", keep)
    office.ask(view_counts, me=office.actor, today=TODAY)
    event.remove(office.engine, "before_cursor_execute", keep)
    statement, given = kept[-1]
    return lambda: raw.cursor.execute(statement, given).fetchall()


def _jump(bench: Bench, table: Table, raw: Raw) -> None:
    office = bench.reader
    total = office.ask(look, shown=Shown(), me=office.actor, today=TODAY).places.total
    columns = "id, reference, name, about, next_deadline"
    listed = f"SELECT {columns} FROM cases WHERE {OPEN} ORDER BY next_deadline, id"
    offset = bench.clock.timed(raw.text(f"{listed} LIMIT 128 OFFSET {max(0, total - 200)}"), 5)
    ours, grown = jumps(office, bench.clock)
    table.add(bench, "go to any row, painted", ours, None, f"memory +{grown:.0f} MB")
    table.add(bench, "peer: 128 rows at the end by OFFSET, not painted", offset)
    everything, held = all_rows(raw.text(listed), bench.clock)
    table.add(bench, "peer: all rows in a list, painted", everything, None,
              f"memory +{held:.0f} MB")
    fetched, held = qt_model(office.engine.url, bench.count, bench.clock)
    table.add(bench, "peer: QSqlTableModel, fetch to the last row", fetched, None,
              f"memory +{held:.0f} MB")
    chance = random.Random(5)
    found = office.ask(look, shown=Shown(), me=office.actor, today=TODAY).places
    table.add(bench, "any 128 rows, the whole question", bench.clock.timed(lambda: office.ask(
        rows_at, all_=found, first=chance.randrange(max(1, total - 128)))))


def _case(bench: Bench, table: Table) -> None:
    office = bench.reader
    row = random.choice(office.ask(  # any: in a kept database it gathers notes
        first_rows, shown=Shown(), me=office.actor, today=TODAY, number=PAGE))
    table.add(bench, GROWING[1], bench.clock.timed(lambda: office.ask(
        case_view, case_id=row.id, today=TODAY, calendar=office.calendar, roles=office.roles), 20))
    versions = iter(range(row.version, row.version + 1000))
    table.add(bench, GROWING[2], bench.clock.timed(lambda: bench.writer.do(AddNote(
        case_id=row.id, version=next(versions), text="A note of the bench.")), 20))


@contextmanager
def on_sqlite(count: int, folder: Path | None = None) -> Iterator[Bench]:
    """A filled file."""
    def fill(path: Path) -> None:
        databases.migrate(f"sqlite:///{path.as_posix()}")
        many_cases.fill_sqlite(path.as_posix(), count)

    with kept.file(folder, f"cases_{count}", fill) as path:
        engine = open_engine(f"sqlite:///{path.as_posix()}")
        office = Office(engine, "bench3", frozenset(Role))
        yield Bench("SQLite", count, office, office, Clock())
        engine.dispose()


@contextmanager
def on_postgres(count: int, folder: Path | None = None) -> Iterator[Bench]:
    """A filled database of the server, read as a caseworker and saved in as a manager."""
    server = os.environ["CASEWORKER_TEST_POSTGRES"]
    with kept.on_server(server, folder, f"cases_{count}",
                        lambda url: many_cases.fill_postgres(url, count)) as (made, name):
        engines = [open_engine(made.url(name, who)) for who in ("caseworker", "manager")]
        reader, writer = (Office(engine, made.logins[who], frozenset(Role)) for engine, who
                          in zip(engines, ("caseworker", "manager"), strict=True))
        above = open_engine(databases.with_database(server, name))
        yield Bench("PostgreSQL as a caseworker", count, reader, writer,
                    Clock(above))
        for engine in (*engines, above):
            engine.dispose()


def main() -> None:
    """Measure for each number of cases, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("counts", type=int, nargs="*", default=[100, 100_000])
    parser.add_argument("--keep", type=Path, metavar="FOLDER")
    parser.add_argument("--engine", choices=("sqlite", "postgresql"))
    given = parser.parse_args()
    makers = {"sqlite": on_sqlite, "postgresql": on_postgres}
    if "CASEWORKER_TEST_POSTGRES" not in os.environ:
        del makers["postgresql"]
    for name, make in makers.items():
        if given.engine in (None, name):
            table = Table()
            for count in given.counts:
                with make(count, given.keep) as bench:
                    measure(bench, table)
            table.show(bench.engine)


if __name__ == "__main__":
    main()
