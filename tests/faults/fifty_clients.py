"""Fifty clients at once on one PostgreSQL server: no number twice, no save lost, no case twice.

    CASEWORKER_TEST_POSTGRES=... python -m tests.faults.fifty_clients [clients]

Prints a line for each promise; the exit code is 1 when one is broken. Each client is a person
with connections of their own, and does what the window does: actions of the office.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import create_engine, text

from caseworker.actions.base import Action, Conflict, Desk
from caseworker.actions.office_work import AddColleague, AddNote
from caseworker.actions.taking import NOTHING, TakeNext
from caseworker.actions.validity import AcceptAsValid
from caseworker.database import open_engine
from caseworker.office import Office, Refused
from caseworker.records import Case, Note, PostItem
from caseworker.rules.lifecycle import Role
from tests.support import databases
from tests.support.review import act, answer_body, log, open_review

CLIENTS, EDITS, CASES, NUMBERS = 50, 1000, 200, 1000


class Gone(Exception):
    """The client changed its mind in the middle."""


@dataclass(frozen=True, kw_only=True)
class LogAndMaybeFail(Action):
    """A numbered item of post; one in ten is rolled back after the number was taken."""

    fails: bool

    def run(self, desk: Desk) -> tuple[None, str]:
        reference = desk.number("REV")
        if self.fails:
            raise Gone
        desk.session.add(PostItem(
            reference=reference, route="review", channel="post", received=desk.today,
            name="", logged_at=desk.now, logged_by=desk.actor))
        return None, reference


@contextmanager
def many(url: str, clients: int) -> Iterator[list[Office]]:
    """One office for each client, with two connections at most."""
    first = Office(open_engine(url), "root", frozenset(Role))
    for number in range(clients):
        first.do(AddColleague(login=f"c{number}", colleague_name=f"Client {number}",
                              roles=(Role.CASEWORKER, Role.MANAGER)))
    made = [Office(open_engine(url), f"c{number}", {Role.CASEWORKER, Role.MANAGER})
            for number in range(clients)]
    yield made
    for office in (*made, first):
        office.engine.dispose()


def together(offices: list[Office], work: Callable[[Office, int], None]) -> float:
    """All clients begin at one moment; returns the seconds that it took."""
    barrier = threading.Barrier(len(offices) + 1)
    broken: list[BaseException] = []

    def run(office: Office, number: int) -> None:
        barrier.wait()
        try:
            work(office, number)
        except BaseException as error:
            broken.append(error)

    threads = [threading.Thread(target=run, args=(office, number))
               for number, office in enumerate(offices)]
    for thread in threads:
        thread.start()
    barrier.wait()
    began = time.perf_counter()
    for thread in threads:
        thread.join()
    if broken:
        raise broken[0]
    return time.perf_counter() - began


def timed(times: list[float], call: Callable[[], Any]) -> Any:
    """Do it and note how long it took, in milliseconds."""
    began = time.perf_counter()
    try:
        return call()
    finally:
        times.append((time.perf_counter() - began) * 1000)


def spread(times: list[float]) -> str:
    """Median and 99th percentile of some milliseconds."""
    cuts = statistics.quantiles(times, n=100)
    return f"p50 {cuts[49]:.0f} ms, p99 {cuts[98]:.0f} ms"


def references(offices: list[Office]) -> bool:
    """Numbers without gap or twin, one in ten rolled back."""
    given: list[str] = []
    times: list[float] = []
    tries = NUMBERS // len(offices)

    def work(office: Office, number: int) -> None:
        dice = random.Random(number)
        for _ in range(tries):
            action = LogAndMaybeFail(fails=dice.random() < 0.1)
            with suppress(Gone):
                given.append(timed(times, partial(office.do, action)).result)

    took = together(offices, work)
    numbers = sorted(int(each.rpartition("-")[2]) for each in given)
    twice, gaps = len(numbers) - len(set(numbers)), numbers[-1] - len(set(numbers))
    print(f"references   {tries * len(offices)} tries, {len(given)} given, {twice} twice, "
          f"{gaps} gaps; {tries * len(offices) / took:.0f}/s, {spread(times)}")
    return twice == gaps == 0


def edits(offices: list[Office]) -> bool:
    """Notes on ten cases; who is second asks again and saves upon the new version."""
    cases = [open_review(offices[0]) for _ in range(10)]
    saved: list[str] = []
    conflicts: list[int] = []
    times: list[float] = []

    def version(office: Office, case_id: int) -> int:
        return office.ask(lambda s: s.query(Case.version).filter_by(id=case_id).scalar())

    def work(office: Office, number: int) -> None:
        dice = random.Random(number)
        for turn in range(EDITS // len(offices)):
            case_id, words = dice.choice(cases), f"{number}/{turn}"
            while True:
                note = AddNote(case_id=case_id, version=version(office, case_id), text=words)
                try:
                    timed(times, partial(office.do, note))
                    saved.append(words)
                    break
                except Conflict:
                    conflicts.append(1)

    before = {case_id: version(offices[0], case_id) for case_id in cases}
    took = together(offices, work)
    stored = offices[0].ask(lambda s: [row[0] for row in s.query(Note.text)])
    raised = sum(version(offices[0], case_id) - before[case_id] for case_id in cases)
    lost = len(set(saved) - set(stored))
    print(f"edits        {len(saved)} acknowledged, {len(stored)} stored, {lost} lost, "
          f"{len(conflicts)} conflicts told; versions rose by {raised}; "
          f"{len(saved) / took:.0f}/s, {spread(times)}")
    return lost == 0 and len(stored) == len(saved) == raised


def taking(offices: list[Office], url: str) -> bool:
    """Every client takes until nothing is left."""
    first = open_review(offices[0], name="Adaeze Nwosu")
    answer_body(offices[0], first)
    act(offices[0], first, AcceptAsValid)
    copies(url, first, CASES - 1)
    taken: list[int] = []
    times: list[float] = []

    def work(office: Office, _number: int) -> None:
        while True:
            try:
                taken.append(timed(times, partial(office.do, TakeNext())).case_id)
            except Refused as refused:
                if NOTHING not in str(refused):
                    raise
                return

    took = together(offices, work)
    twice, left = len(taken) - len(set(taken)), CASES - len(set(taken))
    print(f"take next    {CASES} cases, {twice} to two people, {left} left; "
          f"{len(taken) / took:.0f}/s, {spread(times)}")
    return twice == left == 0


def copies(url: str, case_id: int, number: int) -> None:
    """The same valid case so many times more."""
    engine = create_engine(url)
    with engine.begin() as connection:
        for table, more in (("cases", "reference, id"), ("review", "case_id")):
            columns = ", ".join(f'"{row[0]}"' for row in connection.execute(text(
                "SELECT column_name FROM information_schema.columns WHERE table_schema = 'open' "
                "AND table_name = :t AND column_name NOT IN ('reference', 'id', 'case_id')"),
                {"t": table}))
            values = ("'REV-COPY-' || n, 900000 + n" if table == "cases" else "900000 + n")
            key = "id" if table == "cases" else "case_id"
            connection.execute(text(
                f"INSERT INTO open.{table} ({more}, {columns}) SELECT {values}, {columns} "
                f"FROM open.{table}, generate_series(1, :n) n WHERE {key} = :id"),
                {"n": number, "id": case_id})
    engine.dispose()


def main(clients: int) -> int:
    """Run all three; 0 when every promise held."""
    server = os.environ["CASEWORKER_TEST_POSTGRES"]
    with databases.postgres_database(server) as name:
        url = databases.with_database(server, name)
        databases.migrate(url)
        with many(url, clients) as offices:
            print(f"{clients} clients")
            log(offices[0])
            held = [references(offices), edits(offices), taking(offices, url)]
    print("held" if all(held) else "BROKEN")
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else CLIENTS))
