"""The journal's chain: each entry of a case is bound to the one before it by a hash.

The link holds the digest of what the entry says, salted. When the content is deleted at the end
of its time, the salt goes with it, and the chain still verifies. On SQLite the program makes the
link in the action's own transaction; on PostgreSQL the server does, when it commits.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import UniqueConstraint, func, insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from caseworker.records.base import Base

NOTHING = "0" * 64  # before the first link


class Link(Base):
    """One link. ``at`` is UTC text, because the hash is of text."""

    __tablename__ = "journal_link"
    __table_args__ = (UniqueConstraint("chain", "seq"),)

    entry_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    chain: Mapped[str]  # case/12, or person/ada for what belongs to no case
    seq: Mapped[int]
    at: Mapped[str] = mapped_column(index=True)
    actor: Mapped[str]
    action: Mapped[str]
    digest: Mapped[str]
    prev: Mapped[str]
    hash: Mapped[str]


class Salt(Base):
    """What makes a digest useless without the entry itself."""

    __tablename__ = "journal_salt"

    entry_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    salt: Mapped[str]


class Head(Base):
    """The last link of a chain. Chain "start" tells the last entry from before there were any."""

    __tablename__ = "journal_head"

    chain: Mapped[str] = mapped_column(primary_key=True)
    seq: Mapped[int]
    hash: Mapped[str]


class Anchor(Base):
    """The hash over the heads of all chains at one moment; ``prev`` is the anchor before it."""

    __tablename__ = "journal_anchor"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[str]
    heads: Mapped[int]
    prev: Mapped[str]
    hash: Mapped[str]


class AnchorItem(Base):
    """A head that moved since the anchor before."""

    __tablename__ = "journal_anchor_item"

    anchor_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    chain: Mapped[str] = mapped_column(primary_key=True)
    seq: Mapped[int]
    hash: Mapped[str]


def anchor_hash(prev: str, at: str, heads: dict[str, tuple[int, str]]) -> str:
    """What the hash of an anchor must be, from the heads (sequence and hash) of all chains."""
    lines = [f"{chain}:{seq}:{hash_}" for chain, (seq, hash_) in sorted(heads.items())]
    return hashlib.sha256("\n".join([prev, at, *lines]).encode()).hexdigest()


def add_anchor(session: Session, now: datetime) -> Anchor:
    """Anchor the heads as they stand now; for SQLite."""
    query = select(Head.chain, Head.seq, Head.hash).where(Head.chain != "start")
    heads = {chain: (seq, hash_) for chain, seq, hash_ in session.execute(query)}
    before = session.scalars(select(Anchor).order_by(Anchor.id.desc()).limit(1)).one_or_none()
    items = select(AnchorItem.chain, func.max(AnchorItem.seq)).group_by(AnchorItem.chain)
    held = {row[0]: row[1] for row in session.execute(items)}
    moved = [chain for chain, (seq, _) in heads.items() if held.get(chain) != seq]
    made = Anchor(id=before.id + 1 if before else 1, heads=len(heads), hash="",
                  at=now.astimezone(UTC).isoformat(), prev=before.hash if before else NOTHING)
    made.hash = anchor_hash(made.prev, made.at, heads)
    session.add(made)
    session.flush()
    if moved:  # in one statement: tens of thousands of objects would take seconds
        session.execute(insert(AnchorItem), [
            {"anchor_id": made.id, "chain": chain, "seq": heads[chain][0], "hash": heads[chain][1]}
            for chain in moved])
    return made


def chain_of(case_id: int | None, actor: str) -> str:
    """The chain of an entry: its case's, or its writer's."""
    return f"person/{actor}" if case_id is None else f"case/{case_id}"


def digest_of(salt: str, content: str) -> str:
    """The digest of what an entry says."""
    return hashlib.sha256(f"{salt}\n{content}".encode()).hexdigest()


def hash_of(link: Link) -> str:
    """What the hash of a link must be; the same sum as the server's audit.hash_of."""
    told = (link.prev, link.digest, link.chain, link.seq, link.at, link.actor, link.action,
            link.entry_id)
    return hashlib.sha256("\n".join(str(each) for each in told).encode()).hexdigest()


def content_text(inputs: Any, changes: list[list[Any]]) -> str:
    """What an entry says, as one text: its inputs, and [record, id, field, old, new] of each
    change in order."""
    return json.dumps([inputs, _even(changes)], ensure_ascii=False, sort_keys=True)


def _even(value: Any) -> Any:
    """12.0 as 12: a column of type JSON in SQLite keeps a lone number as a number, and even."""
    if isinstance(value, list):
        return [_even(each) for each in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def add_link(session: Session, entry: Any, changes: list[list[Any]], now: datetime) -> None:
    """Bind an entry that was just written to its chain; for SQLite."""
    name = chain_of(entry.case_id, entry.actor)
    head = session.scalars(select(Head).where(Head.chain == name)).one_or_none()
    if head is None:
        head = Head(chain=name, seq=0, hash=NOTHING)
        session.add(head)
    salt = secrets.token_hex(16)
    link = Link(
        entry_id=entry.id, chain=name, seq=head.seq + 1, actor=entry.actor, action=entry.action,
        at=now.astimezone(UTC).isoformat(), prev=head.hash, hash="",
        digest=digest_of(salt, content_text(entry.inputs, changes)),
    )
    link.hash = hash_of(link)
    head.seq, head.hash = link.seq, link.hash
    session.add_all([link, Salt(entry_id=entry.id, salt=salt)])
    session.flush()
