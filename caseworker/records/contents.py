"""Bytes of files in the database: stored once under their SHA-256, in pieces, checked when read."""

from __future__ import annotations

import hashlib

from sqlalchemy import insert, select, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from caseworker.records.documents import Chunk, Content

CHUNK_BYTES = 1 << 20


class Damaged(Exception):
    """A stored file no longer matches its hash."""

    def __str__(self) -> str:
        return "This document is damaged. Restore it from a backup."


def sha256_of(data: bytes) -> str:
    """The SHA-256 of some bytes, in hex."""
    return hashlib.sha256(data).hexdigest()


def put_content(session: Session, data: bytes) -> str:
    """Store bytes, once; returns their SHA-256 in hex.

    Two people may put the same file in at one moment: the second waits for the first and finds it.
    """
    sha256 = sha256_of(data)
    if session.get(Content, sha256) is not None:
        return sha256
    dialect = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
    new = session.scalar(
        dialect.insert(Content).values(sha256=sha256, size=len(data))
        .on_conflict_do_nothing().returning(Content.sha256)
    )
    pieces = [data[at : at + CHUNK_BYTES] for at in range(0, len(data), CHUNK_BYTES)]
    if new and pieces:
        rows = [{"sha256": sha256, "n": n, "data": piece} for n, piece in enumerate(pieces)]
        session.execute(insert(Chunk), rows)
    return sha256


def get_content(session: Session, sha256: str) -> bytes:
    """The bytes under this hash. Raises Damaged when they no longer match it, or are gone."""
    pieces = session.scalars(select(Chunk.data).where(Chunk.sha256 == sha256).order_by(Chunk.n))
    data = b"".join(pieces)
    if not data and session.get_bind().dialect.name == "postgresql":
        closed = text("SELECT data FROM app.closed_chunks(:sha256) ORDER BY n")
        data = b"".join(session.execute(closed, {"sha256": sha256}).scalars())
    if sha256_of(data) != sha256:
        raise Damaged(sha256)
    return data
