"""The first page of a queue, read before the rest of the program is loaded.

Loading what opens the records takes longer than everything before the first picture, so the
window shows this page first. It is read as the list of the queue reads it, without SQLAlchemy;
a test holds the two equal. Only a file whose tables are those of this version is read, and
nothing is written: whatever is out of the ordinary is left to opening the records.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

from caseworker.paths import MIGRATIONS
from caseworker.queries.rows import BLOCK, WAITING, QueueRow, View, make_row
from caseworker.rules.stages import Stage

NEAR = 1  # days, unless the office has its own: rules.law.SOON, which takes long to load
# Literal, and word for word that of the index, or the index would not be used.
OPEN = (
    "stage IN ('MPS response due', 'MPS response received', 'allocated', 'assessing', "
    "'decision issued', 'drafting decision', 'quality check', 'received', 'valid', "
    "'validity checks')"
)
_VIEWS = {
    View.OPEN: "1",
    View.MINE: "owner_id = (SELECT id FROM staff WHERE login = :me)",
    View.UNALLOCATED: "owner_id IS NULL",
    View.WAITING: f"stage = '{WAITING[0]}'",
}
# What stands in an index of open cases; by all else the page is not read, see first_page.
_KEYS = {"deadline": "next_deadline", "case": "name", "reference": "reference", "about": "about"}
_PAGE = f"""
SELECT c.id, version, reference, name, about, next_deadline, next_deadline_name,
       (SELECT name FROM staff WHERE staff.id = c.owner_id), stage, adjustments,
       EXISTS (SELECT 1 FROM party WHERE party.case_id = c.id AND part = 'representative'),
       r.handling, r.mps_reference,
       coalesce(r.received, (SELECT received FROM complaint WHERE case_id = c.id)),
       r.outcome_letter_dated, closed_on, closed, owner_id
FROM (SELECT * FROM cases WHERE {OPEN} AND {{view}} AND {{key}} IS {{known}} NULL
      ORDER BY {{key}} {{way}}, id {{way}} LIMIT :number) AS c
LEFT JOIN review AS r ON r.case_id = c.id ORDER BY c.{{key}} {{way}}, c.id {{way}}
"""
_OWN_NEAR = """
SELECT since, value FROM office_value WHERE kind = 'time limit' AND key = 'soon'
AND since <= :today ORDER BY since DESC, id DESC LIMIT 1
"""


Order = tuple[str, bool]  # the name of what it is sorted by, and whether the last comes first


def first_page(
    file: Path, view: View, me: str, today: date, number: int = BLOCK,
    order: Order = ("deadline", False),
) -> tuple[QueueRow, ...] | None:
    """The first rows of a view in this order; None when the file has to be opened for that.

    In an order that would take long there are none: the list shows them when it is counted.
    """
    if view not in _VIEWS or not file.is_file():
        return None
    try:
        address = f"{file.absolute().as_uri()}?mode=ro"
        with closing(sqlite3.connect(address, timeout=0, uri=True)) as link:  # nobody waits
            if link.execute("SELECT version_num FROM alembic_version").fetchall() != [(newest(),)]:
                return None
            own = link.execute(_OWN_NEAR, {"today": str(today)}).fetchone()
            near = int(own[1]) if own else NEAR
            return tuple(_row(each, today, near) for each in _read(link, view, me, number, order))
    except (sqlite3.Error, ValueError):  # encrypted, damaged, taken, or none of ours
        return None


def newest() -> str:
    """The number of the last migration that ships with the program."""
    names = (each for each in os.listdir(MIGRATIONS / "versions") if each[0] == "r")  # noqa: PTH208
    return max(names).partition("_")[0]


def _read(
    link: sqlite3.Connection, view: View, me: str, left: int, order: Order
) -> Iterator[tuple[Any, ...]]:
    key, down = order
    way = {"view": _VIEWS[view], "key": _KEYS.get(key, ""), "way": "DESC" if down else "ASC"}
    for known in ("NOT", "") if key in _KEYS else ():
        found = link.execute(_PAGE.format(**way, known=known),
                             {"me": me, "number": left}).fetchall()
        left -= len(found)
        yield from found


def _row(found: tuple[Any, ...], today: date, near: int) -> QueueRow:
    values = list(found)
    for at in (5, 13, 14, 15):  # the dates
        values[at] = date.fromisoformat(values[at]) if values[at] else None
    values[8], values[16] = Stage(values[8]), bool(values[16])
    return make_row(values, today, near)
