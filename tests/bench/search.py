"""How long a search takes among 1,000,000 documents and as many cases, as one table.

    python -m tests.bench.search --documents 1000000 sqlite FOLDER
    CASEWORKER_TEST_POSTGRES=... python -m tests.bench.search --documents 1000000 postgresql FOLDER

Documents hold about 80 words of 60,000 in the proportions of a language (Zipf). "Floor" is the
bare index asked by the bare driver for 20 ids, "ours" the whole query with rights, names and
excerpts, "peer" the usual way: rank every hit. On PostgreSQL "ours" signs in as a caseworker.
"""

from __future__ import annotations

import argparse
import gc
import itertools
import multiprocessing
import random
import sqlite3
import statistics
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from os import environ
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from caseworker.database import open_engine, reading
from caseworker.office import Office
from caseworker.queries.search import find_cases
from caseworker.queries.search_texts import find_texts
from caseworker.records import searching
from caseworker.rules.lifecycle import Role
from tests.bench import kept
from tests.bench.measuring import Clock, Timed
from tests.support import databases

WORDS, LONG, SLOTS, NAMES, FIRST_OF = 60_000, 80, 100, 30, 9
SHA, AT, TODAY = "0" * 64, "2026-03-01 10:00:00+00:00", date(2026, 3, 12)
_SYLLABLES = [a + b for a in "bcdfghklmnprstvw" for b in ("a", "e", "i", "o", "u", "an", "er")]
ROOM = random.Random(1)  # the same office each time


def word(number: int) -> str:
    """An invented word; the same number is the same word."""
    made, left = "", number + len(_SYLLABLES) ** 2
    while left:
        left, at = divmod(left, len(_SYLLABLES))
        made += _SYLLABLES[at]
    return made


VOCABULARY = [word(n) for n in range(WORDS)]
SURNAMES = [word(n).capitalize() for n in range(70_000, 90_000)]
FIRST = [word(n).capitalize() for n in range(90_000, 92_000)]


def name_of(n: int) -> str:
    """The name of the complainant in case ``n``."""
    return f"{FIRST[n * 7 % len(FIRST)]} {SURNAMES[n * 31 % len(SURNAMES)]}"


def reference_of(n: int) -> str:
    """Fifty thousand references for each year."""
    return f"REV-{2000 + n // 50_000}-{n % 50_000:04}"


def cases(many: int) -> Iterator[tuple[Any, ...]]:
    """id, reference, stage, name, opened."""
    return ((n, reference_of(n), "received", name_of(n), AT) for n in range(1, many + 1))


def texts(many: int) -> Iterator[tuple[int, int, str]]:
    """id, case, words."""
    weights = list(itertools.accumulate(1 / rank for rank in range(1, WORDS + 1)))
    for n in range(1, many + 1):
        yield n, n, " ".join(ROOM.choices(VOCABULARY, cum_weights=weights, k=LONG))


CASES = """INSERT INTO cases (id, reference, stage, name, opened_at, about, adjustments,
proposed_by, next_deadline_name, version, closed) VALUES (?,?,?,?,?,'','','','',1,0)"""
REVIEWS = """INSERT INTO review (case_id, mps_reference, force, gateway_because,
complaint_details, grounds, refusal_code, body_answers, waived, shared)
VALUES (?,?,'','','','','','{}','[]','[]')"""
PARTIES = """INSERT INTO party (case_id, part, name, letter_name, address, postcode, email, phone,
organisation, relationship_words) VALUES (?,'complainant',?,'','',?,?,'','','')"""
CONTENTS = "INSERT INTO content (sha256, size) VALUES (?,?)"
DOCUMENTS = f"""INSERT INTO document (id, case_id, read_text, title, kind, sender, name, sha256,
size, media_type, pages, reading_note, added_at, added_by)
VALUES (?,?,?,'Scan','Other','','scan.pdf','{SHA}',0,'',1,'','{AT}','x')"""


def rows(many: int) -> dict[str, Iterable[tuple[Any, ...]]]:
    """What each table gets."""
    return {
        CASES: cases(many),
        REVIEWS: ((n, f"PC/{n:07}/25") for n in range(1, many + 1)),
        PARTIES: ((n, name_of(n), f"E{n % 20} {n % 9}AB", f"p{n}@example.org")
                  for n in range(1, many + 1)),
        CONTENTS: [(SHA, 0)],
        DOCUMENTS: texts(many),
    }


def build_sqlite(file: Path, many: int) -> None:
    """Fill a file in bulk, then make the index from the records."""
    databases.migrate(f"sqlite:///{file}")
    with sqlite3.connect(file) as raw:
        raw.execute("PRAGMA synchronous=OFF")
        for statement, given in rows(many).items():
            raw.executemany(statement, given)
    raw.close()
    engine = open_engine(f"sqlite:///{file}")
    began = time.perf_counter()
    with engine.execution_options(writing=True).begin() as connection:
        searching.rebuild(connection)
    print(f"index of {many:,} documents and cases made in {time.perf_counter() - began:.0f} s")
    engine.dispose()


def build_postgres(url: str, many: int) -> None:
    """The same by COPY, as the server's administrator."""
    with psycopg.connect(url.replace("+psycopg", "", 1)) as raw:
        raw.execute("SET session_replication_role = replica")
        for statement, given in rows(many).items():
            one_line = statement.removeprefix("INSERT INTO ").replace("\n", " ")
            head, values = one_line.split(" VALUES ")
            table = head.split(" ", 1)[0]
            fixed = values.strip("()").split(",")
            with raw.cursor().copy(f"COPY open.{head} FROM STDIN") as copy:
                for row in given:
                    left = iter(row)
                    copy.write_row([next(left) if one.strip() == "?" else one.strip().strip("'")
                                    for one in fixed])
            print(f"{table} filled")
        raw.execute("SET session_replication_role = origin")
        began = time.perf_counter()
        raw.execute("SELECT shut.search_rebuild()")
        print(f"index of {many:,} documents and cases made in {time.perf_counter() - began:.0f} s")
        raw.commit()
        raw.autocommit = True
        raw.execute("VACUUM ANALYZE")


def asked(many: int) -> dict[str, list[str]]:
    """A hundred questions of each kind."""
    pick = random.Random(2)
    some = [pick.randrange(1, many + 1) for _ in range(SLOTS)]

    def among(low: int, high: int) -> list[str]:
        return [VOCABULARY[pick.randrange(low, high)] + " " for _ in range(SLOTS)]

    return {
        "rare word": among(20_000, 50_000), "medium word": among(300, 2_000),
        "common word": among(0, 20), "newest best of a common word": among(0, 20),
        "two medium words": [a + b for a, b in zip(among(50, 500), among(50, 500), strict=True)],
        "phrase": [f"“{a}{b}”" for a, b in zip(among(0, 60), among(0, 60), strict=True)],
        "beginning of a word, 4 letters": [VOCABULARY[pick.randrange(0, WORDS)][:4]
                                           for _ in range(SLOTS)],
        "name": [name_of(n) for n in some],
        "surname, 3 letters typed": [name_of(n).split()[1][:3] for n in some],
        "misspelt name": [_misspelt(name_of(n)) for n in some],
        "reference": [reference_of(n).replace("-", "") for n in some],
        "MPS reference": [f"PC/{n:07}/25" for n in some],
        "postcode": [f"E{n % 20} {n % 9}AB" for n in some],
    }


def _misspelt(name: str) -> str:
    at = name.index(" ") + 3
    return name[:at] + name[at + 1] + name[at] + name[at + 2:]


def ask(session: Session, kind: str, text: str) -> Any:
    """The question as the window asks it."""
    if kind in ("name", "surname, 3 letters typed", "misspelt name", "reference", "MPS reference",
                "postcode"):
        return find_cases(session, text=text, me="pshah", today=TODAY)
    return find_texts(session, text=text, best="best" in kind)


HEAD = "| asked | floor p50 | ours p50 | ours p99 | ratio | own work p50 | peer p50 | slowest |"
PEER = 3  # questions of each kind: ranking every hit of a common word takes seconds


def timed(call: Callable[[str], Any], questions: list[str], clock: Clock) -> Timed:
    """One call for each question, after one that does not count."""
    call(questions[0])
    clock.look()
    worked, passed = [], []
    for question in questions:
        began, work = time.perf_counter(), clock.now()
        call(question)
        passed.append((time.perf_counter() - began) * 1000)
        worked.append(clock.now() - work)
    return Timed(worked, passed)


def table(
    engine: Engine, many: int, bare: Callable[[str, str, bool], Any], clock: Clock
) -> list[str]:
    """The lines of the table. Times are milliseconds that passed; own work is processor time of
    the program and of the server for it, which other programs lengthen less."""
    lines = [HEAD, "|---|---|---|---|---|---|---|---|"]
    with Session(reading(engine)) as session:
        ask(session, "name", name_of(1))
    gc.freeze()  # as the window does once the program is loaded
    for kind, questions in asked(many).items():
        def ours(text: str, kind: str = kind) -> Any:
            with Session(reading(engine)) as session:
                return ask(session, kind, text)

        floor = timed(lambda text, kind=kind: bare(kind, text, False), questions, clock)
        mine = timed(ours, questions, clock)
        peer = timed(lambda text, kind=kind: bare(kind, text, True), questions[:PEER], clock)
        half, least = statistics.median(mine.passed), statistics.median(floor.passed)
        lines.append(f"| {kind} | {least:.2f} | {half:.2f} | {mine.late(mine.passed):.2f} | "
                     f"{half / max(least, 0.01):.1f} | {mine.half:.2f} | "
                     f"{statistics.median(peer.passed):.2f} | {max(peer.passed):.2f} |")
        print(lines[-1], flush=True)
    return lines


def _plain(kind: str, text: str) -> tuple[list[str], bool]:
    """For the bare driver: the words, and whether names are searched."""
    return text.strip(" “”").replace("/", " ").lower().split(), kind not in asked_of_texts


asked_of_texts = ("rare word", "medium word", "common word", "newest best of a common word",
                  "two medium words", "phrase", "beginning of a word, 4 letters")


def bare_sqlite(file: Path) -> Callable[[str, str, bool], Any]:
    """The bare index: 20 ids, newest first; as a peer: ranked over all hits."""
    raw = sqlite3.connect(file)

    def run(kind: str, text: str, ranked: bool) -> Any:
        words, of_cases = _plain(kind, text)
        parts = [" ".join(words)] if kind == "phrase" else words
        given = " ".join(f'"{part}"' for part in parts)
        name = "search_case" if of_cases else "search_document"
        order = "rank" if ranked else "rowid DESC"
        more = "*" if "letters" in kind else ""
        return raw.execute(f"SELECT rowid FROM {name} WHERE {name} MATCH ? ORDER BY {order} "
                           "LIMIT 20", (given + more,)).fetchall()

    return run


def bare_postgres(url: str) -> Callable[[str, str, bool], Any]:
    """The same on a server, as its administrator: no rights are asked. The floor is any 20 hits,
    of a common word the newest: for the newest of a rare one it may walk through all texts."""
    raw = psycopg.connect(url.replace("+psycopg", "", 1), autocommit=True)
    raw.execute("SET work_mem = '64MB'")  # else the peer looks again at each of a million hits

    def run(kind: str, text: str, ranked: bool) -> Any:
        words, of_cases = _plain(kind, text)
        name, key, beginnings = (
            ("search_case", "case_id", " || app.beginnings(words)") if of_cases
            else ("search_text", "id", ""))
        query = (" <-> " if kind == "phrase" else " & ").join(f"'{one}'" for one in words)
        query += ":*" if "letters" in kind else ""
        newest = f"ORDER BY {key} DESC" if "common" in kind else ""
        order = "ORDER BY ts_rank(words, CAST(%(q)s AS tsquery)) DESC" if ranked else newest
        entries = f"(words || app.stretches({key}){beginnings})"  # as they are in the index
        return raw.execute(f"SELECT {key} FROM open.{name} WHERE {entries} @@ "
                           f"CAST(%(q)s AS tsquery) {order} LIMIT 20", {"q": query}).fetchall()

    return run


def _first(url: str, many: int, number: int) -> tuple[float, float]:
    engine = open_engine(url)
    question = asked(many)["rare word"][number]
    began, work = time.perf_counter(), time.process_time()
    with Session(reading(engine)) as session:
        ask(session, "rare word", question)
    return (time.perf_counter() - began) * 1000, (time.process_time() - work) * 1000


def first(url: str, many: int) -> str:
    """The first question of a program that is loaded, each in a process of its own."""
    took = []
    for number in range(FIRST_OF):
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            took.append(pool.apply(_first, (url, many, number)))
    passed, worked = zip(*took, strict=True)
    return (f"first question of a program: passed p50 {statistics.median(passed):.1f} "
            f"slowest {max(passed):.1f} ms, own work p50 {statistics.median(worked):.1f} "
            f"slowest {max(worked):.1f} ms, {FIRST_OF} programs")


def palette(engine: Engine, actor: str, many: int) -> str:
    """From a key in the palette to the first answers painted, each key of thirty names."""
    environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QEventLoop

    from ui.application import make_window, start_qt

    app = start_qt()
    window = make_window(Office(engine, actor, [Role.CASEWORKER]))
    window.show()
    window.jobs.wait()
    window.open_palette()
    found, passed, worked = window.palette_, [], []
    pick, loop, take = random.Random(3), QEventLoop(), found._got_cases

    def got(cases: Any) -> None:
        take(cases)
        loop.quit()

    found._got_cases = got  # type: ignore[method-assign]
    for _ in range(NAMES):
        name = name_of(pick.randrange(1, many + 1)).split()[1]
        for length in range(1, len(name) + 1):
            began, work = time.perf_counter(), time.process_time()
            found.box.setText(name[:length])
            if not found._answered:
                loop.exec()  # the window's thread sleeps while a reader works, as in the program
            found.panel.repaint()
            passed.append((time.perf_counter() - began) * 1000)
            worked.append((time.process_time() - work) * 1000)
    window.close()
    app.processEvents()

    def late(each: list[float]) -> float:
        return sorted(each)[len(each) * 99 // 100]

    return "palette, key to first answers painted: " + ", ".join(
        f"{words} p50 {statistics.median(each):.1f} p99 {late(each):.1f} ms"
        for words, each in (("passed", passed), ("own work", worked))) + f", {len(passed)} keys"


def main() -> None:
    """Build, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("engine", choices=("sqlite", "postgresql"))
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=100_000)
    given = parser.parse_args()
    many, name = given.documents, f"search_{given.documents}"
    if given.engine == "sqlite":
        with kept.file(given.folder, name, lambda path: build_sqlite(path, many)) as file:
            engine = open_engine(f"sqlite:///{file}")
            lines = table(engine, many, bare_sqlite(file), Clock())
            print("\n".join(lines))
            print(first(f"sqlite:///{file}", many))
            print(palette(engine, "pshah", many))
        return
    server = environ["CASEWORKER_TEST_POSTGRES"]
    with kept.on_server(server, given.folder, name,
                        lambda url: build_postgres(url, many)) as (made, database):
        engine = open_engine(made.url(database, "caseworker"))
        bare = bare_postgres(databases.with_database(server, database))
        above = open_engine(databases.with_database(server, database))
        print("\n".join(table(engine, many, bare, Clock(above))))
        above.dispose()
        print(first(made.url(database, "caseworker"), many))
        print(palette(engine, made.logins["caseworker"], many))
        engine.dispose()


if __name__ == "__main__":
    main()
