"""Who did what, when, and which values changed. Written in the action's own transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

from sqlalchemy import JSON, ForeignKey, insert, inspect
from sqlalchemy.orm import Mapped, ORMExecuteState, Session, mapped_column

from caseworker.records.base import Base
from caseworker.records.chain import Head, Link, Salt, add_link
from caseworker.records.documents import Chunk, Content


class Entry(Base):
    """One user action."""

    __tablename__ = "journal_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    actor: Mapped[str]
    action: Mapped[str]
    case_id: Mapped[int | None] = mapped_column(index=True)
    inputs: Mapped[dict[str, Any]] = mapped_column(JSON)


class Change(Base):
    """One value that an action changed."""

    __tablename__ = "journal_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("journal_entry.id"), index=True)
    record: Mapped[str]
    record_id: Mapped[str]
    field: Mapped[str]
    old: Mapped[Any] = mapped_column(JSON, nullable=True)
    new: Mapped[Any] = mapped_column(JSON, nullable=True)


# The bytes of files are not repeated in the journal: the document's SHA-256 is.
NOT_JOURNALLED = (Entry, Change, Content, Chunk, Link, Salt, Head)
CHANGED = ("record", "record_id", "field", "old", "new")
# Nor is what was read of them.
QUIET = {"version", "read_text", "reckoned_with"}


def plain(value: Any) -> Any:
    """A value as JSON can hold it; bytes are only counted, never copied."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, bytes):
        return f"{len(value)} bytes"
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value) if f.repr}
    if isinstance(value, Mapping):
        return {str(plain(key)): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    return value


def collect_changes(session: Session, _context: object) -> None:
    """After each flush, remember every value that the flush wrote."""
    for record in (*session.new, *session.dirty, *session.deleted):
        if not isinstance(record, NOT_JOURNALLED):
            session.info["changes"] += _changes(record, record in session.deleted)


def write_entry(session: Session, entry: Entry) -> None:
    """Add the one entry of this action, and a Change for every value that it changed."""
    session.add(entry)
    session.flush()
    rows = [{"entry_id": entry.id, **change} for change in session.info["changes"]]
    if rows:
        session.execute(insert(Change), rows)
    if session.get_bind().dialect.name == "sqlite":  # a server binds its chain by itself
        changes = [[row[name] for name in CHANGED] for row in rows]
        add_link(session, entry, changes, entry.at)


def _changes(record: Any, gone: bool) -> list[dict[str, Any]]:
    state = inspect(record)
    key = ",".join(str(part) for part in state.mapper.primary_key_from_instance(record))
    rows = []
    for attr in state.mapper.column_attrs:
        history = state.attrs[attr.key].history
        if attr.key in QUIET or not (history.has_changes() or gone):
            continue
        kept = history.deleted or (history.unchanged if gone else ())
        old = plain(kept[0]) if kept else None
        new = None if gone or not history.added else plain(history.added[0])
        if old != new:
            rows.append({"record": state.mapper.local_table.name, "record_id": key,
                         "field": attr.key, "old": old, "new": new})
    return rows


def no_bulk_writes(state: ORMExecuteState) -> None:
    """Refuse bulk statements in an action: the journal would not see them."""
    target = state.bind_mapper and state.bind_mapper.class_
    inserting = state.is_insert and target not in NOT_JOURNALLED
    if state.is_update or state.is_delete or inserting:
        raise RuntimeError("Change records one by one, so that the journal sees them.")
