"""Tamper with the journal at random, as somebody with every right could, and count what is found.

    python -m tests.attacks.tampering [--times 200] [--seed 1]

On both engines, half of the trials on each. A trial takes a fresh copy of some weeks of work on
two cases, does one tampering at a random link, and then asks "caseworker journal verify" and the
anchor that a computer of the office kept. It must be found, and the case named. Prints one line
for each way, and ends with 1 when one was missed.
"""

from __future__ import annotations

import argparse
import collections
import random
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from sqlalchemy import Connection

from caseworker import anchors
from caseworker.actions.office_work import AddNote
from caseworker.database import open_engine
from caseworker.journal_check import verify
from caseworker.office import Office
from caseworker.rules.lifecycle import Role
from tests.support import databases, postgres
from tests.support.review import act, open_review
from tests.support.tampering import (
    CASE_1,
    TAMPERINGS,
    cut_and_move_head,
    drop_anchors,
    unguarded,
)

NOTES = 20
WAYS: tuple[Callable[[Connection, int], None], ...] = (
    *TAMPERINGS, cut_and_move_head, drop_anchors,
)


def work(url: str, folder: Path) -> anchors.Kept:
    """Two cases with notes; gives the anchor that this computer keeps."""
    engine = open_engine(url)
    office = Office(engine, "worker", list(Role))
    for _ in range(2):
        case_id = open_review(office)
        for n in range(NOTES):
            act(office, case_id, AddNote, text=f"Note {n}")
    kept = anchors.meet(engine, folder, office.now())
    engine.dispose()
    return kept


def found(url: str, kept: anchors.Kept, way: Callable[[Connection, int], None], seq: int) -> str:
    """Who found it: "the chain", "the anchor" of this computer, or "" when nobody did."""
    engine = open_engine(url)
    try:
        assert verify(engine).broken == ()
        with unguarded(engine) as connection:
            way(connection, seq)
        if any(each.chain == CASE_1 for each in verify(engine).broken):
            return "the chain"
        # What is asked at the next sign-in; each copy has an address of its own here.
        return "" if anchors.hash_of(engine, kept.id) == kept.hash else "the anchor"
    finally:
        engine.dispose()


@contextmanager
def copies(
    engine: str, folder: Path
) -> Iterator[tuple[anchors.Kept, Callable[[], AbstractContextManager[str]]]]:
    """The kept anchor, and what gives a fresh copy of the work, as a context with its URL."""
    folder.mkdir()
    if engine == "sqlite":
        template = databases.sqlite_template(folder)
        kept = work(f"sqlite:///{template.as_posix()}", folder)

        @contextmanager
        def copy() -> Iterator[str]:
            yield databases.sqlite_copy(template, folder)

        yield kept, copy
        return
    server = postgres.start()
    with databases.postgres_database(server.url) as name:
        databases.migrate(databases.with_database(server.url, name))
        kept = work(databases.with_database(server.url, name), folder)

        @contextmanager
        def copy() -> Iterator[str]:
            with databases.postgres_database(server.url, name) as made:
                yield databases.with_database(server.url, made)

        yield kept, copy
    server.stop()


def main() -> int:
    """Do it; returns 1 when a tampering was missed."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--times", type=int, default=200)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    rnd, tally = random.Random(given.seed), collections.Counter[tuple[str, str]]()
    with tempfile.TemporaryDirectory(prefix="caseworker-tampering-") as scratch:
        for engine in ("sqlite", "postgresql"):
            with copies(engine, Path(scratch, engine)) as (kept, fresh):
                for n in range(given.times // 2):
                    way = WAYS[n % len(WAYS)]
                    with fresh() as url:
                        by = found(url, kept, way, rnd.randint(2, NOTES))
                    tally[way.__name__, by] += 1
    for (name, by), count in sorted(tally.items()):
        print(f"{name}: {count} found by {by}" if by else f"{name}: {count} MISSED")
    missed = sum(count for (_, by), count in tally.items() if not by)
    print(f"{sum(tally.values())} tamperings, {missed} missed")
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main())
