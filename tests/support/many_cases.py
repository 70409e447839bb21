"""Very many invented cases, written straight into a scratch database: for the benches.

Three in ten are open, a tenth of these without an owner; deadlines fall on some four hundred
days. No action of the program runs, so there is no journal.
"""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import psycopg

from caseworker.rules.lifecycle import ENDED, OPEN, Stage

TODAY = date(2026, 3, 12)
_FIRST = ("Adaeze", "Tomasz", "Ruth", "Mohammed", "Siân", "Jerome", "Hanna", "Oluwaseun",
          "Christopher", "Farida", "Gareth", "Beatriz", "Yusuf", "Isla", "Rhian", "Eleanor")
_LAST = ("Nwosu", "Wieczorek", "Abernathy", "Kassir", "Prosser", "Whitlock-Ade", "Lindqvist",
         "Bankole", "Dunmore", "Rahmani", "Llewellyn", "Moura", "Çelik", "Merriweather")
_ABOUT = ("Stop and search outside a station", "Property not returned after custody",
          "No response to reports of harassment", "Officer conduct during a vehicle stop",
          "Use of handcuffs on arrest", "Search of home under warrant, damage to door")
CASES = ("id", "reference", "stage", "about", "name", "adjustments", "owner_id", "opened_at",
         "closed_on", "proposed_by", "next_deadline", "next_deadline_name", "version", "closed",
         "received_on", "touched_on")
REVIEW = ("case_id", "received", "handling", "force", "gateway_because", "complaint_details",
          "mps_reference", "grounds", "body_answers", "waived", "shared", "refusal_code")


def rows(count: int, owners: list[int]) -> Iterator[tuple[tuple[Any, ...], tuple[Any, ...]]]:
    """The case and the review of each, in the order of CASES and REVIEW; always the same."""
    chance = random.Random(7)
    working, over = sorted(OPEN), sorted(ENDED)
    for number in range(1, count + 1):
        open_ = chance.random() < 0.3
        received = TODAY - timedelta(days=chance.randrange(2000))
        due = TODAY + timedelta(days=chance.randrange(-20, 400)) if open_ else None
        stage: Stage = chance.choice(working if open_ else over)
        owner = chance.choice(owners) if owners and chance.random() < 0.9 else None
        case = (
            number, f"REV-{received.year}-{number:07}", stage.value, chance.choice(_ABOUT),
            f"{chance.choice(_FIRST)} {chance.choice(_LAST)} {number % 997}",
            "Large print" if chance.random() < 0.1 else "", owner, f"{received} 09:00:00",
            None if open_ else str(TODAY - timedelta(days=chance.randrange(1500))), "",
            str(due) if due else None, "Decide the review" if due else "", 1, False,
            str(received), str(TODAY - timedelta(days=number % 40)) if open_ else None,
        )
        review = (number, str(received), "otherwise than by investigation", "", "", "",
                  f"PC/{number % 99991:05}/25", "", "{}", "[]", "[]", "")
        yield case, review


def staff(count: int) -> list[tuple[int, str, str]]:
    """Invented colleagues: id, login, name."""
    return [(n, f"bench{n}", f"{_FIRST[n % 16]} {_LAST[n % 14]}") for n in range(1, count + 1)]


def fill_sqlite(path: str, count: int, people: int = 25) -> None:
    """Fill the migrated file at ``path``."""
    link = sqlite3.connect(path)
    link.execute("PRAGMA synchronous=OFF")
    link.executemany("INSERT INTO staff (id, login, name, roles, active) VALUES (?,?,?,?,1)",
                     [(*each, '["caseworker"]') for each in staff(people)])
    owners = [each[0] for each in staff(people)]
    for batch in _batches(rows(count, owners)):
        for table, columns, which in (("cases", CASES, 0), ("review", REVIEW, 1)):
            marks = ",".join("?" * len(columns))
            link.executemany(f"INSERT INTO {table} ({','.join(columns)}) VALUES ({marks})",
                             [pair[which] for pair in batch])
    link.commit()
    link.execute("ANALYZE")
    link.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    link.close()


def fill_postgres(url: str, count: int, people: int = 25) -> None:
    """Fill the migrated database of this superuser's ``url``, on the open side."""
    with psycopg.connect(url.replace("+psycopg", "", 1), autocommit=True) as link:
        taken = link.execute("SELECT coalesce(max(id), 0) FROM app.staff").fetchone()
        first = taken[0] if taken else 0
        owners = []
        for number, login, name in staff(people):
            link.execute("INSERT INTO app.staff (id, login, name, roles, active) "
                         "VALUES (%s, %s, %s, '[\"caseworker\"]', true)",
                         (first + number, login, name))
            owners.append(first + number)
        with link.transaction():
            for table, columns, which in (("cases", CASES, 0), ("review", REVIEW, 1)):
                link.execute("SET LOCAL session_replication_role = replica")  # no guards: in bulk
                copy = f"COPY open.{table} ({', '.join(columns)}) FROM STDIN"
                with link.cursor().copy(copy) as out:
                    for pair in rows(count, owners):
                        out.write_row(pair[which])
        link.execute("DELETE FROM shut.open_tally")  # in bulk nobody counted
        link.execute("INSERT INTO shut.open_tally (stage, owner_id, number) SELECT stage, "
                     "owner_id, count(*) FROM open.cases GROUP BY stage, owner_id")
        link.execute("SELECT setval('open.cases_id_seq', %s)", (count,))
        link.execute("VACUUM ANALYZE")


def _batches(
    found: Iterator[tuple[tuple[Any, ...], tuple[Any, ...]]], size: int = 20_000
) -> Iterator[list[tuple[tuple[Any, ...], tuple[Any, ...]]]]:
    batch = []
    for each in found:
        batch.append(each)
        if len(batch) == size:
            yield batch
            batch = []
    yield batch
