"""The views of a list that people keep."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from caseworker.records.base import Base


class SavedView(Base):
    """A view under a name: its owner's alone, or shared with all and locked for them."""

    __tablename__ = "saved_view"
    __table_args__ = (UniqueConstraint("owner", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    owner: Mapped[str]  # a login, as in the journal
    name: Mapped[str]
    shared: Mapped[bool] = mapped_column(default=False)
    shows: Mapped[dict[str, Any]] = mapped_column(JSON)
