"""What encryption costs: the same records as a plain and as an encrypted file, side by side.

    python -m tests.bench.encrypted [--cases 100] [--documents 40] [--runs 30]

Opening is a new engine and its first row; an action is a note, saved; a document has 1 MiB; the
scan reads all documents, which are more than the cache holds; the queue is warm. The two take
turns, so that what else runs on the machine meets both alike. Medians in milliseconds.
"""

from __future__ import annotations

import argparse
import random
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import text

from caseworker import backup
from caseworker.actions.documents import Incoming
from caseworker.actions.office_work import AddNote
from caseworker.backup.recrypt import change_key
from caseworker.database import file_engine
from caseworker.office import Office
from caseworker.opening import open_office
from caseworker.rules.lifecycle import Role
from caseworker.sealed import Key, Opener
from tests.support.review import act, log, open_review

MIB = 1 << 20


def filled(file: Path, cases: int, documents: int) -> None:
    """Invented reviews, and documents that no compression makes smaller."""
    office = open_office(f"sqlite:///{file.as_posix()}")
    chance = random.Random(20260312)
    for _ in range(cases):
        open_review(office)
    for n in range(documents):
        words = chance.randbytes(MIB // 2).hex().encode()
        log(office, files=(Incoming(f"paper-{n}.txt", words),))
    office.close()


def timed(work: Callable[[], object]) -> float:
    """Milliseconds."""
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def opened(opener: Opener) -> None:
    """A new engine, to its first row."""
    engine = file_engine(opener)
    with engine.connect() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM cases").scalar_one()
    engine.dispose()


def works(opener: Opener, office: Office, case_id: int, documents: int) -> dict[str, float]:
    """One round of everything."""
    engine = office.engine

    def ask(statement: str, **given: object) -> None:
        with engine.connect() as connection:
            connection.execute(text(statement), given).all()

    n = random.randrange(documents)
    return {
        "open": timed(lambda: opened(opener)),
        "save an action": timed(lambda: act(office, case_id, AddNote, text="A note")),
        "queue page": timed(lambda: ask(
            "SELECT id, reference, stage FROM cases ORDER BY id LIMIT 50")),
        "1 MiB document": timed(lambda: ask(
            "SELECT sum(length(hex(substr(data, 1, 8)))) FROM content_chunk WHERE sha256 = "
            "(SELECT sha256 FROM content ORDER BY sha256 LIMIT 1 OFFSET :n)", n=n)),
        "scan of all documents": timed(lambda: ask(
            "SELECT count(*) FROM content_chunk WHERE instr(data, x'00FF00FF00FF00FF') > 0")),
    }


def main() -> None:
    """Print one line for each kind of work."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--cases", type=int, default=100)
    options.add_argument("--documents", type=int, default=40)
    options.add_argument("--runs", type=int, default=30)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="caseworker-bench-") as folder:
        plain = Opener(Path(folder, "plain.db"))
        filled(plain.file, chosen.cases, chosen.documents)
        hidden = Opener(Path(folder, "hidden.db"), Key.new())
        shutil.copyfile(plain.file, hidden.file)
        took = timed(lambda: change_key(hidden.file, hidden.key))
        size = plain.file.stat().st_size / MIB
        print(f"{size:.0f} MiB encrypted, compared and put in place in {took / 1000:.1f} s")
        offices = {each: Office(file_engine(each), "ada", list(Role)) for each in (plain, hidden)}
        cases = {each: open_review(office) for each, office in offices.items()}
        found = {each: [works(each, office, cases[each], chosen.documents)
                        for _ in range(1)] for each, office in offices.items()}  # warm
        for _ in range(chosen.runs):
            for each, office in offices.items():
                found[each].append(works(each, office, cases[each], chosen.documents))
        for name in found[plain][0]:
            one, other = (statistics.median(run[name] for run in found[each][1:])
                          for each in (plain, hidden))
            print(f"{name}: plain {one:.2f} ms, encrypted {other:.2f} ms, ratio {other / one:.2f}")
        now = datetime.now(UTC)
        for words, each in (("plain", plain), ("encrypted", hidden)):
            place = Path(folder, f"{words}.backup")
            engine = offices[each].engine
            took = timed(lambda engine=engine, place=place: backup.make(engine, place, now))
            print(f"backup, proven, {words}: {took / 1000:.1f} s")
            engine.dispose()


if __name__ == "__main__":
    main()
