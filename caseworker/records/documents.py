"""Post, documents, and their bytes: kept as they came, in pieces, under their SHA-256."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column, relationship

from caseworker.records.base import Base


class Content(Base):
    """The bytes of one file, once, however often it is used. The key is its SHA-256 in hex."""

    __tablename__ = "content"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    size: Mapped[int]
    chunks: Mapped[list[Chunk]] = relationship(order_by="Chunk.n")


class Chunk(Base):
    """One piece of a content, at most ``CHUNK_BYTES`` long."""

    __tablename__ = "content_chunk"

    sha256: Mapped[str] = mapped_column(ForeignKey("content.sha256"), primary_key=True)
    n: Mapped[int] = mapped_column(primary_key=True)
    data: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)


class PostItem(Base):
    """One thing that came in the post or by email, before and after it joins a case."""

    __tablename__ = "post_item"

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(unique=True)
    received: Mapped[date]
    written: Mapped[date | None]
    logged_at: Mapped[datetime]
    logged_by: Mapped[str]
    channel: Mapped[str]
    route: Mapped[str] = mapped_column(default="")
    name: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    postcode: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    mps_reference: Mapped[str] = mapped_column(default="")
    adjustments: Mapped[str] = mapped_column(default="")
    outcome_letter_dated: Mapped[date | None]
    state: Mapped[str] = mapped_column(default="logged", index=True)  # logged, in a case, not post
    because: Mapped[str] = mapped_column(default="")
    case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"), index=True)
    version: Mapped[int] = mapped_column(default=1)

    documents: Mapped[list[Document]] = relationship(order_by="Document.id")

    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}  # noqa: RUF012


class Document(Base):
    """A file in a case or an item of post: the original, an attachment, an issued letter."""

    __tablename__ = "document"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"), index=True)
    post_item_id: Mapped[int | None] = mapped_column(ForeignKey("post_item.id"), index=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"))
    title: Mapped[str]
    kind: Mapped[str]
    dated: Mapped[date | None]
    sender: Mapped[str] = mapped_column(default="")
    name: Mapped[str]
    sha256: Mapped[str] = mapped_column(ForeignKey("content.sha256"), index=True)
    size: Mapped[int]
    media_type: Mapped[str] = mapped_column(default="")
    pages: Mapped[int] = mapped_column(default=0)
    reading_note: Mapped[str] = mapped_column(default="")
    # What was read of the file, for search; a list of documents has no need of it.
    read_text: Mapped[str] = mapped_column(default="", server_default="", deferred=True)
    added_at: Mapped[datetime]
    added_by: Mapped[str]
    # The version that came before, and why there is a new one. Each is replaced at most once.
    replaces_id: Mapped[int | None] = mapped_column(
        ForeignKey("document.id"), index=True, unique=True)
    version_because: Mapped[str] = mapped_column(default="", server_default="")
    # A mark with consequences for bundles and copies; who sees the case sees the document.
    restricted_because: Mapped[str] = mapped_column(default="", server_default="")
    restricted_by: Mapped[str] = mapped_column(default="", server_default="")
    restricted_at: Mapped[datetime | None]

    @property
    def restricted(self) -> bool:
        """Whether it bears the mark: it must not leave the office by itself."""
        return bool(self.restricted_by)


def held_back(documents: Sequence[Document]) -> dict[int, Document]:
    """The document whose mark holds one back, by the id of the one that is held.

    That is its own; else that of the email which it came with; else that of what it contains,
    since the file of an email has its attachments in it.
    """
    by_id = {each.id: each for each in documents}
    found = {each.id: each for each in documents if each.restricted}
    above = {each.id: _above(each, by_id) for each in documents}
    for each in documents:
        marked = next((one for one in above[each.id] if one.restricted), None)
        if marked is not None:
            found.setdefault(each.id, marked)
    for each in documents:
        if each.restricted:
            for container in above[each.id]:
                found.setdefault(container.id, each)
    return found


def _above(document: Document, by_id: Mapping[int, Document]) -> list[Document]:
    """What it came with, and what that came with."""
    found, at = [], by_id.get(document.parent_id or 0)
    while at is not None:
        found.append(at)
        at = by_id.get(at.parent_id or 0)
    return found
