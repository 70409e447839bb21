"""What somebody with every right on the file or the server could do to the journal, on purpose.

Each function takes a connection without guards (``unguarded``) and the number of a link of the
chain of case 1, and changes something that the check must find.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, text

CASE_1, CASE_2 = "case/1", "case/2"


@contextmanager
def unguarded(engine: Engine) -> Iterator[Connection]:
    """What the owner of the file, or the server's superuser, can do when they mean to."""
    with engine.execution_options(writing=True).begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
            connection.exec_driver_sql("SET LOCAL search_path = open, audit")
        else:
            guards = connection.exec_driver_sql(
                "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'journal%'")
            for (name,) in guards.all():
                connection.exec_driver_sql(f"DROP TRIGGER {name}")
        yield connection


def entry_of(connection: Connection, chain: str, seq: int) -> int:
    return int(connection.execute(
        text("SELECT entry_id FROM journal_link WHERE chain = :chain AND seq = :seq"),
        {"chain": chain, "seq": seq}).scalar_one())


def edit_entry(c: Connection, seq: int) -> None:
    c.execute(text("UPDATE journal_entry SET inputs = '{\"text\": \"other\"}' WHERE id = :id"),
              {"id": entry_of(c, CASE_1, seq)})


def edit_change(c: Connection, seq: int) -> None:
    c.execute(text("UPDATE journal_change SET new = '\"other\"' WHERE id = (SELECT max(id) FROM "
                   "journal_change WHERE entry_id = :id)"), {"id": entry_of(c, CASE_1, seq)})


def drop_change(c: Connection, seq: int) -> None:
    c.execute(text("DELETE FROM journal_change WHERE entry_id = :id"),
              {"id": entry_of(c, CASE_1, seq)})


def other_person(c: Connection, seq: int) -> None:
    c.execute(text("UPDATE journal_entry SET actor = 'eve' WHERE id = :id"),
              {"id": entry_of(c, CASE_1, seq)})


def other_case(c: Connection, seq: int) -> None:
    c.execute(text("UPDATE journal_entry SET case_id = 2 WHERE id = :id"),
              {"id": entry_of(c, CASE_1, seq)})


def drop_link(c: Connection, seq: int) -> None:
    c.execute(text("DELETE FROM journal_link WHERE chain = 'case/1' AND seq = :seq"),
              {"seq": seq})


def drop_both(c: Connection, seq: int) -> None:
    entry = entry_of(c, CASE_1, seq)
    drop_link(c, seq)
    for table in ("journal_change", "journal_salt"):
        c.execute(text(f"DELETE FROM {table} WHERE entry_id = :id"), {"id": entry})
    c.execute(text("DELETE FROM journal_entry WHERE id = :id"), {"id": entry})


def edit_link(c: Connection, seq: int) -> None:
    c.execute(text("UPDATE journal_link SET at = '2020-01-01T00:00:00+00:00' "
                   "WHERE chain = 'case/1' AND seq = :seq"), {"seq": seq})


def swap(c: Connection, seq: int) -> None:
    here, there = entry_of(c, CASE_1, seq), entry_of(c, CASE_2, seq)
    said = dict(c.execute(text("SELECT id, text FROM (SELECT id, CAST(inputs AS text) AS text "
                               "FROM journal_entry) e")).all())
    for entry, words in ((here, said[there]), (there, said[here])):
        cast = "CAST(:words AS json)" if c.dialect.name == "postgresql" else ":words"
        c.execute(text(f"UPDATE journal_entry SET inputs = {cast} WHERE id = :id"),
                  {"words": words, "id": entry})


def add_entry(c: Connection, seq: int) -> None:
    c.execute(text("INSERT INTO journal_entry (id, at, actor, action, case_id, inputs) "
                   "SELECT 5000, at, actor, action, case_id, inputs FROM journal_entry "
                   "WHERE id = :id"), {"id": entry_of(c, CASE_1, seq)})


def forge_digest(c: Connection, seq: int) -> None:
    c.execute(text("UPDATE journal_salt SET salt = 'x' WHERE entry_id = :id"),
              {"id": entry_of(c, CASE_1, seq)})


def cut_tail(c: Connection, seq: int) -> None:
    last = c.execute(text("SELECT max(seq) FROM journal_link WHERE chain = 'case/1'"))
    for n in range(seq, last.scalar_one() + 1):
        drop_both(c, n)


def cut_and_move_head(c: Connection, seq: int) -> None:
    """The sums put right afterwards: only an anchor can tell."""
    cut_tail(c, seq)
    c.execute(text(
        "UPDATE journal_head SET seq = :seq, hash = (SELECT hash FROM journal_link "
        "WHERE chain = 'case/1' AND seq = :seq) WHERE chain = 'case/1'"), {"seq": seq - 1})


def drop_anchors(c: Connection, seq: int) -> None:
    """And who deletes the anchors too leaves nothing but the one that each computer keeps."""
    cut_and_move_head(c, seq)
    for table in ("journal_anchor_item", "journal_anchor"):
        c.execute(text(f"DELETE FROM {table}"))


TAMPERINGS: tuple[Callable[[Connection, int], None], ...] = (
    edit_entry, edit_change, drop_change, other_person, other_case, drop_link, drop_both,
    edit_link, swap, add_entry, forge_digest, cut_tail,
)
