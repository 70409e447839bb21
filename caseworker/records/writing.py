"""What the office writes: letters, bundles, notes."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint, false
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column, relationship

from caseworker.records.base import Base
from caseworker.records.case import Case


class Letter(Base):
    """A letter. Once issued it is frozen: the database itself refuses to change it."""

    __tablename__ = "letter"
    __table_args__ = (UniqueConstraint("case_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    code: Mapped[str]
    title: Mapped[str]
    state: Mapped[str] = mapped_column(default="draft", index=True)  # draft, issued, discarded
    number: Mapped[int | None]
    markdown: Mapped[str]
    addressee: Mapped[list[str]] = mapped_column(JSON)  # the lines in the window
    values: Mapped[dict[str, Any]] = mapped_column(JSON)  # what was merged, to find it changed
    size: Mapped[float] = mapped_column(default=12.0)  # points of the body text
    drafted_by: Mapped[str]
    drafted_at: Mapped[datetime]
    issued_on: Mapped[date | None]
    issued_by: Mapped[str] = mapped_column(default="")
    sent_by: Mapped[str] = mapped_column(default="")  # a value of SENT_BY
    # The day by which it says that we will write again.
    promised_by: Mapped[date | None] = mapped_column(index=True)
    markdown_sha256: Mapped[str] = mapped_column(default="")
    # The server asks who may see a content by what uses it: hence the indexes.
    pdf_sha256: Mapped[str | None] = mapped_column(ForeignKey("content.sha256"), index=True)
    word_sha256: Mapped[str | None] = mapped_column(ForeignKey("content.sha256"), index=True)
    version: Mapped[int] = mapped_column(default=1)
    case: Mapped[Case] = relationship(back_populates="letters")

    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}  # noqa: RUF012


class Bundle(Base):
    """A bundle that was made: what was in it, and the SHA-256 that a reprint must equal."""

    __tablename__ = "bundle"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    purpose: Mapped[str]
    pages: Mapped[int]
    sha256: Mapped[str] = mapped_column(ForeignKey("content.sha256"), index=True)
    entries: Mapped[list[Any]] = mapped_column(JSON)  # title, first page, pages, note, hash
    made_at: Mapped[datetime]
    made_by: Mapped[str]
    because: Mapped[str] = mapped_column(default="", server_default="")  # restricted papers in it


class Note(Base):
    """A colleague's note on a case. Its words stay; whether it is pinned, and its promise kept,
    can change.
    """

    __tablename__ = "note"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    text: Mapped[str]
    at: Mapped[datetime]
    by: Mapped[str]
    pinned: Mapped[bool] = mapped_column(default=False, server_default=false())
    # The day by which we told somebody that they hear from us; when that was done, and how.
    promised_by: Mapped[date | None]
    promise_kept_on: Mapped[date | None]
    promise_kept: Mapped[str] = mapped_column(default="", server_default="")

    __table_args__ = (Index("ix_note_promised_by", "promised_by",
                            sqlite_where=sql("promise_kept_on IS NULL"),
                            postgresql_where=sql("promise_kept_on IS NULL")),)
