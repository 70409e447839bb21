"""On one person's file: the search index, written in the transaction of what it indexes.

A server keeps its index by itself, with triggers; SQLite lets no trigger write into a full-text
table while the file is not trusted to name functions of its own, so here the program does it.
Both index notes, letters, what was read of documents, and what names a case. A discarded letter
stays in a file's index, and the search leaves it out.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, inspect
from sqlalchemy.orm import Session

from caseworker.records.case import Case, Review
from caseworker.records.documents import Document
from caseworker.records.people import Party
from caseworker.records.writing import Letter, Note
from caseworker.rules.searching import grams, is_name, slips, words_of

# The columns of each text, in the order of its index; and those that name a case.
TEXTS: dict[type, tuple[str, ...]] = {
    Note: ("text",), Letter: ("title", "markdown"), Document: ("title", "sender", "read_text"),
}
NAMES: dict[type, tuple[str, tuple[str, ...]]] = {
    Case: ("id", ("reference", "name", "about")),
    Review: ("case_id", ("mps_reference",)),
    Party: ("case_id", ("name", "email", "postcode", "organisation")),
}
# A reference is found as it is written and without its hyphens; a postcode without its space.
CASE_LINE = """SELECT c.id, c.reference || ' ' || replace(c.reference, '-', '') || ' ' || c.name
  || ' ' || c.about || coalesce((SELECT ' ' || r.mps_reference || ' ' || replace(replace(replace(
    r.mps_reference, '-', ''), '/', ''), ' ', '') FROM review r WHERE r.case_id = c.id), '')
  || coalesce((SELECT ' ' || group_concat(p.name || ' ' || p.email || ' ' || p.postcode || ' '
    || replace(p.postcode, ' ', '') || ' ' || p.organisation, ' ')
    FROM party p WHERE p.case_id = c.id), '') AS line FROM cases c"""


def index_flushed(session: Session, _context: object) -> None:
    """After each flush, index what it wrote."""
    connection = session.connection()
    if connection.dialect.name != "sqlite":
        return
    cases: set[int] = set()
    for record in (*session.new, *session.dirty, *session.deleted):
        kind = type(record)
        if kind in TEXTS:
            _index_text(connection, session, record)
        elif kind in NAMES:
            key, columns = NAMES[kind]
            state = inspect(record)
            if record in session.deleted or any(
                state.attrs[name].history.has_changes() for name in columns
            ):
                cases.add(getattr(record, key))
            if kind is not Review:
                add_name(connection, record.name)
    for case_id in cases:
        connection.exec_driver_sql("DELETE FROM search_case WHERE rowid = ?", (case_id,))
        connection.exec_driver_sql(
            f"INSERT INTO search_case (rowid, line) {CASE_LINE} WHERE c.id = ?", (case_id,))


def _index_text(connection: Connection, session: Session, record: Any) -> None:
    """The index holds no text of its own, so it must be told what it is to forget."""
    table, columns = record.__tablename__, TEXTS[type(record)]
    names, places = ", ".join(columns), ", ".join("?" * len(columns))
    history = {name: inspect(record).attrs[name].history for name in columns}
    changed = {name: found for name, found in history.items() if found.has_changes()}
    if record not in session.new and record not in session.deleted and not changed:
        return
    now = connection.exec_driver_sql(
        f"SELECT {names} FROM {table} WHERE id = ?", (record.id,)).one_or_none()
    if record not in session.new:
        before = dict(zip(columns, now, strict=True)) if now else {
            name: getattr(record, name) for name in columns}
        before |= {name: found.deleted[0] for name, found in changed.items() if found.deleted}
        connection.exec_driver_sql(
            f"INSERT INTO search_{table} (search_{table}, rowid, {names}) "
            f"VALUES ('delete', ?, {places})", (record.id, *before.values()))
    if now is not None:
        connection.exec_driver_sql(
            f"INSERT INTO search_{table} (rowid, {names}) VALUES (?, {places})",
            (record.id, *now))


def add_name(connection: Connection, name: str) -> None:
    """Remember the words of a name, so that a misspelt one finds its likes."""
    for word in filter(is_name, words_of(name or "")):
        for piece in grams(word) | slips(word):
            connection.exec_driver_sql(
                "INSERT OR IGNORE INTO search_gram (gram, word) VALUES (?, ?)", (piece, word))


def rebuild(connection: Connection) -> None:
    """Make the whole index anew from the records."""
    for record in TEXTS:
        table = _table(record)
        connection.exec_driver_sql(
            f"INSERT INTO search_{table} (search_{table}) VALUES ('rebuild')")
    connection.exec_driver_sql("DELETE FROM search_case")
    connection.exec_driver_sql(f"INSERT INTO search_case (rowid, line) {CASE_LINE}")
    connection.exec_driver_sql("DELETE FROM search_gram")
    for word in _words_of_names(connection):
        add_name(connection, word)


def _words_of_names(connection: Connection) -> set[str]:
    names = connection.exec_driver_sql("SELECT name FROM cases UNION SELECT name FROM party")
    return {word for row in names for word in words_of(row[0]) if is_name(word)}


def wrong_lines(connection: Connection) -> int:
    """How many lines of the index are missing, left over, or not as their record says."""
    asked = (
        f"SELECT count(*) FROM (SELECT rowid, line FROM search_case EXCEPT {CASE_LINE})",
        f"SELECT count(*) FROM ({CASE_LINE} EXCEPT SELECT rowid, line FROM search_case)",
    )
    found = max(int(connection.exec_driver_sql(sql).scalar_one()) for sql in asked)
    pieces: dict[str, int] = {row[0]: row[1] for row in connection.exec_driver_sql(
        "SELECT word, count(*) FROM search_gram GROUP BY word")}
    words = sum(pieces.get(word, 0) != len(grams(word) | slips(word))
                for word in _words_of_names(connection))
    return found + words + sum(not _agrees(connection, _table(record)) for record in TEXTS)


def _agrees(connection: Connection, table: str) -> bool:
    """SQLite's own check: whether the index says of each row what the row says."""
    from sqlalchemy.exc import DatabaseError

    try:
        connection.exec_driver_sql(
            f"INSERT INTO search_{table} (search_{table}, rank) VALUES ('integrity-check', 1)")
    except DatabaseError:
        return False
    return True


def _table(record: type) -> str:
    return str(record.__tablename__)  # type: ignore[attr-defined]  # every record has one
