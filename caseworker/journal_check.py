"""Verify the journal: name the first broken link of every chain."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, text

from caseworker.database import telling_words
from caseworker.records.chain import (
    NOTHING,
    Link,
    anchor_hash,
    chain_of,
    content_text,
    digest_of,
    hash_of,
)


@dataclass(frozen=True, slots=True)
class Broken:
    """Where a chain breaks first, and why."""

    chain: str
    seq: int
    why: str

    def __str__(self) -> str:
        return f"{self.chain}, link {self.seq}: {self.why}"


@dataclass(frozen=True, slots=True)
class Verified:
    """How many links were read, and the first broken one of each broken chain."""

    links: int
    broken: tuple[Broken, ...]


def verify(engine: Engine) -> Verified:
    """Read the whole journal. On a server this is for its administrator, who can read it all."""
    with telling_words(), engine.connect() as connection:
        where = _SERVER if engine.dialect.name == "postgresql" else _FILE
        said = _contents(connection)
        broken: dict[str, Broken] = {}
        last: dict[str, tuple[int, str]] = {}
        count = 0
        for row in connection.exec_driver_sql(where["links"]):
            link, salt = Link(**{name: row[n] for n, name in enumerate(_LINK)}), row[len(_LINK)]
            count += 1
            seq, prev = last.get(link.chain, (0, NOTHING))
            why = _fault(link, salt, seq, prev, said)
            if why and link.chain not in broken:
                broken[link.chain] = Broken(link.chain, link.seq, why)
            last[link.chain] = (link.seq, link.hash)
        for each in (*_loose_ends(connection, where, last, said), *_anchors(connection, where)):
            broken.setdefault(each.chain, each)
    return Verified(count, tuple(sorted(broken.values(), key=lambda each: each.chain)))


_LINK = ("entry_id", "chain", "seq", "at", "actor", "action", "digest", "prev", "hash")
_LINKS = (
    f"SELECT {', '.join('l.' + name for name in _LINK)}, s.salt FROM {{0}}journal_link l "
    "LEFT JOIN {0}journal_salt s ON s.entry_id = l.entry_id ORDER BY l.chain, l.seq"
)
_HEADS = "SELECT chain, seq, hash FROM {0}journal_head"
_ANCHORS = "SELECT id, at, prev, hash FROM {0}journal_anchor ORDER BY id"
_ITEMS = (
    "SELECT i.anchor_id, i.chain, i.seq, i.hash, l.hash FROM {0}journal_anchor_item i "
    "LEFT JOIN {0}journal_link l ON l.chain = i.chain AND l.seq = i.seq ORDER BY i.anchor_id"
)
_ASKED = {"links": _LINKS, "heads": _HEADS, "anchors": _ANCHORS, "items": _ITEMS}
_FILE = {name: asked.format("") for name, asked in _ASKED.items()}
_SERVER = {name: asked.format("audit.") for name, asked in _ASKED.items()}


def _contents(connection: Connection) -> dict[int, tuple[str, str, str, str]]:
    """By entry: its chain, actor, action, and what it says."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET LOCAL timezone = 'UTC'")
        connection.exec_driver_sql("SET LOCAL datestyle = 'ISO'")
        rows: Any = connection.execute(text(
            "SELECT id, case_id, actor, action, audit.content_text('open', id) "
            "FROM open.journal_entry UNION ALL SELECT id, case_id, actor, action, "
            "audit.content_text('shut', id) FROM shut.journal_entry"
        ))
    else:
        rows = _file_contents(connection)
    return {entry: (chain_of(case_id, actor), actor, action, said)
            for entry, case_id, actor, action, said in rows}


def _file_contents(connection: Connection) -> Iterator[tuple[int, int | None, str, str, str]]:
    changes: dict[int, list[list[Any]]] = {}
    for entry, record, record_id, field, old, new in connection.exec_driver_sql(
        "SELECT entry_id, record, record_id, field, old, new FROM journal_change ORDER BY id"
    ):
        values = [json.loads(each) if isinstance(each, str) else each for each in (old, new)]
        changes.setdefault(entry, []).append([record, record_id, field, *values])
    for entry, case_id, actor, action, inputs in connection.exec_driver_sql(
        "SELECT id, case_id, actor, action, inputs FROM journal_entry"
    ):
        yield entry, case_id, actor, action, content_text(json.loads(inputs),
                                                           changes.get(entry, []))


def _fault(link: Link, salt: str | None, seq: int, prev: str,
           said: dict[int, tuple[str, str, str, str]]) -> str:
    """What is wrong with a link, or nothing."""
    if link.seq != seq + 1:
        return f"link {seq + 1} is missing"
    if link.prev != prev:
        return "it does not follow the link before it"
    if hash_of(link) != link.hash:
        return "the link was changed"
    found = said.get(link.entry_id)
    if found is None:
        return "" if salt is None else "its entry is missing"
    if found[:3] != (link.chain, link.actor, link.action):
        return "its entry names another case, person or action"
    if salt is None or digest_of(salt, found[3]) != link.digest:
        return "its entry was changed"
    return ""


def _loose_ends(
    connection: Connection, where: dict[str, str], last: dict[str, tuple[int, str]],
    said: dict[int, tuple[str, str, str, str]],
) -> Iterator[Broken]:
    """Chains whose end was cut, and entries that no link binds."""
    heads = {row[0]: (row[1], row[2]) for row in connection.exec_driver_sql(where["heads"])}
    started = heads.pop("start", (0, ""))[0]
    for chain in sorted(heads.keys() | last.keys()):
        if heads.get(chain) != last.get(chain):
            yield Broken(chain, max(heads.get(chain, (0, ""))[0], last.get(chain, (0, ""))[0]),
                         "the end of the chain is missing or was added to")
    bound = {row[0] for row in connection.exec_driver_sql(where["links"])}
    for entry in sorted(said.keys() - bound):
        if entry > started:
            yield Broken(said[entry][0], 0, f"entry {entry} is bound to no link")


def _anchors(connection: Connection, where: dict[str, str]) -> Iterator[Broken]:
    """Anchors that were changed, and anchored links that are no longer there."""
    moved: dict[int, list[tuple[str, int, str]]] = {}
    for anchor, chain, seq, hash_, linked in connection.exec_driver_sql(where["items"]):
        moved.setdefault(anchor, []).append((chain, seq, hash_))
        if linked != hash_:
            yield Broken(chain, seq, f"anchor {anchor} holds another link here")
    heads: dict[str, tuple[int, str]] = {}
    before = NOTHING
    rows = connection.exec_driver_sql(where["anchors"])
    for number, (anchor, at, prev, hash_) in enumerate(rows, 1):
        heads.update({chain: (seq, linked) for chain, seq, linked in moved.get(anchor, [])})
        if anchor != number or prev != before or anchor_hash(prev, at, heads) != hash_:
            yield Broken("anchors", number, "the anchor was changed, or one is missing")
            return
        before = hash_
