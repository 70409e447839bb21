"""What is compared between records and their copy: every row, and every hash the records keep.

Engine neutral: a ``Reader`` gives rows for a statement and the columns of each table.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol

Report = Callable[[int, int, str], bool]
EVERY = 2_000  # rows between two questions whether to stop


class Stopped(Exception):
    """The user asked to stop."""


@dataclass(frozen=True)
class Facts:
    """How many rows each table has, a digest of all of them, the schema, and on a server the
    rights; the order in which a database gives its rows does not matter.
    """

    revision: str
    rows: dict[str, int]
    digests: dict[str, str]
    rights: list[str] = field(default_factory=list)

    def differences(self, other: Facts) -> list[str]:
        """Which tables, or what else, is not the same, in words."""
        found = [] if self.revision == other.revision else ["the schema"]
        for name in sorted(self.rows | other.rows):
            if self.rows.get(name) != other.rows.get(name):
                found.append(f"{name}: {self.rows.get(name)} rows, then {other.rows.get(name)}")
            elif self.digests.get(name) != other.digests.get(name):
                found.append(f"{name}: other content")
        return found + [f"the right {each}" for each in
                        sorted(set(self.rights) ^ set(other.rights))]


class Reader(Protocol):
    """Rows of a database, in one snapshot. ``secret`` goes into the digest of each row: b"" where
    the rows themselves are not secret from who reads the digest.
    """

    secret: bytes

    def tables(self) -> dict[str, list[str]]:
        """The columns of each table, by the table's name as a statement writes it."""

    def rows(self, statement: str) -> Iterable[tuple[Any, ...]]:
        """The rows of a statement, a few at a time."""

    def rights(self) -> list[str]:
        """Who may do what, where the database decides it."""


def quiet(_done: int, _of: int, _words: str) -> bool:
    """A report that nobody reads."""
    return True


def facts_of(reader: Reader, report: Report, words: str) -> Facts:
    """Count and digest every table. Raises Stopped when ``report`` says so."""
    tables = reader.tables()
    counts, digests, revision = {}, {}, ""
    for n, (name, columns) in enumerate(sorted(tables.items())):
        _go_on(report, n, len(tables), words)
        chosen = ", ".join(f'"{column}"' for column in columns)
        total = count = 0
        for row in reader.rows(f"SELECT {chosen} FROM {name}"):
            count += 1
            total += int.from_bytes(hashlib.sha256(reader.secret + _plain(row)).digest(), "big")
            if name.endswith("alembic_version"):
                revision = str(row[0])
            if count % EVERY == 0:
                _go_on(report, n, len(tables), words)
        counts[name], digests[name] = count, f"{total % (1 << 256):064x}"
    return Facts(revision, counts, digests, reader.rights())


def damage(reader: Reader, report: Report) -> list[str]:
    """What no longer fits the hash that the records keep of it, one line for each."""
    found: list[str] = []
    tables = reader.tables()
    for name, columns in sorted(tables.items()):
        has = set(columns)
        if has >= {"sha256", "n", "data"}:
            home = next((each for each, of in tables.items()
                         if each.endswith("content") and {"sha256", "size"} <= set(of)
                         and each.rpartition(".")[0] == name.rpartition(".")[0]), None)
            found += _contents(reader, name, home, report)
        if has >= {"markdown", "markdown_sha256"}:
            rows = reader.rows(f"SELECT markdown, markdown_sha256 FROM {name} "
                               "WHERE markdown_sha256 <> ''")
            found += ["an issued letter" for text, sha256 in rows
                      if hashlib.sha256(str(text).encode()).hexdigest() != sha256]
    return found


def _contents(reader: Reader, chunks: str, home: str | None, report: Report) -> Iterator[str]:
    wanted = {str(row[0]) for row in reader.rows(f"SELECT sha256 FROM {home}")} if home else set()
    empty = hashlib.sha256().hexdigest()
    now, running = "", hashlib.sha256()
    seen = 0

    def ended() -> Iterator[str]:
        if now and running.hexdigest() != now:
            yield f"the document {now[:12]}"

    for sha256, _n, data in reader.rows(f"SELECT sha256, n, data FROM {chunks} "
                                        "ORDER BY sha256, n"):
        if sha256 != now:
            yield from ended()
            now, running = str(sha256), hashlib.sha256()
            wanted.discard(now)
            seen += 1
            _go_on(report, seen, 0, "Checking the documents")
        running.update(data)
    yield from ended()
    yield from (f"the document {missing[:12]}" for missing in sorted(wanted - {empty}))


def _plain(row: tuple[Any, ...]) -> bytes:
    """A row as bytes that are the same wherever and however often it is read."""
    return repr([_value(each) for each in row]).encode("utf-8", "surrogatepass")


def _value(value: Any) -> Any:
    if isinstance(value, bytes | bytearray | memoryview):
        return "bytes", hashlib.sha256(value).hexdigest()
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value


def _go_on(report: Report, done: int, of: int, words: str) -> None:
    if not report(done, of, words):
        raise Stopped
